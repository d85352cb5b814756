"""Relabelling: what terms reach where the labels of articles are dealt anew within events, many terms at a time."""

import functools
import itertools
import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.comparing.keywords.counts import Mask, Numbers, Whole

if TYPE_CHECKING:
    from scipy.sparse import csc_array

MAX_ASSIGNMENTS = 24  # ways to deal the articles of one event, beyond which so many are drawn
# Added to the permutation variance: a word of two or three places must not win on its thinness.
STEADYING = 2.0
CELLS = 2_000_000  # values of the statistic that are held at once
WAYS = 4_000  # ways to deal the labels of which all draws are held at once
# Values of the statistic are told apart in steps of a thousandth: sums in another order differ far below this.
STEPS = 1000


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


def deal(strata: Sequence[Stratum], n_permutations: int, seed: int) -> Dealing:
    """Deal the labels anew in each stratum, so many times; the first draw is the labels as they are."""
    generator = np.random.default_rng(seed)
    single = len(strata) == 1
    ways = [_assign(stratum.chosen, n_permutations, single, generator) for stratum in strata]
    draws = [
        np.concatenate([[0], generator.integers(0, len(of), n_permutations)]).astype(np.uint8)
        for of in ([] if single else ways)
    ]
    return Dealing(strata, ways, draws, n_permutations)


def permute(counts: "csc_array", words: Numbers, columns: Whole, dealing: Dealing) -> Iterator[Whole]:
    """Give the absolute statistic of some terms after others in steps, one row a term.

    `columns`: the terms. Returns: the labels as they are in the first column, then as they are dealt anew.
    """
    if len(dealing.strata) == 1:
        yield from _permute_all(counts, words, columns, dealing.strata[0], dealing.ways[0])
        return
    stratum_of = np.full(counts.shape[0], -1)
    for number, stratum in enumerate(dealing.strata):
        stratum_of[stratum.articles] = number
    width = max(1, CELLS // (dealing.n_permutations + 1))
    for at in range(0, len(columns), width):
        some = counts[:, columns[at : at + width]]
        # Of a large corpus, rare terms touch few strata: to the others they add nothing.
        touched = [number for number in np.unique(stratum_of[some.indices]).tolist() if number >= 0]
        chosen = ([of[number] for number in touched] for of in (dealing.strata, dealing.ways, dealing.draws))
        yield _permute_some(some, words, *chosen)


def _permute_some(
    counts: "csc_array",
    words: Numbers,
    strata: Sequence[Stratum],
    assignments: Sequence[Numbers],
    draws: Sequence[NDArray[np.uint8]],
) -> Whole:
    """Sum surpluses over strata: a product of what each way of dealing one gives, and of which way is drawn."""
    from scipy.sparse import csr_array

    n_terms = counts.shape[1]
    total = np.zeros((n_terms, len(draws[0])))
    variance = np.full(n_terms, STEADYING)
    ends = np.cumsum([len(ways) for ways in assignments])
    first = 0
    while first < len(strata):
        last = max(first + 1, int(np.searchsorted(ends, (ends[first - 1] if first else 0) + WAYS, side="right")))
        some = slice(first, last)
        terms, ways, surplus, spread = _measure_surplus(counts, words, strata[some], assignments[some])
        np.add.at(variance, terms[0], spread)
        drawn = np.zeros((sum(map(len, assignments[some])), len(draws[0])))
        at = 0
        for dealt, draw in zip(assignments[some], draws[some], strict=True):
            drawn[at + draw.astype(np.intp), np.arange(len(draw))] = 1.0
            at += len(dealt)
        table = csr_array((surplus, (terms[1], ways)), shape=(n_terms, len(drawn)))
        table.sort_indices()  # so that surpluses are added in the order of the strata
        total += table @ drawn
        first = last
    np.abs(total, out=total)
    total *= (STEPS / np.sqrt(variance))[:, None]
    return np.rint(total, out=total).astype(np.intp)


def _measure_surplus(
    counts: "csc_array", words: Numbers, strata: Sequence[Stratum], assignments: Sequence[Numbers]
) -> tuple[tuple[Whole, Whole], Whole, Numbers, Numbers]:
    """Measure each term's surplus on the source's side under each way to deal the labels of a stratum.

    Returns: the term of each pair of a term and a stratum in which it stands, and of each surplus; which way each
    surplus is of, counted through all strata; the surpluses; the variance of each pair.
    """
    articles = np.concatenate([stratum.articles for stratum in strata])
    of_article = np.repeat(np.arange(len(strata)), [len(stratum.articles) for stratum in strata])
    cells = counts.tocsr()[articles].tocoo()
    n_terms = counts.shape[1]
    keys, pair = np.unique(of_article[cells.row].astype(np.int64) * n_terms + cells.col, return_inverse=True)
    pair_strata, pair_terms = np.divmod(keys, n_terms)
    totals = np.bincount(pair, cells.data, minlength=len(keys))
    n_ways = np.array([len(ways) for ways in assignments])
    most = int(n_ways.max())
    begin = np.cumsum(n_ways) - n_ways
    dealt = np.zeros((most, len(articles)))
    shares = np.ones((most, len(strata)))
    at = 0
    for number, (stratum, ways) in enumerate(zip(strata, assignments, strict=True)):
        size = len(stratum.articles)
        dealt[: len(ways), at : at + size] = ways
        own = words[stratum.articles]
        shares[: len(ways), number] = ways @ own / own.sum()
        at += size
    spread = np.zeros(len(keys))
    found: list[tuple[Whole, Whole, Numbers]] = []
    for n in np.unique(n_ways):
        chosen = np.flatnonzero(n_ways[pair_strata] == n)
        share = shares[:n][:, pair_strata[chosen]]
        held = [np.bincount(pair, cells.data * dealt[way, cells.row], minlength=len(keys))[chosen] for way in range(n)]
        of_pair = totals[chosen]
        surplus = (np.array(held) - share * of_pair) / np.sqrt(of_pair * share * (1 - share))
        spread[chosen] = surplus.var(axis=0)
        ways_of = begin[pair_strata[chosen]] + np.arange(n)[:, None]
        found.append((np.tile(pair_terms[chosen], n), ways_of.ravel(), surplus.ravel()))
    terms, ways_of, surpluses = (np.concatenate(side) for side in zip(*found, strict=True))
    return (pair_terms, terms), ways_of, surpluses, spread


def _permute_all(
    counts: "csc_array", words: Numbers, columns: Whole, stratum: Stratum, ways: Numbers
) -> Iterator[Whole]:
    """Deal the labels of one big group anew: each article weighs by how unusual its own count is."""
    width = max(1, CELLS // max(len(ways), len(stratum.articles)))
    own = words[stratum.articles]
    for at in range(0, len(columns), width):
        part = counts[:, columns[at : at + width]].tocsr()[stratum.articles].toarray()
        expected = np.outer(own / own.sum(), part.sum(axis=0))
        residuals = (part - expected) / np.sqrt(expected + 1)
        surplus = np.asarray(ways @ (residuals - residuals.mean(axis=0)))
        found = np.abs(surplus) * (STEPS / np.sqrt(STEADYING + surplus.var(axis=0)))
        yield np.rint(found).astype(np.intp).T


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
