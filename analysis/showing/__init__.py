"""Showing: tables, articles and words in their sentences, as a notebook or a page shows them."""
