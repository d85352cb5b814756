"""Stores: where what a comparison sets aside for later is put, in memory or, by whoever runs it, on disk."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

import pandas as pd

# Gives the parts of a table by its name, made by a function if they are not kept.
Keep = Callable[[str, Callable[[], Iterable[pd.DataFrame]]], Sequence[pd.DataFrame]]


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


def hold_parts(name: str, make: Callable[[], Iterable[pd.DataFrame]]) -> Sequence[pd.DataFrame]:
    """Make the parts of a table, and keep nothing for another time.

    >>> [part.shape for part in hold_parts("words", lambda: [pd.DataFrame({"word": ["rally"]})])]
    [(1, 1)]
    """
    return list(make())


def remember_parts() -> Keep:
    """Give what makes the parts of a table once, however often they are asked for.

    >>> keep = remember_parts()
    >>> first = keep("words", lambda: [pd.DataFrame({"word": ["rally"]})])
    >>> keep("words", list) is first
    True
    """
    held: dict[str, Sequence[pd.DataFrame]] = {}

    def keep(name: str, make: Callable[[], Iterable[pd.DataFrame]]) -> Sequence[pd.DataFrame]:
        if name not in held:
            held[name] = list(make())
        return held[name]

    return keep
