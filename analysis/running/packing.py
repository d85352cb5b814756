"""Readings: the tables of one article as the cache keeps them, and joined to those of all others."""

from typing import Any

import pandas as pd

from analysis.schema import Columns, add_texts, as_table, shape_table


def pack_tables(tables: dict[str, pd.DataFrame]) -> dict[str, Columns]:
    """Turn finished tables into lists, without what a span can give back from its article.

    >>> pack_tables({"zones": pd.DataFrame({"zone": ["body"], "start": [0], "end": [4], "text": ["Talk"]})})
    {'zones': {'zone': ['body'], 'start': [0], 'end': [4]}}
    """
    return {
        name: {
            column: [_plain(cell) for cell in table[column].tolist()]
            for column in table.columns
            if not (column.endswith("text") and f"{column.removesuffix('text')}end" in table.columns)
        }
        for name, table in tables.items()
    }


def join_readings(
    articles: pd.DataFrame, keys: list[str], readings: dict[str, dict[str, Columns]]
) -> dict[str, pd.DataFrame]:
    """Join the readings of articles into one table each: ids get their article's, spans their text.

    Takes: articles (article_id, path, text), the key of each one's reading, readings by key. Two articles may share
    a key: the same text under two sources is one reading and two articles.
    Returns: tables by name, in the order of `articles`.
    """
    names = list(readings[keys[0]]) if keys else []
    joined: dict[str, pd.DataFrame] = {}
    for name in names:
        columns: Columns = {}
        rows = zip(keys, articles["article_id"], articles["path"], articles["text"], strict=True)
        for key, article_id, path, text in rows:
            reading = readings[key][name]
            n_rows = len(next(iter(reading.values()), []))
            columns.setdefault("article_id", []).extend([article_id] * n_rows)
            if name == "remarks":
                columns.setdefault("path", []).extend([path] * n_rows)
            for column, cells in add_texts(reading, text).items():
                if column.endswith("_id"):
                    cells = [f"{article_id}:{cell}" if cell else "" for cell in cells]
                columns.setdefault(column, []).extend(cells)
        joined[name] = shape_table(name, columns)
    return joined


def unpack_tables(packed: dict[str, Columns]) -> dict[str, pd.DataFrame]:
    """Turn lists back into finished tables, their texts cut out of the articles among them.

    >>> from analysis.schema import columns_of
    >>> articles = {column: ["Talk"] for column in columns_of("articles")} | {"n_words": [1]}
    >>> zones = {"article_id": ["Talk"], "zone": ["body"], "start": [0], "end": [4], "rule": ["paragraph"]}
    >>> unpack_tables({"articles": articles, "zones": zones})["zones"]["text"].tolist()
    ['Talk']
    """
    texts = dict(zip(packed["articles"]["article_id"], packed["articles"]["text"], strict=True))
    tables = {}
    for name, columns in packed.items():
        if "article_id" in columns and name != "articles":
            columns = add_texts(columns, [texts.get(article_id, "") for article_id in columns["article_id"]])
        tables[name] = as_table(name, columns)
    return tables


def _plain(cell: Any) -> Any:
    return None if cell is pd.NA or cell != cell else cell
