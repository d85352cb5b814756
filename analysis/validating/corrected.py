"""Corrected figures: what the rules say of each source, corrected by the coded sample, and how sources differ then."""

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import t as student

from analysis.schema import as_table
from analysis.validating.estimate import correct_ratio
from analysis.validating.measures import TONE, Measure
from analysis.validating.strata import Sample, make_sample
from analysis.wording import count

NONE, FEW = 5, 10  # fewer coded units that bear on a figure: no figure; the larger variance
FIGURES = ("naive", "estimate", "low", "high", "low_source", "high_source", "bias", "bias_low", "bias_high")


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
        rows += [shared | compare_sources(a, b) for a, b in itertools.combinations(figures, 2)]
    return as_table("corrected", pd.DataFrame(rows)) if rows else empty_corrected()


def empty_corrected() -> pd.DataFrame:
    """Give the table `corrected` without a row."""
    from analysis.schema import columns_of

    return as_table("corrected", {column: [] for column in columns_of("corrected")})


def compare_sources(a: dict[str, Any], b: dict[str, Any]) -> dict[str, Any]:
    """Subtract the corrected figure of one source from another's; the two draws are independent, so variances add.

    Takes: two rows of `correct_ratio`. Returns: a row of `corrected` without coder, measure and name.
    """
    degrees = a["degrees"] + b["degrees"]
    step = student.ppf(0.975, degrees) * np.hypot(a["error"], b["error"])
    step_source = student.ppf(0.975, degrees) * np.hypot(a["error_source"], b["error_source"])
    naive, estimate = a["naive"] - b["naive"], a["estimate"] - b["estimate"]
    row = {
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
    }
    return row | {"caution": "; ".join(_caution_difference(row))}


def _correct(sample: Sample, measure: Measure) -> list[dict[str, Any]]:
    """Figures by source: with the larger variance where few coded units bear on them, missing where too few do."""
    values = (measure.y, measure.x, measure.f, measure.g)
    figures = correct_ratio(sample, *values, share=measure.share).to_dict("records")
    if any(row["n_bearing"] < FEW for row in figures):
        wide = correct_ratio(sample, *values, share=measure.share, variance="larger").to_dict("records")
        figures = [other if row["n_bearing"] < FEW else row for row, other in zip(figures, wide, strict=True)]
    return [_drop_weak({str(name): value for name, value in row.items()}) for row in figures]


def _drop_weak(row: dict[str, Any]) -> dict[str, Any]:
    if row["n_bearing"] >= NONE or row["n_coded"] == row["n_units"]:
        return row
    kept = ("source", "naive", "weight", "degrees", "n_units", "n_coded", "n_bearing", "n_articles")
    return {name: value if name in kept else np.nan for name, value in row.items()}


def _word_source(row: dict[str, Any], measure: Measure) -> dict[str, Any]:
    """Make a row of `corrected` out of one of `correct_ratio`; a share is cut to 0..1, which is said."""
    cautions = _caution_source(row, measure)
    bias = row["naive"] - row["estimate"] if measure.measure != TONE else np.nan
    step = student.ppf(0.975, row["degrees"]) * row["error"]
    made = row | {"bias": bias, **_around("bias_", bias, step), "worth": row["worth"] * row["n_coded"]}
    if measure.share:
        limits = ("estimate", "low", "high", "low_source", "high_source")
        made |= {name: float(np.clip(made[name], 0, 1)) for name in limits}
    return made | {"other_source": "", "caution": "; ".join(cautions)}


def _caution_source(row: dict[str, Any], measure: Measure) -> list[str]:
    n = row["n_bearing"]
    cautions = []
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
    if measure.share and not 0 <= row["estimate"] <= 1:
        cautions.append("the estimate fell outside 0 to 1 and was cut")
    if measure.measure == TONE:
        cautions.append("people and model use the scale in ways of their own: compare sources")
    elif row["n_coded"] < row["n_units"]:
        cautions += _caution_bias(row["low"], row["high"], row["naive"], row["estimate"])
    if row["n_articles"] == 1:
        cautions.append("1 article: describes this text, not the source")
    return cautions


def _caution_difference(row: dict[str, Any]) -> list[str]:
    if np.isnan(row["estimate"]):
        return ["not corrected: too little is coded in one of the two"]
    cautions = [f"few: {row['n_bearing']} coded units bear on one of the two"] if row["n_bearing"] < FEW else []
    if row["naive"] and not row["bias_low"] <= 0 <= row["bias_high"]:
        cautions.append("the rules err differently in the two: their difference is partly one of errors")
    elif row["bias_low"] < row["bias_high"]:
        cautions.append("no difference in the rules' errors beyond the coding's own error")
    return cautions


def _caution_bias(low: float, high: float, naive: float, estimate: float) -> list[str]:
    if low <= naive <= high:
        return ["no bias beyond the coding's own error"]
    if high - low > 2 * abs(naive - estimate):
        return ["coded too little to improve this figure: read it as a bound"]
    return []


def _around(prefix: str, middle: float, step: float) -> dict[str, float]:
    return {f"{prefix}low": middle - step, f"{prefix}high": middle + step}
