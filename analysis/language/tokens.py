"""Tokens: an article cut as the model's tokenizer cuts it; what stands between white space is cut once for its kind."""

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Kind = tuple[int, ...]  # spaCy's numbers of all that the vector of a token out of its place depends on
Token = tuple[str, int, Kind]  # what is printed, where it begins, its kind
Columns = tuple[tuple[str, ...], tuple[int, ...], tuple[Kind, ...]]  # the same of some tokens
MOST = 50_000  # pieces whose tokens are remembered
LONGEST = 50  # characters of a long run of marks that are cut at once
PIECE = re.compile(r"\S+ ?|\s+")
# Marks without a space between them take a tokenizer the square of their number; letters, and addresses of which at
# most twenty marks stand in a row, do not, unless they are longer than any address is.
LONG_RUN, LONGEST_ADDRESS = 200, 4_000
HARMLESS = re.compile(r"(?:[^\W_]++|[_:/.?=&%#~+@-]{1,20}+(?![_:/.?=&%#~+@-]))*+")


class Tokens(NamedTuple):
    """The tokens of an article: what is printed, the place where it begins, and its kind."""

    text: list[str]
    start: list[int]
    kind: list[Kind]


class Tokenizer:
    """The tokenizer of a model, and the tokens of all pieces between white space that were met so far.

    No rule of it looks over white space, so a piece is cut alike in every article.
    """

    def __init__(self, model: "Language", columns: Sequence[int | str]) -> None:
        """`columns`: what the kind of a token is made of."""
        self.model, self.columns = model, list(columns)
        self.known: dict[str, Columns] = {}

    def cut(self, text: str, borders: Iterable[int] = ()) -> Tokens:
        """Cut a text into tokens, in time that grows as its length does.

        A run of 200 marks and letters or more without a space between them is cut every 50 characters. A token that
        runs over a border is two: a scraper's `DEEPENSBrand` is the end of a line and a name.

        Takes: the text; the places of borders, in order.

        >>> from analysis.language.parse import load_model
        >>> tokens = Tokenizer(load_model(), ["ORTH", "NORM"]).cut("They met. " + "(" * 400 + " They left.")
        >>> len(tokens.text), tokens.text[-3:], tokens.start[-3:]
        (406, ['They', 'left', '.'], [411, 416, 420])

        Limits: a word that stands over the cut of a long run is two tokens.
        """
        pieces = [part for piece in PIECE.findall(text) for part in cut_run(piece)]
        self._learn(pieces)
        found = [self.known[piece] for piece in pieces]
        begins = itertools.accumulate(map(len, pieces), initial=0)
        tokens = Tokens(
            [word for words, _, _ in found for word in words],
            [begin + start for begin, (_, starts, _) in zip(begins, found, strict=False) for start in starts],
            [kind for _, _, kinds in found for kind in kinds],
        )
        return self._split(tokens, borders)

    def _learn(self, pieces: Sequence[str]) -> None:
        """Ask the model's tokenizer for pieces that were not met before, all that are no white space at once."""
        if len(self.known) > MOST:
            self.known.clear()
        new = [piece for piece in dict.fromkeys(pieces) if piece not in self.known]
        printed = [piece for piece in new if not piece.isspace()]
        told = iter(self._ask("\n".join(printed)))
        self.known |= {piece: _as_columns(itertools.takewhile(_is_no_border, told)) for piece in printed}
        self.known |= {piece: _as_columns(self._ask(piece)) for piece in new if piece.isspace()}

    def _ask(self, text: str) -> list[tuple[str, Kind]]:
        doc = self.model.make_doc(text)
        return list(zip([token.text for token in doc], self._list_kinds(doc), strict=True))

    def _list_kinds(self, doc: "Doc") -> list[Kind]:
        return list(map(tuple, doc.to_array(self.columns).tolist()))

    def _split(self, tokens: Tokens, borders: Iterable[int]) -> Tokens:
        crossed: dict[int, list[int]] = {}
        at, n = 0, len(tokens.text)
        for border in borders:
            at = max(at, bisect_left(tokens.start, border, at) - 1)
            if at < n and tokens.start[at] < border < tokens.start[at] + len(tokens.text[at]):
                crossed.setdefault(at, []).append(border - tokens.start[at])
        cut: list[Token] = []
        for i, token in enumerate(zip(*tokens, strict=True)):
            cut += self._split_token(*token, crossed[i]) if i in crossed else [token]
        return Tokens(*map(list, zip(*cut, strict=True))) if crossed else tokens

    def _split_token(self, word: str, start: int, kind: Kind, places: Sequence[int]) -> Iterator[Token]:
        from spacy.tokens import Doc

        edges = [0, *places, len(word)]
        parts = [word[a:b] for a, b in itertools.pairwise(edges)]
        spaced = dict(zip(self.columns, kind, strict=True)).get("SPACY", 0)
        doc = Doc(self.model.vocab, words=parts, spaces=[*[False] * len(places), bool(spaced)])
        return ((part, start + edge, own) for part, edge, own in zip(parts, edges, self._list_kinds(doc), strict=False))


def _is_no_border(token: tuple[str, Kind]) -> bool:
    return token[0] != "\n"


def _as_columns(tokens: Iterable[tuple[str, Kind]]) -> Columns:
    words, kinds = zip(*tokens, strict=True)
    return words, tuple(itertools.accumulate(map(len, words[:-1]), initial=0)), kinds


def cut_run(piece: str) -> Sequence[str]:
    """Cut a long run of marks; the space behind it stays with the last part.

    >>> [len(part) for part in cut_run("-" * 220)]
    [50, 50, 50, 50, 20]
    """
    run = piece.rstrip() if len(piece) >= LONG_RUN else ""
    if len(run) < LONG_RUN or (len(run) < LONGEST_ADDRESS and HARMLESS.fullmatch(run)):
        return (piece,)
    edges = [*range(0, len(run), LONGEST), len(piece)]
    return [piece[a:b] for a, b in itertools.pairwise(edges)]
