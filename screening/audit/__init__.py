"""The decision log: append-only, chained, searchable, replayable. It decides nothing."""
