"""Coded places: where the sample of a corpus lies that is coded by hand."""

from pathlib import Path

from analysis.corpus.articles import find_corpus

KEY_FILE = "key.csv"


def find_validation(corpus: str) -> Path:
    """Name the folder of the coded sample of a corpus: `validation` in its folder, or beside its file.

    >>> find_validation("seeds").name
    'validation'
    """
    place = find_corpus(corpus)
    return place / "validation" if place.is_dir() else place.with_name(f"{place.stem}-validation")
