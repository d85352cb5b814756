"""Contents: the first page of a report, with what was read, what was set aside, and where everything is."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from analysis.comparing.story.summary import summarise
from analysis.report.notebook_runs import Run
from analysis.report.pages import Links
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
    "tone": "a source in one voice under one scorer",
    "word_shifts": "a word between two sources",
    "keywords": "a term in a comparison",
    "shared_quotes": "a pair of quotations across sources",
    "duplicates": "a near-copy",
    "coverage": "a body sentence and another source",
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
    articles: Mapping[str, str],
    failed: Sequence[Run] = (),
) -> str:
    """Write the body of the first page. `pages` are (file, title), `articles` the page of each article by its id."""
    parts = [f"<h1>How {escape(_name_sources(tables))}</h1>"]
    parts += [f"<p>{escape(line)}</p>" for line in describe_counts(counts)]
    if failed:
        items = "".join(f"<li>{escape(run.sentence)}{_link_failed(run)}</li>" for run in failed)
        parts.append(
            f'<div class="failed"><p><strong>This report is not complete.</strong> {count(len(failed), "notebook")} '
            f"failed; what an earlier run made of them was removed.</p><ul>{items}</ul></div>"
        )
    parts += ["<h2>In plain sentences</h2>", show_summary(summarise(tables)).html]
    parts += ["<h2>Pages</h2>", _list([f'<a href="{file}">{escape(title)}</a>' for file, title in pages])]
    parts += ["<h2>Articles</h2>", _list_articles(tables["articles"], articles)]
    if cautions := find_cautions(tables):
        parts += ["<h2>Cautions</h2>", "<p>What the tables say of their own figures:</p>"]
        parts.append(_list([escape(caution) for caution in cautions]))
    if len(tables["problems"]):
        table = show_table(tables["problems"], caption="What went wrong or was set aside", n=MOST_PROBLEMS)
        parts += ["<h2>Problems</h2>", table.html]
    links = [
        f'<a href="tables/{name}.csv">{name}</a>: {count(len(tables[name]), "row")}, each {ROWS[name]}'
        for name in ROWS
        if name in tables
    ]
    parts += ["<h2>Tables</h2>", _list(links), "<h2>Settings</h2>", _define(settings)]
    parts += [
        "<h2>Made with</h2>",
        _define(versions),
        '<p>The <a href="manifest.json">manifest</a> has the sha256 of every file that was read and written. '
        "The same articles, settings and versions give the same files, byte for byte.</p>",
        "<p>The texts of the articles belong to their publishers.</p>",
    ]
    return "\n".join(parts)


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


def _list_articles(articles: pd.DataFrame, files: Mapping[str, str]) -> str:
    columns = ["source", "article_id", "title", "n_words"]
    shown = articles.sort_values(["source", "article_id"], kind="stable").head(MOST_ARTICLES)
    items = [
        f'{escape(source)}: <a href="{escape(files[article_id])}">{escape(title or article_id)}</a>, '
        f"{count(n_words, 'word')}"
        for source, article_id, title, n_words in shown[columns].itertuples(index=False, name=None)
    ]
    more = len(articles) - len(shown)
    return _list(items + ([f"and {count(more, 'more article')}, in the folder articles"] if more else []))


def _link_failed(run: Run) -> str:
    if run.notebook is None:
        return ""
    return f' <a href="failed/{escape(run.name)}.ipynb">The notebook as far as it ran</a>.'


def _list(items: Sequence[str]) -> str:
    return "<ul>\n" + "\n".join(f"<li>{item}</li>" for item in items) + "\n</ul>"


def _define(facts: Mapping[str, Any]) -> str:
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(str(fact)) or '(none)'}</dd>" for name, fact in facts.items())
    return f"<dl>{rows}</dl>"
