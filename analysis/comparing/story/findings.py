"""Findings: how the sources of each event differ, in sentences, ranked, with the passages that show it."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.comparing.story.candidates import Candidate
from analysis.comparing.story.events import Event, split_events
from analysis.comparing.story.interest import rank_candidates
from analysis.comparing.story.topics.acts import tell_acts
from analysis.comparing.story.topics.counts import tell_counts
from analysis.comparing.story.topics.cuts import tell_cuts
from analysis.comparing.story.topics.labels import tell_labels
from analysis.comparing.story.topics.loaded import tell_loaded
from analysis.comparing.story.topics.opening import tell_openings
from analysis.comparing.story.topics.saying import tell_saying
from analysis.comparing.story.topics.slogans import tell_slogans
from analysis.comparing.story.topics.statements import tell_statements
from analysis.comparing.story.topics.tone import tell_tone
from analysis.comparing.story.topics.voices import tell_voices
from analysis.comparing.tables import lexicons_of
from analysis.schema import columns_of, shape_table
from analysis.wording import count, number_rows

TELLERS = (
    tell_openings,
    tell_voices,
    tell_counts,
    tell_acts,
    tell_statements,
    tell_cuts,
    tell_slogans,
    tell_labels,
    tell_loaded,
    tell_saying,
    tell_tone,
)


def make_findings(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Tell how the sources of each event differ.

    Takes: the tables of `compare_sources` by name; articles at least, a table that is absent tells nothing.
    Returns: `findings` (by event and rank: finding_id, event, topic, rank, headline, detail, source_a, source_b,
    evidence, strength, caution) and `finding_passages` (the sentences on side a and b, with the stretches that decide
    as start:end in the article).

    Limits: what the tables do not hold is not found; one article a source is described, never its source.
    """
    found: list[dict[str, Any]] = []
    passages: list[dict[str, Any]] = []
    chosen = [(event, rank, candidate) for event, rank, candidate in _choose(tables)]
    for finding_id, (event, rank, candidate) in zip(number_rows("f", len(chosen)), chosen, strict=True):
        found.append(_make_row(finding_id, event, rank, candidate))
        passages += _make_passages(finding_id, candidate)
    return {
        name: shape_table(name, {column: [row[column] for row in rows] for column in columns_of(name)})
        for name, rows in (("findings", found), ("finding_passages", passages))
    }


def _choose(tables: Mapping[str, pd.DataFrame]) -> Iterator[tuple[Event, int, Candidate]]:
    lexicons = lexicons_of(tables)
    for event in split_events(tables, lexicons):
        candidates = [candidate for tell in TELLERS for candidate in tell(event)]
        for rank, candidate in enumerate(rank_candidates(candidates, lexicons), start=1):
            yield event, rank, candidate


def _make_row(finding_id: str, event: Event, rank: int, candidate: Candidate) -> dict[str, Any]:
    a, b = candidate.sources
    return {
        "finding_id": finding_id,
        "event": event.name,
        "topic": candidate.topic,
        "rank": rank,
        "headline": candidate.headline,
        "detail": candidate.detail,
        "source_a": a,
        "source_b": b,
        "evidence": "; ".join(candidate.evidence),
        "strength": "supported" if candidate.supported else "descriptive",
        "caution": candidate.caution or _warn(event, a, b),
    }


def _warn(event: Event, a: str, b: str) -> str:
    numbers = [len(event.articles[source]) for source in (a, b)]
    if max(numbers) == 1:
        return "one article a source: these texts only"
    return f"{count(numbers[0], 'article')} of {a}, {numbers[1]} of {b}: these texts only"


def _make_passages(finding_id: str, candidate: Candidate) -> list[dict[str, Any]]:
    return [
        {
            "finding_id": finding_id,
            "side": passage.side,
            "article_id": passage.sentence.article_id,
            "sentence_id": passage.sentence.sentence_id,
            "start": passage.sentence.start,
            "end": passage.sentence.end,
            "text": passage.sentence.text,
            "deciding": " ".join(f"{start}:{end}" for start, end in passage.deciding),
        }
        for passage in candidate.passages
    ]
