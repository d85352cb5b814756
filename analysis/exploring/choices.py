"""Choices: what a person looks at, and the tables that are left of a corpus when she looks at a part of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from analysis.comparing.tables import Tables, lexicons_of
from analysis.parameters import Parameters

Kind = Literal["speaker", "name", "verb", "word"]
COUNTED = {"shares", "saying"}


@dataclass(frozen=True)
class Choice:
    """What is looked at: a speaker, a named person or body, a verb of saying or a word; whose words; which speaker."""

    kind: Kind
    name: str
    voice: str = "own"
    speaker: str = ""  # of the verbs of saying; empty: all speakers


def narrow_tables(
    tables: Mapping[str, pd.DataFrame], parameters: Parameters, *, event: str = "", sources: Sequence[str] = ()
) -> Tables:
    """Keep one event and some sources of a corpus, and count again who is heard there and with which verbs.

    `event` and `sources`: empty for all. Returns: the tables with rows of these articles only; of the tables of
    comparison `shares` and `saying`, counted from these articles.

    >>> from analysis.parameters import check_parameters
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "source": ["A", "B"], "event": ["", ""]})
    >>> zones = pd.DataFrame({"article_id": ["a", "b"], "zone": "body"})
    >>> kept = narrow_tables({"articles": articles, "zones": zones}, check_parameters(), sources=["B"])
    >>> kept["zones"]["article_id"].tolist()
    ['b']

    Limits: what is matched between sources (shared quotations, coverage) is left out.
    """
    from analysis.comparing.speakers.saying import count_saying
    from analysis.comparing.speakers.shares import share_quotes

    lexicons = lexicons_of(tables)
    articles = tables["articles"]
    chosen = articles[
        (articles["event"] == event if event else articles["event"].notna())
        & (articles["source"].isin(list(sources)) if sources else articles["source"].notna())
    ].reset_index(drop=True)
    if len(chosen) == len(articles):
        return Tables(tables, lexicons=lexicons)
    ids = set(chosen["article_id"])
    kept = {
        name: table[table["article_id"].isin(ids)].reset_index(drop=True)
        for name, table in tables.items()
        if "article_id" in table
    }
    kept["articles"] = chosen
    if "quotes" in kept:
        rows = (kept["quotes"], kept["segments"], chosen)
        draws: dict[str, Any] = {"n_boot": parameters.n_boot, "seed": parameters.seed}
        kept["shares"] = share_quotes(*rows, view=parameters.view, **draws)
        kept["saying"] = count_saying(*rows, view=parameters.view, lexicons=lexicons)
    return Tables(kept, lexicons=lexicons)


def choose_first(tables: Mapping[str, pd.DataFrame]) -> Choice:
    """Choose what is shown before anything was chosen: the speaker with most words, else a word of saying.

    >>> choose_first({"shares": pd.DataFrame({"by": ["speaker"], "name": ["Odu"], "n_words": [9]})})
    Choice(kind='speaker', name='Odu', voice='own', speaker='')
    """
    shares = tables["shares"]
    speakers = shares[shares["by"] == "speaker"].groupby("name", sort=True)["n_words"].sum()
    return Choice("speaker", str(speakers.idxmax())) if len(speakers) else Choice("word", "said")
