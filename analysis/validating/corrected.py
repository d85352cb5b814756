"""Corrected figures: what the rules say of each source, corrected by the coded sample, and how sources differ then."""

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis.comparing.statistics import holm
from analysis.schema import as_table, columns_of
from analysis.validating.estimate import correct_ratio
from analysis.validating.intervals import judge, reach, wilson_effective
from analysis.validating.measures import TONE, Measure
from analysis.validating.strata import Sample, make_sample, sum_by_source
from analysis.wording import count

NONE, FEW = 5, 10  # fewer coded units that bear on a figure: no figure; the larger variance
LEVEL = 0.05
NO_DOUBT = 1e-9  # below it a standard error is rounding


def correct_figures(units: pd.DataFrame, measures: Sequence[Measure], *, coder: str) -> pd.DataFrame:
    """Correct each figure of each source, and the differences between sources.

    Takes: one row a unit: source, article_id, coded (bool), stratum, n_stratum; the measures over the same rows; whose
    codes they hold. Returns: the table `corrected`: coder, measure, name (the role), source, other_source (filled in
    a row of a difference: source minus other source), naive (by the rules), estimate, low, high (in these texts),
    low_source, high_source (articles as a sample of the source), bias (naive minus estimate) with its interval,
    weight (of the predictions), worth (hand-coded units, drawn at random, that would tell as much), n_coded,
    n_bearing, n_articles, caution. Where fewer than 5 coded units bear on a figure, its corrected numbers are missing
    and the caution says so.
    Source: see correct_ratio.

    Limits: a coder's own errors go straight into these figures; they correct the rules, not the coder.
    """
    sample = make_sample(units)
    rows: list[dict[str, Any]] = []
    for measure in measures:
        figures = _correct(sample, measure)
        shared = {"coder": coder, "measure": measure.measure, "name": measure.name}
        rows += [shared | _word_source(row, measure) for row in figures]
        rows += [shared | row | {"caution": _caution_difference(row)} for row in _compare_pairs(figures)]
    return as_table("corrected", pd.DataFrame(rows, columns=columns_of("corrected")))


def compare_biases(units: pd.DataFrame, measures: Sequence[Measure], *, coder: str) -> pd.DataFrame:
    """Say whether the rules are off by more in one source than in another, figure by figure.

    Takes: as correct_figures. Returns: rows of the table `error_differences` of the kind `bias`: difference is the
    bias in source minus that in other_source, from the coding alone; `differs` where its p-value, adjusted over the
    pairs of sources, is at most .05. Source: Holm 1979.

    Limits: rules that miss equally much everywhere still bend sources unequally where these report unequally much.
    """
    sample = make_sample(units)
    rows = []
    for measure in measures:
        shared = {"coder": coder, "kind": "bias", "measure": measure.measure, "name": measure.name}
        for row in _compare_pairs(_correct(sample, measure)):
            moved = {"difference": row["bias"], "low": row["bias_low"], "high": row["bias_high"]}
            rows.append(shared | row | moved | {"caution": _caution_difference(row)})
    return as_table("error_differences", pd.DataFrame(rows, columns=columns_of("error_differences")))


def _compare_pairs(figures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Differences of all pairs of sources, flagged where the rules' errors differ."""
    rows = [_compare(a, b) for a, b in itertools.combinations(figures, 2)]
    known = [row for row in rows if not np.isnan(row["p"])]
    for row, adjusted in zip(known, holm([row["p"] for row in known]), strict=True):
        row["adjusted_p"] = float(adjusted)
    return [row | {"differs": row["adjusted_p"] <= LEVEL} for row in rows]


def _compare(a: dict[str, Any], b: dict[str, Any]) -> dict[str, Any]:
    """Subtract one source's figure from another's; the two draws are independent, so variances add."""
    degrees = a["degrees"] + b["degrees"]
    step = reach(degrees) * np.hypot(a["error"], b["error"])
    step_source = reach(degrees) * np.hypot(a["error_source"], b["error_source"])
    naive, estimate = a["naive"] - b["naive"], a["estimate"] - b["estimate"]
    return {
        "source": a["source"],
        "other_source": b["source"],
        "naive": naive,
        "estimate": estimate,
        **_around("", estimate, step),
        "low_source": estimate - step_source,
        "high_source": estimate + step_source,
        "bias": naive - estimate,
        **_around("bias_", naive - estimate, step),
        "weight": a["weight"],
        "worth": np.nan,
        **{name: a[name] + b[name] for name in ("n_coded", "n_articles")},
        "n_bearing": min(a["n_bearing"], b["n_bearing"]),
        "p": judge(naive - estimate, float(np.hypot(a["error"], b["error"])), degrees),
        "adjusted_p": np.nan,
    }


def _correct(sample: Sample, measure: Measure) -> list[dict[str, Any]]:
    """Figures by source: with the larger variance where few coded units bear on them, missing where too few do."""
    values = (measure.y, measure.x, measure.f, measure.g)
    figures = correct_ratio(sample, *values, share=measure.share).to_dict("records")
    if any(row["n_bearing"] < FEW for row in figures):
        wide = correct_ratio(sample, *values, share=measure.share, variance="larger").to_dict("records")
        figures = [other if row["n_bearing"] < FEW else row for row, other in zip(figures, wide, strict=True)]
    base = sum_by_source(sample, sample.coded & (np.where(sample.coded, measure.x, 0) > 0))
    rows = [{str(name): value for name, value in row.items()} for row in figures]
    return [_drop_weak(_widen(row, measure, n)) for row, n in zip(rows, base, strict=True)]


def _widen(row: dict[str, Any], measure: Measure, n_base: float) -> dict[str, Any]:
    """Give a share that no coded unit put in doubt, or that fell outside 0..1, the interval of so many plain units.

    Takes: a row of `correct_ratio`, its measure, and the coded units that it is a share of. Without this the sample
    would leave no doubt at all.
    """
    outside = measure.share and not 0 <= row["estimate"] <= 1
    if row["n_coded"] == row["n_units"] or not n_base or (row["error"] > NO_DOUBT and not outside):
        return row | {"cut": False}
    if not measure.share:
        return row | dict.fromkeys(("low", "high", "low_source", "high_source", "worth"), np.nan) | {"cut": False}
    estimate = float(np.clip(row["estimate"], 0, 1))
    low, high = wilson_effective(estimate, n_base)
    error = max((high - low) / 2 / reach(row["degrees"]), row["error"])
    made = row | {"estimate": estimate, "error": error, "low": low, "high": high, "worth": np.nan, "cut": outside}
    if row["n_articles"] > 1:
        made["error_source"] = max(row["error_source"], error)
        made["low_source"], made["high_source"] = min(low, row["low_source"]), max(high, row["high_source"])
    return made


def _drop_weak(row: dict[str, Any]) -> dict[str, Any]:
    if row["n_bearing"] >= NONE or row["n_coded"] == row["n_units"]:
        return row
    kept = ("source", "naive", "weight", "degrees", "n_units", "n_coded", "n_bearing", "n_articles", "cut")
    return {name: value if name in kept else np.nan for name, value in row.items()}


def _word_source(row: dict[str, Any], measure: Measure) -> dict[str, Any]:
    """Make a row of `corrected` out of one of `correct_ratio`; a share is cut to 0..1, which is said."""
    cautions = _caution_source(row, measure)
    bias = row["naive"] - row["estimate"] if measure.measure != TONE else np.nan
    step = reach(row["degrees"]) * row["error"]
    made = row | {"bias": bias, **_around("bias_", bias, step), "worth": row["worth"] * row["n_coded"]}
    if measure.share:
        limits = ("estimate", "low", "high", "low_source", "high_source")
        made |= {limit: float(np.clip(made[limit], 0, 1)) for limit in limits}
    return made | {"other_source": "", "caution": "; ".join(cautions)}


def _caution_source(row: dict[str, Any], measure: Measure) -> list[str]:
    n = row["n_bearing"]
    cautions: list[str] = []
    if np.isnan(row["naive"]):
        cautions.append("the rules find nothing that this is a share of")
    if row["n_coded"] == row["n_units"]:
        cautions.append("every unit is coded: counted, not estimated")
    elif n < NONE:
        return [
            *cautions,
            f"{count(n, 'coded unit bears', 'coded units bear')} on it, fewer than {NONE}: not corrected",
        ]
    elif n < FEW:
        cautions.append(f"few: {n} coded units bear on it")
    if row["cut"]:
        cautions.append("the estimate fell outside 0 to 1 and was cut")
    if measure.measure == TONE:
        cautions.append("people and model use the scale in ways of their own: compare sources")
    elif row["n_coded"] < row["n_units"]:
        cautions += _caution_bias(row["low"], row["high"], row["naive"], row["estimate"])
    if row["n_articles"] == 1:
        cautions.append("1 article: describes this text, not the source")
    return cautions


def _caution_difference(row: dict[str, Any]) -> str:
    if np.isnan(row["estimate"]):
        return "not corrected: too little is coded in one of the two"
    cautions = [f"few: {row['n_bearing']} coded units bear on one of the two"] if row["n_bearing"] < FEW else []
    if row["differs"]:
        cautions.append("the rules err differently in the two: what parts them is partly an error of the rules")
    return "; ".join(cautions)


def _caution_bias(low: float, high: float, naive: float, estimate: float) -> list[str]:
    if low <= naive <= high:
        return ["no bias beyond the coding's own error"]
    if high - low > 2 * abs(naive - estimate):
        return ["coded too little to improve this figure: read it as a bound"]
    return []


def _around(prefix: str, middle: float, step: float) -> dict[str, float]:
    return {f"{prefix}low": middle - step, f"{prefix}high": middle + step}
