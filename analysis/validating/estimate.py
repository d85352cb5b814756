"""The tuned difference estimator: figures of all units from the rules, corrected by the units that a person coded."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from analysis.comparing.draws import Floats
from analysis.validating.intervals import bound
from analysis.validating.strata import (
    Integers,
    Sample,
    count_strata,
    covary,
    factors,
    sum_by_source,
    sum_cells,
    vary_totals,
)

Variance = Literal["moderated", "own", "larger"]
ROUNDING = 1e-12
PRIOR = 10  # coded units that the variance pooled over the sources is worth (Smyth 2004)
COLUMNS = [
    "source", "naive", "estimate", "weight", "error", "error_source", "degrees", "n_units", "n_coded", "n_bearing",
    "n_articles", "low", "high", "low_source", "high_source", "worth",
]  # fmt: skip


class _Fit(NamedTuple):
    naive: Floats  # by source, as are estimate and bottom (the estimated denominator)
    estimate: Floats
    bottom: Floats
    weight: float
    residual: Floats  # by unit, as are predicted and rest (what is left of coded units)
    predicted: Floats
    rest: Floats


def correct_ratio(
    sample: Sample,
    y: Sequence[float] | Floats,
    x: Sequence[float] | Floats,
    f: Sequence[float] | Floats,
    g: Sequence[float] | Floats,
    *,
    share: bool = True,
    weight: float | None = None,
    variance: Variance = "moderated",
) -> pd.DataFrame:
    """Correct sum(y) / sum(x) of every source for the errors of the rules.

    `y`, `x`: what a person says, used where a unit is coded; `f`, `g`: what the rules say of every unit (x = g = 1
    for a mean). `share`: the figure lies in 0..1, its interval is made on the logit scale, the weight kept in 0..1.
    `weight` of the predictions: 0 takes the hand codes alone, 1 the plain difference estimator, None tunes it over
    all sources together. `variance` within a stratum: its own, moderated (drawn towards the one pooled over the
    sources) or the larger of own and pooled.

    Returns: one row a source: naive (the rules alone), estimate, weight, error (standard error from the coding),
    error_source (articles as a sample too), degrees, n_units, n_coded, n_bearing (coded units with y or f not 0),
    n_articles, low, high (these texts), low_source, high_source, worth (hand-coded sentences drawn at random that
    one coded sentence is worth). Missing numbers where a figure cannot be had.
    Source: Särndal, Swensson and Wretman 1992 (difference estimator, linearised ratio), Angelopoulos, Duchi and
    Zrnic 2023 (tuned weight), Egami and others 2023 (pseudo-outcomes by article), Smyth 2004 (moderated variance).

    >>> from analysis.validating.strata import make_sample
    >>> units = pd.DataFrame({"source": "A", "article_id": ["a1", "a1", "a2", "a2"], "coded": [True, True, True, False],
    ...                       "stratum": "all", "n_stratum": 4})
    >>> row = correct_ratio(make_sample(units), [3, 0, 5, 0], [10, 10, 10, 10], [3, 0, 0, 4], [10] * 4, weight=1)
    >>> row[["naive", "estimate"]].round(3).values.tolist()
    [[0.175, 0.342]]

    Limits: right for the draw that was made, whatever the rules do; fewer than 10 bearing units are few.
    """
    coded = sample.coded
    f, g = np.asarray(f, float), np.asarray(g, float)
    y, x = (np.where(coded, np.asarray(v, float), 0.0) for v in (y, x))
    with np.errstate(invalid="ignore", divide="ignore"):
        fit = _fit(sample, y, x, f, g, share=share, weight=weight)
        theta, bottom = fit.estimate, fit.bottom
        own, chosen = _variances(sample, fit.rest, variance)
        error = np.sqrt(vary_totals(sample, chosen) / bottom**2)
        error_own = np.sqrt(vary_totals(sample, own) / bottom**2)
        outcomes = (fit.weight * fit.predicted + sample.expansion * fit.rest) / bottom[sample.source]
        error_source, n_articles = _source_errors(sample, outcomes, error, error_own)
        worth = _random_variance(sample, fit.residual) / bottom**2 / error**2
    n_units, n_coded = (sum_by_source(sample, v) for v in (np.ones(len(coded)), coded))
    degrees = np.maximum(sum_cells(sample, np.maximum(sample.n_coded - 1, 0)), 1)
    table = pd.DataFrame({
        "source": sample.sources, "naive": fit.naive, "estimate": theta, "weight": fit.weight, "error": error,
        "error_source": error_source, "degrees": degrees.astype(int), "n_units": n_units.astype(int),
        "n_coded": n_coded.astype(int), "n_bearing": sum_by_source(sample, coded & ((y != 0) | (f != 0))).astype(int),
        "n_articles": n_articles, "worth": np.where(np.isfinite(worth), worth, np.nan),
    })  # fmt: skip
    table["low"], table["high"] = bound(theta, error, degrees, logit=share)
    table["low_source"], table["high_source"] = bound(theta, error_source, np.maximum(n_articles - 1, 1), logit=share)
    return table[COLUMNS]


def spread_within(
    sample: Sample, y: Floats, x: Floats, f: Floats, g: Floats, *, share: bool = True
) -> tuple[Floats, Floats]:
    """Give what the precision of a further sample is planned from: the variance left in each cell, and sum(x).

    Takes: as correct_ratio. Returns: moderated variances by cell, and denominators by source.
    """
    y, x = (np.where(sample.coded, v, 0.0) for v in (y, x))
    with np.errstate(invalid="ignore", divide="ignore"):
        fit = _fit(sample, y, x, f, g, share=share, weight=None)
    return _variances(sample, fit.rest, "moderated")[1], fit.bottom


def _fit(sample: Sample, y: Floats, x: Floats, f: Floats, g: Floats, *, share: bool, weight: float | None) -> _Fit:
    """Solve for the figures: at weight 1 first, which gives the residuals that the weight is tuned on."""
    naive = sum_by_source(sample, f) / sum_by_source(sample, g)
    theta, bottom = _solve(sample, y, x, f, g, weight=1.0)
    theta = np.where((bottom > 0) & np.isfinite(theta), theta, naive)
    theta = np.clip(theta, 0, 1) if share else theta
    if weight is None:
        weight = _tune(sample, y - theta[sample.source] * x, f - theta[sample.source] * g, x, share=share)
    theta, bottom = _solve(sample, y, x, f, g, weight=weight)
    theta, bottom = (np.where(bottom > 0, v, np.nan) for v in (theta, bottom))
    residual, predicted = y - theta[sample.source] * x, f - theta[sample.source] * g
    rest = np.where(sample.coded, residual - weight * predicted, 0.0)
    return _Fit(naive, theta, bottom, weight, residual, predicted, rest)


def _solve(sample: Sample, y: Floats, x: Floats, f: Floats, g: Floats, *, weight: float) -> tuple[Floats, Floats]:
    """Solve the estimating equation at a weight: the figure by source, and its estimated denominator."""
    w = sample.expansion
    bottom = weight * sum_by_source(sample, g) + sum_by_source(sample, w * (x - weight * g))
    return (weight * sum_by_source(sample, f) + sum_by_source(sample, w * (y - weight * f))) / bottom, bottom


def _tune(sample: Sample, residual: Floats, predicted: Floats, x: Floats, *, share: bool) -> float:
    """Choose the weight of least variance, once for all sources: tuned for each, intervals come out too narrow."""
    scale = np.repeat(sum_by_source(sample, sample.expansion * x), count_strata(sample)) ** 2
    factor = factors(sample)
    used = (sample.n_coded > 1) & (factor > 0) & (scale > 0)
    if not used.any():
        return 0.0
    terms = factor[used] / scale[used]
    spread = float((terms * covary(sample, predicted, predicted)[used]).sum())
    together = float((terms * covary(sample, residual, predicted)[used]).sum())
    if not spread > ROUNDING * float((terms * (predicted[sample.coded] ** 2).max()).sum()):
        return 0.0
    return float(np.clip(together / spread, 0, 1 if share else np.inf))


def _variances(sample: Sample, rest: Floats, variance: Variance) -> tuple[Floats, Floats]:
    """Own variance of every cell, and the one that is chosen."""
    own = covary(sample, rest, rest)
    free = np.maximum(sample.n_coded - 1, 0)
    grid = (len(sample.sources), -1)
    sums = np.where(free > 0, np.nan_to_num(own) * free, 0).reshape(grid).sum(axis=0)
    pooled = np.tile(sums / np.maximum(free.reshape(grid).sum(axis=0), 1), len(sample.sources))
    chosen = {
        "own": np.nan_to_num(own),
        "larger": np.fmax(own, pooled),
        "moderated": (free * np.nan_to_num(own) + PRIOR * pooled) / (free + PRIOR),
    }
    return np.nan_to_num(own), chosen[variance]


def _source_errors(sample: Sample, outcomes: Floats, error: Floats, own: Floats) -> tuple[Floats, Integers]:
    """Standard errors with articles taken as a sample, and the number of articles, by source."""
    sums = np.bincount(sample.article, weights=outcomes)
    source_of = np.zeros(len(sums), int)
    source_of[sample.article] = sample.source
    errors, numbers = np.full(len(sample.sources), np.nan), np.bincount(source_of, minlength=len(sample.sources))
    for at, n in enumerate(numbers):
        if n > 1:
            spread = sums[source_of == at].var(ddof=1) * n
            errors[at] = np.sqrt(max(spread + error[at] ** 2 - own[at] ** 2, error[at] ** 2))
    return errors, numbers


def _random_variance(sample: Sample, residual: Floats) -> Floats:
    """Variance of the total of residuals had as many units been drawn at random and coded without predictions."""
    w = sample.expansion
    weights = sum_by_source(sample, w)
    centred = residual - (sum_by_source(sample, w * residual) / weights)[sample.source]
    n_units, n_coded = (sum_by_source(sample, v) for v in (np.ones(len(w)), sample.coded))
    result: Floats = n_units**2 / n_coded * (1 - n_coded / n_units) * sum_by_source(sample, w * centred**2) / weights
    return result
