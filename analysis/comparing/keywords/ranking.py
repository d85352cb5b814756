"""Ranking: the rows of a table of keywords of any size in their order, however its terms came."""

import itertools
from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.comparing.stores import Store
from analysis.schema import LISTS, VOICES

DIGITS = 9  # of z in the order of rows, so that the last bit of a sum never reorders a table
ROWS = "keywords of a source"


class Ranking:
    """Rows of keywords by source, put aside in as many pieces of the final order as there are blocks of terms."""

    def __init__(self, store: Store, n_blocks: int) -> None:
        self._store, self._n_blocks = store, n_blocks
        self._edges: dict[int, list[tuple[int, int, float]]] = {}

    def add(self, side: int, block: int, table: pd.DataFrame) -> None:
        """Take the rows of one source in one block, the blocks in order."""
        ordered = sort_keywords(table)
        keys = _list_keys(ordered)
        if block == 0:
            places = (len(keys) * number // self._n_blocks for number in range(1, self._n_blocks))
            self._edges[side] = [tuple(keys.iloc[place]) for place in places] if len(keys) else []
        cuts = [0, *(_find_place(keys, edge) for edge in self._edges[side]), len(keys)]
        for piece, (start, end) in enumerate(itertools.pairwise(cuts)):
            self._store.put(f"{ROWS} {side} {piece}", ordered.iloc[start:end], part=block)

    def give(self, side: int) -> Iterator[pd.DataFrame]:
        """Give the rows of one source in their order, some after others."""
        for piece in range(len(self._edges[side]) + 1):
            yield self._join(side, piece)

    def _join(self, side: int, piece: int) -> pd.DataFrame:
        parts = [self._store.take(f"{ROWS} {side} {piece}", part=block) for block in range(self._n_blocks)]
        return parts[0] if len(parts) == 1 else sort_keywords(pd.concat(parts, ignore_index=True))


def sort_keywords(keywords: pd.DataFrame) -> pd.DataFrame:
    """Sort keywords by source, voice, list, falling z and term.

    >>> rows = {"source": "A", "voice": "own", "list": "framing", "z": [1.0, 2.0], "term": ["rally", "ban"]}
    >>> sort_keywords(pd.DataFrame(rows))["term"].tolist()
    ['ban', 'rally']
    """
    order = _list_keys(keywords).assign(source=keywords["source"], term=keywords["term"])
    by = ["source", "voice", "list", "z", "term"]
    return keywords.loc[order.sort_values(by, kind="stable").index]


def _list_keys(keywords: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "voice": pd.Categorical(keywords["voice"], categories=list(VOICES)).codes,
            "list": pd.Categorical(keywords["list"], categories=LISTS).codes,
            "z": -keywords["z"].round(DIGITS),
        },
        index=keywords.index,
    )


def _find_place(keys: pd.DataFrame, edge: tuple[int, int, float]) -> int:
    """Find the first of ordered rows that does not come before an edge."""
    voice, name, z = edge
    before = (keys["voice"] < voice) | ((keys["voice"] == voice) & (keys["list"] < name))
    same = (keys["voice"] == voice) & (keys["list"] == name) & (keys["z"] < z)
    return int(np.count_nonzero(before | same))
