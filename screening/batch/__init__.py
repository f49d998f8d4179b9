"""Volume: files of transactions in, the same files with answers out; streaming, resumable, on every core."""
