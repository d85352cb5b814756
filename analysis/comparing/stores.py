"""Stores: where what a comparison sets aside for later is put, in memory or, by whoever runs it, on disk."""

from typing import Protocol

import pandas as pd


class Store(Protocol):
    """Tables by name and part; `analysis.running.shelf.Shelf` is one on disk."""

    def put(self, name: str, table: pd.DataFrame, *, part: int = 0) -> None:
        """Put a part of a table aside."""

    def take(self, name: str, *, part: int = 0) -> pd.DataFrame:
        """Give what was put aside."""


class Memory:
    """A store that holds all it is given.

    >>> store = Memory()
    >>> store.put("words", pd.DataFrame({"word": ["rally"]}))
    >>> store.take("words")["word"].tolist()
    ['rally']
    """

    def __init__(self) -> None:
        self._tables: dict[tuple[str, int], pd.DataFrame] = {}

    def put(self, name: str, table: pd.DataFrame, *, part: int = 0) -> None:
        """Keep a part of a table."""
        self._tables[name, part] = table

    def take(self, name: str, *, part: int = 0) -> pd.DataFrame:
        """Give a part of a table."""
        return self._tables[name, part]
