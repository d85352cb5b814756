"""Exploring: a corpus looked through and corrected by mouse, in a notebook, and sheets coded there."""
