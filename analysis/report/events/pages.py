"""Pages of several events: the story of each, then the index and the page across them, which know all of them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.comparing.split import count_events, split_tables
from analysis.parameters import Parameters
from analysis.report.events.across import compare_roles, compare_tone_of_sources, compare_verbs, list_terms
from analysis.report.events.listing import Event, describe_event, list_alone
from analysis.report.events.pictures import draw_dates, draw_event
from analysis.report.labels import name_articles as label_articles
from analysis.report.labels import name_rows
from analysis.report.stage import ACROSS, BRIEF, INDEX
from analysis.report.story import Links, Text, write_brief, write_story
from analysis.report.story.citations import Citations
from analysis.report.story.colophon import (
    cite_report,
    describe_methods,
    describe_reading,
    find_cautions,
    list_problems,
    list_tables,
)
from analysis.report.story.masthead import describe_dates
from analysis.report.story.policy import write_policy
from analysis.report.story.sources import name_articles, name_sources
from analysis.showing.templates import fill_template
from analysis.wording import count, join_words

TEMPLATES = Path(__file__).parents[1] / "templates" / "events"
FOLDER = "events"
SHOWN, MOST_NAMED = 20, 6


@dataclass
class Overview:
    """What the pages of the events leave for the index and the page across: their facts, and where sentences are."""

    events: list[Event] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)


def has_several(articles: pd.DataFrame) -> bool:
    """Whether a corpus has several events, of which at least one can be compared.

    >>> rows = pd.DataFrame({"article_id": list("abc"), "source": list("ABA"), "event": list("xxy"), "date": "",
    ...     "n_words": 9})
    >>> has_several(rows), has_several(rows.head(2))
    (True, False)
    """
    counted = count_events(articles)
    return len(counted) > 1 and bool(counted["n_sources"].max() > 1)


def write_event_pages(
    tables: Mapping[str, pd.DataFrame],
    parameters: Parameters,
    overview: Overview,
    *,
    settings: Mapping[str, Any],
    versions: Mapping[str, str],
    links: Links,
    text: Text,
) -> Iterator[tuple[str, str]]:
    """Write the story page of every event that two sources report, and its brief.

    Takes: the tables of a corpus and the settings they were made with; `overview`, which is filled on the way; the
    rest as `write_story`, links as seen from the folder of the report.
    Returns: files, as paths in the report, with their text.
    """
    inner = replace(
        links,
        workings=(),
        articles={key: f"../../{file}" for key, file in links.articles.items()},
        up=f"../../{INDEX}",
        tables=f"../../{links.tables}",
        manifest=f"../../{links.manifest}",
    )
    taken: set[str] = set()
    for name, own in split_tables(tables, parameters):
        folder = f"{FOLDER}/{_name_folder(name, taken)}"
        yield f"{folder}/{INDEX}", write_story(own, settings=settings, versions=versions, links=inner, text=text) + "\n"
        yield f"{folder}/{BRIEF}", write_brief(own, text=text)
        overview.events.append(describe_event(name, own, f"{folder}/{INDEX}"))
        anchors = Citations(own, name_articles(own)).anchors
        overview.places.update((key, f"{folder}/{INDEX}#{anchor}") for key, anchor in anchors.items())


def write_overview(
    tables: Mapping[str, pd.DataFrame],
    overview: Overview,
    *,
    settings: Mapping[str, Any],
    versions: Mapping[str, str],
    links: Links,
) -> Iterator[tuple[str, str]]:
    """Write the index of the events and the page across them.

    Takes: the tables, what `write_event_pages` left, the links as seen from the folder of the report.
    Returns: files with their text.
    """
    articles = tables["articles"]
    looks = name_sources(articles)
    names = sorted(looks)
    heading = join_words(names) if len(names) <= MOST_NAMED else count(len(names), "source")
    alone = list_alone(tables, label_articles(tables), links.articles)
    told = (
        f"{count(len(overview.events), 'event')} that two sources or more report, {count(len(articles), 'article')}, "
        f"{count(int(articles['n_words'].sum()), 'word')}, {describe_dates([str(date) for date in articles['date']])}."
    )
    values: dict[str, Any] = {
        "heading": heading,
        "told": told,
        "looks": looks,
        "links": links,
        "across": ACROSS,
        "index": INDEX,
    }
    how: dict[str, Any] = {
        "methods": describe_methods(tables, settings, versions), "citation": cite_report(tables, settings, versions),
        "reading": describe_reading(tables), "cautions": find_cautions(tables), "problems": list_problems(tables),
        "tables": list_tables(tables), "settings": settings, "versions": versions,
    }  # fmt: skip
    yield INDEX, _fill("index", "index.js", **values, **how, events=overview.events, shown=SHOWN, alone=alone)
    labels, view = name_rows(tables), str(settings.get("view", "speech"))
    kept = {key: (labels[key], place) for key, place in overview.places.items() if key in labels}
    yield (
        ACROSS,
        _fill(
            "across",
            **values,
            roles=compare_roles(tables, kept, view=view),
            verbs=compare_verbs(tables, kept, view=view),
            tone=compare_tone_of_sources(tables, kept),
            terms=list_terms(tables, kept),
            dates=draw_dates(articles, looks),
            multiples=[(event, draw_event(event, looks)) for event in overview.events],
            shown=SHOWN,
        ),
    )


def _fill(name: str, script: str = "", **values: Any) -> str:
    style = fill_template("report/templates/story/story.css") + fill_template("report/templates/events/events.css")
    code = (TEMPLATES / script).read_text(encoding="utf-8") if script else ""
    frame = {"policy": write_policy(style, code), "style": Markup(style), "script": Markup(code)}
    return fill_template(f"report/templates/events/{name}.html.j2", **frame, **values) + "\n"


def _name_folder(event: str, taken: set[str]) -> str:
    """A folder's name for an event that every system takes, and that no other event has."""
    stem = re.sub(r"[^\w-]+", "-", event.casefold()).strip("-")[:60] or "event"
    name, n = stem, 1
    while name in taken:
        n += 1
        name = f"{stem}-{n}"
    taken.add(name)
    return name
