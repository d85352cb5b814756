"""Stems: the inflected forms of one word made one, by one stemmer for everything that asks."""

import functools
from typing import Any


@functools.lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Cut a word in small letters down to its stem.

    Source: Porter (1980), as revised in the English Snowball stemmer (Porter 2001; library snowballstemmer).

    >>> stem("denounced"), stem("countries"), stem("protesters"), stem("raped")
    ('denounc', 'countri', 'protest', 'rape')

    Limits: English; cut by rule and not by dictionary, so a few unrelated words share a stem (*organ*, *organism*)
    and irregular forms stay apart (*fled*, *flee*).
    """
    return str(_stemmer().stemWord(word))


@functools.cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")
