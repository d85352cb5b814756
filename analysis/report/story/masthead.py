"""Masthead: which event, which sources, how much text of which days, and how far the figures go."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from analysis.report.story.sources import Article, Source
from analysis.wording import count, join_words


class SourceFacts(NamedTuple):
    """A source in the masthead."""

    source: Source
    n_articles: str
    n_words: str
    dates: str
    first: Article


def describe_sources(articles: Mapping[str, Article]) -> list[SourceFacts]:
    """Describe each source: its articles, its words, its days."""
    groups: dict[Source, list[Article]] = {}
    for article in articles.values():
        groups.setdefault(article.source, []).append(article)
    return [
        SourceFacts(
            source,
            count(len(own), "article"),
            count(sum(article.n_words for article in own), "word"),
            describe_dates([article.date for article in own]),
            own[0],
        )
        for source, own in groups.items()
    ]


def describe_dates(dates: list[str]) -> str:
    """Give the first and the last day.

    >>> describe_dates(["2020-01-06T10:00:00", "2020-01-05"]), describe_dates(["2020-01-05"]), describe_dates([""])
    ('2020-01-05 to 2020-01-06', '2020-01-05', 'no date given')
    """
    days = sorted({date[:10] for date in dates if date})
    return " to ".join(dict.fromkeys([days[0], days[-1]])) if days else "no date given"


def name_event(tables: Mapping[str, pd.DataFrame]) -> str:
    """Name the event as its articles do; a name of file style becomes words, with the capitals of the articles.

    >>> articles = pd.DataFrame({"event": ["harbour-strike-in-hull"], "text": ["The strike in Hull goes on."]})
    >>> name_event({"articles": articles})
    'Harbour strike in Hull'
    """
    names = [name for name in dict.fromkeys(tables["articles"]["event"]) if name]
    if len(names) != 1:
        return f"{len(names)} events" if names else "One story, several tellings"
    name = " ".join(str(names[0]).replace("-", " ").replace("_", " ").split())
    if name == name.lower():
        printed = Counter(word for text in tables["articles"]["text"] for word in re.findall(r"\w+", text))
        name = " ".join(w.title() if printed[w.title()] > printed[w] else w for w in name.split())
    return name[:1].upper() + name[1:]


def describe_reach(articles: Mapping[str, Article]) -> str:
    """Say in one line how far the figures go.

    >>> describe_reach({})
    'There is nothing to compare.'
    """
    per_source: dict[str, int] = {}
    for article in articles.values():
        per_source[article.source.name] = per_source.get(article.source.name, 0) + 1
    if not per_source:
        return "There is nothing to compare."
    if len(per_source) == 1:
        return f"Only {min(per_source)} reports this event, so nothing is compared."
    if max(per_source.values()) == 1:
        return "One article a source: what you read here holds for these texts, not for the sources."
    few = sorted(name for name, n in per_source.items() if n < 5)
    if few:
        return (
            f"Few articles from {join_words(few[:4])}: what you read here holds for these texts, not for the sources."
        )
    return "Intervals show what other articles of these sources on this event might have given."
