"""Intervals: how far a mean, a ratio, a difference or a share would move in other samples, on scipy.stats.

Every draw comes from a NumPy generator made of the given seed, and values are sorted before anything is drawn:
the same numbers give the same result in whatever order they arrive.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.comparing.draws import Floats, draw_counts, size_batch

Numbers = Sequence[float] | NDArray[Any]
Z95 = 1.959963984540054  # where the normal distribution leaves 2.5 % above
NO_INTERVAL = (math.nan, math.nan)


def wilson(n: int, total: int) -> tuple[float, float]:
    """Bound a share of counts, `n` of `total`, at 95 %.

    Returns: low, high; (nan, nan) where nothing is counted. Source: Wilson 1927.

    >>> [round(bound, 3) for bound in wilson(8, 10)]
    [0.49, 0.943]

    Limits: takes the things counted as independent.
    """
    if not total:
        return NO_INTERVAL
    # As scipy.stats.binomtest bounds it, which also tests every share; a test holds the two against each other.
    share = n / total
    width = 2 * (total + Z95**2)
    middle = (2 * total * share + Z95**2) / width
    reach = Z95 / width * math.sqrt(4 * total * share * (1 - share) + Z95**2)
    return (middle - reach if n else 0.0, middle + reach if n < total else 1.0)


def bootstrap_mean(
    values: Numbers, *, groups: Sequence[Any] | None = None, n_boot: int = 1000, seed: int = 0
) -> tuple[float, float]:
    """Bound a mean by resampling.

    `values`: finite numbers. `groups`: one label a value; values of one group (sentences of an article, articles
    of an event) are drawn together, and the mean is over values, not over groups. Give one value a group, without
    `groups`, for the mean of groups.
    Returns: low, high: the 95 % percentile interval; (nan, nan) where fewer than two values or groups leave
    nothing to resample. Raises: ValueError for a bad n_boot or for labels that do not match the values.
    Source: Efron and Tibshirani 1993 (percentile bootstrap), Davison and Hinkley 1997 (resampling of groups).

    >>> low, high = bootstrap_mean([0.1, -0.2, 0.3, 0.0, 0.2], seed=1)
    >>> -0.2 <= low < 0.08 < high <= 0.3
    True

    Limits: too narrow below about 20 values or groups; call such an interval rough.
    """
    return bootstrap_ratio(values, np.ones(len(values)), groups=groups, n_boot=n_boot, seed=seed)


def bootstrap_ratio(
    numerators: Numbers,
    denominators: Numbers,
    *,
    groups: Sequence[Any] | None = None,
    n_boot: int = 1000,
    seed: int = 0,
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
    pairs = np.column_stack([take_finite(numerators), take_finite(denominators)])
    order = np.lexsort((pairs[:, 1], pairs[:, 0]))
    if groups is not None:
        if len(groups) != len(pairs):
            raise ValueError(f"{len(groups)} groups for {len(pairs)} values; give one label a value.")
        # SciPy knows no groups: it draws the sums of each, which are added up in an order that no label decides.
        names, codes = np.unique(np.asarray(groups, dtype=str)[order], return_inverse=True)
        pairs = np.column_stack([np.bincount(codes, side, minlength=len(names)) for side in pairs[order].T])
        order = np.lexsort((pairs[:, 1], pairs[:, 0]))
    return percentiles(resample(list(pairs[order].T), _divide_sums, paired=True, n_boot=n_boot, seed=seed))


def bootstrap_sums(units: Floats, *, n_boot: int = 1000, seed: int = 0) -> Floats:
    """Draw the column sums of a table again and again, resampling its rows; for shares and indices made of sums.

    One product of how often each row is drawn and the table, where SciPy would copy the whole table for every draw.

    `units`: one row a unit (an article, a paragraph), one column a thing counted.
    Returns: n_boot rows of column sums. Source: Efron and Tibshirani 1993.

    >>> bootstrap_sums(np.array([[1.0, 2.0], [1.0, 2.0]]), n_boot=2).tolist()
    [[2.0, 4.0], [2.0, 4.0]]

    Limits: as for bootstrap_mean.
    """
    rows = units[np.lexsort(units.T[::-1])]
    return np.concatenate([counts @ rows for counts in draw_counts(len(rows), n_boot=n_boot, seed=seed)])


def bootstrap_difference(a: Numbers, b: Numbers, *, n_boot: int = 1000, seed: int = 0) -> tuple[float, float]:
    """Bound the difference of two unpaired means, mean(a) - mean(b), by resampling both sides.

    Returns: low, high; (nan, nan) where a side has fewer than two values. Raises and source: see bootstrap_mean.

    >>> bootstrap_difference([3, 3, 3], [1, 1])
    (2.0, 2.0)

    Limits: as for bootstrap_mean.
    """
    sides = [np.sort(take_finite(a)), np.sort(take_finite(b))]
    return percentiles(resample(sides, subtract_means, paired=False, n_boot=n_boot, seed=seed))


def percentiles(draws: Floats) -> tuple[float, float]:
    """Give the middle 95 % of resampled values, those that are missing left out; (nan, nan) where there is none.

    >>> percentiles(np.arange(41.0))
    (1.0, 39.0)
    """
    known = draws[~np.isnan(draws)]
    if not len(known):
        return NO_INTERVAL
    low, high = np.quantile(known, [0.025, 0.975])
    return (float(low), float(high))


def resample(
    samples: Sequence[Floats], statistic: Callable[..., Floats], *, paired: bool, n_boot: int, seed: int
) -> Floats:
    """Give a statistic of n_boot resamples; none where a side has fewer than two values to draw from.

    `samples`: one or two sides, sorted; `statistic`: takes them and `axis`; `paired`: the sides are drawn together.

    >>> resample([np.array([2.0, 2.0])], np.mean, paired=False, n_boot=3, seed=0).tolist()
    [2.0, 2.0, 2.0]
    """
    if n_boot < 1:
        raise ValueError(f"n_boot is {n_boot}; it must be 1 or more.")
    if min(map(len, samples)) < 2:
        return np.empty(0)
    # As scipy.stats.bootstrap draws, which takes a second to load; a test holds the two against each other.
    generator = np.random.default_rng(seed)
    size = size_batch(max(map(len, samples)))
    found = []
    for first in range(0, n_boot, size):
        shapes = [(min(size, n_boot - first), len(sample)) for sample in samples]
        places = [generator.integers(0, shape[1], shape) for shape in (shapes[:1] if paired else shapes)]
        if paired:
            places *= len(samples)
        drawn = (sample[at] for sample, at in zip(samples, places, strict=True))
        found.append(statistic(*drawn, axis=-1))
    return np.concatenate(found)


def take_finite(values: Numbers) -> Floats:
    """Take values as an array; ValueError counts those that are missing or infinite.

    >>> take_finite([1, 2]).tolist()
    [1.0, 2.0]
    """
    array = np.asarray(values, dtype=float)
    if not np.isfinite(array).all():
        raise ValueError(f"{int((~np.isfinite(array)).sum())} of {array.size} values are missing or infinite.")
    return array


def _divide_sums(numerators: Floats, denominators: Floats, axis: int = -1) -> Floats:
    sums = denominators.sum(axis=axis)
    return np.where(sums == 0, np.nan, numerators.sum(axis=axis) / np.where(sums == 0, 1, sums))


def subtract_means(a: Floats, b: Floats, axis: int = -1) -> Floats:
    """Subtract means along an axis, as resampling asks for it.

    >>> float(subtract_means(np.array([3.0, 5.0]), np.array([1.0])))
    3.0
    """
    return np.asarray(a.mean(axis=axis) - b.mean(axis=axis))
