"""Targets: how each source's words treat the people and bodies it names, sentence by sentence."""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from analysis.report.story.citations import Citations
from analysis.report.story.sources import read_rows
from analysis.schema import LABELS

Tables = Mapping[str, pd.DataFrame]
ENOUGH = 10
MOST_TARGETS, MOST_PLACES = 8, 6


class Treated(NamedTuple):
    """A source's own sentences on somebody: how many of each tone, their first places, and a mean where enough."""

    places: dict[str, list[str]]
    counts: dict[str, int]
    mean: float | None


class Target(NamedTuple):
    """Somebody whom the sources name, and how each treats them."""

    name: str
    sources: dict[str, Treated]


def compare_treatment(tables: Tables, citations: Citations) -> list[Target]:
    """Compare the tone of each source's own words towards the people and bodies that several sources name.

    Takes: targets. Returns: those with most sentences first; a mean (p positive - p negative, -1 to 1) only where a
    source has ten sentences or more. Sentences that the model calls unclear are left out.
    """
    if "targets" not in tables:
        return []
    rows = tables["targets"]
    rows = rows[(rows["voice"] == "own") & rows["label"].isin(LABELS)]
    found: dict[str, dict[str, list[tuple[str, float, str]]]] = {}
    for row in read_rows(rows):
        source = citations.articles[row.article_id].source.name
        place = (str(row.label), float(row.positive - row.negative), citations.find_address(row.sentence_id))
        found.setdefault(str(row.entity), {}).setdefault(source, []).append(place)
    several = [name for name, own in found.items() if len(own) > 1]
    order = sorted(several, key=lambda name: (-sum(map(len, found[name].values())), name))
    return [
        Target(name, {source: _treat(places) for source, places in found[name].items()})
        for name in order[:MOST_TARGETS]
    ]


def _treat(places: list[tuple[str, float, str]]) -> Treated:
    by_label: dict[str, list[str]] = {}
    for label, _, href in places:
        by_label.setdefault(label, []).append(href)
    kept = {label: [href for href in hrefs if href][:MOST_PLACES] for label, hrefs in by_label.items()}
    mean = sum(score for _, score, _ in places) / len(places) if len(places) >= ENOUGH else None
    return Treated(kept, {label: len(hrefs) for label, hrefs in by_label.items()}, mean)
