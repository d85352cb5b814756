"""Tone of wording: three scorers with the words behind each score, and tone towards a named target."""
