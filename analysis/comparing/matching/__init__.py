"""Matching: the same words, sentence, count or passage in several sources."""
