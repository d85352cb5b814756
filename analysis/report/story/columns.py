"""Columns: the articles of an event side by side, cut where voices and names begin and end, their sentences tied."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from analysis.report.story.citations import Citations
from analysis.report.story.sources import Article

Tables = Mapping[str, pd.DataFrame]
CLOSE, NONE = "close match", "no close match"


class Tie(NamedTuple):
    """The closest sentence in another source: how alike, and which counts conflict."""

    other: str
    source: str
    status: str
    similarity: float
    conflict: str


class Run(NamedTuple):
    """Words of one voice, and whether they are a name; `quote` and `speaker` are numbers, 0 for none."""

    start: int
    text: str
    voice: str
    quote: int
    speaker: int
    name: bool


class Sentence(NamedTuple):
    """A sentence in its column."""

    anchor: str
    number: int
    runs: tuple[Run, ...]
    ties: tuple[Tie, ...]
    only_here: bool


class Paragraph(NamedTuple):
    """A paragraph, or a stretch of layout (its zone is not body)."""

    zone: str
    sentences: tuple[Sentence, ...]


class Column(NamedTuple):
    """An article as a column; `left_out` of its sentences may not be shown."""

    article: Article
    paragraphs: tuple[Paragraph, ...]
    left_out: int


def lay_out_columns(
    tables: Tables, citations: Citations, quotes: Mapping[str, int], speakers: Mapping[str, int]
) -> list[Column]:
    """Lay out every article as a column.

    Takes: the tables of one event; the numbers of its quotations and speakers in the page.
    Returns: Column an article. Sentences whose words the page may not print are counted, not shown.
    """
    ties = find_ties(tables, citations)
    by_article = {
        name: dict(iter(tables[name].groupby("article_id", sort=False)))
        for name in ("zones", "sentences", "segments", "names")
        if name in tables
    }
    columns = []
    for article_id, article in citations.articles.items():
        own = {name: groups.get(article_id) for name, groups in by_article.items()}
        runs = _cut_article(own, citations.read(article_id), quotes, speakers)
        left_out = sum(not citations.may_show(sentence_id) for sentence_id in runs)
        columns.append(Column(article, tuple(_lay_out_paragraphs(own, runs, ties, citations)), left_out))
    return columns


def find_ties(tables: Tables, citations: Citations) -> dict[str, tuple[Tie, ...]]:
    """Find, for every sentence, the closest sentence of each other source; one without a match is kept as such."""
    found: dict[str, list[Tie]] = {}
    if "coverage" not in tables:
        return {}
    columns = ["sentence_id", "other_sentence_id", "other_source", "status", "similarity", "conflict"]
    for sentence_id, other, *rest in tables["coverage"][columns].itertuples(index=False, name=None):
        source, status, similarity, conflict = rest
        anchor = citations.anchors.get(other, "") if status != NONE and citations.may_show(other) else ""
        found.setdefault(sentence_id, []).append(Tie(anchor, source, status, round(float(similarity), 2), conflict))
    return {sentence_id: tuple(rows) for sentence_id, rows in found.items()}


def _cut_article(
    own: Mapping[str, Any], text: str, quotes: Mapping[str, int], speakers: Mapping[str, int]
) -> dict[str, tuple[Run, ...]]:
    """The runs of every sentence: cut at its segments and names; what no segment claims has no voice."""
    segments = _rows(own.get("segments"), ["start", "end", "voice", "quote_id", "speaker"])
    names = _rows(own.get("names"), ["start", "end"])
    runs = {}
    for start, end, sentence_id in _rows(own.get("sentences"), ["start", "end", "sentence_id"]):
        inside = [row for row in segments if row[0] < end and row[1] > start]
        named = [row for row in names if row[0] < end and row[1] > start]
        edges = {start, end, *(edge for row in (*inside, *named) for edge in row[:2] if start < edge < end)}
        places = sorted(edges)
        cut = []
        for first, last in pairwise(places):
            segment = next((row for row in inside if row[0] <= first < row[1]), (0, 0, "", "", ""))
            is_name = any(row[0] <= first < row[1] for row in named)
            number, speaker = quotes.get(segment[3], 0), speakers.get(segment[4], 0) if segment[3] else 0
            cut.append(Run(first, text[first:last], segment[2], number, speaker, is_name))
        runs[sentence_id] = tuple(cut)
    return runs


def _lay_out_paragraphs(
    own: Mapping[str, Any],
    runs: Mapping[str, tuple[Run, ...]],
    ties: Mapping[str, tuple[Tie, ...]],
    citations: Citations,
) -> Iterator[Paragraph]:
    sentences = _rows(own.get("sentences"), ["start", "end", "sentence_id"])
    for start, end, zone in _rows(own.get("zones"), ["start", "end", "zone"]):
        laid = []
        for _, _, sentence_id in (row for row in sentences if start <= row[0] < end and citations.may_show(row[2])):
            found = ties.get(sentence_id, ())
            only = bool(found) and all(tie.status == NONE for tie in found)
            number = int(citations.anchors[sentence_id].partition("-s")[2])
            kept = tuple(tie for tie in found if tie.other)
            laid.append(Sentence(citations.anchors[sentence_id], number, runs[sentence_id], kept, only))
        if laid:
            yield Paragraph(zone, tuple(laid))


def _rows(table: pd.DataFrame | None, columns: list[str]) -> list[Any]:
    return [] if table is None else sorted(table[columns].itertuples(index=False, name=None))
