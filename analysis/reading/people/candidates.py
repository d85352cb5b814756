"""Candidates: whom and what a later pronoun can mean, by name or in words."""

from collections.abc import Iterator, Mapping

from analysis.language.names import NameParts
from analysis.language.phrases import phrase
from analysis.language.tree import Tree
from analysis.reading.people.called import plain_name
from analysis.reading.people.clusters import Entity, People
from analysis.reading.people.printed import Mention
from analysis.reading.people.pronouns import LAST_RESORT, TOPIC, Candidate, is_topic
from analysis.reading.people.roles import SPEAKING_THINGS

CLAUSAL = ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "ROOT")


def find_candidates(tree: Tree, people: People, roles: Mapping[str, str]) -> list[Candidate]:
    """Find all whom *he* or *she*, *they* and *it* can mean: who is named, and what is told of in words.

    Takes: the tree and the people of an article, and the roles.
    Returns: candidates, not in the order of the text.

    >>> from analysis.lexicons import standard_lexicons
    >>> from analysis.reading.article import parse_page
    >>> from analysis.reading.page import read_page
    >>> from analysis.reading.people.clusters import find_people
    >>> tree, sentences = parse_page(read_page("Ana Sol met the residents in Brown Tower."))
    >>> people = find_people(tree, sentences, standard_lexicons())
    >>> [candidate.entity.name for candidate in find_candidates(tree, people, {})]
    ['Ana Sol', 'residents']

    Limits: no pronouns; a name that closes a stretch in marks is taken for a title.
    """
    named = [
        Candidate(m.at, people.entities[m.entity], people.is_plural(m))
        for m in people.mentions
        if m.form != "adjective" and not _closes_marks(tree, m.at) and not _is_place(tree, people.parts, m)
    ]
    return [*named, *_described(tree, people, roles)]


def _described(tree: Tree, people: People, roles: Mapping[str, str]) -> Iterator[Candidate]:
    """Who or what *they* and *it* can mean beside names: *residents*, *the two lawyers*, *a suit*."""
    parts = people.parts
    for at in range(tree.n):
        many, lemma = tree.tag[at] == "NNS", tree.lemma[at]
        if tree.tag[at] not in ("NN", "NNS") or tree.dep[at] not in CLAUSAL or people.mention(at):
            continue
        person = (lemma in parts.people or lemma in parts.titles) and lemma not in parts["anybody"]
        thing = not person and (lemma in parts["body"] or roles.get(lemma) in SPEAKING_THINGS)
        subject = tree.dep[at] in ("nsubj", "nsubjpass")
        apposed = next((e for c in tree.children[at] if tree.dep[c] == "appos" and (e := people.at(c))), None)
        if apposed is not None and (thing if not apposed.person else subject):
            yield Candidate(at, apposed, many)  # a national weekly, The Harbour Post; the official, Ali Reza
            continue
        if thing or (person and (many or subject)):
            text = tree.slice(*phrase(tree, at))
            entity = Entity(plain_name(text, parts), "", person, parts.gender.get(lemma, ""), described=[text])
            topic = person and not many and is_topic(tree, at)
            yield Candidate(at, entity, many, 0.0 if many == person else TOPIC if topic else LAST_RESORT)


def _is_place(tree: Tree, parts: NameParts, mention: Mention) -> bool:
    """*on Capitol Hill*: where something was said says nothing."""
    place = bool(mention.name) and mention.name[-1].lower() in parts["thing"] | parts["place"]
    return place and mention.kind in ("name", "body") and tree.dep[mention.at] in ("pobj", "compound", "nmod")


def _closes_marks(tree: Tree, head: int) -> bool:
    """A name that closes a stretch in marks is mostly a title: `Bleak House,”`."""
    after = tree.source[tree.end[head] : tree.end[head] + 2]
    return any(mark in after for mark in '”"’»')
