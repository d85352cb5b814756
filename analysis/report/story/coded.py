"""Coded: the figures that a hand-coded sample corrects, beside those by the rules."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from analysis.showing.coded import list_corrected, list_corrected_differences
from analysis.validating.measures import TONE
from analysis.validating.summary import describe_errors

Tables = Mapping[str, pd.DataFrame]
NEEDED = ("corrected", "errors", "error_differences")


class Figure(NamedTuple):
    """One figure in words: whose it is, by the rules, corrected with its interval, what the sample is worth."""

    figure: str
    source: str
    naive: str
    corrected: str
    worth: str
    caution: str


def correct_figures(tables: Tables) -> tuple[list[Figure], list[str]]:
    """List the figures of sources, and their differences, by the rules and corrected; and where the rules err unevenly.

    Takes: the tables of a report. Returns: figures, those of sources first, and warnings; nothing where nothing was
    coded by hand.

    Limits: figures of the whole corpus, as the sample is, not of one event.
    """
    if any(name not in tables for name in NEEDED):
        return [], []
    rows = pd.concat([list_corrected(tables), list_corrected_differences(tables)])
    n_sentences = len(tables["sentences"]) if "sentences" in tables else None
    figures = [_word(row, n_sentences) for row in rows.to_dict("records")]
    return figures, [
        line for line in describe_errors(tables["errors"], tables["error_differences"]) if "arning" in line
    ]


def _word(row: Mapping[Any, Any], n_sentences: int | None) -> Figure:
    share = row["measure"] != TONE
    other = row["other_source"]
    estimate, low, high = (_number(row[name], share) for name in ("estimate", "low", "high"))
    corrected = f"{estimate} ({low} to {high})" if estimate and low else estimate or "not corrected"
    worth = "" if pd.isna(row["worth"]) else f"{row['worth']:,.0f} sentences"
    if n_sentences is not None and row["worth"] > n_sentences:
        worth = "more sentences than there are"  # nearly all were coded: the formula has no bound
    source = f"{row['source']} less {other}" if other else str(row["source"])
    return Figure(str(row["figure"]), source, _number(row["naive"], share), corrected, worth, str(row["caution"]))


def _number(value: float, share: bool) -> str:
    if pd.isna(value):
        return ""
    return f"{100 * value:.1f}" if share else f"{value:+.2f}"
