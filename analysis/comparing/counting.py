"""Counting once: what a passage that an earlier article has too leaves out of everything that is counted."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

UNCOUNTED = ("sentences", "corrections")


def mark_copies(table: pd.DataFrame, duplicates: pd.DataFrame) -> pd.DataFrame:
    """Mark the rows that stand in a passage which an earlier article has too.

    Takes: any table with article_id, start, end (segments, quotes, sentences), and duplicates.
    Returns: the table with copy_of: the article_id of the earliest article with that passage, else empty.

    >>> from analysis.schema import columns_of
    >>> table = pd.DataFrame({"article_id": ["x", "y", "y"], "start": [0, 0, 90], "end": [50, 50, 120]})
    >>> copy = pd.DataFrame([("x", "y", 0, 60, 0, 60, 1.0)], columns=columns_of("duplicates"))
    >>> mark_copies(table, copy)["copy_of"].tolist()
    ['', 'x', '']

    Limits: a row counts as copied where more than half of its span lies inside the passage.
    """
    rows = table[["article_id", "start", "end"]].assign(row=range(len(table)))
    pairs = rows.merge(duplicates, left_on="article_id", right_on="article_b", sort=False)
    shared = pairs[["end", "end_b"]].min(axis=1) - pairs[["start", "start_b"]].max(axis=1)
    found = pairs[2 * shared > pairs["end"] - pairs["start"]].drop_duplicates("row").set_index("row")["article_a"]
    return table.assign(copy_of=found.reindex(range(len(table)), fill_value="").set_axis(table.index).astype("str"))


def count_once(tables: Mapping[str, pd.DataFrame], duplicates: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Leave the rows of copied passages out of every table that is counted, so that ten reprints count once.

    A table is counted if its rows lie in a sentence or a segment: the one place that decides, for tables that are yet
    to come too. What says where things stand keeps all its rows: articles, zones, sentences, quotes, corrections. A
    quotation is counted by its segments.

    Takes: the tables of the reading, and duplicates. Returns: all tables; none is changed in place.

    >>> from analysis.schema import columns_of
    >>> sentences = pd.DataFrame({"article_id": ["x", "y"], "sentence_id": ["x:s1", "y:s1"], "start": 0, "end": 50})
    >>> names = sentences[["article_id", "sentence_id"]]
    >>> copy = pd.DataFrame([("x", "y", 0, 60, 0, 60, 1.0)], columns=columns_of("duplicates"))
    >>> {name: len(table) for name, table in count_once({"sentences": sentences, "names": names}, copy).items()}
    {'sentences': 2, 'names': 1}

    Limits: a passage is cut at the borders of sentences.
    """
    segments = tables.get("segments", pd.DataFrame({"sentence_id": [], "segment_id": []}))
    gone = find_copied(tables["sentences"], segments, duplicates)
    return {name: drop_copied(name, table, gone) for name, table in tables.items()}


def find_copied(sentences: pd.DataFrame, segments: pd.DataFrame, duplicates: pd.DataFrame) -> pd.DataFrame:
    """Find the sentences and segments of copied passages. Returns: key (the column that names them) and id."""
    copied = sentences.loc[mark_copies(sentences, duplicates)["copy_of"] != "", "sentence_id"]
    within = segments.loc[_stand_in(segments["sentence_id"], copied), "segment_id"]
    found = {"sentence_id": copied, "segment_id": within}
    return pd.concat([pd.DataFrame({"key": key, "id": ids}, dtype="str") for key, ids in found.items()])


def drop_copied(name: str, table: pd.DataFrame, gone: pd.DataFrame) -> pd.DataFrame:
    """Leave out of one table, if it is counted, the rows of what `find_copied` found."""
    for key, ids in gone.groupby("key")["id"]:
        if name not in UNCOUNTED and key in table:
            table = table[~_stand_in(table[key], ids)].reset_index(drop=True)
    return table


def _stand_in(column: "pd.Series[str]", ids: "pd.Series[str]") -> NDArray[np.bool_]:
    """Tell which ids are among others; `isin` turns each of those into an object of its own, a hundred times slower."""
    among = set(ids.tolist())
    return np.fromiter((cell in among for cell in column.tolist()), dtype=bool, count=len(column))
