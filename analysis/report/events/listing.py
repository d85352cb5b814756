"""Listing: what the index says of each event, and which articles stand alone."""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from analysis.comparing.matching.similarity import read_events
from analysis.comparing.speakers.shares import count_voices
from analysis.comparing.split import count_events
from analysis.report.labels import Label
from analysis.report.story.masthead import name_event


class Event(NamedTuple):
    """An event in the index: what it is called, where its page is, how large it is, and what leads its page.

    `reported` is the share of words, by source, that are reported speech (0 to 1).
    """

    name: str
    href: str
    sources: list[str]
    n_articles: int
    n_words: int
    first: str
    last: str
    headline: str
    reported: dict[str, float]


def describe_event(name: str, tables: Mapping[str, pd.DataFrame], href: str) -> Event:
    """Describe an event by its own tables.

    Limits: without a finding, the headline is empty.
    """
    articles = tables["articles"]
    facts = count_events(articles).iloc[0]
    findings = tables["findings"].sort_values("rank", kind="stable") if "findings" in tables else pd.DataFrame()
    voices = count_voices(tables["segments"], articles).groupby("source")[["n_words", "own"]].sum()
    reported = (1 - voices["own"] / voices["n_words"].where(voices["n_words"] > 0)).fillna(0.0)
    return Event(
        name_event(tables),
        href,
        sorted(set(articles["source"])),
        int(facts["n_articles"]),
        int(facts["n_words"]),
        str(facts["first"]),
        str(facts["last"]),
        str(findings["headline"].iloc[0]) if len(findings) else "",
        {str(source): float(share) for source, share in reported.items()},
    )


def list_alone(
    tables: Mapping[str, pd.DataFrame], labels: Mapping[str, Label], links: Mapping[str, str]
) -> list[tuple[str, str]]:
    """List the articles whose event no other source reports: label, and page or nothing."""
    articles = tables["articles"]
    counted = count_events(articles)
    alone = set(counted.loc[counted["n_sources"] < 2, "event"])
    events = read_events(articles)
    ids = sorted((key for key, event in events.items() if event in alone), key=lambda key: str(labels[key]))
    return [(str(labels[key]), links.get(key, "")) for key in ids]
