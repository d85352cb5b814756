"""Harm: acts of harm and force, with who does what to whom."""
