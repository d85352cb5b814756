"""What names are made of: titles, polite forms, nouns of bodies (name_parts.csv); aliases of countries and bodies."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.lexicons import Lexicons

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class NameParts:
    """The words around names.

    `titles` gives the classes of a title, `offices` the title that a short one stands for, `groups` the one word for
    those who are called so, `gender` that of whoever bears a title, an honorific (as printed) or a first name,
    `pronouns` gender and number; the others are sets.
    """

    titles: dict[str, frozenset[str]]
    honorifics: frozenset[str]
    offices: dict[str, str]
    groups: dict[str, str]
    nicknames: dict[str, str]
    gender: dict[str, str]
    pronouns: dict[str, tuple[str, str]]
    sets: dict[str, frozenset[str]]
    people: frozenset[str]
    suffixes: frozenset[str]

    def group_of(self, word: str) -> str:
        """Give the one word for those who are called so: protesters for *demonstrators*; else the word itself."""
        return next((self.groups[form] for form in (word, word.removesuffix("s")) if form in self.groups), word)

    def __getitem__(self, kind: str) -> frozenset[str]:
        return self.sets.get(kind, NOTHING)


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
    gender = {row["word"]: row["gender"] for row in rows if row["gender"]}
    sets = {kind: frozenset(word for word, _ in pick(kind)) for kind in kinds}
    for row in lexicons["pronouns"]:
        use = f"{row['use']} pronoun"
        sets[use] = sets.get(use, frozenset()) | {row["pronoun"]}
    return NameParts(
        titles,
        frozenset(word for word, _ in pick("honorific")),
        {word: office for word, office in pick("honorific") if office},
        dict(pick("group")),
        dict(pick("nickname")),
        gender | {row["name"].lower(): row["gender"] for row in lexicons["given_names"]},
        {row["pronoun"]: (row["gender"], row["number"]) for row in lexicons["pronouns"]},
        sets,
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
