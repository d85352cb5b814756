"""Validating: what a hand-coded sample says of the rules' errors, and of every figure that they bend."""
