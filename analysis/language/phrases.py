"""Phrases: a parsed article as plain lists, and how far a noun phrase reaches in it."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

BEFORE = {"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "npadvmod", "advmod", "punct"}
JOINS = {"cc", "punct"}
PLACE_PREPOSITIONS = {"in", "from", "at", "outside", "near"}


@dataclass(frozen=True)
class Words:
    """The words of an article by position: printed, lower case, lemma, tag, part of speech, relation, head, offsets."""

    text: list[str]
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    pos: list[str]
    dep: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    children: list[list[int]] = field(repr=False)
    article: str = field(repr=False)

    def slice(self, first: int, last: int) -> str:
        """Give the article's text from the first to the last of these words, both included."""
        return self.article[self.start[first] : self.end[last]]

    def child(self, at: int, *relations: str) -> int | None:
        """Give the first word below this one that stands in one of these relations to it."""
        return next((c for c in self.children[at] if self.dep[c] in relations), None)


def read_words(doc: "Doc") -> Words:
    """Turn a parsed article into plain lists, which rules read many times faster than tokens.

    Returns: Words; every list has one item a token, white space included.

    >>> from analysis.language.parse import load_model
    >>> words = read_words(load_model()("Rebels shelled the old harbour."))
    >>> words.slice(*phrase(words, 4))
    'the old harbour'
    """
    text, lemma, tag, pos, dep = [], [], [], [], []
    head, start, end = [], [], []
    children: list[list[int]] = [[] for _ in doc]
    for token in doc:
        text.append(token.text)
        lemma.append(token.lemma_.lower())
        tag.append(token.tag_)
        pos.append(token.pos_)
        dep.append(token.dep_)
        above = token.head.i
        head.append(above)
        start.append(token.idx)
        end.append(token.idx + len(token.text))
        if above != token.i:
            children[above].append(token.i)
    return Words(text, [t.lower() for t in text], lemma, tag, pos, dep, head, start, end, children, doc.text)


def left_edge(words: Words, head: int) -> int:
    """Give the first word of the noun phrase around this noun: its articles, adjectives, compounds, possessors."""
    first = head
    for child in words.children[head]:
        if child < head and words.dep[child] in BEFORE:
            first = min(first, left_edge(words, child))
    while first < head and (words.dep[first] == "punct" and words.text[first] not in {"-", "al"}):
        first += 1
    return first


def phrase(words: Words, head: int, *, places: bool = False, joined: bool = False) -> tuple[int, int]:
    """Say from which to which word the noun phrase around this noun reaches.

    Takes: `places` to take in a place that follows at once (*Authorities in Karachi*), `joined` to take in what
    *and* joins to it.
    Returns: first and last word; the phrase takes in *of* and its noun, and leaves out appositions, relative
    clauses and all other prepositions.
    """
    first, last = left_edge(words, head), head
    below = words.children[head]
    after = head + 1
    if words.dep[head] == "conj" and after < len(words.text) and words.lower[after] == "of":
        # "the head of the force and architect of its plan": the parser may hang the second "of" on the first noun.
        below = [*below, after] if words.head[after] == words.head[head] else below
    for child in below:
        if child == last + 1 and words.dep[child] == "punct" and words.text[child] == "-":
            last = child
        if child != last + 1 or words.dep[child] != "prep":
            continue
        noun = words.child(child, "pobj")
        if noun is None:
            continue
        place = places and words.lower[child] in PLACE_PREPOSITIONS and words.pos[noun] == "PROPN"
        if words.lower[child] == "of" or place:
            last = phrase(words, noun, places=places, joined=True)[1]
    if joined:
        for child in words.children[head]:
            if words.dep[child] != "conj" or child < last:
                continue
            begin, stop = phrase(words, child, places=places, joined=True)
            between = range(last + 1, begin)
            if all(words.dep[w] in JOINS or words.lower[w] in {"and", "or", ","} for w in between):
                last = stop
    return first, last
