"""Split: the tables of a corpus taken apart by event, each event with its own figures."""

from collections.abc import Iterator, Mapping

import pandas as pd

from analysis.comparing.matching.similarity import read_events
from analysis.comparing.measuring import Corpus, measure_sources
from analysis.comparing.tables import Tables, lexicons_of
from analysis.parameters import Parameters

# The column that says whose row it is, and whether it holds an article's id or a row's, which begins with it.
OWNERS = {"shared_quotes": "quote_a", "duplicates": "article_a"}
MEASURED = frozenset(["shares", "diversity", "saying", "tone", "keywords"])


def count_events(articles: pd.DataFrame) -> pd.DataFrame:
    """Count the articles, sources and words of each event; an article without one is an event of its own.

    Returns: event, n_articles, n_sources, n_words, first and last (days; empty where none is dated); the events with
    most sources first, then those with most articles.

    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "source": ["A", "B"], "event": ["flood", "flood"],
    ...     "date": ["2026-01-02", ""], "n_words": [10, 20]})
    >>> count_events(articles).values.tolist()
    [['flood', 2, 2, 30, '2026-01-02', '2026-01-02']]
    """
    rows = articles.assign(event=list(read_events(articles).values()), day=articles["date"].str[:10])
    groups = rows.groupby("event")
    counted = groups.agg(n_articles=("article_id", "size"), n_sources=("source", "nunique"), n_words=("n_words", "sum"))
    days = rows[rows["day"] != ""].groupby("event")["day"].agg(["min", "max"]).reindex(counted.index, fill_value="")
    table = counted.assign(first=days["min"], last=days["max"]).reset_index()
    order = table.assign(size=-table["n_articles"], breadth=-table["n_sources"])
    return table.loc[order.sort_values(["breadth", "size", "event"], kind="stable").index].reset_index(drop=True)


def split_tables(tables: Mapping[str, pd.DataFrame], parameters: Parameters) -> Iterator[tuple[str, Tables]]:
    """Take the tables apart by event, and measure the sources anew by what they print on it.

    What two sources have in common is compared within an event already, so its rows are only handed out; shares,
    diversity, verbs of saying, tone and keywords are those of the event's articles alone. Word shifts have no rows.

    Takes: the tables of `compare_sources` (with terms), and the settings that they were made with.
    Returns: the name of each event that two sources report, and its tables, in the order of `count_events`.

    Limits: near-copies of articles of two events belong to neither.
    """
    events = read_events(tables["articles"])
    counted = count_events(tables["articles"])
    wanted = counted.loc[counted["n_sources"] > 1, "event"].tolist()
    groups = {name: _group(name, table, events) for name, table in tables.items() if name not in MEASURED}
    lexicons = lexicons_of(tables)
    for event in wanted:
        own = {name: of.get(event, tables[name].head(0)) for name, of in groups.items()}
        measured = measure_sources(Corpus.of(own, parameters, lexicons), names=sorted(MEASURED))
        yield event, Tables(own | measured, lexicons=lexicons)


def _group(name: str, table: pd.DataFrame, events: Mapping[str, str]) -> dict[str, pd.DataFrame]:
    """The rows of a table by event, in their order."""
    if "event" in table and name != "articles":
        owner = table["event"]
    elif name in OWNERS:
        owner = table[OWNERS[name]].map(lambda key: events.get(key, events.get(str(key).rpartition(":")[0])))
        if name == "duplicates":
            owner = owner.where(owner == table["article_b"].map(events))
    elif "article_id" in table:
        owner = table["article_id"].map(events)
    else:
        return {}
    return {str(event): rows.reset_index(drop=True) for event, rows in table.groupby(owner.to_numpy(), sort=False)}
