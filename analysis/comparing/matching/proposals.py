"""Proposals: which sentences of a corpus may be copies of each other, by the shingles or the signatures they share."""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from analysis.comparing.stores import Store

Numbers = NDArray[np.int64]
Keys = NDArray[np.uint64]

N_HASHES, BANDS = 64, 16
CROWD = 50
AT_ONCE = 1_000_000  # keys that are put in order together
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
