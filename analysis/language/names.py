"""What names are made of: titles, polite forms, nouns of bodies (name_parts.csv); aliases of countries and bodies."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.lexicons import Lexicons


@dataclass(frozen=True)
class NameParts:
    """The words around names. `titles` and `groups` give a word's classes or group, the others are sets."""

    titles: dict[str, frozenset[str]]
    honorifics: dict[str, str]
    groups: dict[str, str]
    crowds: dict[str, str]
    nicknames: dict[str, str]
    sets: dict[str, frozenset[str]]
    people: frozenset[str]
    suffixes: frozenset[str]

    def __getitem__(self, kind: str) -> frozenset[str]:
        return self.sets.get(kind, frozenset())


@functools.lru_cache(maxsize=8)
def compile_parts(lexicons: Lexicons) -> NameParts:
    """Compile lexicons/name_parts.csv and the nouns for people of lexicons/people.csv.

    >>> from analysis.lexicons import standard_lexicons
    >>> sorted(compile_parts(standard_lexicons()).titles["general"])
    ['military']
    """
    rows = lexicons["name_parts"]

    def pick(kind: str) -> Iterable[tuple[str, str]]:
        return ((row["word"], row["class"]) for row in rows if row["kind"] == kind)

    titles: dict[str, frozenset[str]] = {}
    for word, classes in pick("title"):
        titles[word] = titles.get(word, frozenset()) | frozenset(classes.split())
    kinds = {row["kind"] for row in rows} - {"title", "honorific", "group"}
    return NameParts(
        titles,
        dict(pick("honorific")),
        dict(pick("group")),
        dict(pick("crowd")),
        dict(pick("nickname")),
        {kind: frozenset(word for word, _ in pick(kind)) for kind in kinds},
        frozenset(row["word"] for row in lexicons["people"]),
        frozenset(word.replace(".", "").lower() for word, _ in pick("suffix")),
    )


@dataclass(frozen=True)
class Alias:
    """One row of aliases.csv."""

    entity: str
    kind: str
    form: str


@functools.lru_cache(maxsize=8)
def compile_aliases(lexicons: Lexicons) -> dict[str, Alias]:
    """Compile lexicons/aliases.csv: spelling → what it stands for."""
    return {row["alias"]: Alias(row["entity"], row["kind"], row["form"]) for row in lexicons["aliases"]}
