"""Wordings: what each source calls the same person or body, and how each tells the same act."""

import re
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from analysis.comparing.acts.deeds import compare_acts
from analysis.comparing.speakers.labels import compare_labels
from analysis.lexicons import Lexicons
from analysis.report.story.citations import Citation, Citations
from analysis.report.story.sources import read_rows

Tables = Mapping[str, pd.DataFrame]
MOST_ENTITIES, MOST_LABELS = 12, 8
MOST_DEEDS, MOST_TELLINGS = 30, 8
# What a reader learns from the form of a sentence, in place of its name in grammar.
FORMS = {
    "active": "says who did it",
    "passive with agent": "says by whom",
    "passive without agent": "no one named as the doer",
    "nominal": "no one named as the doer",
    "instrument as subject": "the weapon does it; no one is named",
}
# What stands between an act and whom it befell, where that is not *of*.
LINKS = {"attack": "on", "clash": "with", "sexual violence": "against", "threat": "to"}


class Label(NamedTuple):
    """What a source calls somebody: the words, how often, whether only people it quotes do, and where first."""

    words: str
    n: int
    quoted: bool
    href: str


class Called(NamedTuple):
    """Somebody whom sources call by different words."""

    name: str
    labels: dict[str, list[Label]]


class Told(NamedTuple):
    """How a source tells an act: its words, who is named as the doer, and the sentence with these words marked."""

    words: str
    gloss: str
    citation: Citation


class Deed(NamedTuple):
    """An act and how each source tells it."""

    name: str
    tellings: dict[str, list[Told]]

    @property
    def shared(self) -> bool:
        """Whether more than one source tells it."""
        return len(self.tellings) > 1


def compare_wordings(tables: Tables, citations: Citations, *, lexicons: Lexicons | None = None) -> list[Called]:
    """Compare what the sources call the same person, body or group, where they differ.

    Takes: names, articles. Returns: those with most words of only one source first; by source each label, the
    source's own before those of people it quotes.

    Limits: a bare surname against a full name is no difference worth showing.
    """
    if "names" not in tables:
        return []
    labels = compare_labels(tables["names"], tables["articles"], lexicons=lexicons)
    called = []
    for entity, rows in labels.groupby("entity", sort=False):
        by_source: dict[str, dict[str, Label]] = {}
        for row in read_rows(rows):
            own = by_source.setdefault(str(row.source), {})
            key = str(row.text).casefold()
            first = citations.find_address(str(row.sentence_ids).split("; ")[0])
            known = own.get(key)
            own[key] = Label(
                known.words if known else str(row.text), (known.n if known else 0) + int(row.n),
                row.voice != "own" and (known is None or known.quoted), known.href if known else first,
            )  # fmt: skip
        if len(by_source) > 1 and (weight := _weigh(str(entity), by_source)):
            shown = {source: sorted(own.values(), key=lambda label: (label.quoted, -label.n, label.words))[:MOST_LABELS]
                     for source, own in by_source.items()}  # fmt: skip
            called.append((weight, Called(str(entity), shown)))
    called.sort(key=lambda pair: (-pair[0], pair[1].name))
    return [one for _, one in called[:MOST_ENTITIES]]


def _weigh(entity: str, by_source: Mapping[str, Mapping[str, Label]]) -> int:
    """How many words beyond the name itself only one source uses."""
    name = set(re.findall(r"\w+", entity.casefold()))
    words = {
        source: {word for key in own for word in re.findall(r"\w{3,}", key) if word not in name}
        for source, own in by_source.items()
    }
    shared = set.intersection(*words.values())
    return sum(len(own - shared) for own in words.values())


def compare_deeds(tables: Tables, citations: Citations) -> list[Deed]:
    """Compare how the sources tell the same act of harm or force, those that several sources tell first.

    Takes: agency, names, articles. Returns: deeds, each telling with what it says of the doer.
    """
    if not {"agency", "names"} <= tables.keys():
        return []
    acts = compare_acts(tables["agency"], tables["names"], tables["articles"])
    spans = {
        (row.sentence_id, " ".join(row.text.split())): (row.article_id, int(row.start), int(row.end))
        for row in read_rows(tables["agency"])
    }
    deeds: dict[str, dict[str, list[Told]]] = {}
    for row in read_rows(acts):
        place = spans.get((str(row.sentence_ids).split("; ")[0], str(row.text)))
        if place is None:
            continue
        gloss = f"done by “{row.agent}”" if row.agent else FORMS[str(row.form)]
        told = Told(str(row.text), gloss, citations.cite(*place))
        deeds.setdefault(str(row.deed), {}).setdefault(str(row.source), []).append(told)
    order = sorted(deeds, key=lambda name: (-len(deeds[name]), -sum(map(len, deeds[name].values())), name))
    return [
        Deed(name_deed(name), {source: told[:MOST_TELLINGS] for source, told in deeds[name].items()})
        for name in order[:MOST_DEEDS]
    ]


def name_deed(deed: str) -> str:
    """Name a deed as a reader would.

    >>> name_deed("killing: Ana Sol"), name_deed("clash: police"), name_deed("attack: ")
    ('Killing of Ana Sol', 'Clash with police', 'Attack')
    """
    act, _, patient = deed.partition(": ")
    return f"{act.capitalize()} {LINKS.get(act, 'of')} {patient}" if patient else act.capitalize()
