"""Proposals: which sentences of a corpus may be copies of each other, by the shingles or the signatures they share."""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.comparing.stores import Store

Numbers = NDArray[np.int64]
Keys = NDArray[np.uint64]

N_HASHES, BANDS = 64, 16
CROWD = 50
AT_ONCE = 400_000  # keys that are put in order together
CELLS = 400_000  # pairs that wait until those that came twice are dropped
PAIRS = "copy pairs"
SPREAD = np.uint64(0x9E3779B97F4A7C15)


def sign_sets(sets: Iterable[frozenset[int]], size: int) -> Keys:
    """Give for each set of shingles a key a band: two sets are proposed where a key of both is the same.

    Returns: one row a set, one column a band. Source: MinHash (Broder, 1997), computed by datasketch.

    >>> one, other = sign_sets([frozenset([1, 2, 3]), frozenset([1, 2, 3])], 2)
    >>> bool((one == other).all())
    True
    """
    from datasketch import MinHash

    signatures = np.empty((size, N_HASHES), dtype=np.uint32)
    signature = MinHash(num_perm=N_HASHES, seed=1, hashfunc=int)
    for row, found in enumerate(sets):
        signature.clear()  # cheaper by half than another signature for each set
        signature.update_batch(found)
        signatures[row] = signature.hashvalues
    keys = np.zeros((size, BANDS), dtype=np.uint64)
    for column in range(N_HASHES // BANDS):
        keys = (keys ^ signatures[:, column :: N_HASHES // BANDS]) * SPREAD
        keys ^= keys >> np.uint64(32)
    return keys


def propose_pairs(store: Store, names: Iterable[str], n_parts: int, n_keys: int) -> Iterator[tuple[Numbers, Numbers]]:
    """Propose the pairs of units that share a key under one of some names, no pair of one article, some at a time.

    `store`: under each name and part key and unit (article and place in it, as `number_unit` makes one number of them).
    `n_keys`: about how many keys a name has. Returns: units and partners, the smaller number first; a pair may come
    again. A key that more than fifty units share pairs each with the next one only.
    """
    turns = -(-n_keys // AT_ONCE)
    for name in names:
        for turn in range(turns):
            keys, units = [], []
            for part in range(n_parts):
                table = store.take(name, part=part)
                key = table["key"].to_numpy(dtype=np.uint64)
                chosen = key % np.uint64(turns) == turn
                keys.append(key[chosen])
                units.append(table["unit"].to_numpy(dtype=np.int64)[chosen])
            yield from _pair_up(np.concatenate(keys), np.concatenate(units))


def number_unit(article: int, position: int) -> int:
    """Make one number of an article's and the place of a sentence in it.

    >>> article_of(np.array([number_unit(3, 7), number_unit(3, 8)])).tolist()
    [3, 3]
    """
    return (article << 20) + position


def article_of(units: Numbers) -> Numbers:
    """Give the articles of units."""
    return units >> 20


def _pair_up(keys: Keys, units: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    order = np.lexsort((units, keys))
    keys, units = keys[order], units[order]
    first = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))
    sizes = np.diff(np.append(first, len(keys)))
    sizes, first = sizes[sizes > 1], first[sizes > 1]
    for step in range(1, CROWD):
        left = sizes - step
        left[(sizes > CROWD) & (step > 1)] = 0
        left = np.maximum(left, 0)
        if not left.any():
            return
        # The first, second, ... member of each group that has one so many places on.
        at = np.repeat(first - (np.cumsum(left) - left), left) + np.arange(left.sum())
        one, other = units[at], units[at + step]
        apart = article_of(one) != article_of(other)
        yield one[apart], other[apart]


def put_pairs(
    store: Store, found: Iterable[tuple[Numbers, Numbers]], group_of: NDArray[np.int32]
) -> Counter[tuple[int, int]]:
    """Put proposed pairs aside by the groups that the two articles are in, so that no more than a million are held.

    `found`: as `propose_pairs` gives them; `group_of`: the group of each article. Returns: by two groups, in how many
    tables their pairs are, for `take_pairs`. A pair that comes again under another key may be in several.

    >>> from analysis.comparing.stores import Memory
    >>> store, one, other = Memory(), np.array([number_unit(0, 4)]), np.array([number_unit(1, 2)])
    >>> n_put = put_pairs(store, [(one, other), (one, other)], np.array([0, 3], dtype=np.int32))
    >>> n_put, take_pairs(store, (0, 3), 1).tolist() == [[number_unit(0, 4), number_unit(1, 2)]]
    (Counter({(0, 3): 1}), True)
    """
    n_put: Counter[tuple[int, int]] = Counter()
    for pairs in map(_join_pairs, _take_some(found)):
        groups = group_of[article_of(pairs)]
        order = np.lexsort(groups.T[::-1])
        edges = np.flatnonzero((groups[order[1:]] != groups[order[:-1]]).any(axis=1)) + 1
        for some in np.split(order, edges) if len(order) else ():
            one, other = groups[some[0]].tolist()
            table = pd.DataFrame(pairs[some], columns=["one", "other"])
            store.put(f"{PAIRS} {one} {other}", table, part=n_put[one, other])
            n_put[one, other] += 1
    return n_put


def take_pairs(store: Store, groups: tuple[int, int], n_tables: int) -> Numbers:
    """Give the pairs of two groups that `put_pairs` has put aside, each once, in order, one row a pair."""
    name = "{} {} {}".format(PAIRS, *groups)
    return _join_pairs(store.take(name, part=number).to_numpy() for number in range(n_tables))


def _take_some(found: Iterable[tuple[Numbers, Numbers]]) -> Iterator[list[Numbers]]:
    waiting: list[Numbers] = []
    for one, other in found:
        waiting.append(np.column_stack([one, other]))
        if sum(map(len, waiting)) >= CELLS:
            yield waiting
            waiting = []
    yield waiting


def _join_pairs(tables: Iterable[Numbers]) -> Numbers:
    """Give each pair of some tables once, in order; those that wait are joined before they are many."""
    pairs = np.empty((0, 2), dtype=np.int64)
    waiting: list[Numbers] = []
    for table in itertools.chain(tables, [None]):
        if table is not None:
            waiting.append(table)
        if table is None or sum(map(len, waiting)) > len(pairs) + CELLS:
            joined = np.concatenate([pairs, *waiting])
            joined = joined[np.lexsort((joined[:, 1], joined[:, 0]))]
            new = np.append(True, (joined[1:] != joined[:-1]).any(axis=1))
            pairs, waiting = joined[new[: len(joined)]], []
    return pairs
