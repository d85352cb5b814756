"""A stratified sample inside its population: as arrays, and the sums and covariances that estimates are made of."""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.comparing.draws import Floats
from analysis.errors import RequestError

Integers = NDArray[np.int64]


class Sample(NamedTuple):
    """A stratified sample inside its population, as arrays with one entry a unit; a cell is a stratum of a source."""

    sources: tuple[str, ...]
    source: Integers
    article: Integers  # numbered over all sources
    coded: NDArray[np.bool_]
    cell: Integers  # source x stratum; -1 where a unit is not coded, for then nothing depends on it
    n_units: Floats  # by cell, in the population
    n_coded: Floats  # by cell
    expansion: Floats  # by unit: units of the population that a coded one stands for; 0 where it is not coded


def make_sample(units: pd.DataFrame) -> Sample:
    """Describe a stratified sample inside its population.

    Takes: one row a unit of the population: source, article_id, coded (bool), and for coded units stratum and
    n_stratum (units of that stratum and source in the population).
    Raises: RequestError where the strata do not add up to the units of a source, or nothing of one is coded.

    >>> units = pd.DataFrame({"source": "A", "article_id": "a1", "coded": [True, True, False], "stratum": "all",
    ...                       "n_stratum": 3})
    >>> make_sample(units).expansion.tolist()
    [1.5, 1.5, 0.0]
    """
    sources, source = np.unique(units["source"].to_numpy(str), return_inverse=True)
    coded = units["coded"].to_numpy(bool)
    strata, stratum = np.unique(np.where(coded, units["stratum"].astype(str), ""), return_inverse=True)
    cell = np.where(coded, source * len(strata) + stratum, -1)
    n_cells = len(sources) * len(strata)
    n_coded = np.bincount(cell[coded], minlength=n_cells).astype(float)
    n_units = np.zeros(n_cells)
    n_units[cell[coded]] = units["n_stratum"].to_numpy(float)[coded]
    for at, name in enumerate(sources):
        held, covered = int((source == at).sum()), int(n_units.reshape(len(sources), -1)[at].sum())
        if held != covered:
            raise RequestError(
                f"Source '{name}' has {held:,} units, but the strata with a coded unit hold {covered:,}. "
                "Every stratum needs a coded unit, and the corpus must be the one that was drawn from."
            )
    expansion = np.zeros(len(units))
    expansion[coded] = (n_units / np.maximum(n_coded, 1))[cell[coded]]
    article = np.unique(units["article_id"].to_numpy(str), return_inverse=True)[1]
    return Sample(tuple(map(str, sources)), source, article, coded, cell, n_units, n_coded, expansion)


def covary(sample: Sample, a: Floats, b: Floats) -> Floats:
    """Sample covariance within every cell; missing where fewer than two units are coded."""
    at, n = sample.cell[sample.coded], sample.n_coded
    a, b = a[sample.coded], b[sample.coded]
    size = len(n)
    means = [np.bincount(at, weights=v, minlength=size) / np.maximum(n, 1) for v in (a, b)]
    sums = np.bincount(at, weights=(a - means[0][at]) * (b - means[1][at]), minlength=size)
    return np.where(n > 1, sums / np.maximum(n - 1, 1), np.nan)


def vary_totals(sample: Sample, variances: Floats) -> Floats:
    """Variance of a total by source, from the variance within each cell; what is drawn whole adds nothing."""
    return sum_cells(sample, factors(sample) * np.nan_to_num(variances))


def factors(sample: Sample) -> Floats:
    """By cell N² (1 - n/N) / n: what a variance within a stratum adds to that of a total."""
    n = sample.n_coded
    result: Floats = np.where(n > 0, sample.n_units * (sample.n_units - n) / np.maximum(n, 1), 0.0)
    return result


def sum_by_source(sample: Sample, values: Any) -> Floats:
    """Sum values by source, one value a unit."""
    sums = np.bincount(sample.source, weights=np.asarray(values, float), minlength=len(sample.sources)).astype(float)
    return sums


def sum_cells(sample: Sample, values: Floats) -> Floats:
    """Sum values by source, one value a cell."""
    result: Floats = values.reshape(len(sample.sources), -1).sum(axis=1)
    return result


def count_strata(sample: Sample) -> int:
    """Number of strata that every source has, some of them empty."""
    return len(sample.n_coded) // len(sample.sources)
