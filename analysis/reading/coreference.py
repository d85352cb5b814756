"""Coreference: which names, descriptions and pronouns of one article mean the same person or body."""

import functools
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.lexicons import Lexicons
from analysis.reading.tree import Tree

NAME_LINKS = frozenset(["-", "–", "'", "’", "&"])
NAME_PARTICLES = frozenset(
    ["de", "la", "van", "von", "der", "den", "bin", "ibn", "al", "el", "di", "da", "dos", "du", "le", "ter"]
)
DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your some many several most".split()  # noqa: SIM905
)


class Titles(NamedTuple):
    """lexicons/titles.csv: gender by title; pronouns.csv: gender and number by pronoun; bodies.csv."""

    gender: dict[str, str]
    pronouns: dict[str, tuple[str, str]]
    bodies: frozenset[str]


@functools.lru_cache(maxsize=8)
def load_titles(lexicons: Lexicons) -> Titles:
    """Read titles and pronouns."""
    return Titles(
        {row["title"].lower(): row["gender"] for row in lexicons["titles"]},
        {row["pronoun"].lower(): (row["gender"], row["number"]) for row in lexicons["pronouns"]},
        frozenset(row["word"].lower() for row in lexicons["bodies"]),
    )


@dataclass(eq=False)
class Entity:
    """A person or body of one article."""

    name: str
    person: bool
    gender: str = "any"
    descriptions: list[str] = field(default_factory=list)


class Mention(NamedTuple):
    """A place where an entity is named or described: token range of the name, its head."""

    head: int
    entity: Entity


def find_entities(tree: Tree, titles: Titles) -> list[Mention]:
    """Find the named persons and bodies of an article and group their names.

    `Qureshi` after `Shah Mahmood Qureshi` is the same person; a title in front of a name is a description.

    Returns: mentions in the order of the text.
    """
    by_name: dict[tuple[str, ...], Entity] = {}
    by_last: dict[str, list[Entity]] = {}
    mentions: list[Mention] = []
    runs = [
        _name_run(tree, i)
        for i in range(tree.n)
        if tree.pos[i] == "PROPN" and tree.sentence[i] >= 0 and _ends_name(tree, i)
    ]
    parsed = [(first, last, *_split_title(tree, first, last, titles)) for first, last in runs]
    for longest in (True, False):
        for first, last, start, gender in parsed:
            parts = tuple(tree.text[k] for k in range(start, last + 1) if tree.pos[k] != "PUNCT")
            if not parts or (len(parts) > 1) != longest:
                continue
            key = tuple(part.lower() for part in parts)
            entity = by_name.get(key)
            if entity is None:
                name = tree.source[tree.start[start] : tree.end[last]]
                article = first > 0 and tree.lower[first - 1] in ("the", "a", "an")
                body = (
                    key[-1].rstrip(".") in titles.bodies
                    or (article and start == first)
                    or any(p in ("of", "and") for p in key)
                )
                entity = Entity(re.sub(r"\s+", " ", name), person=not body and (longest or start > first))
                if longest or key[-1] not in by_last:
                    by_name[key] = entity
                    by_last.setdefault(key[-1], []).append(entity)
            if gender != "any":
                entity.gender = gender
    for first, last, start, gender in parsed:
        parts = tuple(tree.lower[k] for k in range(start, last + 1) if tree.pos[k] != "PUNCT")
        if not parts:
            continue
        entity = by_name.get(parts)
        named_here = by_last.get(parts[-1], [])
        if len(parts) == 1 and named_here:
            entity = _latest(named_here, mentions, gender)
        if entity is None:
            continue
        if start > first or gender != "any":
            entity.person = True
        if gender != "any" and entity.gender == "any":
            entity.gender = gender
        description = _description(tree, first, start, last)
        entity.descriptions += [d for d in description if d not in entity.descriptions]
        mentions.append(Mention(last, entity))
    return sorted(mentions, key=lambda m: m.head)


def _latest(entities: list[Entity], mentions: list[Mention], gender: str) -> Entity:
    """The one of several bearers of a last name that was named last."""
    fitting = [e for e in entities if gender == "any" or e.gender in ("any", gender)] or entities
    if len(fitting) == 1:
        return fitting[0]
    persons = [e for e in fitting if e.person] or fitting
    return next((m.entity for m in reversed(mentions) if m.entity in persons), persons[0])


def _ends_name(tree: Tree, i: int) -> bool:
    following = i + 1
    if following < tree.n and tree.text[following] in ("-", "–") and tree.end[i] == tree.start[following]:
        following += 1
    return following >= tree.n or tree.pos[following] != "PROPN" or tree.sentence[following] != tree.sentence[i]


def _name_run(tree: Tree, last: int) -> tuple[int, int]:
    first = last
    while first > 0:
        k = first - 1
        if tree.sentence[k] != tree.sentence[last]:
            break
        link = tree.text[k] in NAME_LINKS and k > 0 and tree.pos[k - 1] == "PROPN" and tree.end[k] == tree.start[first]
        particle = tree.lower[k] in NAME_PARTICLES and tree.pos[k] != "DET" and k > 0 and tree.pos[k - 1] == "PROPN"
        if tree.pos[k] == "PROPN" or link or particle:
            first = k
        else:
            break
    return first, last


def _split_title(tree: Tree, first: int, last: int, titles: Titles) -> tuple[int, str]:
    """Where the name begins after its titles, and the gender that they tell."""
    start, gender = first, "any"
    for k in range(first, last):
        for size in (2, 1):
            words = " ".join(tree.lower[k : k + size])
            if k + size <= last and words in titles.gender:
                start = max(start, k + size)
                gender = titles.gender[words] if titles.gender[words] != "any" else gender
    if start == first and " ".join(tree.lower[max(0, first - 2) : first + 1]) in titles.gender and first < last:
        start = first + 1  # Secretary of State Jane Doe: `of` parts the title from the run of names.
    while start < last and tree.text[start] in ("-", "."):
        start += 1
    return start, gender


def _description(tree: Tree, first: int, start: int, last: int) -> list[str]:
    """Words before a name that describe it, and what stands in apposition to it."""
    found = []
    begin = first
    while (
        begin > 0
        and tree.pos[begin - 1] in ("NOUN", "ADJ", "PROPN", "PART")
        and tree.sentence[begin - 1] == tree.sentence[last]
        and tree.text[begin - 1] not in ("’s", "'s")
    ):
        begin -= 1
    while (
        begin > 0 and tree.text[begin - 1] in ("-", "–", "’s", "'s") and tree.pos[begin - 2] in ("NOUN", "ADJ", "PROPN")
    ):
        begin -= 2
    if begin < start:
        found.append(tree.source[tree.start[begin] : tree.end[start - 1]])
    for child in tree.children[last]:
        if tree.dep[child] == "appos" and child > last and tree.pos[child] in ("NOUN", "PROPN"):
            found.append(
                tree.source[tree.start[tree.first[child]] : tree.end[min(tree.last[child], tree.first[child] + 12)]]
            )
    head = tree.head[last]
    if tree.dep[last] == "appos" and tree.pos[head] in ("NOUN", "PROPN"):
        found.append(tree.source[tree.start[tree.first[head]] : tree.end[head]])
    if tree.dep[last] == "nsubj" and tree.lemma[head] == "be":
        attr = tree.child(head, "attr")
        if attr >= 0 and tree.pos[attr] == "NOUN":
            found.append(
                tree.source[tree.start[tree.first[attr]] : tree.end[min(tree.last[attr], tree.first[attr] + 12)]]
            )
    return found


def strip_article(text: str) -> str:
    """Drop the article or possessive that a description begins with."""
    words = text.split()
    while len(words) > 1 and words[0].lower() in DETERMINERS and words[1].lower() not in ("of", "in", "at", "from", "among"):
        words = words[1:]
    return " ".join(words)
