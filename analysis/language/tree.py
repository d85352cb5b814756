"""Tree: the parse of an article as plain lists, so that rules over it stay short and cheap."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

EDGE_PUNCTUATION = frozenset(",;:.—–―-…()[]\"'“”‘’„«»`|*")


class Tree:
    """Tokens with their place, form and head. White space tokens are kept out of every span that is built.

    `start, end` are offsets in the article; `first, last` the token range of a subtree; `sentence` the number of the
    sentence a token stands in (-1 outside); `stretch` the number of the outermost marked stretch it stands in (-1
    outside marks).
    """

    def __init__(self, doc: "Doc", sentences: list[tuple[int, int]], stretches: list[tuple[int, int]]) -> None:
        self.source = doc.text
        self.n = len(doc)
        tokens = list(doc)
        self.text = [token.text for token in tokens]
        self.lower = [text.lower() for text in self.text]
        self.start = [token.idx for token in tokens]
        self.end = [start + len(text) for start, text in zip(self.start, self.text, strict=True)]
        self.lemma = [token.lemma_.lower() for token in tokens]
        self.pos = [token.pos_ for token in tokens]
        self.tag = [token.tag_ for token in tokens]
        self.dep = [token.dep_ for token in tokens]
        self.head = [token.head.i for token in tokens]
        self.children: list[list[int]] = [[] for _ in range(self.n)]
        for i, head in enumerate(self.head):
            if head != i:
                self.children[head].append(i)
        self.measure()
        self.sentence = _place(self.start, sentences)
        self.stretch = _place(self.start, stretches)
        self.stretch_words = [0] * len(stretches)
        for stretch, pos in zip(self.stretch, self.pos, strict=True):
            if stretch >= 0 and pos not in ("PUNCT", "SPACE"):
                self.stretch_words[stretch] += 1
        self.sentence_tokens: dict[int, tuple[int, int]] = {}
        for i, number in enumerate(self.sentence):
            if number >= 0:
                self.sentence_tokens[number] = (self.sentence_tokens.get(number, (i, i))[0], i)

    def measure(self) -> None:
        """Find the first and last token of every subtree, again after a token was hung elsewhere."""
        self.first = list(range(self.n))
        self.last = list(range(self.n))
        depth_first: list[int] = [i for i, head in enumerate(self.head) if head == i]
        for i in depth_first:
            depth_first.extend(self.children[i])
        for i in reversed(depth_first):
            head = self.head[i]
            self.first[head] = min(self.first[head], self.first[i])
            self.last[head] = max(self.last[head], self.last[i])

    def hang(self, i: int, head: int) -> None:
        """Hang a token, and what is below it, on another head."""
        self.children[self.head[i]].remove(i)
        self.head[i] = head
        self.children[head] = sorted([*self.children[head], i])

    def subtree(self, i: int, without: Iterable[int] = ()) -> list[int]:
        """Tokens below and including `i`, in order, leaving out the subtrees of `without`."""
        barred = set(without)
        found: list[int] = []
        open_nodes = [i]
        while open_nodes:
            node = open_nodes.pop()
            if node not in barred:
                found.append(node)
                open_nodes.extend(self.children[node])
        return sorted(found)

    def child(self, i: int, *deps: str) -> int:
        """First child with one of the relations, or -1."""
        return next((c for c in self.children[i] if self.dep[c] in deps), -1)

    def ancestors(self, i: int) -> Iterator[int]:
        """Heads above a token, nearest first."""
        while self.head[i] != i:
            i = self.head[i]
            yield i

    def runs(self, tokens: Iterable[int]) -> list[tuple[int, int]]:
        """Token ranges (first, last) of neighbours; white space tokens do not part neighbours."""
        found: list[tuple[int, int]] = []
        for i in sorted(tokens):
            if self.pos[i] == "SPACE":
                continue
            if found and all(self.pos[k] == "SPACE" for k in range(found[-1][1] + 1, i)):
                found[-1] = (found[-1][0], i)
            else:
                found.append((i, i))
        return found

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets of a token range."""
        return self.start[first], self.end[last]

    def trim(self, first: int, last: int) -> tuple[int, int]:
        """Token range without punctuation and white space at its edges; empty (last < first) where nothing is left."""
        while first <= last and (self.text[first] in EDGE_PUNCTUATION or self.pos[first] in ("SPACE", "PUNCT")):
            first += 1
        while last >= first and (self.text[last] in EDGE_PUNCTUATION or self.pos[last] in ("SPACE", "PUNCT")):
            last -= 1
        return first, last


def _place(starts: list[int], spans: list[tuple[int, int]]) -> list[int]:
    """For each start the number of the span that holds it, or -1; spans are in order and do not overlap."""
    places = []
    at = 0
    for start in starts:
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        places.append(at if at < len(spans) and spans[at][0] <= start else -1)
    return places
