"""Draws: how often each unit comes into samples, and the sums of a table in each, for tables of any size."""

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]
CELLS = 1_000_000  # numbers held at once while drawing: about 8 MB


def draw_sums(units: "Floats | csr_array", *, n_boot: int = 1000, seed: int = 0) -> Iterator[Floats]:
    """Draw the column sums of a table of counts as `bootstrap_sums` does, some draws at a time, for tables of any size.

    `units`: as there, dense or sparse, in the order of `order_rows`. Tables of one length have the same draws, whatever
    their columns. Returns: rows of column sums, n_boot in all.

    >>> next(draw_sums(np.array([[1.0], [1.0]]), n_boot=2)).tolist()
    [[2.0], [2.0]]
    """
    step = size_batch(units.shape[1])
    for counts in draw_counts(units.shape[0], n_boot=n_boot, seed=seed):
        yield from (counts[first : first + step] @ units for first in range(0, len(counts), step))


def draw_counts(n: int, *, n_boot: int = 1000, seed: int = 0) -> "Iterator[NDArray[np.int64]]":
    """Draw how often each of n units comes into a sample of n, some samples at a time, n_boot in all.

    >>> [counts.sum(axis=1).tolist() for counts in draw_counts(3, n_boot=2)]
    [[3, 3]]
    """
    if n_boot <= (size := size_batch(n)):
        yield _draw_at_once(n, n_boot, seed)
        return
    generator, even = np.random.default_rng(seed), np.full(n, 1 / n)
    yield from (generator.multinomial(n, even, size=min(size, n_boot - start)) for start in range(0, n_boot, size))


@functools.lru_cache(maxsize=1)
def _draw_at_once(n: int, n_boot: int, seed: int) -> NDArray[np.int64]:
    """Draw as `draw_counts` does, all samples together: the next table often has as many units."""
    drawn = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), size=n_boot)
    drawn.flags.writeable = False  # for it is handed out again
    return drawn


def order_rows(units: "csr_array") -> "csr_array":
    """Order the rows of a sparse table of counts by their first column, then their second, and so on.

    >>> from scipy.sparse import csr_array
    >>> order_rows(csr_array([[0.0, 3.0], [2.0, 0.0], [0.0, 1.0]])).toarray().tolist()
    [[0.0, 1.0], [0.0, 3.0], [2.0, 0.0]]
    """
    units.sum_duplicates()
    edges = units.indptr.tolist()
    cells = list(zip((-units.indices).tolist(), units.data.tolist(), strict=True))
    return units[sorted(range(units.shape[0]), key=lambda row: cells[edges[row] : edges[row + 1]])]


def size_batch(n: int) -> int:
    """Say how many draws of n values are held at once.

    >>> size_batch(4_000)
    250
    """
    return max(1, CELLS // max(n, 1))
