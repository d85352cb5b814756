"""Pairs: sentences and statements that two sources share, with the words in which they differ marked."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import NamedTuple

import pandas as pd

from analysis.report.story.citations import Citation, Citations, Span
from analysis.report.story.sources import read_rows

Tables = Mapping[str, pd.DataFrame]
WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
MOST_PAIRS = 40
KINDS = {
    "same words": "the same words",
    "same words, cut": "the same words, cut short in one",
    "marked in one only": "in quotation marks in one only",
    "paraphrase": "in other words",
}


class Pair(NamedTuple):
    """Two passages that say the same, and what is to be said of the pair."""

    first: Citation
    second: Citation
    note: str


def list_matches(tables: Tables, citations: Citations) -> list[Pair]:
    """List the sentences that match closely, the most alike first, each pair once.

    Takes: coverage, sentences. Returns: pairs, the words that only one of them has marked.
    """
    if "coverage" not in tables:
        return []
    rows = tables["coverage"]
    rows = rows[rows["status"] == "close match"].sort_values("similarity", ascending=False, kind="stable")
    spans = {row.sentence_id: (row.article_id, int(row.start), int(row.end)) for row in read_rows(tables["sentences"])}
    pairs: dict[frozenset[str], Pair] = {}
    for row in read_rows(rows):
        key = frozenset((row.sentence_id, row.other_sentence_id))
        if key not in pairs and row.other_sentence_id in spans and len(pairs) < MOST_PAIRS:
            note = f"counts that differ: {row.conflict}" if row.conflict else ""
            pairs[key] = _mark(spans[row.sentence_id], spans[row.other_sentence_id], note, citations)
    return list(pairs.values())


def list_statements(tables: Tables, citations: Citations) -> list[Pair]:
    """List the statements that two sources carry, with how they differ in words, marks and speaker.

    Takes: shared_quotes, quotes. Returns: pairs in the order of the table.
    """
    if "shared_quotes" not in tables:
        return []
    spans = {row.quote_id: (row.article_id, int(row.start), int(row.end)) for row in read_rows(tables["quotes"])}
    pairs = []
    for row in read_rows(tables["shared_quotes"].head(MOST_PAIRS)):
        if not {row.quote_a, row.quote_b} <= spans.keys():
            continue
        credit = "" if row.same_speaker else f"; credited to {row.speaker_a} and to {row.speaker_b}"
        pairs.append(_mark(spans[row.quote_a], spans[row.quote_b], KINDS[row.kind] + credit, citations))
    return pairs


def _mark(first: tuple[str, int, int], second: tuple[str, int, int], note: str, citations: Citations) -> Pair:
    texts = [citations.read(article_id)[start:end] for article_id, start, end in (first, second)]
    marked = []
    for (article_id, start, end), spans in zip((first, second), find_differences(*texts), strict=True):
        marks = [(start + opens, start + closes) for opens, closes in spans]
        marked.append(citations.cite(article_id, start, end, marks=marks, whole=False))
    return Pair(marked[0], marked[1], note)


def find_differences(first: str, second: str) -> tuple[list[Span], list[Span]]:
    """Find the words that only one of two texts has, neighbours as one span.

    >>> find_differences("Hundreds rallied in Karachi", "Thousands rallied")
    ([(0, 8), (17, 27)], [(0, 9)])

    Limits: a word that moved is a difference in both.
    """
    left, right = list(WORD.finditer(first)), list(WORD.finditer(second))
    folded = [[word[0].casefold() for word in words] for words in (left, right)]
    found: tuple[list[Span], list[Span]] = ([], [])
    for change, a, b, c, d in SequenceMatcher(None, folded[0], folded[1], autojunk=False).get_opcodes():
        if change != "equal":
            for spans, words, at, to in ((found[0], left, a, b), (found[1], right, c, d)):
                if to > at:
                    spans.append((words[at].start(), words[to - 1].end()))
    return found
