"""Tone: what the figures say in a sentence, and the words and sentences that made them."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from analysis.report.story.citations import Citation, Citations
from analysis.report.story.sources import read_rows
from analysis.wording import join_words

Tables = Mapping[str, pd.DataFrame]
SCORER = "samestory"
VOICES = (("own", "The own words of {} are"), ("quoted", "The words that {} report or quote are"))
MOST_WORDS = 8


class Mean(NamedTuple):
    """The mean tone of one source in one voice, with its interval, and their places on a scale of 0 to 100."""

    source: str
    voice: str
    mean: float
    low: float | None
    high: float | None
    at: int
    left: int
    right: int


class ToneWord(NamedTuple):
    """A word that made the tone: its sum of contributions, its count, and its first sentences."""

    word: str
    total: float
    n: int
    hrefs: list[str]


class Tone(NamedTuple):
    """All that the page shows of tone."""

    sentence: str
    means: list[Mean]
    words: dict[str, list[ToneWord]]
    examples: list[tuple[str, Citation]]


def compare_tones(tables: Tables, citations: Citations) -> Tone | None:
    """Compare the tone of wording of the sources, own and quoted voice, under the project's own scorer.

    Takes: tone, hits, scores, segments, articles. Returns: Tone, or None where nothing was scored.

    Limits: a killing reported soberly is negative; this is no stance.
    """
    if not {"tone", "scores", "hits"} <= tables.keys() or not len(tables["tone"]):
        return None
    rows = tables["tone"][(tables["tone"]["scorer"] == SCORER) & tables["tone"]["voice"].isin([v for v, _ in VOICES])]
    if rows.empty:
        return None
    reach = max(0.3, *(abs(float(v)) for column in ("mean", "low", "high") for v in rows[column].dropna()))
    means = [_measure(row, reach) for row in read_rows(rows)]
    means.sort(key=lambda mean: ([v for v, _ in VOICES].index(mean.voice), mean.source))
    return Tone(describe_tones(means), means, _list_words(tables, citations), _list_examples(tables, citations))


def describe_tones(means: list[Mean]) -> str:
    """Say what the means say: which source is lower, only where intervals do not overlap.

    >>> mean = Mean("A", "own", -0.4, -0.5, -0.3, 0, 0, 0)
    >>> describe_tones([mean, mean._replace(source="B", mean=0.0, low=-0.1, high=0.1)])
    'The own words of A are grimmer than those of B.'
    >>> describe_tones([mean, mean._replace(source="B", mean=-0.35)])
    'The numbers do not tell the sources apart.'
    """
    told = []
    for voice, words in VOICES:
        own = [mean for mean in means if mean.voice == voice and mean.low is not None and mean.high is not None]
        lower = [
            (a.source, b.source)
            for a in own
            for b in own
            if a.high is not None and b.low is not None and a.high < b.low
        ]
        groups: dict[tuple[str, ...], list[str]] = {}
        for name in dict.fromkeys(first for first, _ in lower):
            groups.setdefault(tuple(second for first, second in lower if first == name), []).append(name)
        told += [
            f"{words.format(join_words(own))} grimmer than those of {join_words(of)}." for of, own in groups.items()
        ]
    return " ".join(told) or "The numbers do not tell the sources apart."


def _measure(row: Any, reach: float) -> Mean:
    def place(value: float | None) -> int:
        return 50 if value is None else round(50 + 50 * max(-1.0, min(1.0, value / reach)))

    source, voice, mean = str(row.source), str(row.voice), float(row.mean)
    low, high = (None if pd.isna(v) else float(v) for v in (row.low, row.high))
    return Mean(source, voice, mean, low, high, place(mean), place(low), place(high))


def _list_words(tables: Tables, citations: Citations) -> dict[str, list[ToneWord]]:
    """The words that move each source's own tone most, down or up."""
    own = tables["segments"][tables["segments"]["voice"] == "own"]
    sentences = dict(zip(own["segment_id"], own["sentence_id"], strict=True))
    hits = tables["hits"][(tables["hits"]["scorer"] == SCORER) & tables["hits"]["segment_id"].isin(list(sentences))]
    sums: dict[str, Counter[str]] = {}
    places: dict[tuple[str, str], list[str]] = {}
    for row in read_rows(hits):
        source = citations.articles[row.article_id].source.name
        word = str(row.text).casefold()
        sums.setdefault(source, Counter())[word] += row.contribution
        places.setdefault((source, word), []).append(citations.find_address(sentences[row.segment_id]))
    found = {}
    for source in sorted(sums):
        order = sorted(sums[source].items(), key=lambda item: (-abs(item[1]), item[0]))[:MOST_WORDS]
        found[source] = [
            ToneWord(word, total, len(places[source, word]), places[source, word][:3]) for word, total in order
        ]
    return found


def _list_examples(tables: Tables, citations: Citations) -> list[tuple[str, Citation]]:
    from analysis.comparing.tone.details import pick_extremes

    picked = pick_extremes(tables["scores"], tables["segments"], tables["articles"])
    picked = picked[(picked["scorer"] == SCORER) & (picked["voice"] == "own")]
    return [
        (str(row.side), citations.cite(row.article_id, int(row.start), int(row.end), whole=False))
        for row in read_rows(picked)
    ]
