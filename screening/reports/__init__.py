"""Paper out: a decision, a rule or the whole timeline as something a person reads."""
