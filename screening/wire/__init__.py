"""The one JSON shape of a decision, `decision.v1`: what every door sends and every log keeps."""
