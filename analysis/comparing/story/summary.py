"""The opening page in plain sentences: what was read, how the sources differ, what to distrust."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from analysis.comparing.matching.similarity import read_events
from analysis.wording import NO_CLOSE_MATCH, count, join_words

DOUBTFUL = 0.5
LONGER = 1.5
MOST_IDS = 50
Row = tuple[str, str, Iterable[str]]
Tables = Mapping[str, pd.DataFrame]


def summarise(tables: Tables, *, most: int = 3) -> pd.DataFrame:
    """Put the tables into plain sentences, each with the rows that it stands on.

    Every sentence speaks of these texts, with counts, and none of a source beyond them. A table that is absent adds
    no sentence.

    Takes: the tables by name (articles and sentences at least); `most`, how many examples of a kind are told.
    Returns: topic (`the texts`, `different`, `distrust`), sentence, evidence (up to fifty ids, set apart by `; `).

    >>> articles = pd.DataFrame({"article_id": ["x"], "source": ["A"], "event": "e", "date": "", "n_words": 12})
    >>> summarise({"articles": articles})["sentence"].tolist()[:2]
    ['1 article from 1 source on 1 event, 12 words.', 'There is only one source, so nothing is compared.']

    Limits: as of `make_findings`.
    """
    rows = [
        *_tell_texts(tables, most),
        *_tell_findings(tables),
        *_tell_doubts(tables, most),
    ]
    listed = [(topic, sentence, "; ".join(list(evidence)[:MOST_IDS])) for topic, sentence, evidence in rows]
    return pd.DataFrame(listed, columns=["topic", "sentence", "evidence"], dtype="str")


def _tell_texts(tables: Tables, most: int) -> Iterator[Row]:
    articles = tables["articles"]
    events = read_events(articles)
    sources: dict[str, set[str]] = {}
    for article_id, source in zip(articles["article_id"], articles["source"], strict=True):
        sources.setdefault(events[article_id], set()).add(source)
    ids = articles["article_id"].tolist()
    lonely = [key for key, way in zip(ids, articles.get("event_by", ids), strict=True) if way == "none"]
    sources = {event: members for event, members in sources.items() if event not in {events[key] for key in lonely}}
    read = f"{count(len(ids), 'article')} from {count(articles['source'].nunique(), 'source')} on "
    yield "the texts", f"{read}{count(len(sources), 'event')}, {count(int(articles['n_words'].sum()), 'word')}.", ids
    if lonely:
        yield "the texts", f"{count(len(lonely), 'article')} without an event: compared with no other article.", lonely
    if articles["source"].nunique() < 2:
        yield "the texts", "There is only one source, so nothing is compared.", ids
        return
    alone = sorted(event for event, members in sources.items() if len(members) < 2)
    for event in alone[:most]:
        which = [article_id for article_id in ids if events[article_id] == event]
        name = f"The event “{event}”" if event else "What has no event given"
        yield "the texts", f"{name} is reported by {min(sources[event])} alone: nothing to compare it with.", which
    if len(alone) > most:
        yield "the texts", f"So are {count(len(alone) - most, 'more event')}.", []


def _tell_findings(tables: Tables) -> Iterator[Row]:
    if "findings" not in tables:
        return
    found = tables["findings"]
    several = found["event"].nunique() > 1
    for event, headline, evidence in found[["event", "headline", "evidence"]].itertuples(index=False, name=None):
        yield "different", f"“{event}”: {headline}" if several and event else headline, evidence.split("; ")


def _tell_doubts(tables: Tables, most: int) -> Iterator[Row]:
    articles = tables["articles"]
    per_source = articles.groupby("source").size()
    if per_source.max() == 1 and len(per_source) > 1:
        yield "distrust", "There is one article a source: all this describes these texts, not the sources.", []
    elif per_source.min() < 5 and len(per_source) > 1:
        few = [str(source) for source in per_source[per_source < 5].index]
        yield "distrust", f"Fewer than five articles from {join_words(few[:7])}: this describes texts, not sources.", []
    words = articles.groupby("source")["n_words"].sum().sort_values(kind="stable")
    if len(words) > 1 and words.iloc[-1] >= LONGER * max(1, words.iloc[0]):
        long, short = (f"{words.index[place]} has {count(int(words.iloc[place]), 'word')}" for place in (-1, 0))
        yield "distrust", f"{long}, {short}: some of what only the longer one has is a matter of length.", []
    if "date" in articles and not articles["date"].fillna("").astype(bool).any() and len(articles) > 1:
        yield "distrust", "No article has a date: what was known at the time of writing cannot be compared.", []
    quotes = tables.get("quotes", pd.DataFrame())
    if len(quotes):
        nobody = quotes[quotes["speaker"].isin(["", "unknown"])]
        if len(nobody):
            told = f"Speaker unknown: {len(nobody)} of {count(len(quotes), 'attribution')}."
            yield "distrust", told, nobody["quote_id"].tolist()
        doubtful = quotes[quotes["confidence"] < DOUBTFUL] if "confidence" in quotes else quotes[:0]
        if len(doubtful):
            told = f"Found by a rule that is often wrong: {len(doubtful)} of {count(len(quotes), 'attribution')}."
            yield "distrust", told, doubtful["quote_id"].tolist()
    if len(tables.get("coverage", [])):
        yield "distrust", NO_CLOSE_MATCH, []
    problems = tables.get("problems", pd.DataFrame())
    if len(problems):
        told = ", ".join(f"{n} {problem}" for problem, n in sorted(Counter(problems["problem"]).items())[: most + 2])
        yield "distrust", f"{count(len(problems), 'remark')} on the reading ({told}): see problems.", []
