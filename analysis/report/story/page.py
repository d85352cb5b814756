"""Page: one self-contained file for one event, from its tables, the settings and where the other pages are."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from markupsafe import Markup

from analysis.report.stage import DOWNLOADS
from analysis.report.story.brief import IN_BRIEF, choose_sentences, read_findings
from analysis.report.story.citations import Citations
from analysis.report.story.coded import correct_figures
from analysis.report.story.colophon import (
    cite_report,
    describe_methods,
    describe_reading,
    find_cautions,
    hash_report,
    list_corrections,
    list_problems,
    list_tables,
    read_accuracy,
)
from analysis.report.story.columns import Column, lay_out_columns
from analysis.report.story.masthead import describe_reach, describe_sources, name_event
from analysis.report.story.pairs import list_matches, list_statements
from analysis.report.story.people import (
    Bar,
    Quote,
    group_by_role,
    group_by_speaker,
    list_quotes,
    measure_bars,
    number_quotes,
    number_speakers,
)
from analysis.report.story.pictures import Picture, draw_bars, draw_means
from analysis.report.story.policy import write_policy
from analysis.report.story.sources import Source, name_articles, name_sources
from analysis.report.story.targets import compare_treatment
from analysis.report.story.terms import choose_terms
from analysis.report.story.tone import Tone, compare_tones
from analysis.report.story.verbs import compare_verbs
from analysis.report.story.wordings import compare_deeds, compare_wordings
from analysis.schema import QUOTE_KINDS, ROLES
from analysis.showing.templates import fill_template
from analysis.wording import NO_CLOSE_MATCH

TEMPLATES = Path(__file__).parents[1] / "templates" / "story"
Text = Literal["none", "evidence", "full"]
Tables = Mapping[str, pd.DataFrame]
MOST_BARS = 6
TOPICS = {
    "opening": "What comes first",
    "voices": "Who is heard",
    "counts": "Numbers",
    "acts": "Who did what",
    "statements": "The same statement",
    "labels": "What they are called",
    "saying": "How speech is introduced",
    "tone": "Tone of wording",
}
SCRIPTS = ("basics", "reading", "find", "correct", "pictures", "start")  # they share one scope, in this order


@dataclass(frozen=True)
class Links:
    """Where the rest of the report is, seen from the page.

    `workings` are (file, title) of the notebooks' pages, `articles` the page of each article by its id, `up` the index
    of events or nothing, `tables` the folder of the copies of the tables that a spreadsheet can open, `files` further
    files to download as (file, title). `failed` are the workings that could not be made: a sentence and the file as far
    as it got, or nothing.
    """

    workings: Sequence[tuple[str, str]] = ()
    articles: Mapping[str, str] = field(default_factory=dict)
    up: str = ""
    tables: str = DOWNLOADS
    manifest: str = "manifest.json"
    files: Sequence[tuple[str, str]] = ()
    failed: Sequence[tuple[str, str]] = ()


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
    shown = choose_sentences(tables, articles, text)
    citations = Citations(tables, articles, shown=shown, links=links.articles)
    style, script = read_assets()
    columns = lay_out_columns(tables, citations, number_quotes(tables), number_speakers(tables))
    view = str(settings.get("view", "speech"))
    quotes = list_quotes(tables, citations, view=view)
    data = {
        "articles": {f"a{a.number}": {"id": a.article_id, "label": a.label} for a in articles.values()},
        "quotes": {quote.number: quote.facts for quote in quotes} if text == "full" else {},
        "ties": _list_ties(columns),
        "roles": list(ROLES),
        "kinds": list(QUOTE_KINDS),
        "speakers": list(number_speakers(tables)),
        "report": hash_report(tables, settings, versions),
    }
    values = {
        "title": name_event(tables), "sources": describe_sources(articles), "looks": name_sources(tables["articles"]),
        "reach": describe_reach(articles), "columns": columns, "text": text, "links": links, "data": data,
        "no_close_match": NO_CLOSE_MATCH,
        "policy": write_policy(style, script), "style": Markup(style), "script": Markup(script),
    }  # fmt: skip
    values |= _tell(tables, citations, quotes, view) | _explain(tables, settings, versions)
    return fill_template("report/templates/story/page.html.j2", **values)


def _tell(tables: Tables, citations: Citations, quotes: list[Quote], view: str) -> dict[str, Any]:
    """What the page tells: findings, who speaks, wording, tone and words, and its pictures."""
    lexicons = getattr(tables, "lexicons", None)
    findings, speakers = read_findings(tables, citations), number_speakers(tables)
    bars = measure_bars(tables, by="speaker", numbers=speakers, most=MOST_BARS)
    role_bars = measure_bars(tables, by="role", numbers={}, most=MOST_BARS)
    verbs, verb_places = compare_verbs(tables, citations, view=view, lexicons=lexicons)
    tone = compare_tones(tables, citations)
    figures, uneven = correct_figures(tables)
    terms_enough, terms_rare = choose_terms(tables, citations)
    return {
        "brief": findings[:IN_BRIEF], "rest": findings[IN_BRIEF:], "topics": TOPICS, "speakers": speakers, "bars": bars,
        "role_bars": role_bars, "role_voices": group_by_role(quotes, role_bars),
        "voices": group_by_speaker(quotes, speakers), "verbs": verbs,
        "verb_places": verb_places, "called": compare_wordings(tables, citations, lexicons=lexicons),
        "deeds": compare_deeds(tables, citations), "tone": tone, "terms_enough": terms_enough, "terms_rare": terms_rare,
        "matches": list_matches(tables, citations), "statements": list_statements(tables, citations),
        "targets": compare_treatment(tables, citations),
        "corrections": list_corrections(tables, citations), "figures": figures, "uneven": uneven,
        "pictures": _draw_pictures(bars, role_bars, tone, list(name_sources(tables["articles"]).values())),
    }  # fmt: skip


def _explain(tables: Tables, settings: Mapping[str, Any], versions: Mapping[str, str]) -> dict[str, Any]:
    """How the page was made, how right it is, and what there is to take away."""
    return {
        "methods": describe_methods(tables, settings, versions),
        "citation": cite_report(tables, settings, versions),
        "accuracy": read_accuracy(), "reading": describe_reading(tables), "cautions": find_cautions(tables),
        "problems": list_problems(tables), "tables": list_tables(tables), "settings": settings, "versions": versions,
    }  # fmt: skip


def _draw_pictures(bars: list[Bar], role_bars: list[Bar], tone: Tone | None, sources: list[Source]) -> list[Picture]:
    pictures = []
    if bars:
        pictures += [
            draw_bars("speakers", "Who speaks: shares of the words that each source reports", bars, sources),
            draw_bars("roles", "Who speaks, by role: shares of the words that each source reports", role_bars, sources),
        ]
    if tone:
        pictures.append(draw_means("tone", "Mean tone of wording, with 95 % intervals", tone.means, sources))
    return pictures


@functools.cache
def read_assets() -> tuple[str, str]:
    """Read the style sheet and the script that every story page carries."""
    style = fill_template("report/templates/story/story.css")
    parts = [(TEMPLATES / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS]
    return style, "\n".join(['"use strict";', "(() => {", *parts, "})();"])


def _list_ties(columns: Sequence[Column]) -> dict[str, list[list[Any]]]:
    """The ties by sentence, for the script: other sentence, its source, how alike, conflicting counts."""
    sentences = [s for column in columns for part in column.paragraphs for s in part.sentences]
    return {
        s.anchor: [[t.other, t.source, t.status, t.similarity, t.conflict] for t in s.ties] for s in sentences if s.ties
    }
