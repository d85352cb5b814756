"""Events: the rows of every table that belong to one event, with each sentence's place in its article."""

import functools
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

import pandas as pd

from analysis.comparing.dates import read_dates
from analysis.comparing.matching.similarity import read_events
from analysis.lexicons import Lexicons

ROWS = ("quotes", "segments", "names", "agency", "shared_quotes", "coverage")
CELLS = ("hits", "scores")  # of these there are too many for a dict each
TABLES = (*ROWS, *CELLS)
SCORERS = ("samestory", "vader")
KEPT = {"scorer": SCORERS, "status": ("close match", "weak match")}  # of other rows nothing is told
ORDER = ("article_id", "start", "end", "quote_a", "quote_b", "sentence_id", "other_source", "segment_id", "scorer")
Row = dict[str, Any]


class Sentence(NamedTuple):
    """A sentence of the body: the number of its paragraph among the body's, and the share of words before it."""

    article_id: str
    sentence_id: str
    source: str
    start: int
    end: int
    text: str
    paragraph: int
    n_paragraphs: int
    depth: float


@dataclass(frozen=True)
class Event:
    """One event that at least two sources report; articles of a source in the order of their dates."""

    name: str
    articles: dict[str, list[str]]
    sentences: dict[str, list[Sentence]]
    rows: dict[str, list[Row]]
    columns: dict[str, dict[str, tuple[Any, ...]]]
    lexicons: Lexicons

    @functools.cached_property
    def sources(self) -> list[str]:
        """The sources, in the order of the alphabet."""
        return sorted(self.articles)

    @functools.cached_property
    def source_of(self) -> dict[str, str]:
        """article → source."""
        return {article_id: source for source, ids in self.articles.items() for article_id in ids}

    @functools.cached_property
    def by_id(self) -> dict[str, Sentence]:
        """sentence_id → sentence."""
        return {sentence.sentence_id: sentence for rows in self.sentences.values() for sentence in rows}

    @functools.cached_property
    def quotes(self) -> dict[str, Row]:
        """quote_id → quotation."""
        return {row["quote_id"]: row for row in self.rows["quotes"]}

    @functools.cached_property
    def pieces(self) -> dict[str, list[Row]]:
        """quote_id → its segments."""
        return group_rows(self.rows["segments"], "quote_id")

    @functools.cached_property
    def named(self) -> set[str]:
        """Whoever is called by a name, and not only by a noun."""
        return {row["entity"] for row in self.rows["names"] if row["form"] in ("name", "title")}

    @functools.cached_property
    def names_in(self) -> dict[str, list[Row]]:
        """sentence_id → the names in it."""
        return group_rows(self.rows["names"], "sentence_id")

    @functools.cached_property
    def _segments(self) -> dict[str, list[Row]]:
        return group_rows(self.rows["segments"], "article_id")

    def cells(self, table: str, *names: str) -> Iterator[tuple[Any, ...]]:
        """Give of each row of `hits` or `scores` the cells that are named."""
        return zip(*(self.columns[table].get(name, ()) for name in names), strict=True)

    def source(self, row: Row) -> str:
        """Give the source of a row."""
        return self.source_of[row["article_id"]]

    def sentence_at(self, article_id: str, start: int) -> Sentence | None:
        """Find the sentence of the body in which a place stands."""
        rows = self.sentences.get(article_id, [])
        at = bisect_right(rows, start, key=lambda row: row.start) - 1
        return rows[at] if at >= 0 and start < rows[at].end else None

    def voice_at(self, article_id: str, start: int) -> str:
        """Tell whose voice a place stands in: own, direct or indirect; own where no segment holds it."""
        rows = self._segments.get(article_id, [])
        at = bisect_right(rows, start, key=lambda row: int(row["start"])) - 1
        return str(rows[at]["voice"]) if at >= 0 and start < rows[at]["end"] else "own"


def group_rows(rows: Iterable[Row], key: str) -> dict[str, list[Row]]:
    """Group rows by what a column holds; their order is kept.

    >>> group_rows([{"n": 1, "k": "x"}, {"n": 2, "k": "x"}], "k")["x"][1]["n"]
    2
    """
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row[key], []).append(row)
    return grouped


def split_events(tables: Mapping[str, pd.DataFrame], lexicons: Lexicons) -> Iterator[Event]:
    """Take the tables apart by event, in the order of the events' names; what one source alone reports is left out.

    Limits: a table that is absent counts as empty.
    """
    articles = tables["articles"]
    event_of = read_events(articles)
    members: dict[str, dict[str, list[str]]] = {}
    dates = read_dates(articles).tolist() if "date" in articles else [pd.NaT] * len(articles)
    moments = ["" if pd.isna(date) else date.isoformat() for date in dates]
    order = sorted(zip(articles["article_id"], articles["source"].astype(str), moments, strict=True), key=_by_moment)
    for article_id, source, _ in order:
        members.setdefault(event_of[article_id], {}).setdefault(source, []).append(article_id)
    sentences = _place_sentences(tables, {a: s for a, s, _ in order})
    rows = {name: _Rows(tables[name], event_of, name) for name in TABLES if name in tables}
    for event in sorted(name for name, of in members.items() if len(of) > 1):
        own = {a: sentences.get(a, []) for ids in members[event].values() for a in ids}
        yield Event(
            event,
            members[event],
            own,
            {name: rows[name].list_of(event) if name in rows else [] for name in ROWS},
            {name: rows[name].columns_of(event) if name in rows else {} for name in CELLS},
            lexicons,
        )


def _by_moment(row: tuple[str, str, str]) -> tuple[bool, str, str]:
    article_id, _, moment = row
    return not moment, moment, article_id


def _place_sentences(tables: Mapping[str, pd.DataFrame], source_of: dict[str, str]) -> dict[str, list[Sentence]]:
    table = tables.get("sentences")
    found: dict[str, list[tuple[Any, ...]]] = {}
    if table is None:
        return {}
    body = table[table["zone"] == "body"]
    columns = [
        body[name].tolist() for name in ("article_id", "start", "sentence_id", "end", "text", "paragraph", "n_words")
    ]
    for article_id, *rest in zip(*columns, strict=True):
        found.setdefault(article_id, []).append(tuple(rest))
    placed: dict[str, list[Sentence]] = {}
    for article_id, rows in found.items():
        rows.sort()
        numbers = {paragraph: n for n, paragraph in enumerate(dict.fromkeys(row[4] for row in rows), start=1)}
        total, before = max(1, sum(row[5] for row in rows)), 0
        placed[article_id] = []
        for start, sentence_id, end, text, paragraph, n_words in rows:
            place = numbers[paragraph], len(numbers), before / total
            key = article_id, sentence_id, source_of[article_id], start, end, text
            placed[article_id].append(Sentence(*key, *place))
            before += n_words
    return placed


class _Rows:
    """The rows of a table by event: its columns are turned into lists once, not once for each event."""

    def __init__(self, table: pd.DataFrame, event_of: dict[str, str], name: str) -> None:
        told = table
        for column in KEPT.keys() & set(table):
            told = told[told[column].isin(KEPT[column])]
        self._names = list(table.columns)
        self._cells = [_list_cells(told[column]) for column in self._names]
        owners = self._cells[self._names.index("quote_a" if name == "shared_quotes" else "article_id")]
        self._places: dict[str, list[int]] = {}
        for place, owner in enumerate(owners):
            event = event_of.get(owner.rpartition(":")[0] if name == "shared_quotes" else owner)
            self._places.setdefault(str(event), []).append(place)
        self._order = itemgetter(*(self._names.index(key) for key in ORDER if key in self._names))

    def list_of(self, event: str) -> list[Row]:
        """List the rows of an event, in the order of the articles' ids and of the text."""
        return [dict(zip(self._names, row, strict=True)) for row in self._sort(event)]

    def columns_of(self, event: str) -> dict[str, tuple[Any, ...]]:
        """List the cells of an event's rows by column, in the same order."""
        return dict(zip(self._names, zip(*self._sort(event), strict=True), strict=False))

    def _sort(self, event: str) -> list[tuple[Any, ...]]:
        places = self._places.get(event, [])
        rows = zip(*([cells[place] for place in places] for cells in self._cells), strict=True)
        return sorted(rows, key=self._order)


def _list_cells(column: "pd.Series[Any]") -> list[Any]:
    """List the cells of a column; texts that are the same are one object."""
    if column.dtype != "str":
        return column.tolist()
    codes, texts = pd.factorize(column, use_na_sentinel=False)
    cells: list[Any] = texts.astype(object).to_numpy()[codes].tolist()
    return cells
