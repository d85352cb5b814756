"""Errors of the rules by source: what they miss, what they invent, and whether they err more in one source."""

import itertools
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.comparing.draws import Floats
from analysis.comparing.statistics import holm
from analysis.schema import as_table, columns_of
from analysis.validating.answers import RIGHT
from analysis.validating.estimate import correct_ratio
from analysis.validating.intervals import judge, reach, wilson_effective
from analysis.validating.strata import make_sample

FEW = 10
LEVEL = 0.05


class Rate(NamedTuple):
    """A share sum(hit) / sum(base), known for coded units only: recall, precision, how often a role is right."""

    measure: str
    hit: Floats
    base: Floats


def rate_words(units: pd.DataFrame, *, roles: bool = True) -> list[Rate]:
    """Hold the words that the rules take for somebody else's against those that a coder does.

    Takes: one row a sentence: word_roles (by the rules), coded, coded_roles (by a person). `roles`: whether the coder
    gave roles. A sentence is found where at least one word of it is rightly found.
    """
    rows = [
        _count_words(found, there) if coded else (0, 0, 0, 0)
        for found, there, coded in zip(units["word_roles"], units["coded_roles"], units["coded"], strict=True)
    ]
    found, there, hit, right = np.array(rows, float).reshape(-1, 4).T
    rates = [
        Rate("recall, sentences", (hit > 0).astype(float), (there > 0).astype(float)),
        Rate("precision, sentences", (hit > 0).astype(float), (found > 0).astype(float)),
        Rate("recall, words", hit, there),
        Rate("precision, words", hit, found),
        Rate("F1, words", 2 * hit, there + found),
    ]
    return [*rates, Rate("role right, words rightly found", right, hit)] if roles else rates


def rate_targets(units: pd.DataFrame) -> list[Rate]:
    """Hold the targets that the model calls negative against those that a coder does (a rating below 0)."""
    coded = units["coded"].to_numpy(bool)
    there = coded & (units["rating"].to_numpy(float) < 0)
    found = coded & units["negative"].to_numpy(bool)
    hit = (there & found).astype(float)
    return [
        Rate("recall, negative targets", hit, there.astype(float)),
        Rate("precision, negative targets", hit, found.astype(float)),
    ]


def rate_attributions(units: pd.DataFrame) -> list[Rate]:
    """Count the attributions whose content, speaker and role a coder found right.

    Takes: one row an attribution: coded, right (yes, no or partly for content, speaker, role).
    """
    rates = []
    for at, name in enumerate(RIGHT.values()):
        given = [right[at] if coded else "" for right, coded in zip(units["right"], units["coded"], strict=True)]
        base = np.array([bool(answer) for answer in given], float)
        rates.append(Rate(f"{name} right", np.array([answer == "yes" for answer in given], float), base))
        if name == "content":
            partly = np.array([answer in ("yes", "partly") for answer in given], float)
            rates.append(Rate("content right or partly", partly, base))
    return rates


def measure_errors(units: pd.DataFrame, rates: Sequence[Rate], *, coder: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Estimate the rules' errors by source, and test whether they differ between sources.

    Takes: one row a unit: source, article_id, coded, stratum, n_stratum; the rates over the same rows; whose codes
    they hold.
    Returns: `errors`: coder, measure, source, share, low, high (Wilson's interval with the effective number of
    units), n_coded, n_base (coded units that count), caution; and `error_differences` of the kind `rate`: difference
    (source minus other_source) with its interval, adjusted_p (Holm over the pairs), differs, caution.
    Source: Wilson 1927, Korn and Graubard 1998 (effective number of units), Holm 1979.

    Limits: a rate that fewer than 10 coded units bear on says little, and its row says so.
    """
    sample = make_sample(units)
    nothing = np.zeros(len(units))
    rows: list[dict[str, Any]] = []
    pairs: list[dict[str, Any]] = []
    for rate in rates:
        figures = correct_ratio(sample, rate.hit, rate.base, nothing, nothing, weight=0.0, variance="own")
        n_base = np.bincount(sample.source, weights=sample.coded & (rate.base > 0), minlength=len(sample.sources))
        given = figures.assign(n_base=n_base.astype(int)).to_dict("records")
        rows += [{"coder": coder, "measure": rate.measure, **_bound_rate(row)} for row in given]
        shared = {"coder": coder, "kind": "rate", "measure": rate.measure, "name": ""}
        pairs += [shared | row for row in _compare_rates(given)]
    return (
        as_table("errors", pd.DataFrame(rows, columns=columns_of("errors"))),
        as_table("error_differences", pd.DataFrame(pairs, columns=columns_of("error_differences"))),
    )


def _count_words(found: Sequence[str], there: Sequence[str]) -> tuple[int, int, int, int]:
    """Words found, words there, words in both, words in both under the same role."""
    both = [(a, b) for a, b in zip(found, there, strict=True) if a and b]
    return sum(map(bool, found)), sum(map(bool, there)), len(both), sum(a == b for a, b in both)


def _bound_rate(row: dict[Any, Any]) -> dict[str, Any]:
    share, error, n = row["estimate"], row["error"], row["n_base"]
    low = high = np.nan
    if n and error == 0 and row["n_coded"] == row["n_units"]:
        low = high = share
    elif n:
        inside = error > 0 and 0 < share < 1
        low, high = wilson_effective(share, min(share * (1 - share) / error**2, n) if inside else n)
    caution = "nothing coded that this is a share of" if not n else f"few: {n} coded units" if n < FEW else ""
    kept = {"source": row["source"], "share": share, "low": low, "high": high}
    return kept | {"n_coded": row["n_coded"], "n_base": n, "caution": caution}


def _compare_rates(figures: list[dict[Any, Any]]) -> list[dict[str, Any]]:
    pairs = []
    for a, b in itertools.combinations(figures, 2):
        difference, error = a["estimate"] - b["estimate"], float(np.hypot(a["error"], b["error"]))
        step = reach() * error
        row = {"source": a["source"], "other_source": b["source"], "difference": difference}
        row |= {"low": difference - step, "high": difference + step, "adjusted_p": np.nan}
        few = min(a["n_base"], b["n_base"])
        row["caution"] = f"few: {few} coded units in one of the two" if few < FEW else ""
        row["p"] = judge(difference, error)
        pairs.append(row)
    known = [row for row in pairs if not np.isnan(row["p"])]
    for row, adjusted in zip(known, holm([row["p"] for row in known]), strict=True):
        row["adjusted_p"] = float(adjusted)
    return [row | {"differs": bool(row["adjusted_p"] <= LEVEL)} for row in pairs]
