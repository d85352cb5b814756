"""Intervals, effect sizes, permutation tests and corrections for many tests, in one place.

Every draw comes from a NumPy generator made of the given seed, and values are sorted before anything is drawn:
the same numbers give the same result in whatever order they arrive.
"""

import itertools
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = Sequence[float] | NDArray[Any]
Floats = NDArray[np.float64]

EXACT = 16_384  # so many relabellings or fewer are enumerated rather than drawn: all sign flips of 14 events
CELLS = 4_000_000  # numbers held at once while drawing: about 32 MB
TIE = 1e-9  # sums of the same numbers in another order differ in their last digits; that is a tie


def benjamini_hochberg(p: Numbers) -> Floats:
    """Turn p-values into q-values that control the false discovery rate.

    `p`: p-values in 0..1, in any order. Returns: q-values in 0..1, in the order of `p`; a term with q <= .05
    belongs to a list of which at most 5 % are expected to be false.
    Raises: ValueError where a p-value is missing or outside 0..1.
    Source: Benjamini and Hochberg 1995.

    >>> benjamini_hochberg([0.01, 0.04, 0.03, 0.005]).round(3).tolist()
    [0.02, 0.04, 0.04, 0.02]

    Limits: holds for independent and positively dependent tests, not for every kind of dependence.
    """
    values = _probabilities(p)
    n = len(values)
    order = np.argsort(values, kind="stable")
    steps = values[order] * n / np.arange(1, n + 1)
    q = np.empty(n)
    q[order] = np.minimum(np.minimum.accumulate(steps[::-1])[::-1], 1.0)
    return q


def holm(p: Numbers) -> Floats:
    """Turn p-values into adjusted p-values that control the chance of even one false finding.

    `p`: p-values in 0..1, in any order. Returns: adjusted p-values in 0..1, in the order of `p`.
    Raises: ValueError where a p-value is missing or outside 0..1.
    Source: Holm 1979.

    >>> holm([0.01, 0.04, 0.03, 0.005]).round(3).tolist()
    [0.03, 0.06, 0.06, 0.02]

    Limits: stricter than benjamini_hochberg; meant for a handful of tests that answer one question.
    """
    values = _probabilities(p)
    n = len(values)
    order = np.argsort(values, kind="stable")
    adjusted = np.empty(n)
    adjusted[order] = np.minimum(np.maximum.accumulate(values[order] * np.arange(n, 0, -1)), 1.0)
    return adjusted


def bootstrap_mean(
    values: Numbers, *, groups: Sequence[Any] | None = None, n_boot: int = 1000, seed: int = 0, level: float = 0.95
) -> tuple[float, float]:
    """Bound a mean by resampling.

    `values`: finite numbers. `groups`: one label a value; values of one group (sentences of an article, articles
    of an event) are drawn together, and the mean is over values, not over groups. Give one value a group, without
    `groups`, for the mean of groups.
    Returns: low, high: the percentile interval at `level`; (nan, nan) where fewer than two values or groups leave
    nothing to resample. Raises: ValueError for a bad n_boot or level or for labels that do not match the values.
    Source: Efron and Tibshirani 1993 (percentile bootstrap), Davison and Hinkley 1997 (resampling of groups).

    >>> low, high = bootstrap_mean([0.1, -0.2, 0.3, 0.0, 0.2], seed=1)
    >>> -0.2 <= low < 0.08 < high <= 0.3
    True

    Limits: too narrow below about 20 values or groups; call such an interval rough.
    """
    return bootstrap_ratio(values, np.ones(len(values)), groups=groups, n_boot=n_boot, seed=seed, level=level)


def bootstrap_ratio(
    numerators: Numbers,
    denominators: Numbers,
    *,
    groups: Sequence[Any] | None = None,
    n_boot: int = 1000,
    seed: int = 0,
    level: float = 0.95,
) -> tuple[float, float]:
    """Bound a ratio of two sums, such as the share of one speaker's words in all quoted words, by resampling.

    `numerators`, `denominators`: one pair a unit; `groups`: one label a unit, units of one group are drawn together.
    Returns: low, high of sum(numerators) / sum(denominators); (nan, nan) where fewer than two units or groups
    leave nothing to resample. Draws whose denominator is 0 are left out. Raises and source: see bootstrap_mean.

    >>> low, high = bootstrap_ratio([10, 0, 5, 12], [20, 8, 5, 30])
    >>> 0 <= low < 27 / 63 < high <= 1
    True

    Limits: as for bootstrap_mean.
    """
    if n_boot < 1:
        raise ValueError(f"n_boot is {n_boot}; it must be 1 or more.")
    if not 0 < level < 1:
        raise ValueError(f"level is {level}; it must lie between 0 and 1.")
    pairs = np.column_stack([_finite(numerators), _finite(denominators)])
    if groups is not None:
        pairs = _sum_groups(pairs, groups)
    n = len(pairs)
    if n < 2:
        return (math.nan, math.nan)
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
    generator = np.random.default_rng(seed)
    draws = []
    for size in _chunks(n_boot, n):
        sums = pairs[generator.integers(0, n, size=(size, n))].sum(axis=1)
        kept = sums[sums[:, 1] != 0]
        draws.append(kept[:, 0] / kept[:, 1])
    return percentiles(np.concatenate(draws), level)


def bootstrap_sums(units: Floats, *, n_boot: int = 1000, seed: int = 0) -> Floats:
    """Draw the column sums of a table again and again, resampling its rows; for shares and indices made of sums.

    `units`: one row a unit (an article, a paragraph), one column a thing counted.
    Returns: n_boot rows of column sums. Source: Efron and Tibshirani 1993.

    >>> bootstrap_sums(np.array([[1.0, 2.0], [1.0, 2.0]]), n_boot=2).tolist()
    [[2.0, 4.0], [2.0, 4.0]]

    Limits: as for bootstrap_mean.
    """
    rows = units[np.lexsort(units.T[::-1])]
    n = len(rows)
    generator = np.random.default_rng(seed)
    even = np.full(n, 1 / n)
    return np.concatenate([generator.multinomial(n, even, size=size) @ rows for size in _chunks(n_boot, n)])


def bootstrap_difference(
    a: Numbers, b: Numbers, *, n_boot: int = 1000, seed: int = 0, level: float = 0.95
) -> tuple[float, float]:
    """Bound the difference of two unpaired means, mean(a) - mean(b), by resampling both sides.

    Returns: low, high; (nan, nan) where a side has fewer than two values. Raises and source: see bootstrap_mean.

    >>> bootstrap_difference([3, 3, 3], [1, 1])
    (2.0, 2.0)

    Limits: as for bootstrap_mean.
    """
    if n_boot < 1:
        raise ValueError(f"n_boot is {n_boot}; it must be 1 or more.")
    sides = [np.sort(_finite(a)), np.sort(_finite(b))]
    if min(map(len, sides)) < 2:
        return (math.nan, math.nan)
    generator = np.random.default_rng(seed)
    means = []
    for side in sides:
        n = len(side)
        draws = [side[generator.integers(0, n, size=(size, n))].mean(axis=1) for size in _chunks(n_boot, n)]
        means.append(np.concatenate(draws))
    return percentiles(means[0] - means[1], level)


def percentiles(draws: Floats, level: float = 0.95) -> tuple[float, float]:
    """Give the percentile interval of resampled values; (nan, nan) where there is none.

    >>> percentiles(np.array([1.0, 2.0, 3.0]), level=0.5)
    (1.5, 2.5)
    """
    if not len(draws):
        return (math.nan, math.nan)
    low, high = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2])
    return (float(low), float(high))


def cliffs_delta(a: Numbers, b: Numbers) -> float:
    """Say how often a value of `a` exceeds one of `b`, minus how often it falls below.

    Returns: -1..1; 0 where neither is larger more often, nan where one side is empty. By convention below .147 is
    negligible, below .33 small, below .474 medium (Romano et al. 2006). Source: Cliff 1993.

    >>> cliffs_delta([1, 2, 3], [2, 2, 2])
    0.0
    >>> cliffs_delta([3, 4], [1, 2, 3])
    0.8333333333333334

    Limits: knows the order of values, not their distance.
    """
    first, second = np.sort(_finite(a)), np.sort(_finite(b))
    if not len(first) or not len(second):
        return math.nan
    return _delta(first, second)


def cliffs_delta_interval(
    a: Numbers, b: Numbers, *, n_boot: int = 1000, seed: int = 0, level: float = 0.95
) -> tuple[float, float]:
    """Bound Cliff's delta by resampling both sides.

    Returns: low, high; (nan, nan) where a side has fewer than two values. Raises and source: see bootstrap_mean.

    >>> cliffs_delta_interval([5, 6, 7], [1, 2, 3])
    (1.0, 1.0)

    Limits: sides that do not overlap at all give an interval without width.
    """
    if n_boot < 1:
        raise ValueError(f"n_boot is {n_boot}; it must be 1 or more.")
    first, second = np.sort(_finite(a)), np.sort(_finite(b))
    if min(len(first), len(second)) < 2:
        return (math.nan, math.nan)
    generator = np.random.default_rng(seed)
    draws = np.empty(n_boot)
    for i in range(n_boot):
        left = first[generator.integers(0, len(first), len(first))]
        right = second[generator.integers(0, len(second), len(second))]
        draws[i] = _delta(left, np.sort(right))
    return percentiles(draws, level)


def sign_flip_p(differences: Numbers, *, n_permutations: int = 9999, seed: int = 0) -> float:
    """Test whether paired differences centre on 0.

    `differences`: one number an event, first source minus second. Returns: two-sided p of the mean; exact where all
    sign flips can be tried (14 events or fewer), else (1 + hits) / (1 + n_permutations). nan without differences.
    Source: Fisher 1935; Phipson and Smyth 2010 for drawn permutations.

    >>> sign_flip_p([1, 2, 3])
    0.25

    Limits: the smallest possible p is 2 / 2**n, so below 6 events p < .05 cannot happen.
    """
    values = np.sort(_finite(differences))
    n = len(values)
    if not n:
        return math.nan
    if 2**n <= EXACT:
        sums = np.array(list(itertools.product((1.0, -1.0), repeat=n))) @ values
    else:
        generator = np.random.default_rng(seed)
        drawn = [
            generator.integers(0, 2, size=(size, n), dtype=np.int8) @ (2 * values) - values.sum()
            for size in _chunks(n_permutations, n)
        ]
        sums = np.concatenate([[values.sum()], *drawn])
    return _share_at_least(np.abs(sums), float(np.abs(values).sum()))


def permutation_p(a: Numbers, b: Numbers, *, n_permutations: int = 9999, seed: int = 0) -> float:
    """Test whether two unpaired groups have the same mean.

    Returns: two-sided p of the difference of the means; exact where there are few enough ways to deal the values,
    else (1 + hits) / (1 + n_permutations). nan where a side is empty. Source: see sign_flip_p.

    >>> permutation_p([1, 2, 3], [4, 5, 6])
    0.1

    Limits: the values must be exchangeable: articles, not the sentences of an article.
    """
    first, second = np.sort(_finite(a)), np.sort(_finite(b))
    n_a, n_b = len(first), len(second)
    if not n_a or not n_b:
        return math.nan
    pooled = np.concatenate([first, second])
    if math.comb(n_a + n_b, n_a) <= EXACT:
        ways = itertools.combinations(range(n_a + n_b), n_a)  # the first of them is the data as they are
        sums = pooled[np.array(list(ways), dtype=np.intp)].sum(axis=1)
    else:
        generator = np.random.default_rng(seed)
        drawn = [
            generator.permuted(np.tile(pooled, (size, 1)), axis=1)[:, :n_a].sum(axis=1)
            for size in _chunks(n_permutations, n_a + n_b)
        ]
        sums = np.concatenate([[first.sum()], *drawn])
    differences = np.abs(sums / n_a - (pooled.sum() - sums) / n_b)
    return _share_at_least(differences, float(np.abs(pooled).mean()))


def _finite(values: Numbers) -> Floats:
    array = np.asarray(values, dtype=float)
    if not np.isfinite(array).all():
        raise ValueError(f"{int((~np.isfinite(array)).sum())} of {array.size} values are missing or infinite.")
    return array


def _probabilities(p: Numbers) -> Floats:
    values = np.asarray(p, dtype=float)
    if not ((values >= 0) & (values <= 1)).all():
        raise ValueError("p-values must lie between 0 and 1, none missing.")
    return values


def _sum_groups(pairs: Floats, groups: Sequence[Any]) -> Floats:
    if len(groups) != len(pairs):
        raise ValueError(f"{len(groups)} groups for {len(pairs)} values; give one label a value.")
    rows = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]  # sums must not depend on the order of arrival
    labels = np.asarray(groups, dtype=str)[np.lexsort((pairs[:, 1], pairs[:, 0]))]
    names, codes = np.unique(labels, return_inverse=True)
    sums = np.zeros((len(names), 2))
    np.add.at(sums, codes, rows)
    return sums


def _chunks(n_boot: int, n: int) -> list[int]:
    size = max(1, CELLS // max(n, 1))
    return [min(size, n_boot - start) for start in range(0, n_boot, size)]


def _delta(first: Floats, second: Floats) -> float:
    below = np.searchsorted(second, first, side="left").sum()
    above = (len(second) - np.searchsorted(second, first, side="right")).sum()
    return float(below - above) / (len(first) * len(second))


def _share_at_least(statistics: Floats, scale: float) -> float:
    return float(np.mean(statistics >= statistics[0] - TIE * scale))
