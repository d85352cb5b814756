"""People: who is named, described, meant by a pronoun, and who speaks."""
