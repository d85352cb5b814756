"""Where and when: the place of a quotation, name or act in its article, and the order of articles by date."""

from bisect import bisect_right

import pandas as pd

from analysis.comparing.dates import read_dates
from analysis.comparing.matching.similarity import read_events

POSITIONS = ["lede", "first third", "middle third", "last third", "outside the body"]


def locate_rows(table: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Say where in its article each row of a table stands.

    Takes: any table with article_id and start (quotes, names, agency, segments, sentences), and sentences.
    Returns: the table with position: `lede` (the first body paragraph), `first third`, `middle third`, `last third`
    of the body's words, or `outside the body`; and depth, the share of the body's words that come before (0 to 1).

    >>> keys = {"article_id": "x", "zone": "body", "paragraph": [1, 2, 3], "n_words": [4, 4, 4]}
    >>> sentences = pd.DataFrame({**keys, "start": [0, 30, 60], "end": [29, 59, 89]})
    >>> locate_rows(pd.DataFrame({"article_id": "x", "start": [5, 35, 70]}), sentences)["position"].tolist()
    ['lede', 'middle third', 'last third']

    Limits: the place of the sentence in which the row begins, not of the word; a dateline or headline is outside.
    """
    body = sentences[sentences["zone"] == "body"]
    columns = [body[name].tolist() for name in ("article_id", "start", "end", "paragraph", "n_words")]
    articles: dict[str, list[tuple[int, int, int, int]]] = {}
    for article_id, *rest in sorted(zip(*columns, strict=True)):
        articles.setdefault(article_id, []).append(tuple(rest))
    places = {article_id: _find_places(rows) for article_id, rows in articles.items()}
    found = []
    for article_id, start in zip(table["article_id"], table["start"], strict=True):
        starts, ends, names, depths = places.get(article_id, ([], [], [], []))
        number = bisect_right(starts, start) - 1
        inside = number >= 0 and start < ends[number]
        found.append((names[number], depths[number]) if inside else (POSITIONS[-1], None))
    position = pd.Series([name for name, _ in found], index=table.index, dtype="str")
    depth = pd.Series([share for _, share in found], index=table.index, dtype="float64")
    return table.assign(position=position, depth=depth)


def _find_places(rows: list[tuple[int, int, int, int]]) -> tuple[list[int], list[int], list[str], list[float]]:
    total = max(1, sum(n_words for _, _, _, n_words in rows))
    names, depths, before = [], [], 0
    for _, _, paragraph, n_words in rows:
        depth = before / total
        names.append("lede" if paragraph == rows[0][2] else POSITIONS[1 + min(2, int(3 * depth))])
        depths.append(round(depth, 4))
        before += n_words
    return [start for start, *_ in rows], [end for _, end, *_ in rows], names, depths


def count_positions(table: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Count, per source, how many rows of a table stand in which part of the articles.

    Takes: any table with article_id and start, sentences, articles.
    Returns: source, position (in reading order, zeros included), n, share (of the source's rows in the body).

    >>> sentences = pd.DataFrame({"article_id": ["x"], "zone": "body", "paragraph": 1, "n_words": 4,
    ...     "start": 0, "end": 20})
    >>> articles = pd.DataFrame({"article_id": ["x"], "source": ["A"]})
    >>> count_positions(sentences[["article_id", "start"]], sentences, articles)["n"].tolist()
    [1, 0, 0, 0]

    Limits: counts of few rows; no interval is given.
    """
    located = locate_rows(table, sentences)
    sources = located["article_id"].map(articles.set_index("article_id")["source"])
    counts = pd.crosstab(sources, located["position"])
    counts = counts.reindex(index=sorted(set(articles["source"])), columns=POSITIONS[:-1], fill_value=0)
    long = counts.rename_axis(index="source").reset_index().melt("source", var_name="position", value_name="n")
    long = long.assign(rank=long["position"].map(POSITIONS.index)).sort_values(["source", "rank"], ignore_index=True)
    total = long.groupby("source")["n"].transform("sum")
    return long.drop(columns="rank").assign(share=(long["n"] / total.where(total > 0)).round(4))


def order_articles(articles: pd.DataFrame) -> pd.DataFrame:
    """Put the articles of each event in the order of their dates.

    Takes: articles. Returns: event, order (1 the earliest; the same for the same date), date, hours (since the
    event's first article), source, article_id, title. Articles without a readable date come last, without order.

    >>> articles = pd.DataFrame({"article_id": ["x", "y"], "source": ["A", "B"], "event": "e", "title": "",
    ...     "date": ["2020-01-06", "2020-01-05"]})
    >>> order_articles(articles)[["article_id", "order", "hours"]].values.tolist()
    [['y', 1, 0.0], ['x', 2, 24.0]]

    Limits: dates as given; a date without an hour counts as its midnight, one without a zone as universal time.
    """
    table = pd.DataFrame({"title": "", "date": ""}, index=articles.index).assign(
        source=articles["source"],
        article_id=articles["article_id"],
        event=articles["article_id"].map(read_events(articles)),
        moment=read_dates(articles),
    )
    for name in {"title", "date"} & set(articles):
        table[name] = articles[name].fillna("").astype(str)
    table = table.sort_values(["event", "moment", "source", "article_id"], kind="stable", ignore_index=True)
    of_event = table.groupby("event")["moment"]
    since = table["moment"] - of_event.transform("min")
    table = table.assign(
        order=of_event.rank(method="min").astype("Int64"), hours=(since.dt.total_seconds() / 3600).round(2)
    )
    return table[["event", "order", "date", "hours", "source", "article_id", "title"]]
