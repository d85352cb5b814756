"""Corpus: files become the tables `articles` and `problems`."""
