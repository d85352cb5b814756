"""Labels: what articles and their rows are called where a reader sees them: titles and short names, no file names."""

import re
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

LONGEST_TITLE = 70
NUMBER = re.compile(r"\d+$")


class Label(NamedTuple):
    """The short name of an article, as wide as a cell of a table allows, and its title, which may be empty."""

    name: str
    title: str

    def __str__(self) -> str:
        return f"{self.name}: {self.title}" if self.title else self.name


def name_articles(tables: Mapping[str, pd.DataFrame]) -> dict[str, Label]:
    """Name the articles of a corpus: by source, with a number where it has several, and by title or printed headline.

    Takes: articles, zones. Returns: Label by article_id; the numbers go by date, then by article_id.

    >>> articles = pd.DataFrame({"article_id": ["f1ff", "e0"], "source": "Herald", "title": ["Strike", ""], "date": ""})
    >>> zones = pd.DataFrame({"article_id": [], "zone": [], "text": []})
    >>> [str(label) for label in name_articles({"articles": articles, "zones": zones}).values()]
    ['Herald 1', 'Herald 2: Strike']
    """
    articles, zones = tables["articles"], tables["zones"]
    headlines = (
        zones[zones["zone"] == "headline"].drop_duplicates("article_id").set_index("article_id")["text"].to_dict()
    )
    order = articles.sort_values(["source", "date", "article_id"], kind="stable")
    several = order["source"].value_counts().to_dict()
    numbers = order.groupby("source").cumcount() + 1
    labels = {}
    columns = order[["article_id", "source", "title"]].itertuples(index=False, name=None)
    for number, (article_id, source, title) in zip(numbers, columns, strict=True):
        name = f"{source} {number}" if several[source] > 1 else str(source)
        labels[article_id] = Label(name, _shorten(str(title or headlines.get(article_id, ""))))
    return labels


def name_rows(tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Name every article, sentence, segment and quotation: `Herald 2, 14` is the 14th sentence of Herald 2.

    Returns: names by id.

    Limits: what stands in no sentence (a dateline) goes by its article.
    """
    labels = name_articles(tables)
    names = {article_id: str(label) for article_id, label in labels.items()}
    short = {article_id: label.name for article_id, label in labels.items()}
    sentences = tables["sentences"]
    spans: dict[str, list[tuple[int, int, int]]] = {}
    for article_id, key, start, end in sentences[["article_id", "sentence_id", "start", "end"]].itertuples(
        index=False, name=None
    ):
        found = NUMBER.search(key)
        number = int(found[0]) if found else 0
        names[key] = f"{short[article_id]}, {number}"
        spans.setdefault(article_id, []).append((start, end, number))
    for table, column in (("quotes", "quote_id"), ("segments", "segment_id")):
        for article_id, key, start in tables[table][["article_id", column, "start"]].itertuples(index=False, name=None):
            number = next((n for begin, end, n in spans.get(article_id, []) if begin <= start < end), 0)
            names[key] = f"{short[article_id]}, {number}" if number else short[article_id]
    return names


def _shorten(title: str) -> str:
    flat = " ".join(title.split())
    return flat if len(flat) <= LONGEST_TITLE else flat[: LONGEST_TITLE - 1].rstrip() + "…"
