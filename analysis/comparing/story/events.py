"""Events: the rows of every table that belong to one event, with each sentence's place in its article."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pandas as pd

from analysis.comparing.dates import read_dates
from analysis.comparing.matching.similarity import read_events
from analysis.lexicons import Lexicons

TABLES = ("quotes", "segments", "names", "agency", "shared_quotes", "coverage")
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
    lexicons: Lexicons
    by_id: dict[str, Sentence] = field(default_factory=dict)

    def sources(self) -> list[str]:
        """List the sources, in the order of the alphabet."""
        return sorted(self.articles)

    def source_of(self, article_id: str) -> str:
        """Give the source of an article."""
        return next(source for source, ids in self.articles.items() if article_id in ids)

    def sentence_at(self, article_id: str, start: int) -> Sentence | None:
        """Find the sentence of the body in which a place stands."""
        return next((s for s in self.sentences.get(article_id, []) if s.start <= start < s.end), None)


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
    rows = {name: _group_rows(tables.get(name), event_of, name) for name in TABLES}
    for event in sorted(name for name, of in members.items() if len(of) > 1):
        own = {a: sentences.get(a, []) for ids in members[event].values() for a in ids}
        yield Event(
            event,
            members[event],
            own,
            {name: rows[name].get(event, []) for name in TABLES},
            lexicons,
            {sentence.sentence_id: sentence for of in own.values() for sentence in of},
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
    columns = [body[name] for name in ("article_id", "start", "sentence_id", "end", "text", "paragraph", "n_words")]
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


def _group_rows(table: pd.DataFrame | None, event_of: dict[str, str], name: str) -> dict[str, list[Row]]:
    """The rows of a table by event, in the order of the articles' ids and of the text."""
    grouped: dict[str, list[Row]] = {}
    if table is None:
        return grouped
    owner = "quote_a" if name == "shared_quotes" else "article_id"
    for row in table.to_dict("records"):
        article_id = row[owner].rpartition(":")[0] if owner == "quote_a" else row[owner]
        if article_id in event_of:
            grouped.setdefault(event_of[article_id], []).append({str(key): value for key, value in row.items()})
    keys = [key for key in ("article_id", "start", "end", "quote_a", "quote_b", "sentence_id") if key in table]
    for rows in grouped.values():
        rows.sort(key=lambda row: tuple(row[key] for key in keys))
    return grouped
