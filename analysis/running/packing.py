"""Readings: the tables of one article as the cache keeps them, and joined to those of all others."""

import hashlib
import warnings
import zlib
from collections.abc import Collection
from typing import Any

import msgpack
import pandas as pd

from analysis.reading.views import KEPT
from analysis.schema import Columns, add_texts, shape_table

Reading = dict[str, Columns]
SIGNED = 32  # bytes of the hash before a packed reading


def pack_reading(key: str, reading: Reading) -> bytes:
    """Pack a reading behind a hash of it and of its key, so that nothing else is taken for it.

    >>> unpack_reading("k", pack_reading("k", {"sentences": {"start": [0]}}))
    {'sentences': {'start': [0]}}
    """
    packed = zlib.compress(msgpack.packb(reading), 1)  # read and written in a third of the time of JSON
    return _sign(key, packed) + packed


def unpack_reading(key: str, blob: Any) -> Reading | None:
    """Give a reading back, or None with a warning where it is not what was packed under the key."""
    if isinstance(blob, bytes) and blob[:SIGNED] == _sign(key, blob[SIGNED:]):
        reading: Reading = msgpack.unpackb(zlib.decompress(blob[SIGNED:]))
        return reading
    warnings.warn("One reading in the cache is damaged: its article is read again.", stacklevel=2)
    return None


def _sign(key: str, packed: bytes) -> bytes:
    return hashlib.sha256(key.encode() + packed).digest()


def join_readings(
    articles: pd.DataFrame,
    keys: list[str],
    readings: dict[str, Reading],
    *,
    texts: Collection[str] | None = None,
) -> dict[str, pd.DataFrame]:
    """Join the readings of articles into one table each: ids get their article's, spans their text.

    Takes: articles (article_id, path, text), the key of each one's reading, readings by key. Two articles may share
    a key: the same text under two sources is one reading and two articles. `texts`: the tables whose spans get their
    texts, all if nothing is said.
    Returns: tables by name, in the order of `articles`.
    """
    names = [name for name in readings[keys[0]] if name != KEPT] if keys else []
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
            told = add_texts(reading, text) if texts is None or name in texts else reading
            for column, cells in told.items():
                if column.endswith("_id"):
                    cells = [f"{article_id}:{cell}" if cell else "" for cell in cells]
                columns.setdefault(column, []).extend(cells)
        joined[name] = shape_table(name, columns)
    return joined
