"""Epithets: *the former boxer*, *the congressman*, *the Ohio Democrat*: whom the text has just named."""

import re

from analysis.language.tree import Tree
from analysis.language.words import DOER
from analysis.reading.people.clusters import Entity, People
from analysis.reading.people.printed import Mention

AGED = re.compile(r"\d+-year-old")
SUBJECTS = frozenset(["nsubj", "nsubjpass"])
MANY = frozenset(["NNS", "NNPS"])
# Sentences back in which somebody has just been named.
NEAR, BESIDE = 4, 2
POLITICIANS = frozenset(["lawmaker", "governor", "candidate", "mayor", "head of state", "head of government"])
# A place may be shortened behind a name (Calif.), and stands at most so many words behind it.
SHORTENED, PLACE_BEHIND = 3, 6


def find_bearer(tree: Tree, people: People, head: int, first: int, last: int) -> Entity | None:
    """Find the one person, named before, whom a description with *the* calls by what he or she is or was.

    *The former boxer*, *the 22-year-old*: the only person named so far. *The congressman*: the one person with such an
    office among the last subjects. *The Ohio Democrat*: the last subject with an office. *The author and broadcaster*:
    the only subject of the sentences before.

    Takes: the tree and the people of an article; the head, first and last token of the description.
    Returns: an Entity, or None where nobody fits, or two do.

    >>> from analysis.reading.article import read_article
    >>> read_article("Rep. Omar Diaz left. The congressman said the bill was dead.")["quotes"]["speaker"].tolist()
    ['Omar Diaz']

    Limits: by form and by the lists of offices; *the winner* is not known to be whoever won.
    """
    told = any(tree.dep[c] == "relcl" or (tree.dep[c] == "acl" and tree.tag[c] != "VBG") for c in tree.children[head])
    if tree.lower[first] != "the" or tree.tag[head] in MANY or tree.dep[last] == "pobj" or told:
        return None
    words = tree.lower[first + 1 : head + 1]
    if people.parts["former"] & set(words) or AGED.fullmatch("".join(words)):
        return _only_person(people, head)
    return _by_office(tree, people, head) or _by_two_names(tree, people, first, last)


def _only_person(people: People, head: int) -> Entity | None:
    named = [people.entities[m.entity] for m in people.mentions if m.at < head and m.name]
    persons = {entity.name: entity for entity in named if entity.person}
    return next(iter(persons.values())) if len(persons) == 1 else None


def _subjects(tree: Tree, people: People, head: int, near: int) -> list[tuple[int, Mention]]:
    """Named persons who are the subject of a verb before a token, outside marks, the nearest first."""
    here = tree.sentence[head] or 0
    found = []
    for mention in reversed(people.mentions):
        back = here - (tree.sentence[mention.at] or 0)
        if mention.at >= head or not mention.name or not people.entities[mention.entity].person:
            continue
        if back > near:
            break
        at = mention.at
        while tree.dep[at] == "conj" and tree.head[at] != at:
            at = tree.head[at]
        if tree.dep[at] in SUBJECTS and tree.stretch[mention.at] is None:
            found.append((back, mention))
    return found


def _by_office(tree: Tree, people: People, head: int) -> Entity | None:
    """The one among the last subjects whose title is of the same class: *the congressman* for *Rep. Omar Diaz*."""
    parts, lemma = people.parts, tree.lemma[head]
    if lemma in parts["partisan"] and tree.pos[head - 1] in ("PROPN", "ADJ"):
        return _by_party(tree, people, head)
    wanted, gender = parts.titles.get(lemma, frozenset()), parts.gender.get(lemma, "")
    if not wanted:
        return None
    fitting: dict[str, int] = {}
    for back, mention in _subjects(tree, people, head, NEAR):
        entity = people.entities[mention.entity]
        if _classes(people, entity) & wanted and (not gender or entity.gender in ("", gender)):
            fitting.setdefault(entity.name, back)
    nearest = [name for name, back in fitting.items() if back == min(fitting.values())]
    return people.entities[nearest[0]] if len(nearest) == 1 else None


def _classes(people: People, entity: Entity) -> set[str]:
    roles = (role for mention in people.mentions_of(entity) for role in mention.roles if not role.under)
    return set().union(*(role.classes for role in roles))


def _by_party(tree: Tree, people: People, head: int) -> Entity | None:
    """*The Ohio Democrat*: who is printed with that place; *the presidential hopeful*: the last politician to act."""
    before = [entity for entity in people.entities.values() if any(m.at < head for m in people.mentions_of(entity))]
    persons = [entity for entity in before if entity.person]
    words = [tree.text[k] for k in range(head - 2, head) if tree.text[k][:1].isupper() and tree.lower[k] != "the"]
    letters = "".join(f"{word[0]}." for word in words)
    places = (tree.text[head - 1][:SHORTENED], *([letters, letters.replace(".", "")] if len(words) > 1 else []))
    from_there = [e for e in persons if any(_names_place(tree, m, places) for m in people.mentions_of(e) if m.name)]
    if tree.pos[head - 1] == "PROPN":
        return from_there[0] if len(from_there) == 1 else None
    last = [m.entity for _, m in _subjects(tree, people, head, NEAR)]
    found = [e for e in persons if _classes(people, e) & POLITICIANS and e.name in last[:1]]
    return found[0] if found else None


def _names_place(tree: Tree, mention: Mention, places: tuple[str, ...]) -> bool:
    """Whether a place is printed right before or behind a name: *R-Ohio*, *of Ohio*, *Ohio Gov.*"""
    around = range(max(0, mention.first - 2), mention.last + PLACE_BEHIND)
    return any(tree.text[k].split("-")[-1].startswith(places) for k in around if tree.text[k][:1].isupper())


def _by_two_names(tree: Tree, people: People, first: int, last: int) -> Entity | None:
    """*The hotel magnate and television host*: whoever alone was the subject before."""
    joined = [k for k in range(first + 2, last) if tree.lower[k] == "and"]
    if len(joined) != 1 or tree.pos[joined[0] + 1] in ("DET", "PRON"):
        return None
    if not all(tree.tag[at] == "NN" and _is_doer(tree, people, at) for at in (joined[0] - 1, last)):
        return None
    names = {mention.entity for _, mention in _subjects(tree, people, first, BESIDE)}
    return people.entities[names.pop()] if len(names) == 1 else None


def _is_doer(tree: Tree, people: People, at: int) -> bool:
    lemma, parts = tree.lemma[at], people.parts
    return lemma in parts.people | parts["famed"] or lemma in parts.titles or DOER.search(lemma) is not None
