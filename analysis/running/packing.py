"""Readings: the tables of one article as the cache keeps them, and joined to those of all others."""

from typing import Any

import pandas as pd

from analysis.running.cache import Columns
from analysis.schema import as_table, columns_of


def pack_reading(tables: dict[str, pd.DataFrame]) -> Columns:
    """Turn the tables of one article into lists, without what a span can give back from the article.

    >>> pack_reading({"zones": pd.DataFrame({"zone": ["body"], "start": [0], "end": [4], "text": ["Talk"]})})
    {'zones': {'zone': ['body'], 'start': [0], 'end': [4]}}
    """
    packed: Columns = {}
    for name, table in tables.items():
        spanned = {"start", "end", "text"} <= set(table.columns)
        columns = [column for column in table.columns if not (spanned and column == "text")]
        packed[name] = {column: [_plain(cell) for cell in table[column].tolist()] for column in columns}
    return packed


def join_readings(articles: pd.DataFrame, keys: list[str], readings: dict[str, Columns]) -> dict[str, pd.DataFrame]:
    """Join the readings of articles into one table each: ids get their article's, spans their text.

    Takes: articles (article_id, path, text), the key of each one's reading, readings by key. Two articles may share
    a key: the same text under two sources is one reading and two articles.
    Returns: tables by name, in the order of `articles`.
    """
    names = list(readings[keys[0]]) if keys else []
    joined: dict[str, pd.DataFrame] = {}
    for name in names:
        columns: dict[str, list[Any]] = {}
        rows = zip(keys, articles["article_id"], articles["path"], articles["text"], strict=True)
        for key, article_id, path, text in rows:
            reading = readings[key][name]
            n_rows = len(next(iter(reading.values()), []))
            columns.setdefault("article_id", []).extend([article_id] * n_rows)
            if name == "remarks":
                columns.setdefault("path", []).extend([path] * n_rows)
            elif "start" in reading and "end" in reading:
                spans = zip(reading["start"], reading["end"], strict=True)
                columns.setdefault("text", []).extend(text[start:end] for start, end in spans)
            for column, cells in reading.items():
                if column.endswith("_id"):
                    cells = [f"{article_id}:{cell}" if cell else "" for cell in cells]
                columns.setdefault(column, []).extend(cells)
        if name == "remarks":
            joined[name] = pd.DataFrame(columns)
        else:
            # What only the comparing layer needs (the kind of a name) travels beside the columns of the dictionary.
            more = {column: cells for column, cells in columns.items() if column not in columns_of(name)}
            joined[name] = as_table(name, columns).assign(**more)
    return joined


def unpack_tables(packed: Columns) -> dict[str, pd.DataFrame]:
    """Turn lists back into finished tables, their texts cut out of the articles among them.

    >>> articles = {column: ["Talk"] for column in columns_of("articles")} | {"n_words": [1]}
    >>> zones = {"article_id": ["Talk"], "zone": ["body"], "start": [0], "end": [4], "rule": ["paragraph"]}
    >>> unpack_tables({"articles": articles, "zones": zones})["zones"]["text"].tolist()
    ['Talk']
    """
    texts = dict(zip(packed["articles"]["article_id"], packed["articles"]["text"], strict=True))
    tables = {}
    for name, columns in packed.items():
        if "text" in columns_of(name) and "text" not in columns:
            spans = zip(columns["article_id"], columns["start"], columns["end"], strict=True)
            columns = columns | {"text": [texts[article_id][start:end] for article_id, start, end in spans]}
        tables[name] = as_table(name, columns)
    return tables


def _plain(cell: Any) -> Any:
    return None if cell is pd.NA or cell != cell else cell
