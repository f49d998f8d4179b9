"""Lists of parties as files: read in the formats people hold, refused when broken, kept as dated snapshots, compared."""
