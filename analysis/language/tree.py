"""Tree: the parse of an article as plain lists, built once, never changed, read by every rule."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.language.forms import read_forms
from analysis.language.tagged import PADDING, Tagged

if TYPE_CHECKING:
    from analysis.language.pipeline import Parsed

EDGE_PUNCTUATION = frozenset(",;:.—–―-…()[]\"'“”‘’„«»`|*")
Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, eq=False, repr=False)
class Tree(Tagged):
    """Tokens as in `Tagged`, with their relations and heads; one item a token in every list.

    `first, last` are the token range of a subtree; `sentence` the number of the sentence a token stands in, `stretch`
    that of the outermost marked stretch, None outside. White space tokens are kept out of every span that is built.
    """

    tag: list[str]
    dep: list[str]
    head: list[int]
    children: list[list[int]]
    first: list[int]
    last: list[int]
    sentence: list[int | None]
    sentence_tokens: dict[int, tuple[int, int]]
    stretch: list[int | None]
    stretch_words: list[int]

    def rehang(self, heads: Mapping[int, int]) -> "Tree":
        """Give a new tree in which some tokens, and what is below them, hang on other heads."""
        head = [heads.get(i, above) for i, above in enumerate(self.head)]
        children, first, last = _measure(head, self.n)
        return replace(self, head=head, children=children, first=first, last=last)

    def mark(self, stretches: Spans) -> "Tree":
        """Give a new tree that knows which stretch in marks each token stands in."""
        stretch = _place(self.start, self.n, stretches)
        n_words = [0] * len(stretches)
        for number, pos in zip(stretch, self.pos, strict=True):
            if number is not None and pos not in ("PUNCT", "SPACE"):
                n_words[number] += 1
        return replace(self, stretch=stretch, stretch_words=n_words)

    def is_long(self, i: int, more_than: int) -> bool:
        """Whether a token stands in marks around more than so many words."""
        number = self.stretch[i]
        return number is not None and self.stretch_words[number] > more_than

    def sentence_of(self, i: int) -> tuple[int, int]:
        """First and last token of the sentence that a token stands in; outside sentences the token alone."""
        number = self.sentence[i]
        return (i, i) if number is None else self.sentence_tokens[number]

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

    def child(self, i: int | None, *relations: str) -> int | None:
        """First child with one of the relations; None where there is none, and below nothing."""
        for c in () if i is None else self.children[i]:
            if self.dep[c] in relations:
                return c
        return None

    def ancestors(self, i: int) -> Iterator[int]:
        """Heads above a token, nearest first."""
        while self.head[i] != i:
            i = self.head[i]
            yield i

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets of a token range."""
        return self.start[first], self.end[last]

    def slice(self, first: int, last: int) -> str:
        """Give the article's text from the first to the last of these tokens, both included."""
        return self.source[self.start[first] : self.end[last]]

    def trim(self, first: int, last: int) -> tuple[int, int]:
        """Token range without punctuation and white space at its edges; empty (last < first) where nothing is left."""
        while first <= last and (self.text[first] in EDGE_PUNCTUATION or self.pos[first] in ("SPACE", "PUNCT")):
            first += 1
        while last >= first and (self.text[last] in EDGE_PUNCTUATION or self.pos[last] in ("SPACE", "PUNCT")):
            last -= 1
        return first, last


def build_tree(parsed: "Parsed", sentences: Spans = ()) -> Tree:
    """Turn a parsed article into a tree, with the word class and the base form of every token.

    Takes: what `parse` gives; the spans of its sentences, in order and not overlapping.

    >>> from analysis.language.parse import parse
    >>> tree = build_tree(parse("Rebels shelled the old harbour."))
    >>> tree.slice(tree.first[4], tree.last[4]), tree.text[-1]
    ('the old harbour', '')
    """
    source, text, begin = parsed.source, parsed.text, parsed.start
    n, nothing = len(text), [""] * PADDING
    pos, tag, dep, lemma = (list(side) for side in zip(*read_forms(parsed), strict=True)) if n else ([], [], [], [])
    head = [*parsed.head, *range(n, n + PADDING)]
    children, first, last = _measure(head, n)
    start = [*begin, *[len(source)] * PADDING]
    sentence = _place(start, n, sentences)
    sentence_tokens: dict[int, tuple[int, int]] = {}
    for i, number in enumerate(sentence):
        if number is not None:
            sentence_tokens[number] = (sentence_tokens.get(number, (i, i))[0], i)
    return Tree(
        source, n, text + nothing,
        [word.lower() for word in text] + nothing,
        lemma + nothing,
        pos + nothing,
        start,
        [*(a + len(word) for a, word in zip(begin, text, strict=True)), *start[n:]],
        tag + nothing,
        dep + nothing,
        head, children, first, last, sentence, sentence_tokens, [None] * (n + PADDING), [],
    )  # fmt: skip


def _measure(head: list[int], n: int) -> tuple[list[list[int]], list[int], list[int]]:
    """Children of every token, and the first and last token of its subtree."""
    children: list[list[int]] = [[] for _ in head]
    for i in range(n):
        if head[i] != i:
            children[head[i]].append(i)
    first, last = list(range(len(head))), list(range(len(head)))
    depth_first = [i for i in range(n) if head[i] == i]
    for i in depth_first:
        depth_first.extend(children[i])
    for i in reversed(depth_first):
        above = head[i]
        if first[i] < first[above]:
            first[above] = first[i]
        if last[i] > last[above]:
            last[above] = last[i]
    return children, first, last


def _place(starts: list[int], n: int, spans: Spans) -> list[int | None]:
    """For each start the number of the span that holds it, or None; spans are in order and do not overlap."""
    places: list[int | None] = [None] * len(starts)
    for number, (start, end) in enumerate(spans):
        first, after = bisect_left(starts, start, 0, n), bisect_left(starts, end, 0, n)
        places[first:after] = [number] * (after - first)
    return places
