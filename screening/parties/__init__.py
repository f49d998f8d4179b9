"""Names to listed parties: lists, name matching, known-good. Knows nothing of rules or transactions."""
