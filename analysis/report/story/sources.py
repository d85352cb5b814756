"""Sources and articles as the story page calls them: a number for colour and pattern, titles instead of file names."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd

# As many colours and patterns as the style sheet has; further sources begin anew, their names tell them apart.
LOOKS = 7


class Source(NamedTuple):
    """A source and which of the page's colours and patterns it has (1 to LOOKS)."""

    name: str
    look: int


class Article(NamedTuple):
    """An article as the page names it: its number in the page, what it is called, and where it came from."""

    article_id: str
    number: int
    source: Source
    label: str
    headline: str
    date: str
    url: str
    path: str
    n_words: int


def read_rows(table: pd.DataFrame) -> Iterator[Any]:
    """Go through the rows of a table; a column is an attribute of its row.

    >>> [row.n for row in read_rows(pd.DataFrame({"n": [2, 3]}))]
    [2, 3]
    """
    yield from table.itertuples(index=False)


def name_sources(articles: pd.DataFrame) -> dict[str, Source]:
    """Give every source its colour and pattern, in the order of the alphabet.

    >>> name_sources(pd.DataFrame({"source": ["Post", "Herald", "Post"]}))["Post"]
    Source(name='Post', look=2)
    """
    names = sorted(set(articles["source"]))
    return {name: Source(name, at % LOOKS + 1) for at, name in enumerate(names)}


def name_articles(tables: Mapping[str, pd.DataFrame]) -> dict[str, Article]:
    """Name the articles of an event, by source, date and file: by title, else headline, else source and number.

    Takes: articles, zones. Returns: Article by article_id, in the order in which the page shows them.

    >>> articles = pd.DataFrame({"article_id": ["x9f"], "source": "Herald", "title": "", "date": "", "url": "",
    ...     "path": "x9f.txt", "n_words": 3})
    >>> zones = pd.DataFrame({"article_id": ["x9f"], "zone": "body", "start": 0, "text": "Workers strike again."})
    >>> name_articles({"articles": articles, "zones": zones})["x9f"].label
    'Herald'

    Limits: a headline that the layout does not give away is not found; the article goes by its source then.
    """
    articles, zones = tables["articles"], tables["zones"]
    sources = name_sources(articles)
    first = zones[zones["zone"] == "headline"].sort_values(["article_id", "start"], kind="stable")
    headlines = first.drop_duplicates("article_id").set_index("article_id")["text"].to_dict()
    order = articles.sort_values(["source", "date", "article_id"], kind="stable")
    several = order["source"].value_counts().to_dict()
    places = order.groupby("source").cumcount() + 1
    columns = ["article_id", "source", "title", "date", "url", "path", "n_words"]
    named = {}
    for number, (place, row) in enumerate(zip(places, read_rows(order[columns]), strict=True), start=1):
        headline = " ".join(str(row.title or headlines.get(row.article_id, "")).split())
        label = f"{row.source} {place}" if several[row.source] > 1 else str(row.source)
        facts = (str(row.date), str(row.url), str(row.path), int(row.n_words))
        named[str(row.article_id)] = Article(str(row.article_id), number, sources[row.source], label, headline, *facts)
    return named
