"""Running: the one place that reads a corpus, keeps what was read and writes tables."""
