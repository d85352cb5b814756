"""Agreement: how far coders who worked apart say the same, beyond chance, and how sure that is."""

import itertools
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Literal

import numpy as np
import pandas as pd

from analysis.comparing.draws import Floats
from analysis.comparing.intervals import bootstrap_sums, percentiles
from analysis.schema import as_table, columns_of
from analysis.validating.answers import RIGHT, Answer

Level = Literal["nominal", "interval"]
Value = float | str | bool | None
FIRM, TENTATIVE = 0.8, 0.667  # Krippendorff's own limits
FEW = 100
N_BOOT = 400
# By sheet: what is compared, how its distances count, and in which units (of those that two coders coded).
VARIABLES: dict[str, list[tuple[str, Level, Callable[[Answer], Value]]]] = {
    "sentences": [
        ("reported", "nominal", lambda answer: answer.reported),
        ("number of words", "interval", lambda answer: float(sum(map(bool, answer.word_roles)))),
        ("speaker", "nominal", lambda answer: answer.speaker if answer.reported else None),
        ("role", "nominal", lambda answer: answer.role if answer.reported else None),
    ],
    "targets": [("tone", "interval", lambda answer: float(answer.rating))],
    "attributions": [
        (f"{name} right", "nominal", lambda answer, at=at: answer.right[at] or None)  # type: ignore[misc]
        for at, name in enumerate(RIGHT.values())
    ],
}


def measure_agreement(codings: Mapping[str, Mapping[str, Answer]], sheet: str, *, seed: int = 0) -> pd.DataFrame:
    """Measure how far coders agree in each thing they were asked.

    Takes: answers by coder and unit; the sheet. Speakers and roles are compared in units that both coders call
    reported, by their longest stretch.
    Returns: the table `agreement`: sheet, variable, level (nominal, interval), n_coders, n_units (coded by two or
    more), agreed (share of pairs that say the same), alpha with a 95 % percentile bootstrap over units, caution.
    Empty with fewer than two coders.
    Source: Krippendorff 2004, Hayes and Krippendorff 2007.

    >>> codes = {"a": {"t001": Answer("t001", rating=1)}, "b": {"t001": Answer("t001", rating=1)}}
    >>> measure_agreement(codes, "targets")[["agreed", "caution"]].values.tolist()
    [[1.0, 'all say the same: there is no alpha; 1 unit coded by two, fewer than 100 say little']]

    Limits: speakers agree where their words are the same: `he` and the name behind it do not.
    """
    coders = [coder for coder, answers in codings.items() if answers]
    rows = []
    for variable, level, take in VARIABLES[sheet] if len(coders) > 1 else []:
        units = sorted({unit for coder in coders for unit in codings[coder]})
        held = [[_take(codings[coder].get(unit), take) for unit in units] for coder in coders]
        agreed, n_units = _share_agreed(held)
        if n_units:
            alpha, low, high = bound_alpha(held, level, seed=seed)
            caution = "; ".join(_caution(alpha, low, n_units))
            rows.append((sheet, variable, level, len(coders), n_units, agreed, alpha, low, high, caution))
    return as_table("agreement", pd.DataFrame(rows, columns=columns_of("agreement")))


def krippendorff_alpha(codes: Sequence[Sequence[Value]], level: Level = "nominal") -> float:
    """Compute Krippendorff's alpha.

    `codes`: one list a coder, one value a unit, None where a coder did not code it; numbers for interval.
    Returns: 1 where all agree, 0 where they agree as chance would; missing where all values are the same.

    >>> round(krippendorff_alpha([["a", "a", "b"], ["a", "b", "b"]]), 3)
    0.444
    """
    sums = _sum_units(codes, level)
    return float(_alphas(sums.sum(axis=0, keepdims=True), level)[0]) if len(sums) else np.nan


def bound_alpha(
    codes: Sequence[Sequence[Value]], level: Level = "nominal", *, n_boot: int = N_BOOT, seed: int = 0
) -> tuple[float, float, float]:
    """Give alpha with its 95 % percentile bootstrap over units: alpha, low, high."""
    alpha = krippendorff_alpha(codes, level)
    sums = _sum_units(codes, level)
    if np.isnan(alpha) or len(sums) < 2:
        return alpha, np.nan, np.nan
    draws = _alphas(bootstrap_sums(sums, n_boot=n_boot, seed=seed), level)
    return (alpha, *percentiles(draws[np.isfinite(draws)]))


def _take(answer: Answer | None, take: Callable[[Answer], Value]) -> Value:
    return None if answer is None else take(answer)


def _sum_units(codes: Sequence[Sequence[Value]], level: Level) -> Floats:
    """One row a unit with two codes or more: its disagreement, its codes, then what expected disagreement is made of.

    Alpha is a function of the sums of these, so that resampling units is resampling rows.
    """
    units = [[value for value in unit if value is not None and value == value] for unit in zip(*codes, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    if level == "interval":
        return np.array([_sum_interval([float(value) for value in unit]) for unit in units])
    values: dict[Hashable, int] = {}
    for value in itertools.chain.from_iterable(units):
        values.setdefault(value, len(values))
    counts = np.zeros((len(units), len(values)))
    for at, unit in enumerate(units):
        for value in unit:
            counts[at, values[value]] += 1
    n = counts.sum(axis=1)
    apart = (n**2 - (counts**2).sum(axis=1)) / np.maximum(n - 1, 1)
    return np.column_stack([apart, n, counts])


def _sum_interval(values: list[float]) -> list[float]:
    n, total, squares = len(values), sum(values), sum(value**2 for value in values)
    return [2 * (n * squares - total**2) / (n - 1), n, total, squares]


def _alphas(sums: Floats, level: Level) -> Floats:
    """Alpha of every row of sums; missing where no disagreement could be expected."""
    apart, n = sums[:, 0], sums[:, 1]
    if level == "interval":
        expected = 2 * (n * sums[:, 3] - sums[:, 2] ** 2)
    else:
        expected = n**2 - (sums[:, 2:] ** 2).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        alphas: Floats = np.where(expected > 1e-12, 1 - apart * (n - 1) / expected, np.nan)
    return alphas


def _share_agreed(codes: Sequence[Sequence[Value]]) -> tuple[float, int]:
    """Share of pairs of codes of one unit that are the same, and the units that have a pair."""
    same = pairs = units = 0
    for unit in zip(*codes, strict=True):
        held = [value for value in unit if value is not None]
        units += len(held) > 1
        for a, b in itertools.combinations(held, 2):
            same, pairs = same + (a == b), pairs + 1
    return (same / pairs if pairs else np.nan), units


def _caution(alpha: float, low: float, n_units: int) -> list[str]:
    cautions = []
    if np.isnan(alpha):
        cautions.append("all say the same: there is no alpha")
    elif np.isnan(low) or low < TENTATIVE:
        cautions.append(f"not reliable enough: the interval reaches below {TENTATIVE}")
    elif low < FIRM:
        cautions.append(f"tentative: the interval reaches below {FIRM}")
    if n_units < FEW:
        cautions.append(f"{n_units} {'unit' if n_units == 1 else 'units'} coded by two, fewer than {FEW} say little")
    return cautions
