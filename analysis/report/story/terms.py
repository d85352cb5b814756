"""Terms: the words that one source uses more than the others, only where there are enough of them to say so."""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from analysis.report.story.citations import Citations
from analysis.report.story.sources import read_rows

Tables = Mapping[str, pd.DataFrame]
ENOUGH, FEW = 5, 3  # occurrences in all, and in the source itself
TWICE = 1.0  # a log ratio: at least twice the rate of the others
MOST_TERMS, MOST_RARE, MOST_PLACES = 12, 24, 5


class Term(NamedTuple):
    """A term of a source: its counts here and elsewhere, whether other articles support it, and its first places."""

    term: str
    n_source: int
    n_reference: int
    supported: bool
    hrefs: list[str]


def choose_terms(tables: Tables, citations: Citations) -> tuple[dict[str, list[Term]], dict[str, list[Term]]]:
    """Choose the framing words of each source's own voice: those with five or more occurrences, and rarer ones.

    Takes: keywords, terms. Returns: two dicts by source, in the order of the table; the second is to be folded.
    """
    enough: dict[str, list[Term]] = {}
    rare: dict[str, list[Term]] = {}
    if "keywords" not in tables:
        return enough, rare
    places = _find_places(tables, citations)
    rows = tables["keywords"]
    rows = rows[(rows["list"] == "framing") & (rows["voice"] == "own") & (rows["log_ratio"] >= TWICE)]
    for row in read_rows(rows):
        n_source, n_reference = int(row.n_source), int(row.n_reference)
        many = n_source + n_reference >= ENOUGH
        group, most = (enough, MOST_TERMS) if many else (rare, MOST_RARE)
        own = group.setdefault(str(row.source), [])
        if len(own) < most and n_source >= (FEW if many else 2):
            hrefs = places.get((str(row.source), str(row.term)), [])[:MOST_PLACES]
            own.append(Term(str(row.term), n_source, n_reference, row.tier == "supported", hrefs))
    return enough, {source: own for source, own in rare.items() if own}


def _find_places(tables: Tables, citations: Citations) -> dict[tuple[str, str], list[str]]:
    """The addresses of the sentences in which each source's own voice uses a term."""
    places: dict[tuple[str, str], list[str]] = {}
    if "terms" in tables:
        own = tables["terms"][tables["terms"]["voice"] == "own"]
        for article_id, sentence_id, term in own[["article_id", "sentence_id", "term"]].itertuples(index=False):
            source = citations.articles[article_id].source.name
            places.setdefault((source, term), []).append(citations.find_address(sentence_id))
    return places
