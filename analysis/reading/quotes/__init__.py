"""Quotations: cues, what they report, and the marks they go with, made into rows."""
