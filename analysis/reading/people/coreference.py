"""Coreference: which names, descriptions and pronouns of one article mean the same person or body."""

import functools
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.language.tree import Tree
from analysis.lexicons import Lexicons

NAME_LINKS = frozenset(["-", "–", "'", "’", "&"])
NAME_PARTICLES = frozenset(
    ["de", "la", "van", "von", "der", "den", "bin", "ibn", "al", "el", "di", "da", "dos", "du", "le", "ter"]
)
PLACE_WORDS = frozenset(
    ["north", "south", "east", "west", "new", "great", "upper", "lower", "mount", "lake", "fort", "los", "san", "las"]
)
DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your some many several most".split()  # noqa: SIM905
)


class Titles(NamedTuple):
    """lexicons/titles.csv: gender by title; pronouns.csv: gender and number by pronoun; bodies.csv."""

    gender: dict[str, str]
    pronouns: dict[str, tuple[str, str]]
    bodies: frozenset[str]
    places: frozenset[str]
    adjectives: frozenset[str]
    posts: frozenset[str]
    given: dict[str, str]
    calendar: frozenset[str]


@functools.lru_cache(maxsize=8)
def load_titles(lexicons: Lexicons) -> Titles:
    """Read titles and pronouns."""
    return Titles(
        {row["title"].lower(): row["gender"] for row in lexicons["titles"]},
        {row["pronoun"].lower(): (row["gender"], row["number"]) for row in lexicons["pronouns"]},
        frozenset(row["word"].lower() for row in lexicons["bodies"]),
        frozenset(row["alias"].lower() for row in lexicons["aliases"] if row["form"] != "adjective"),
        frozenset(row["alias"].lower() for row in lexicons["aliases"] if row["form"] == "adjective"),
        frozenset(row["word"].lower() for row in lexicons["roles"]),
        {row["name"].lower(): row["gender"] for row in lexicons["given_names"]},
        frozenset(row["word"].lower() for row in lexicons["name_parts"] if row["kind"] == "calendar"),
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


def find_entities(tree: Tree, titles: Titles, headings: list[bool]) -> list[Mention]:
    """Find the named persons and bodies of an article and group their names.

    `Qureshi` after `Shah Mahmood Qureshi` is the same person; a title in front of a name is a description.

    Takes: the tree; titles; whether each token stands in a headline or crosshead, where last names come first.

    Returns: mentions in the order of the text.
    """
    proper = [tree.pos[i] == "PROPN" and tree.sentence[i] is not None for i in range(tree.n)]
    runs = [_name_run(tree, i) for i in range(tree.n) if proper[i] and _ends_name(tree, i)]
    last_names = {tree.text[last] for first, last in runs if last > first and tree.text[last][:1].isupper()}
    missed = [i for i in range(tree.n) if tree.text[i] in last_names and not proper[i] and tree.sentence[i] is not None]
    runs = sorted([*runs, *((i, i) for i in missed if tree.pos[i] in ("NOUN", "ADJ"))])
    found = [_Found(first, last, *_split_title(tree, first, last, titles)) for first, last in runs]
    by_name: dict[tuple[str, ...], Entity] = {}
    by_last: dict[str, list[Entity]] = {}
    first_bare: dict[str, int] = {}
    for f in found:
        parts = _parts(tree, f)
        if len(parts) == 1 and headings[f.last] is False:
            first_bare.setdefault(parts[0], f.last)
    for f in found:
        parts = _parts(tree, f)
        if len(parts) > 1 and parts not in by_name:
            gender = f.gender if f.gender != "any" else titles.given.get(parts[0], "any")
            entity = Entity(_printed(tree, f), person=_may_be_person(tree, f, parts, titles), gender=gender)
            by_name[parts] = entity
            if entity.person and not _is_other_bearer(tree, f, first_bare.get(parts[-1], -1)):
                by_last.setdefault(parts[-1], []).append(entity)
    mentions = []
    for f in found:
        parts = _parts(tree, f)
        if not parts or set(parts) <= titles.calendar:
            continue
        if len(parts) > 1:
            entity = by_name[parts]
        elif by_last.get(parts[0]):
            entity = _bearer(by_last[parts[0]], f.gender)
        else:
            entity = by_name.setdefault(parts, Entity(_printed(tree, f), person=False))
        if f.start > f.first or f.gender != "any":
            entity.person = True
        if f.gender != "any" and entity.gender == "any":
            entity.gender = f.gender
        kin = tree.lower[f.start - 1] if f.start > 0 else ""
        if entity.gender == "any" and titles.gender.get(kin, "any") != "any":
            entity.gender = titles.gender[kin]
        entity.descriptions += [d for d in _description(tree, f.first, f.start, f.last) if d not in entity.descriptions]
        mentions.append(Mention(f.last, entity))
    return mentions


class _Found(NamedTuple):
    """A run of name tokens: `start` is where the name begins after its titles."""

    first: int
    last: int
    start: int
    gender: str


def _parts(tree: Tree, f: _Found) -> tuple[str, ...]:
    """Words of a name, lower case; what a hyphen joins is one word."""
    words = tree.source[tree.start[f.start] : tree.end[f.last]].lower().split()
    return tuple(word.strip(".,’'") for word in words if word.strip(".,’'-–"))


def _printed(tree: Tree, f: _Found) -> str:
    return re.sub(r"\s+", " ", tree.source[tree.start[f.start] : tree.end[f.last]])


def _may_be_person(tree: Tree, f: _Found, parts: tuple[str, ...], titles: Titles) -> bool:
    if f.start > f.first:
        return True
    article = f.first > 0 and tree.lower[f.first - 1] in ("the", "a", "an")
    place = parts[0] in PLACE_WORDS or " ".join(parts) in titles.places or parts[0] in titles.adjectives
    return not (article or place or parts[-1] in titles.bodies or set(parts) & {"of", "and", "&"})


def _is_other_bearer(tree: Tree, f: _Found, bare: int) -> bool:
    """`Marsh and his wife Ada Marsh`: a full name in the sentence of a last name that was used alone before."""
    if bare < 0 or bare > f.first:
        return False
    last = tree.lower[f.last]
    begin, end = tree.sentence_of(f.last)
    return any(tree.lower[k] == last and k != f.last for k in range(begin, end + 1))


def _bearer(entities: list[Entity], gender: str) -> Entity:
    """The one of several bearers of a last name who fits the title and was named first."""
    fitting = [e for e in entities if e.gender == gender] or [e for e in entities if "any" in (gender, e.gender)]
    return (fitting or entities)[0]


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
        opening = k == tree.sentence_of(last)[0] and tree.lower[k].endswith("ing")
        if (tree.pos[k] == "PROPN" and not opening) or link or particle:
            first = k
        else:
            break
    return first, last


def _split_title(tree: Tree, first: int, last: int, titles: Titles) -> tuple[int, str]:
    """Where the name begins after its titles, and the gender that they tell."""
    start, gender = first, "any"
    if tree.lower[last] in titles.bodies:
        return start, gender
    for k in range(first, last):
        for size in (2, 1):
            words = " ".join(tree.lower[k : k + size])
            if k + size <= last and words in titles.gender:
                start = max(start, k + size)
                gender = titles.gender[words] if titles.gender[words] != "any" else gender
    if start == first and " ".join(tree.lower[max(0, first - 2) : first + 1]) in titles.gender and first < last:
        start = first + 1  # Secretary of State Jane Doe: `of` parts the title from the run of names.
    opening = start == first and first == tree.sentence_of(first)[0]
    if opening and last - first >= 2 and tree.lower[first] in titles.posts:
        start = first + 1  # Prosecutor Emil Vantongeren: a post that the sentence's capital hides.
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
        if attr is not None and tree.pos[attr] == "NOUN":
            found.append(
                tree.source[tree.start[tree.first[attr]] : tree.end[min(tree.last[attr], tree.first[attr] + 12)]]
            )
    return found


def strip_article(text: str) -> str:
    """Drop the article or possessive that a description begins with."""
    words = text.split()
    while (
        len(words) > 1
        and words[0].lower() in DETERMINERS
        and words[1].lower() not in ("of", "in", "at", "from", "among")
    ):
        words = words[1:]
    return " ".join(words)
