"""Effect sizes, permutation tests and corrections for many tests, in one place, on scipy.stats.

Values are sorted before anything is drawn: the same numbers give the same result in whatever order they arrive.
"""

import math

import numpy as np

from analysis.comparing.draws import Floats, size_batch
from analysis.comparing.intervals import Numbers, percentiles, resample, subtract_means, take_finite

EXACT = 16_384  # so many relabellings or fewer are enumerated rather than drawn: all sign flips of 14 events
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
    values = np.asarray(p, dtype=float)
    _check_p(values)
    # As scipy.stats.false_discovery_control, which takes a second to load; a test holds the two against each other.
    n = len(values)
    order = np.argsort(values)
    adjusted = np.empty(n)
    adjusted[order] = np.minimum.accumulate((values[order] * (n / np.arange(1, n + 1)))[::-1])[::-1]
    return np.clip(adjusted, 0.0, 1.0)


def holm(p: Numbers) -> Floats:
    """Turn p-values into adjusted p-values that control the chance of even one false finding.

    `p`: p-values in 0..1, in any order. Returns: adjusted p-values in 0..1, in the order of `p`.
    Raises: ValueError where a p-value is missing or outside 0..1.
    Source: Holm 1979; SciPy has no such function.

    >>> holm([0.01, 0.04, 0.03, 0.005]).round(3).tolist()
    [0.03, 0.06, 0.06, 0.02]

    Limits: stricter than benjamini_hochberg; meant for a handful of tests that answer one question.
    """
    values = np.asarray(p, dtype=float)
    _check_p(values)
    n = len(values)
    order = np.argsort(values, kind="stable")
    adjusted = np.empty(n)
    adjusted[order] = np.minimum(np.maximum.accumulate(values[order] * np.arange(n, 0, -1)), 1.0)
    return adjusted


def _check_p(values: Floats) -> None:
    if not ((values >= 0) & (values <= 1)).all():
        raise ValueError("p-values must lie between 0 and 1, none missing.")


def cliffs_delta(a: Numbers, b: Numbers) -> float:
    """Say how often a value of `a` exceeds one of `b`, minus how often it falls below.

    Returns: -1..1; 0 where neither is larger more often, nan where one side is empty. By convention below .147 is
    negligible, below .33 small, below .474 medium (Romano et al. 2006).
    Source: Cliff 1993, as 2U / (n_a n_b) - 1 of Mann and Whitney's U.

    >>> cliffs_delta([1, 2, 3], [2, 2, 2])
    0.0
    >>> round(cliffs_delta([3, 4], [1, 2, 3]), 4)
    0.8333

    Limits: knows the order of values, not their distance.
    """
    first, second = take_finite(a), take_finite(b)
    return float(_measure_delta(first, second)) if len(first) and len(second) else math.nan


def cliffs_delta_interval(a: Numbers, b: Numbers, *, n_boot: int = 1000, seed: int = 0) -> tuple[float, float]:
    """Bound Cliff's delta by resampling both sides.

    Returns: low, high; (nan, nan) where a side has fewer than two values. Raises and source: see bootstrap_mean.

    >>> cliffs_delta_interval([5, 6, 7], [1, 2, 3])
    (1.0, 1.0)

    Limits: sides that do not overlap at all give an interval without width.
    """
    sides = [np.sort(take_finite(a)), np.sort(take_finite(b))]
    return percentiles(resample(sides, _measure_delta, paired=False, n_boot=n_boot, seed=seed))


def sign_flip_p(differences: Numbers, *, n_permutations: int = 9999, seed: int = 0) -> float:
    """Test whether paired differences centre on 0.

    `differences`: one number an event, first source minus second. Returns: two-sided p of the mean; exact where all
    sign flips can be tried (14 events or fewer), else (1 + hits) / (1 + n_permutations). nan without differences.
    Source: Fisher 1935; Phipson and Smyth 2010 for drawn permutations.

    >>> sign_flip_p([1, 2, 3])
    0.25

    Limits: the smallest possible p is 2 / 2**n, so below 6 events p < .05 cannot happen.
    """
    values = np.sort(take_finite(differences))
    return _relabel([values], "samples", 2 ** len(values), n_permutations, seed) if len(values) else math.nan


def permutation_p(a: Numbers, b: Numbers, *, n_permutations: int = 9999, seed: int = 0) -> float:
    """Test whether two unpaired groups have the same mean.

    Returns: two-sided p of the difference of the means; exact where there are few enough ways to deal the values,
    else (1 + hits) / (1 + n_permutations). nan where a side is empty. Source: see sign_flip_p.

    >>> permutation_p([1, 2, 3], [4, 5, 6])
    0.1

    Limits: the values must be exchangeable: articles, not the sentences of an article. A side of one value gives 1.
    """
    sides = [np.sort(take_finite(a)), np.sort(take_finite(b))]
    n_a, n_b = map(len, sides)
    return _relabel(sides, "independent", math.comb(n_a + n_b, n_a), n_permutations, seed) if n_a and n_b else math.nan


def _relabel(samples: list[Floats], kind: str, n_ways: int, n_permutations: int, seed: int) -> float:
    from scipy.stats import permutation_test

    if min(map(len, samples)) < 2:  # SciPy relabels no side of one value, and one text tells no source from another
        return 1.0
    exact = n_ways <= EXACT
    found = permutation_test(
        samples,
        subtract_means if len(samples) > 1 else np.mean,
        permutation_type=kind,
        vectorized=True,
        n_resamples=EXACT if exact else n_permutations,
        batch=size_batch(sum(map(len, samples))),
        rng=np.random.default_rng(seed),
    )
    tie = TIE * float(np.abs(np.concatenate(samples)).mean())
    hits = int((np.abs(found.null_distribution) >= abs(found.statistic) - tie).sum())
    drawn = 0 if exact else 1  # the labels as they are count among those that are drawn
    return (hits + drawn) / (len(found.null_distribution) + drawn)


def _measure_delta(a: Floats, b: Floats, axis: int = -1) -> Floats:
    from scipy.stats import mannwhitneyu

    u = mannwhitneyu(a, b, axis=axis, method="asymptotic", use_continuity=False).statistic
    pairs = a.shape[axis] * b.shape[axis]
    return np.asarray((2 * u - pairs) / pairs)
