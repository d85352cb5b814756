"""Acts of harm across sources: the same deed in other words, and in which form it is told."""
