"""Dealing: the labels of articles dealt anew within events, as often as asked for, for all terms alike."""

import functools
import itertools
import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.comparing.keywords.counts import Mask, Numbers, Whole

MAX_ASSIGNMENTS = 24  # ways to deal the articles of one event, beyond which so many are drawn
WAYS = 4_000  # ways to deal the labels of which all draws are held at once


class Stratum(NamedTuple):
    """Articles among which labels are dealt anew."""

    articles: Whole
    chosen: Mask  # which of them are the source's


class Dealing(NamedTuple):
    """How the labels are dealt anew: the ways to deal each stratum, and which of them each draw takes.

    The same for all terms of a voice, so that it is made once, however many blocks of terms there are.
    """

    strata: Sequence[Stratum]
    ways: Sequence[Numbers]
    draws: Sequence[NDArray[np.uint8]]  # none where there is one stratum, whose ways are the draws
    n_permutations: int
    n_ways: Whole  # of each stratum
    n_articles: Whole

    @property
    def is_small(self) -> bool:
        """Whether all draws of all ways can be held at once."""
        return int(self.n_ways.sum()) <= WAYS


def deal(strata: Sequence[Stratum], n_permutations: int, seed: int) -> Dealing:
    """Deal the labels anew in each stratum, so many times; the first draw is the labels as they are."""
    generator = np.random.default_rng(seed)
    single = len(strata) == 1
    ways = [_assign(stratum.chosen, n_permutations, single, generator) for stratum in strata]
    draws = [
        np.concatenate([[0], generator.integers(0, len(of), n_permutations)]).astype(np.uint8)
        for of in ([] if single else ways)
    ]
    n_ways, n_articles = (np.array([len(one) for one in of]) for of in (ways, [one.articles for one in strata]))
    return Dealing(strata, ways, draws, n_permutations, n_ways, n_articles)


class Layout(NamedTuple):
    """Some strata side by side, with the ways to deal each; where the labels stay as they are is where draws begin."""

    number: Whole  # of every stratum, which of these it is; -1 of one that is not
    begin: Whole  # of each of these, where its other ways begin among all
    n_ways: Whole  # of each of these
    shift: Whole  # of each of these, how far its articles are to be moved to stand as in `dealt`
    dealt: Numbers  # 1 where a way of its stratum, one a row, makes an article, one a column, the source's
    shares: Numbers  # the share of the words of a stratum, one a column, that a way, one a row, makes the source's
    drawn: Numbers  # 1 where a draw, one a column, takes one of the other ways, one a row


def lay_out(numbers: Whole, words: Numbers, dealing: Dealing) -> Iterator[Layout]:
    """Lay out some strata, as many at a time as have no more ways than of which all draws may be held.

    `numbers`: of the strata, in order; `words`: of each article.
    """
    starts = np.cumsum(dealing.n_articles) - dealing.n_articles
    ends = np.cumsum(dealing.n_ways[numbers])
    first = 0
    while first < len(numbers):
        last = max(first + 1, int(np.searchsorted(ends, (ends[first - 1] if first else 0) + WAYS, side="right")))
        some = numbers[first:last]
        number = np.full(len(starts), -1)
        number[some] = np.arange(len(some))
        n_ways, sizes = dealing.n_ways[some], dealing.n_articles[some]
        begin, places = np.cumsum(n_ways - 1) - (n_ways - 1), np.cumsum(sizes) - sizes
        dealt = np.zeros((int(n_ways.max()), int(sizes.sum())))
        shares = np.ones((len(dealt), len(some)))
        for at, (one, place) in enumerate(zip(some.tolist(), places.tolist(), strict=True)):
            ways, own = dealing.ways[one], words[dealing.strata[one].articles]
            dealt[: len(ways), place : place + len(own)] = ways
            shares[: len(ways), at] = ways @ own / own.sum()
        draws = np.stack([dealing.draws[one] for one in some.tolist()])
        strata, columns = np.nonzero(draws)
        drawn = np.zeros((int((n_ways - 1).sum()), draws.shape[1]))
        drawn[begin[strata] + draws[strata, columns] - 1, columns] = 1.0
        yield Layout(number, begin, n_ways, places - starts[some], dealt, shares, drawn)
        first = last


def _assign(chosen: Mask, n_permutations: int, single: bool, generator: np.random.Generator) -> Numbers:
    """List ways to deal the labels in one group, as rows of 1 (source) and 0; the first is the labels as they are."""
    n, k = len(chosen), int(chosen.sum())
    limit = n_permutations if single else MAX_ASSIGNMENTS
    if not single and math.comb(n, k) <= limit:
        return _list_ways(tuple(chosen.tolist()))
    drawn = [generator.permutation(chosen) for _ in range(limit)]
    return np.vstack([chosen, *drawn]).astype(float)


@functools.lru_cache(maxsize=1024)
def _list_ways(chosen: tuple[bool, ...]) -> Numbers:
    ways = [
        [place in way for place in range(len(chosen))]
        for way in itertools.combinations(range(len(chosen)), sum(chosen))
    ]
    ways.sort(key=lambda way: way != list(chosen))
    return np.array(ways, dtype=float)
