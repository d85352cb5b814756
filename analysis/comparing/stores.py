"""Stores: where what a comparison sets aside for later is put, in memory or, by whoever runs it, on disk."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol

import numpy as np
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


def gather_sources(parts: Sequence[pd.DataFrame], sources: Sequence[str] = ()) -> Iterator[tuple[str, pd.DataFrame]]:
    """Give the rows of each source of a table that comes in parts: only those of one are held.

    `sources`: in this order; if empty all that there are, in the order of the alphabet.

    >>> parts = [pd.DataFrame({"source": ["B", "A"], "n": [1, 2]}), pd.DataFrame({"source": ["A"], "n": [3]})]
    >>> [(source, rows["n"].tolist()) for source, rows in gather_sources(parts)]
    [('A', [2, 3]), ('B', [1])]
    """
    for source in sources or sorted({source for part in parts for source in part["source"].unique()}):
        yield source, _gather_source(parts, source)


def sort_sources(
    parts: Iterable[pd.DataFrame], sources: Sequence[str], name: str, store: Store | None = None
) -> Iterator[pd.DataFrame]:
    """Give the rows of each of some sources, one after another, of a table that comes in parts but once.

    `name`, `store`: where parts are put aside meanwhile.

    >>> parts = [pd.DataFrame({"source": ["B", "A"], "n": [1, 2]}), pd.DataFrame({"source": ["A"], "n": [3]})]
    >>> [rows["n"].tolist() for rows in sort_sources(iter(parts), ["A", "B"], "sums")]
    [[2, 3], [1]]
    """
    aside, n_parts = store or Memory(), 0
    for part in parts:
        aside.put(name, part, part=n_parts)
        del part  # or it is held while the next is made
        n_parts += 1
    for source in sources:
        yield _gather_source((aside.take(name, part=number) for number in range(n_parts)), source)


def _gather_source(parts: Iterable[pd.DataFrame], source: str) -> pd.DataFrame:
    rows = [part[part["source"] == source] for part in parts]
    return pd.DataFrame({name: _join_cells([some[name] for some in rows]) for name in rows[0]})


def _join_cells(cells: Sequence["pd.Series[Any]"]) -> Any:
    """Put a column together; one of categories stays so, each text held once, in the order of the alphabet."""
    if not all(isinstance(some.dtype, pd.CategoricalDtype) for some in cells):
        return pd.concat(cells, ignore_index=True)
    used = [some.cat.remove_unused_categories() for some in cells]
    names = pd.Index(sorted(set().union(*(some.cat.categories for some in used))), dtype="str")
    codes = [np.append(names.get_indexer(some.cat.categories), -1)[some.cat.codes] for some in used]
    return pd.Categorical.from_codes(np.concatenate(codes), categories=names)


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
