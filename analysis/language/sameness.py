"""Sameness: when two printed names are one person's or one body's, within an article or across articles."""

import functools
import re
import unicodedata
from collections.abc import Sequence

from analysis.language.names import NameParts
from analysis.language.stems import singular
from analysis.language.words import STRAIGHT

POSSESSIVE = re.compile(r"['’]s?$")


def fold_name(name: Sequence[str]) -> tuple[str, ...]:
    """Fold a name for comparison: lower case, points, accents and possessive endings off.

    >>> fold_name(("James", "B.", "Comey’s"))
    ('james', 'b', 'comey')
    """
    return tuple(_fold(word) for word in name)


@functools.lru_cache(maxsize=65536)
def _fold(word: str) -> str:
    plain = POSSESSIVE.sub("", word.translate(STRAIGHT)).replace(".", "").lower()
    return "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))


def surname(name: Sequence[str], parts: NameParts) -> str:
    """Give the last word of a folded name that is no suffix (*Jr.*) and, behind a hyphen, no article (*al-*)."""
    words = [word for word in name if word not in parts.suffixes] or list(name)
    last = words[-1]
    for article in sorted(parts["name article"]):
        last = last.removeprefix(article)
    return last


def is_junior(name: Sequence[str], parts: NameParts) -> bool:
    """Say whether a folded name ends in *jr* or *sr*, which makes it another person's."""
    return not parts["generation"].isdisjoint(name[-1:])


def same_spelling(one: str, other: str) -> bool:
    """Say whether two words are spellings of one: at most one letter apart in four or more, or one an initial.

    >>> same_spelling("qasem", "qasim"), same_spelling("maria", "mario"), same_spelling("r", "robert")
    (True, False, True)

    Limits: the first and the last letter must be the same, so that Maria and Mario stay two.
    """
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[:1] == other[:1]
    if min(len(one), len(other)) < 4 or one[0] != other[0] or one[-1] != other[-1]:
        return False
    return _one_edit(one, other)


def _one_edit(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1:
        return False
    if len(one) > len(other):
        one, other = other, one
    at = next((i for i, letter in enumerate(one) if letter != other[i]), len(one))
    return one[at + (len(one) == len(other)) :] == other[at + 1 :]


def same_full_name(one: Sequence[str], other: Sequence[str], parts: NameParts) -> bool:
    """Say whether two folded names of several words are one person's.

    >>> from analysis.lexicons import standard_lexicons
    >>> from analysis.language.names import compile_parts
    >>> parts = compile_parts(standard_lexicons())
    >>> same_full_name(("qasem", "soleimani"), ("qasim", "soleimani"), parts)
    True
    >>> [same_full_name(("dave", "olin"), (first, "olin"), parts) for first in ("david", "ann")]
    [True, False]
    """
    if "".join(one).replace("-", "") == "".join(other).replace("-", ""):
        return True
    if is_junior(one, parts) != is_junior(other, parts):
        return False
    if is_junior(one, parts) and min(len(one), len(other)) == 2:
        return surname(one, parts) == surname(other, parts)
    if not same_spelling(surname(one, parts), surname(other, parts)):
        return False
    first, second = (parts.nicknames.get(name[0], name[0]) for name in (one, other))
    return same_spelling(first, second) or (len(one) > 2 and one[1] == other[0] and len(one[0]) == 1)


def content_words(name: Sequence[str], parts: NameParts) -> frozenset[str]:
    """Give the telling words of a body's folded name, so that *Department of Justice* is *Justice Department*.

    A plural and its singular are one: *Lunt’s lawyers*, *Lunt’s lawyer*.
    """
    telling = frozenset(name) - parts["small word"]
    return frozenset(singular(word) if len(word) > 3 else word for word in telling)


def initials(name: Sequence[str], parts: NameParts) -> str:
    """Give the initials of a body's name, small words left out."""
    return "".join(word[0] for word in name if word.lower() not in parts["small word"] and word[0].isalnum()).lower()


def is_acronym(name: tuple[str, ...]) -> bool:
    """Say whether a name is one word of two to six capitals, with points or without."""
    plain = name[0].replace(".", "")
    return len(name) == 1 and 2 <= len(plain) <= 6 and plain.isupper() and plain.isalpha()
