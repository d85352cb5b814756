"""Stems: the inflected forms of one word made one, by one stemmer and one rule for plurals."""

import functools
from typing import Any


@functools.lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Cut a word in small letters down to its stem.

    Source: Porter (1980), as revised in the English Snowball stemmer (Porter 2001; library PyStemmer).

    >>> stem("denounced"), stem("countries"), stem("protesters"), stem("raped")
    ('denounc', 'countri', 'protest', 'rape')

    Limits: English; cut by rule and not by dictionary, so a few unrelated words share a stem (*organ*, *organism*)
    and irregular forms stay apart (*fled*, *flee*).
    """
    return str(_stemmer().stemWord(word))


def singular(phrase: str) -> str:
    """Cut the plural ending off the last word of a phrase in small letters, for lists that hold the singular.

    >>> singular("law enforcement agencies"), singular("protesters"), singular("press")
    ('law enforcement agency', 'protester', 'press')

    Limits: regular plurals; a stem would not do, for *officer* and *office* have one.
    """
    if phrase.endswith("ies"):
        return phrase[:-3] + "y"
    return phrase[:-1] if phrase.endswith("s") and not phrase.endswith("ss") else phrase


@functools.cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")
