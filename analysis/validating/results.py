"""Results: from the answers of all coders to the four tables."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.errors import RequestError
from analysis.schema import CODED_TABLES
from analysis.validating.agreement import TENTATIVE, measure_agreement
from analysis.validating.answers import Answer, Coding
from analysis.validating.coding import DECIDED, code_units, decide_answers, find_uncoded_stratum
from analysis.validating.corrected import compare_biases, correct_figures
from analysis.validating.errors import Rate, measure_errors, rate_attributions, rate_targets, rate_words
from analysis.validating.measures import NEGATIVE, OF_ROLE, REPORTED, TONE, Measure, measure_tone, measure_words

# What a figure rests on: where coders agree too little in it, the figure says so.
RESTS_ON = {REPORTED: "number of words", OF_ROLE: "role", TONE: "tone", NEGATIVE: "tone"}
Tables = dict[str, pd.DataFrame]


class Result(NamedTuple):
    """What the sheets of one kind came to."""

    tables: Tables
    undecided: list[str]  # units on which coders differ and nothing is decided: until then each coder stands alone
    coded: pd.DataFrame  # the units with the codes that count
    measures: list[Measure]


def measure_sheet(
    units: pd.DataFrame,
    key: pd.DataFrame,
    sheet: str,
    codings: Mapping[str, Coding],
    *,
    decisions: Mapping[str, Answer] | None = None,
    seed: int = 0,
) -> Result:
    """Measure agreement, the rules' errors and the corrected figures from one kind of sheet.

    Takes: units found again by `find_units` (attributions: of `expand_key`), the key of that sheet, what each coder
    wrote, what they decided where they differ.
    Returns: the four tables, once for each coder whose sample is complete enough and, where nothing waits for a
    decision, once for what was decided.
    Raises: RequestError naming the unit up to which to code where no coding reaches every stratum.

    Limits: the answers of a coder go straight into the figures: see agreement before you trust them.
    """
    answers = {coder: coding.answers for coder, coding in codings.items() if coding.answers}
    joined, undecided = decide_answers(answers, decisions or {})
    given = dict(answers)
    if len(answers) > 1 and not undecided:
        given[DECIDED] = joined
    usable = {coder: held for coder, held in given.items() if not find_uncoded_stratum(key, held)}
    if not usable:
        last = find_uncoded_stratum(key, joined)
        raise RequestError(
            f"The sheet '{sheet}' is coded too little to say anything: code on to unit {last}, in row "
            f"{key['unit'].tolist().index(last) + 2} as it was drawn."
            if last
            else f"The sheet '{sheet}' waits for {len(undecided)} decisions, and no coder coded enough alone."
        )
    parts: dict[str, list[pd.DataFrame]] = {name: [] for name in CODED_TABLES}
    parts["agreement"].append(measure_agreement(answers, sheet, seed=seed))
    chosen = DECIDED if DECIDED in usable else next(iter(usable))
    kept: tuple[pd.DataFrame, list[Measure]] = (units, [])
    for coder, held in usable.items():
        coded = code_units(units, held)
        with_roles = all(codings[name].with_roles for name in (answers if coder == DECIDED else [coder]))
        rates, measures = _list_figures(coded, sheet, with_roles=with_roles)
        errors, differences = measure_errors(coded, rates, coder=coder)
        parts["errors"].append(errors)
        parts["error_differences"] += [differences, compare_biases(coded, measures, coder=coder)]
        parts["corrected"].append(correct_figures(coded, measures, coder=coder))
        if coder == chosen:
            kept = (coded, measures)
    tables = {name: pd.concat(held, ignore_index=True) for name, held in parts.items()}
    tables["corrected"] = _add_cautions(tables["corrected"], tables["agreement"])
    return Result(tables, undecided, *kept)


def _list_figures(coded: pd.DataFrame, sheet: str, *, with_roles: bool) -> tuple[list[Rate], list[Measure]]:
    if sheet == "attributions":
        return rate_attributions(coded), []
    if sheet == "targets":
        return rate_targets(coded), measure_tone(coded)
    return rate_words(coded, roles=with_roles), measure_words(coded, roles=with_roles)


def _add_cautions(corrected: pd.DataFrame, agreement: pd.DataFrame) -> pd.DataFrame:
    """Say in a figure's row that coders agree too little in what it rests on, or that their own figures lie apart."""
    weak = {
        row["variable"]: f"coders agree too little in {row['variable']} (alpha {row['alpha']:.2f})"
        for row in agreement.to_dict("records")
        if not np.isnan(row["alpha"]) and (np.isnan(row["low"]) or row["low"] < TENTATIVE)
    }
    figure = ["measure", "name", "source", "other_source"]
    alone = corrected[corrected["coder"] != DECIDED].groupby(figure)
    spread = alone["estimate"].max() - alone["estimate"].min()
    apart = spread > (corrected["high"] - corrected["low"]).groupby([corrected[name] for name in figure]).min() / 2
    cautions = []
    for row in corrected.to_dict("records"):
        known = [row["caution"], weak.get(RESTS_ON[row["measure"]], "")]
        if apart.get(tuple(row[name] for name in figure), False):
            known.append("the coders' own figures lie more than half the interval apart")
        cautions.append("; ".join(filter(None, known)))
    return corrected.assign(caution=cautions).astype({"caution": "str"})
