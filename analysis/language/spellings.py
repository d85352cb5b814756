"""Spellings: the list of variants compiled, by which the spellings of a word are one."""

import functools
import itertools
import operator
from collections.abc import Iterator
from typing import NamedTuple

from analysis.language.words import PLAIN
from analysis.lexicons import Lexicons

VERB_ENDINGS = ("e", "es", "ed", "er", "ers", "ing", "ation", "ations", "ational", "able")
AS_WRITTEN, ANY_CASE = "as written", "any case"


class Folding(NamedTuple):
    """The list `variants`, compiled: capitals count, they do not, beginnings of words, spellings of several words."""

    written: dict[str, str]
    folded: dict[str, str]
    prefixes: dict[str, str]
    phrases: dict[tuple[str, ...], str]
    heads: set[str]  # the first words of phrases, lower case
    longest: int
    reach: int  # of the longest beginning, so that a word without end is not asked letter by letter
    nations: dict[str, str]  # Iranian, Iranians -> iran


def spell(plain: str, folding: Folding) -> str:
    """Give the spelling that stands for all of a word, in small letters.

    Takes: a word without points and possessive, with plain marks.

    >>> from analysis.lexicons import standard_lexicons
    >>> spell("Organised", compile_folding(standard_lexicons()))
    'organized'
    """
    if plain in folding.written:
        return folding.written[plain]
    word = plain.lower()
    if word in folding.folded:
        return folding.folded[word]
    for length in range(min(len(word), folding.reach), 0, -1):
        if word[:length] in folding.prefixes:
            return folding.prefixes[word[:length]] + word[length:]
    return word


@functools.lru_cache(maxsize=8)
def compile_folding(lexicons: Lexicons) -> Folding:
    """Compile the list `variants` once for all articles.

    >>> from analysis.lexicons import standard_lexicons
    >>> compile_folding(standard_lexicons()).phrases["United", "States"]
    'united states'
    """
    folding = Folding({}, {}, {}, {}, set(), 1, 0, {})
    for row in lexicons["variants"]:
        variant, term, case = row["variant"].translate(PLAIN), row["term"].translate(PLAIN), row["case"]
        if case == ANY_CASE:
            variant = variant.lower()
        if " " in variant:
            folding.phrases[tuple(variant.split())] = term
            folding.heads.add(variant.split()[0].lower())
        elif variant.endswith("*"):
            folding.prefixes[variant[:-1]] = term.removesuffix("*")
        elif variant.endswith("~"):
            folding.folded.update({variant[:-1] + ending: term + ending for ending in VERB_ENDINGS})
        else:
            spellings = folding.written if case == AS_WRITTEN else folding.folded
            spellings[variant.replace(".", "")] = term
    folding = folding._replace(reach=max(map(len, folding.prefixes), default=0))
    folding.nations.update({word: spell(name, folding) for word, name in _name_nations(lexicons)})
    return folding._replace(longest=max(map(len, folding.phrases), default=1))


def _name_nations(lexicons: Lexicons) -> Iterator[tuple[str, str]]:
    """Pair the words for a country's people with that name of it which begins most like them: American, America."""
    rows = [row for row in lexicons["aliases"] if row["kind"] == "country" and row["alias"].isalpha()]
    names: dict[str, list[str]] = {}
    for row in rows:
        if row["form"] == "name":
            names.setdefault(row["entity"], []).append(row["alias"])
    for row in rows:
        word = row["alias"]
        if row["form"] in ("adjective", "people") and row["entity"] in names:
            alike = [sum(itertools.takewhile(bool, map(operator.eq, name, word))) for name in names[row["entity"]]]
            yield word, names[row["entity"]][alike.index(max(alike))]
