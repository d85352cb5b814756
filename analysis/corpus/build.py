"""Build: what was gathered becomes the tables `articles` and `problems`, with the event of every article."""

from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.corpus.beside import find_sheets
from analysis.corpus.events import DECISIONS, Events, find_events, overrule_events
from analysis.corpus.found import Article, Corpus
from analysis.corpus.hashing import hash_text
from analysis.corpus.metadata import index_articles, list_remarks, read_sheet
from analysis.corpus.tables import Context
from analysis.language.words import count_words
from analysis.schema import as_table, columns_of, shape_table

FIELDS = ("source", "event", "date", "title", "author", "url", "language")
OPENING = 400  # characters of which the first line may stand for a title


class Built(NamedTuple):
    """The tables of a corpus, and how well each article fits its event."""

    articles: pd.DataFrame
    problems: pd.DataFrame
    members: pd.DataFrame


def build_tables(corpus: Corpus, place: Path, context: Context, *, with_texts: bool = True) -> Built:
    """Make the tables of a corpus, and give every article its event.

    An event that is given stands; the others are grouped unless the options say otherwise; events.csv beside the
    articles (article, event), in their folder or package, overrules both; that in the folder of the corpus comes last.

    Takes: what was gathered, where the corpus lies, and the options and word lists.
    Returns: articles, sorted by article_id, with or without their texts; problems, sorted by path; members, see
    `find_events`.
    Raises: RequestError where events.csv cannot be read.
    """
    articles = sorted(corpus.articles, key=lambda article: article.article_id)
    columns: dict[str, list[Any]] = {
        "article_id": [article.article_id for article in articles],
        "path": [article.path for article in articles],
        **{name: [getattr(article.found, name) for article in articles] for name in FIELDS},
        "n_words": [count_words(article.text) for article in articles],
        "sha256": [hash_text(article.text) for article in articles],
    }
    if with_texts:
        columns["text"] = [article.text for article in articles]
    how = context.options.events or "group"
    # As objects: the same texts, not a copy of each.
    shown = {name: columns[name] for name in ("article_id", "path", "title", "event")}
    shown["text"] = [_show(article, how) for article in articles]
    known = pd.DataFrame({name: pd.Series(cells, dtype="object") for name, cells in shown.items()})
    events = find_events(known, how=how, lexicons=context.lexicons)
    events, problems = _overrule(events, corpus, place, context)
    columns |= {name: events.articles[name].tolist() for name in ("event", "event_by")}
    listed = shape_table("articles", columns)
    return Built(listed, as_table("problems", problems), events.members)


def _show(article: Article, how: str) -> str:
    """As much of a text as finding its event takes: all where it is grouped by its words, else what may be a title."""
    grouped = how == "group" and not article.found.event
    return article.text if grouped else article.text[:OPENING]


def _overrule(events: Events, corpus: Corpus, place: Path, context: Context) -> tuple[Events, pd.DataFrame]:
    listed = pd.DataFrame(corpus.problems, columns=columns_of("problems"))
    for sheet in find_sheets(place, DECISIONS, {article.path for article in corpus.articles}):
        rows = [row for _, row in read_sheet(sheet.file, place.name, "article", context)]
        known = index_articles(*(events.articles[column].tolist() for column in ("article_id", "path")))
        rows = [row | {"article": sheet.resolve(row.get("article", ""), known)} for row in rows]
        remarks = [(path, "", problem, detail) for path, problem, detail in list_remarks(sheet.file)]
        events, more = overrule_events(events, rows)
        parts = [listed, pd.DataFrame(remarks, columns=columns_of("problems")), more.assign(path=sheet.file.path)]
        listed = pd.concat(parts, ignore_index=True)
    return events, listed
