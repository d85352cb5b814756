"""Page: one self-contained file for one event, from its tables, the settings and where the other pages are."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from markupsafe import Markup

from analysis.report.story.brief import IN_BRIEF, list_cited, read_findings
from analysis.report.story.citations import Citations
from analysis.report.story.columns import Column, lay_out_columns
from analysis.report.story.masthead import describe_reach, describe_sources, name_event
from analysis.report.story.people import group_by_speaker, list_quotes, measure_bars, number_quotes, number_speakers
from analysis.report.story.policy import write_policy
from analysis.report.story.sources import name_articles
from analysis.schema import QUOTE_KINDS, ROLES
from analysis.showing.templates import fill_template

TEMPLATES = Path(__file__).parents[1] / "templates" / "story"
Text = Literal["none", "evidence", "full"]
MOST_BARS = 6
SCRIPTS = ("basics", "reading", "find", "correct", "pictures", "start")  # they share one scope, in this order


@dataclass(frozen=True)
class Links:
    """Where the rest of the report is, seen from the page.

    `workings` are (file, title) of the notebooks' pages, `articles` the page of each article by its id, `up` the index
    of events or nothing, `tables` the folder of the tables, `files` further files to download as (file, title).
    """

    workings: Sequence[tuple[str, str]] = ()
    articles: Mapping[str, str] = field(default_factory=dict)
    up: str = ""
    tables: str = "tables"
    manifest: str = "manifest.json"
    files: Sequence[tuple[str, str]] = ()


def write_story(
    tables: Mapping[str, pd.DataFrame],
    *,
    settings: Mapping[str, Any],
    versions: Mapping[str, str],
    links: Links | None = None,
    text: Text = "full",
) -> str:
    """Write the story page of one event.

    Takes: the tables of the event; `settings` and `versions` as the manifest has them; `links` to what stands beside
    the page; `text`, whose words it holds: of the whole articles, of the sentences that findings show, or none.
    Returns: HTML that asks for nothing, runs its own script only, and is readable without.

    Limits: for the articles of one event; those of several are compared as if they were one.
    """
    links = links or Links()
    articles = name_articles(tables)
    shown = {"full": None, "evidence": list_cited(tables), "none": set[str]()}[text]
    citations = Citations(tables, articles, shown=shown, links=links.articles)
    speakers = number_speakers(tables)
    quotes = list_quotes(tables, citations, view=settings.get("view", "speech"))
    columns = lay_out_columns(tables, citations, number_quotes(tables), speakers)
    findings = read_findings(tables, citations)
    style, script = read_assets()
    return fill_template(
        "report/templates/story/page.html.j2",
        title=name_event(tables),
        policy=write_policy(style, script),
        style=Markup(style),
        script=Markup(script),
        sources=describe_sources(articles),
        reach=describe_reach(articles),
        text=text,
        links=links,
        brief=findings[:IN_BRIEF],
        rest=findings[IN_BRIEF:],
        columns=columns,
        speakers=speakers,
        bars=measure_bars(tables, by="speaker", numbers=speakers, most=MOST_BARS),
        role_bars=measure_bars(tables, by="role", numbers={}, most=MOST_BARS),
        voices=group_by_speaker(quotes, speakers),
        data={
            "articles": {f"a{a.number}": {"id": a.article_id, "label": a.label} for a in articles.values()},
            "quotes": {quote.number: quote.facts for quote in quotes} if text == "full" else {},
            "ties": _list_ties(columns),
            "roles": list(ROLES),
            "kinds": list(QUOTE_KINDS),
            "speakers": list(speakers),
        },
    )


@functools.cache
def read_assets() -> tuple[str, str]:
    """Read the style sheet and the script that every story page carries."""
    style = fill_template("report/templates/story/story.css")
    parts = [(TEMPLATES / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS]
    return style, "\n".join(['"use strict";', "(() => {", *parts, "})();"])


def _list_ties(columns: Sequence[Column]) -> dict[str, list[list[Any]]]:
    """The ties by sentence, for the script: other sentence, its source, how alike, conflicting counts."""
    sentences = [s for column in columns for paragraph in column.paragraphs for s in paragraph.sentences]
    return {s.anchor: [[t.other, t.source, t.status, t.similarity, t.conflict] for t in s.ties] for s in sentences if s.ties}
