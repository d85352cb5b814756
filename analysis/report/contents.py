"""Contents: the first page of a report, with what was read, what was set aside, and where everything is."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.comparing.story.summary import summarise
from analysis.report.notebook_runs import Run
from analysis.report.pages import Links, write_page
from analysis.report.places import link_rows
from analysis.report.stage import INDEX
from analysis.showing.tables import show_summary, show_table
from analysis.wording import count, join_words, tally

ROWS = {
    "articles": "an article",
    "zones": "a stretch of layout",
    "sentences": "a sentence",
    "quotes": "an attribution",
    "segments": "a stretch of one voice",
    "scores": "a segment under one scorer",
    "hits": "a scored word",
    "targets": "a named target in a sentence",
    "frame_hits": "a frame word",
    "names": "a mention",
    "agency": "an act of harm or force",
    "shares": "a speaker or role in a source",
    "diversity": "a source",
    "saying": "a verb or phrase of saying, by source and speaker",
    "tone": "a source in one voice under one scorer",
    "word_shifts": "a word between two sources",
    "keywords": "a term in a comparison",
    "shared_quotes": "a pair of quotations across sources",
    "findings": "a finding: how two sources differ in telling an event",
    "duplicates": "a near-copy",
    "coverage": "a body sentence and another source",
    "agreement": "a thing that two people coded",
    "errors": "an error rate of the rules in a source",
    "error_differences": "two sources in which the rules may err differently",
    "corrected": "a figure of a source, or of the difference of two, corrected by a coded sample",
    "corrections": "what a reader's correction did",
    "problems": "something that went wrong or was set aside",
}
MOST_ARTICLES, MOST_CAUTIONS, MOST_PROBLEMS = 500, 8, 50
OF_SOME = re.compile(r"\b\d[\d,]* of \d[\d,]*\b")


def describe_counts(counts: Mapping[str, Any]) -> list[str]:
    """Say in sentences what was read and what was set aside."""
    quotes = counts["quotes"]
    lines = [
        f"{count(counts['articles'], 'article')}, {count(counts['sources'], 'source')}, "
        f"{count(counts['words'], 'word')}; {count(sum(quotes.values()), 'attribution')}"
        + (f" ({tally(quotes)})." if quotes else ".")
    ]
    if counts["zones"]:
        lines.append(
            f"Set aside, and not counted as text of the article: {tally(counts['zones'], plural=True)} (see zones)."
        )
    if counts["problems"]:
        problems = count(sum(counts["problems"].values()), "problem")
        lines.append(f"{problems}: {tally(counts['problems'])} (see problems).")
    return lines


def write_contents(
    tables: Mapping[str, pd.DataFrame],
    *,
    settings: Mapping[str, Any],
    versions: Mapping[str, str],
    counts: Mapping[str, Any],
    pages: Links,
    places: Mapping[str, str],
    failed: Sequence[Run] = (),
) -> str:
    """Write the first page. `pages` are (file, title), `places` the address of each article and row by its id."""
    problems = show_table(tables["problems"], caption="What went wrong or was set aside", n=MOST_PROBLEMS)
    n_more = len(tables["articles"]) - MOST_ARTICLES
    return write_page(
        "Contents of the report",
        pages=[(INDEX, "Contents"), *pages],
        current=INDEX,
        template="contents",
        heading=_name_sources(tables),
        lines=describe_counts(counts),
        failed=failed,
        n_failed=count(len(failed), "notebook"),
        summary=link_rows(show_summary(summarise(tables)).html, places),
        notebooks=pages,
        articles=_list_articles(tables["articles"], places),
        more_articles=f"and {count(n_more, 'more article')}, in the folder articles" if n_more > 0 else "",
        cautions=find_cautions(tables),
        problems=link_rows(problems.html, places) if len(tables["problems"]) else "",
        tables=[(name, count(len(tables[name]), "row"), row) for name, row in ROWS.items() if name in tables],
        settings=settings,
        versions=versions,
    )


def find_cautions(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """List the kinds of cautions in the tables with the tables that carry them, the most frequent first.

    Cautions that differ in their counts only (`3 of 8 segments ...`) are one kind.
    """
    rows: Counter[str] = Counter()
    carriers: dict[str, list[str]] = {}
    for name, table in tables.items():
        for caution in table.get("caution", []):
            for kind in {OF_SOME.sub("some", part) for part in str(caution).split("; ") if part}:
                rows[kind] += 1
                if name not in carriers.setdefault(kind, []):
                    carriers[kind].append(name)
    ordered = sorted(carriers, key=lambda kind: (-rows[kind], kind))
    found = [f"{kind} ({join_words(carriers[kind])})" for kind in ordered[:MOST_CAUTIONS]]
    more = len(ordered) - len(found)
    return found + ([f"and {count(more, 'rarer one')}, in the column caution"] if more else [])


def _name_sources(tables: Mapping[str, pd.DataFrame]) -> str:
    sources = sorted(set(tables["articles"]["source"]))
    if len(sources) == 1:
        return f"{sources[0]} tells the story"
    return f"{join_words(sources) if len(sources) <= 4 else count(len(sources), 'source')} tell the same story"


def _list_articles(articles: pd.DataFrame, places: Mapping[str, str]) -> list[tuple[str, str, str, str]]:
    """Source, file, title and length of the articles that the first page names."""
    columns = ["source", "article_id", "title", "n_words"]
    shown = articles.sort_values(["source", "article_id"], kind="stable").head(MOST_ARTICLES)
    return [
        (source, places[article_id], title or article_id, count(n_words, "word"))
        for source, article_id, title, n_words in shown[columns].itertuples(index=False, name=None)
    ]
