"""Plan: how many sentences buy which width, before the first is coded and after a pilot."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from analysis.comparing.draws import Floats
from analysis.validating.estimate import spread_within
from analysis.validating.intervals import reach
from analysis.validating.measures import REPORTED, Measure
from analysis.validating.sample import LEAST, WEIGHTS, allocate_units, join_small
from analysis.validating.strata import make_sample

SIZES = (50, 100, 200, 400)
# What is taken for granted before anything is coded; a pilot replaces it.
RECALL, PRECISION = 0.75, 0.9
SPOKEN = 0.7  # of the words of a sentence that reports somebody
EDGES = 0.15  # of the words of a sentence: how far a stretch that was found ends too early or too late
Row = tuple[object, ...]
COLUMNS = ["measure", "name", "source", "n_coded", "n_units", "half_width", "based_on"]


def plan_sample(
    units: pd.DataFrame, measures: Sequence[Measure] = (), *, sizes: Sequence[int] = SIZES, pilot: bool = False
) -> pd.DataFrame:
    """Say how wide the interval of a corrected figure will be when so many sentences of a source are coded.

    Takes: the units of `list_sentences`; with `pilot` also coded, stratum, n_stratum, and the measures to plan for.
    Returns: measure, name, source, n_coded (a source), n_units, half_width (0..1, of the 95 % interval for these
    texts), based_on (assumed errors, pilot).

    Limits: without a pilot the share of reported words only, as if the rules found 75 in 100 reported words with 90 in
    100 right; the width for the source itself also depends on its articles and cannot be bought by coding.
    """
    rows = list(_plan_pilot(units, measures, sizes) if pilot else _plan_assumed(units, sizes))
    return pd.DataFrame(rows, columns=COLUMNS)


def _plan_pilot(units: pd.DataFrame, measures: Sequence[Measure], sizes: Sequence[int]) -> Iterator[Row]:
    sample = make_sample(units)
    strata = np.unique(np.where(units["coded"], units["stratum"].astype(str), ""))
    weights = np.array([_weight(str(name)) for name in strata])
    for measure in measures:
        values = (measure.y, measure.x, measure.f, measure.g)
        variances, bottoms = spread_within(sample, *values, share=measure.share)
        for at, source in enumerate(sample.sources):
            cells = slice(at * len(strata), (at + 1) * len(strata))
            name = (measure.measure, measure.name, source)
            spread = np.nan_to_num(variances[cells])
            yield from _widths(name, sample.n_units[cells], weights, spread, bottoms[at], sizes, "pilot")


def _plan_assumed(units: pd.DataFrame, sizes: Sequence[int]) -> Iterator[Row]:
    for source, own in units.groupby("source", sort=True):
        strata = join_small(own["kind"], WEIGHTS["sentences"])
        names = [kind for kind in WEIGHTS["sentences"] if (strata == kind).any()]
        held = np.array([(strata == kind).sum() for kind in names], float)
        weights = np.array([_weight(name) for name in names])
        total = float(own["n_words"].sum())
        spread = _assume_spread(own, strata, names)
        yield from _widths((REPORTED, "", str(source)), held, weights, spread, total, sizes, "assumed errors")


def _widths(
    name: tuple[str, str, str],
    held: Floats,
    weights: Floats,
    spread: Floats,
    total: float,
    sizes: Sequence[int],
    based_on: str,
) -> Iterator[Row]:
    """One row a size: the half width that the allocation of that many units leaves."""
    kept = held > 0
    whole = int(held.sum())
    # Of a source that the first size exhausts a third and two thirds too, where each stratum gives its least.
    parts = (whole // 3, whole * 2 // 3) if whole <= sizes[0] else ()
    smaller = [part for part in parts if part >= LEAST * kept.sum()]
    for size in sorted({*smaller, *sizes}):
        drawn = np.array(allocate_units([int(n) for n in held[kept]], list(weights[kept]), size), float)
        variance = (held[kept] * (held[kept] - drawn) / drawn * spread[kept]).sum() / total**2
        degrees = max(int((drawn - 1).sum()), 1)
        half = float(reach(degrees) * np.sqrt(variance))
        yield (*name, size, whole, half, based_on)
        if size >= whole:  # coded whole: more cannot be
            break


def _assume_spread(own: pd.DataFrame, strata: pd.Series, names: Sequence[str]) -> Floats:
    """Variance of the rules' error in words by stratum: sentences that are missed, invented, or cut too short."""
    n_words = own["n_words"].to_numpy(float)
    found = np.array([sum(map(bool, roles)) for roles in own["word_roles"]], float)
    silent = n_words[found == 0].sum()
    missed = found.sum() * (PRECISION / RECALL - PRECISION) / (SPOKEN * silent) if silent else 0.0
    missed = min(missed, 0.5)
    by_unit = np.where(
        found == 0,
        missed * (1 - missed) * (SPOKEN * n_words) ** 2,
        PRECISION * (1 - PRECISION) * found**2 + (EDGES * n_words) ** 2,
    )
    return np.array([by_unit[(strata == name).to_numpy()].mean() for name in names])


def _weight(stratum: str) -> float:
    return WEIGHTS["sentences"].get(stratum, 1.0)
