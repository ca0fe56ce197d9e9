"""What an outsider may learn: a signature without a name, the heads and tiles of the log."""
