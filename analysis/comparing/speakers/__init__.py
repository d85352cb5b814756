"""Speakers across articles: one name for each, their shares, what each source calls them."""
