"""Linkage: like articles become groups by average linkage, any number of them, without a matrix of all pairs."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

CELLS = 500_000


class Join(NamedTuple):
    """Two groups that became one: each the number of a row or, counted on from there, of an earlier join."""

    first: int
    second: int
    likeness: float


def link_articles(matrix: Any, *, least: float, apart: float = 0.0, alike: float = 1.0) -> NDArray[np.int64]:
    """Group rows by average linkage: two groups become one while the mean cosine of their pairs is at least `least`.

    Then each group is looked at from the top: where two halves of at least two rows are far less alike across than
    within, they are two look-alike groups and come apart again. Far less: the mean cosine across is below `apart`
    times that within either half, where a mean within counts as no more than `alike` (copies of one report are
    nearer to one another than two reports of one event ever are) and is drawn a pair's worth towards that across.

    Takes: rows of length 1 (or 0: alone); three numbers from 0 to 1, of which `apart` 0 leaves every group whole.
    Returns: for each row the number of its group, which is its first row.
    Source: average linkage (Sokal and Michener, 1958).

    >>> from scipy.sparse import csr_matrix
    >>> rows = csr_matrix([[1.0, 0, 0], [0.8, 0.6, 0], [0, 0, 1.0], [0.6, 0.8, 0]])
    >>> link_articles(rows, least=0.5).tolist()
    [0, 0, 2, 0]

    Limits: where several pairs are equally near, the first rows are joined first.
    """
    n = matrix.shape[0]
    root = np.array(_find_roots(join_articles(matrix, least=least), n, apart, alike)[:n], dtype=np.int64)
    first, place = np.unique(root, return_index=True, return_inverse=True)[1:]
    return np.asarray(first[place], dtype=np.int64)


def join_articles(matrix: Any, *, least: float) -> list[Join]:
    """List the joins of average linkage down to a mean cosine of `least`.

    Pairs of groups that are each other's nearest are joined all at once; for average linkage that comes to the same
    as one at a time. Sums of rows stand for groups, since the mean cosine of all pairs is the product of two sums
    over the product of the sizes.

    Source: reciprocal nearest neighbours (Murtagh, 1983).

    >>> from scipy.sparse import csr_matrix
    >>> [tuple(join) for join in join_articles(csr_matrix([[1.0, 0], [0, 1.0], [0.6, 0.8]]), least=0.5)]
    [(1, 2, 0.8)]

    Limits: the time grows with the number of articles times that of those which share a word.
    """
    joins: list[Join] = []
    number, sums, sizes = np.arange(matrix.shape[0]), matrix, np.ones(matrix.shape[0])
    nearest, likeness, stale = np.zeros_like(number), np.zeros(len(number)), np.ones(len(number), dtype=bool)
    while len(number) > 1:
        places = np.arange(len(number))
        nearest[stale], likeness[stale], _ = find_nearest(sums[stale], sizes[stale], sums, sizes, places[stale])
        near = likeness >= least
        mutual = near & (nearest[nearest] == places)
        target = np.where(mutual, np.minimum(nearest, places), places)
        for place in np.flatnonzero(mutual & (places < nearest)).tolist():
            joins.append(Join(int(number[place]), int(number[nearest[place]]), float(likeness[place])))
            number[place] = matrix.shape[0] + len(joins) - 1
        # A group whose nearest is too far is done: what the others become is a mean of what they were.
        kept, sums, _ = sum_groups(sums[near], target[near])
        number, sizes = number[kept], np.bincount(target, weights=sizes)[kept]
        # No group comes nearer by a join than the nearer of the two was, so who has kept its nearest need not look.
        # Where rounding has it otherwise and no two are each other's nearest, all look again.
        stale = mutual[kept] | mutual[nearest[kept]] | (not mutual.any())
        nearest, likeness = np.searchsorted(kept, nearest[kept]), likeness[kept]
    return joins


def _find_roots(joins: list[Join], n: int, apart: float, alike: float) -> list[int]:
    """For every row, then every join, the highest join that it stays in."""
    size, within = [1] * n, [0.0] * n  # within: the cosines of all pairs, added up
    for first, second, likeness in joins:
        size.append(size[first] + size[second])
        within.append(within[first] + within[second] + likeness * size[first] * size[second])

    def mean_within(half: int, across: float) -> float:
        pairs = size[half] * (size[half] - 1) / 2
        return (min(within[half], alike * pairs) + across) / (pairs + 1)

    root = list(range(n + len(joins)))
    for number in range(len(root) - 1, n - 1, -1):
        first, second, likeness = joins[number - n]
        top = root[number] == number and min(size[first], size[second]) > 1
        if not (top and likeness < apart * min(mean_within(first, likeness), mean_within(second, likeness))):
            root[first] = root[second] = root[number]
    return root


def sum_groups(matrix: Any, group: NDArray[np.int64]) -> tuple[NDArray[np.int64], Any, NDArray[np.float64]]:
    """Add up the rows of each group.

    Returns: the numbers of the groups in order, their sums (a row a group), and their sizes.
    """
    from scipy.sparse import csr_matrix

    numbers, place, sizes = np.unique(group, return_inverse=True, return_counts=True)
    joined = csr_matrix((np.ones(len(group)), (place, np.arange(len(group)))), shape=(len(numbers), len(group)))
    sums = joined @ matrix
    sums.sort_indices()
    return numbers, sums, sizes.astype(np.float64)


def find_nearest(
    rows: Any,
    sizes: NDArray[np.float64],
    groups: Any,
    group_sizes: NDArray[np.float64],
    own: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Find for every row the nearest group that is not its own, the first if several tie; works block by block.

    Takes: rows and groups, each a sum of rows of length 1, with how many went into it; the own group of each row.
    Returns: for each row the nearest other group (0 where there is only its own), the mean cosine with it (-1 where
    there is none), and the mean cosine with its own group, itself included.
    """
    nearest, likeness, own_likeness = np.zeros(rows.shape[0], dtype=np.int64), np.zeros(len(own)), np.zeros(len(own))
    columns = groups.T.tocsr()
    step = max(1, CELLS // max(1, groups.shape[0]))
    for first in range(0, rows.shape[0], step):
        part = slice(first, first + step)
        block = (rows[part] @ columns).toarray()
        block /= sizes[part, None] * group_sizes[None, :]
        places = np.arange(len(block))
        own_likeness[part] = block[places, own[part]]
        block[places, own[part]] = -1.0
        nearest[part] = block.argmax(axis=1)
        likeness[part] = block[places, nearest[part]]
    return nearest, likeness, own_likeness
