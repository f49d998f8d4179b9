"""Rule files in, a compiled rule set out. Knows nothing of transactions, only of the facts a rule may name."""
