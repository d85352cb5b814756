"""Ranking: the rows of a table of keywords of any size in their order, however its terms came."""

import itertools
from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from analysis.comparing.stores import Store
from analysis.schema import LISTS, VOICES

DIGITS = 9  # of z in the order of rows, so that the last bit of a sum never reorders a table
ROWS = "keywords of a source"


def rank_parts(parts: Iterable[pd.DataFrame], n_blocks: int, n_sides: int, store: Store) -> Iterator[pd.DataFrame]:
    """Give rows of keywords in the order of all: those of the first source, of the second, and so on.

    `parts`: the rows of each source in the first block of terms, then those in the second, and so on; each part in
    order. Where there are several blocks they are put aside in `store`, in as many pieces of the final order.

    >>> from analysis.comparing.stores import Memory
    >>> blocks = [pd.DataFrame({"source": "A", "voice": "own", "list": "framing", "z": [z], "term": ["ban"]})
    ...           for z in (1.0, 2.0)]
    >>> [piece["z"].tolist() for piece in rank_parts(blocks, 2, 1, Memory())]
    [[2.0], [1.0]]
    """
    if n_blocks == 1:
        yield from parts
        return
    edges: dict[int, list[tuple[int, int, float]]] = {}
    for number, table in enumerate(parts):
        block, side = divmod(number, n_sides)
        keys = _list_keys(table)
        if block == 0:
            places = (len(keys) * place // n_blocks for place in range(1, n_blocks))
            edges[side] = [tuple(keys.iloc[place]) for place in places] if len(keys) else []
        cuts = [0, *(_find_place(keys, edge) for edge in edges[side]), len(keys)]
        for piece, (start, end) in enumerate(itertools.pairwise(cuts)):
            store.put(f"{ROWS} {side} {piece}", table.iloc[start:end], part=block)
        del table, keys  # or they are held while the next are taken
    for side in range(n_sides):
        for piece in range(len(edges[side]) + 1):
            of_blocks = [store.take(f"{ROWS} {side} {piece}", part=block) for block in range(n_blocks)]
            yield sort_keywords(pd.concat(of_blocks, ignore_index=True))


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
