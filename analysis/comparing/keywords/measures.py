"""The arithmetic of keywords: counts in, one number a term out. No words, no sources, no decisions."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    from scipy.sparse import csc_array

Numbers = NDArray[np.float64]

# Half a word where there is none: the smallest correction that keeps a ratio finite (Hardie 2014).
HALF = 0.5


def measure_log_odds(
    n_source: ArrayLike,
    n_reference: ArrayLike,
    *,
    prior: ArrayLike | None = None,
    prior_weight: float = 500.0,
    words_source: float | None = None,
    words_reference: float | None = None,
) -> Numbers:
    """Measure how far the odds of each term differ between two sets, in standard errors (z).

    `n_source`, `n_reference`: counts of each term. `prior`: pseudo-counts, one for all terms (.1) or one a term;
    without it `prior_weight` words are spread like the pooled frequencies, which pulls frequent words down.
    `words_*`: words in each set, by default the sum of the counts.

    Returns: z a term, above 0 where the first set has more.
    Source: Monroe, Colaresi and Quinn (2008), "Fightin' Words", equations 15, 16, 18, 22.

    >>> measure_log_odds([12, 3, 85], [1, 3, 85], prior=0.1).round(3).tolist()
    [2.408, -0.15, -8.39]

    Limits: words are taken as independent draws; within one article they are not.
    """
    a, b = _pair(n_source, n_reference)
    total_a, total_b = _totals(a, b, words_source, words_reference)
    pooled = total_a + total_b
    pseudo: Numbers
    if prior is not None:
        pseudo = np.broadcast_to(np.asarray(prior, dtype=float), a.shape)
        weight = float(pseudo.sum())
    else:
        pseudo = (a + b) / max(pooled, 1.0) * prior_weight
        weight = prior_weight if words_source is not None else float(pseudo.sum())
    with np.errstate(divide="ignore", invalid="ignore"):
        odds_a = np.log((a + pseudo) / (total_a + weight - a - pseudo))
        odds_b = np.log((b + pseudo) / (total_b + weight - b - pseudo))
        z = (odds_a - odds_b) / np.sqrt(1 / (a + pseudo) + 1 / (b + pseudo))
    return _finite(z)


def measure_log_likelihood(
    n_source: ArrayLike, n_reference: ArrayLike, *, words_source: float, words_reference: float
) -> Numbers:
    """Measure the two-cell log-likelihood of each term (the LL of corpus linguists).

    Returns: LL a term, 0 or more, without a sign.
    Source: Rayson and Garside (2000).

    >>> measure_log_likelihood([12], [1], words_source=100, words_reference=100).round(3).tolist()
    [10.971]

    Limits: not the four-cell G2, which also counts all the other words.
    """
    a, b = _pair(n_source, n_reference)
    words = words_source + words_reference
    with np.errstate(divide="ignore", invalid="ignore"):
        cell_a = np.where(a > 0, a * np.log(a * words / ((a + b) * words_source)), 0.0)
        cell_b = np.where(b > 0, b * np.log(b * words / ((a + b) * words_reference)), 0.0)
    return _finite(2 * (cell_a + cell_b))


def measure_log_ratio(
    n_source: ArrayLike, n_reference: ArrayLike, *, words_source: float, words_reference: float
) -> tuple[Numbers, Numbers, Numbers]:
    """Measure the binary logarithm of the ratio of two rates, with its 95 % interval.

    1 means twice as often in the first set, 2 four times; a count of 0 is read as 0.5.

    Returns: log ratio, low, high.
    Source: Hardie (2014); interval of a ratio of risks after Katz et al. (1978).

    >>> [float(part[0].round(3)) for part in measure_log_ratio([12], [3], words_source=100, words_reference=100)]
    [2.0, 0.219, 3.781]

    Limits: the interval takes words as independent draws and is too narrow for words that come in bursts.
    """
    from scipy.special import ndtri

    a, b = _pair(n_source, n_reference)
    a, b = np.where(a > 0, a, HALF), np.where(b > 0, b, HALF)
    words_a, words_b = max(float(words_source), HALF), max(float(words_reference), HALF)
    ratio = np.log2((a / words_a) / (b / words_b))
    variance = 1 / a - 1 / words_a + 1 / b - 1 / words_b
    half_width = ndtri(0.975) * np.sqrt(np.maximum(variance, 0.0)) / np.log(2)
    return ratio, ratio - half_width, ratio + half_width


def measure_dispersion(counts: "ArrayLike | csc_array", words: ArrayLike) -> Numbers:
    """Measure how unevenly each term is spread over articles (DP).

    `counts`: articles in rows, terms in columns, sparse or not; `words`: words of each article.

    Returns: DP a term, from 0 (spread like the words) to nearly 1 (all in one small article); 1 for a term that
    no article has.
    Source: Gries (2008).

    >>> measure_dispersion([[5, 10], [5, 0]], [100, 100]).tolist()
    [0.0, 0.5]

    Limits: with two articles it says no more than the two counts do.
    """
    from scipy.sparse import coo_array

    cells = coo_array(counts, dtype=float)
    articles, terms = cells.coords
    n_terms = cells.shape[1]
    sizes = np.asarray(words, dtype=float)
    expected = sizes / max(sizes.sum(), 1.0)
    totals = np.bincount(terms, cells.data, minlength=n_terms)
    # Articles without the term differ by their expected share, which is 1 in all; the others correct that sum.
    surplus = np.abs(cells.data / totals[terms] - expected[articles]) - expected[articles]
    return np.where(totals > 0, (1 + np.bincount(terms, surplus, minlength=n_terms)) / 2, 1.0)


def _pair(n_source: ArrayLike, n_reference: ArrayLike) -> tuple[Numbers, Numbers]:
    a, b = np.asarray(n_source, dtype=float), np.asarray(n_reference, dtype=float)
    if a.shape != b.shape:
        raise ValueError(f"{a.size} counts for the source, {b.size} for the reference; they must be as many.")
    return a, b


def _totals(a: Numbers, b: Numbers, words_a: float | None, words_b: float | None) -> tuple[float, float]:
    return (
        float(a.sum()) if words_a is None else float(words_a),
        float(b.sum()) if words_b is None else float(words_b),
    )


def _finite(values: Numbers) -> Numbers:
    """An empty set says nothing: 0, not a division by nothing."""
    return np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)
