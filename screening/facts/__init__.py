"""From a transaction to fact rows: what is given, what the catalogue adds, what follows by formula; all with provenance."""
