"""Verbs of saying: how each source introduces what people say, by class, with every place."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from analysis.comparing.speakers.saying import list_saying
from analysis.lexicons import Lexicons
from analysis.report.story.citations import Citation, Citations
from analysis.report.story.sources import read_rows
from analysis.schema import CUE_CLASSES

Tables = Mapping[str, pd.DataFrame]
MOST_PLACES = 12
CLASSES = {
    "neutral": "plain",
    "asserting": "insists or stresses",
    "confirming": "confirms",
    "admitting": "admits",
    "denying": "denies",
    "doubting": "keeps at a distance",
    "demanding": "demands",
    "promising": "promises",
    "warning": "warns",
    "attacking": "attacks",
    "praising": "praises",
}


class Verb(NamedTuple):
    """A verb of saying in one source: how often, and its number in the page."""

    word: str
    n: int
    anchor: str


class VerbClass(NamedTuple):
    """A class of verbs, and those of each source."""

    name: str
    verbs: dict[str, list[Verb]]


class VerbPlaces(NamedTuple):
    """Where a source uses a verb: of whom, and the sentence."""

    anchor: str
    word: str
    source: str
    places: list[tuple[str, Citation]]
    more: int


def compare_verbs(
    tables: Tables, citations: Citations, *, view: str, lexicons: Lexicons | None = None
) -> tuple[list[VerbClass], list[VerbPlaces]]:
    """Compare the verbs that the sources use, in their own voice, of what people say.

    Takes: quotes, segments, articles. Returns: the classes in their order, and every verb's places.

    Limits: a verb that stands inside a quotation is the speaker's, and is left out here.
    """
    listed = list_saying(tables["quotes"], tables["segments"], tables["articles"], view=view, lexicons=lexicons)
    listed = listed[listed["voice"] == "own"]
    quotes = tables["quotes"].set_index("quote_id")
    groups: dict[tuple[str, str, str], list[tuple[str, Citation]]] = {}
    for row in read_rows(listed):
        quote = quotes.loc[row.quote_id]
        citation = citations.cite(str(row.article_id), int(quote["cue_start"]), int(quote["cue_end"]))
        key = (str(row.cue_class) or "neutral", str(row.source), str(row.cue))
        groups.setdefault(key, []).append((str(row.speaker), citation))
    order = Counter({key: len(found) for key, found in groups.items()})
    keys = sorted(groups, key=lambda key: (CUE_CLASSES.index(key[0]), key[1], -order[key], key[2]))
    anchors = {key: f"verb-{at}" for at, key in enumerate(keys, start=1)}
    classes = []
    for name in dict.fromkeys(key[0] for key in keys):
        verbs: dict[str, list[Verb]] = {}
        for key in (key for key in keys if key[0] == name):
            verbs.setdefault(key[1], []).append(Verb(key[2], order[key], anchors[key]))
        classes.append(VerbClass(CLASSES[name], verbs))
    return classes, [
        VerbPlaces(anchors[key], key[2], key[1], groups[key][:MOST_PLACES], max(0, order[key] - MOST_PLACES))
        for key in keys
    ]
