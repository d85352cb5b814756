"""Pipeline: tokens, tags, heads and relations as the model's own pipeline gives them, in a third of its time."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from analysis.language.network import Network
from analysis.language.threads import use_one_thread
from analysis.language.tokens import Tokenizer, Tokens
from analysis.language.transitions import BEGINS, find_arcs, read_moves

if TYPE_CHECKING:
    from spacy.language import Language

LONGEST = 10_000  # tokens parsed at once: a parse takes 15 kB of memory for each


class Parsed(NamedTuple):
    """A parsed text: its tokens, where each begins, their tags, heads (a root is its own) and relations."""

    source: str
    text: list[str]
    start: list[int]
    tag: list[str]
    head: list[int]
    dep: list[str]

    def list_sentences(self) -> list[tuple[int, int]]:
        """List the spans of the sentences: a sentence begins with the first of all words below one root."""
        root = np.array(self.head, dtype=np.int64)
        while not np.array_equal(above := root[root], root):
            root = above
        begins = np.sort(np.unique(root, return_index=True)[1]).tolist()
        lasts = [i - 1 for i in [*begins[1:], len(self.text)]]
        return [(self.start[i], self.start[j] + len(self.text[j])) for i, j in zip(begins, lasts, strict=False)]


class Pipeline:
    """The tokenizer, the tagger and the parser of a model, with its weights, but not its own way to multiply them."""

    def __init__(self, model: "Language") -> None:
        self.network, self.moves = Network(model), read_moves(model)
        self.tokenizer = Tokenizer(model, self.network.columns)

    def cut(self, text: str, borders: Iterable[int] = ()) -> Tokens:
        """Cut a text into tokens, none of which runs over a border."""
        return self.tokenizer.cut(text, borders)

    def parse(self, text: str, tokens: Tokens, borders: Sequence[int]) -> Parsed:
        """Give tokens their tags, heads and relations.

        Tokens are parsed 10,000 at a time at most, so that memory does not grow with the length of a text, which is cut
        where a sentence is known to begin, else behind a full stop, else anywhere.

        Takes: the text; its tokens; of each whether a sentence begins there (1), cannot begin there (-1), or may (0).

        >>> from analysis.language.parse import load_model
        >>> pipeline, text = Pipeline(load_model()), "Rebels shelled the old harbour."
        >>> parsed = pipeline.parse(text, pipeline.cut(text), [0] * 6)
        >>> list(zip(parsed.text, parsed.tag, parsed.dep, parsed.head))[:2]
        [('Rebels', 'NNPS', 'nsubj', 1), ('shelled', 'VBD', 'ROOT', 1)]

        Limits: those of the model; sums are rounded in another order than in its own pipeline; the words at either side
        of a cut do not see each other.
        """
        parsed = Parsed(text, tokens.text, tokens.start, [], [], [])
        edges = [0, *_find_edges(tokens.text, borders), len(borders)]
        with use_one_thread():
            for a, b in itertools.pairwise(edges):
                vectors = self.network.read(tokens.kind[a:b])
                heads, relations = find_arcs(tokens.text[a:b], vectors, borders[a:b], self.moves)
                parsed.tag.extend(self.network.tag(vectors))
                parsed.head.extend(a + head for head in heads)
                parsed.dep.extend(relations)
        return parsed


def _find_edges(words: Sequence[str], borders: Sequence[int]) -> Iterator[int]:
    at = 0
    while len(words) - at > LONGEST:
        window = range(at + LONGEST, at + LONGEST // 2, -1)
        known = next((i for i in window if borders[i] == BEGINS), None)
        stop = next((i for i in window if words[i - 1] == "." and borders[i] == 0), at + LONGEST)
        at = known or stop
        yield at
