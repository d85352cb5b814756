"""Settings: on which of them each table depends that compares whole sources."""

from collections.abc import Mapping

# `corpus` and all that decides a reading is part of every table; a test holds the settings against the tables.
SETTINGS: Mapping[str, frozenset[str]] = {
    "shares": frozenset(["n_boot", "seed", "copies"]),
    "diversity": frozenset(["n_boot", "seed", "copies"]),
    "saying": frozenset(["copies"]),
    "tone": frozenset(["n_boot", "seed", "copies"]),
    "word_shifts": frozenset(["copies"]),
    "keywords": frozenset(["reference", "seed", "copies"]),
    "findings": frozenset(["copies"]),
    "finding_passages": frozenset(["copies"]),
}
# What is matched between sources stands on all of the articles, also where copied passages are counted once.
MATCHED = ("shared_quotes", "coverage")
