"""Citations: the words of an article as the page may show them, deciding words marked, and where they stand."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from analysis.report.story.sources import Article, Source

Span = tuple[int, int]
LONGEST, BEFORE = 420, 80


class Piece(NamedTuple):
    """Words, and whether they decide."""

    text: str
    marked: bool


class Citation(NamedTuple):
    """A passage: whose, its pieces (none where the page may not print them), and the address of its sentence."""

    source: Source
    label: str
    pieces: tuple[Piece, ...]
    href: str


class Citations:
    """Cites the articles of one event.

    `shown` are the sentences whose words the page may print; None: all. A sentence that is not in the page has the
    address that `links` gives its article, or none.
    """

    def __init__(
        self,
        tables: Mapping[str, pd.DataFrame],
        articles: Mapping[str, Article],
        *,
        shown: Collection[str] | None = None,
        links: Mapping[str, str] | None = None,
    ) -> None:
        self.articles, self.shown, self.links = articles, shown, dict(links or {})
        self._texts = dict(zip(tables["articles"]["article_id"], tables["articles"]["text"], strict=True))
        self._sentences: dict[str, list[tuple[int, int, str]]] = {}
        self.article_of: dict[str, str] = {}
        self._spans: dict[str, Span] = {}
        columns = ["article_id", "start", "end", "sentence_id"]
        rows = sorted(tables["sentences"][columns].itertuples(index=False, name=None))
        for article_id, start, end, sentence_id in rows:
            self._sentences.setdefault(article_id, []).append((int(start), int(end), sentence_id))
            self.article_of[sentence_id], self._spans[sentence_id] = article_id, (int(start), int(end))
        self.anchors = {
            sentence_id: f"a{articles[article_id].number}-s{at}"
            for article_id, found in self._sentences.items()
            for at, (_, _, sentence_id) in enumerate(found, start=1)
        }

    def find_sentence(self, article_id: str, start: int) -> str:
        """Find the sentence in which a place lies, or the last one before it; nothing before the first."""
        rows = self._sentences.get(article_id, [])
        at = bisect_right(rows, start, key=lambda row: row[0]) - 1
        return rows[at][2] if at >= 0 else ""

    def may_show(self, sentence_id: str) -> bool:
        """Tell whether the words of a sentence may stand in the page."""
        return self.shown is None or sentence_id in self.shown

    def find_address(self, sentence_id: str) -> str:
        """Give the address of a sentence in this page; else of its article, if that has one."""
        if self.may_show(sentence_id):
            return f"#{self.anchors[sentence_id]}" if sentence_id in self.anchors else ""
        return self.links.get(self.article_of.get(sentence_id, ""), "")

    def cite(
        self, article_id: str, start: int, end: int, *, marks: Sequence[Span] = (), whole: bool = True
    ) -> Citation:
        """Cite a place: with `whole` the sentence in which it begins, its span marked; else just the span.

        Takes: offsets in the article's text; `marks`, the spans that decide, in place of all of it.
        """
        article = self.articles[article_id]
        sentence_id = self.find_sentence(article_id, start)
        address = self.find_address(sentence_id)
        if not self.may_show(sentence_id):
            return Citation(article.source, article.label, (), address)
        first, last = start, end
        if whole and sentence_id:
            opens, closes = self._spans[sentence_id]
            first, last = min(opens, start), max(closes, end)
        decisive = list(marks) or ([(start, end)] if whole else [])
        return Citation(
            article.source, article.label, cut_pieces(self._texts[article_id], first, last, decisive), address
        )

    def read(self, article_id: str) -> str:
        """Give the text of an article."""
        return str(self._texts[article_id])


def cut_pieces(text: str, start: int, end: int, marks: Iterable[Span]) -> tuple[Piece, ...]:
    """Cut a stretch of text where marked words begin and end; a long one keeps its marked words and what is near.

    >>> [piece.text for piece in cut_pieces("Police clashed with crowds.", 0, 27, [(7, 14)]) if piece.marked]
    ['clashed']
    >>> cut_pieces("a b", 0, 3, [])
    (Piece(text='a b', marked=False),)
    """
    inside = sorted((max(start, first), min(end, last)) for first, last in marks if first < end and last > start)
    first, last = _choose_window(text, start, end, inside)
    pieces, at = [Piece("… " if first > start else "", False)], first
    for opens, closes in inside:
        opens = max(opens, at)
        if opens < closes:
            pieces += [Piece(_flatten(text[at:opens]), False), Piece(_flatten(text[opens:closes]), True)]
            at = closes
    pieces.append(Piece(_flatten(text[at:last]) + (" …" if last < end else ""), False))
    return tuple(piece for piece in pieces if piece.text)


def _choose_window(text: str, start: int, end: int, marks: Sequence[Span]) -> Span:
    """Where a stretch that is too long begins and ends: whole words, and all that is marked."""
    if end - start <= LONGEST:
        return start, end
    opens, closes = (marks[0][0], max(last for _, last in marks)) if marks else (start, start)
    first = start
    if closes - start > LONGEST and opens - start > BEFORE:
        first = text.rfind(" ", start, opens - BEFORE) + 1 or opens - BEFORE
    last = max(closes, min(end, first + LONGEST))
    space = text.rfind(" ", closes, last)
    return first, space if last < end and space > closes else last


def _flatten(text: str) -> str:
    """One line; a space at either end stays, for it parts two pieces."""
    flat = " ".join(text.split())
    return (" " if text[:1].isspace() and flat else "") + flat + (" " if text[-1:].isspace() and flat else "") or text[
        :1
    ]
