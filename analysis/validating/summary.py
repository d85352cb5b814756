"""Summary: what a coded sample says, in plain sentences."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from analysis.validating.coding import DECIDED
from analysis.validating.measures import NEGATIVE, OF_ROLE, OTHER_ROLES, REPORTED, TONE
from analysis.wording import count, join_words

WORDS = {
    REPORTED: "{n} of 100 words to be reported",
    OF_ROLE: "{n} of 100 reported words to be of {name}",
    NEGATIVE: "{n} of 100 named targets to be spoken of negatively",
    TONE: "a tone towards named targets of {n}",
}
MOST_PAIRS, MOST_WARNINGS = 3, 12


def choose_coding(table: pd.DataFrame) -> pd.DataFrame:
    """Keep the rows of the coding that counts, figure by figure: what was decided together, else the first coder's.

    >>> table = pd.DataFrame({"measure": ["tone", "tone", "words"], "coder": ["a", "decided", "a"]})
    >>> choose_coding(table).values.tolist()
    [['tone', 'decided'], ['words', 'a']]
    """
    chosen = {
        measure: DECIDED if DECIDED in set(coders) else min(coders)
        for measure, coders in table.groupby("measure")["coder"]
    }
    return table[table["coder"] == table["measure"].map(chosen)].reset_index(drop=True)


def describe_validation(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Say everything that a coded sample came to: agreement, errors, corrected figures, problems.

    Takes: the tables agreement, errors, error_differences, corrected and problems.
    """
    rows = tables["problems"][["path", "problem", "detail"]].itertuples(index=False)
    return [
        *describe_agreement(tables["agreement"]),
        *describe_errors(tables["errors"], tables["error_differences"]),
        *describe_corrected(tables["corrected"]),
        *(f"'{path}': {problem}: {detail}." for path, problem, detail in rows),
    ]


def describe_plan(plan: pd.DataFrame) -> list[str]:
    """Say how many coded sentences buy which width, figure by figure.

    Takes: the table of plan_sample.
    """
    lines = []
    figures = plan.groupby(["measure", "name", "source"], sort=False)
    for (measure, name, source), rows in figures:
        steps = [
            f"{row['n_coded']} coded ± {100 * row['half_width']:.1f}"
            if row["n_coded"] < row["n_units"]
            else f"all {row['n_units']} coded, no error left"
            for row in rows.to_dict("records")
        ]
        lines.append(f"{source}, {f'{measure} {name}'.strip()}, points of 100: {', '.join(steps)}.")
    basis = plan["based_on"].iloc[0] if len(plan) else "nothing"
    return [*lines, f"Based on: {basis}. Widths of 95 % intervals for these texts."]


def describe_agreement(agreement: pd.DataFrame) -> list[str]:
    """Say how far the coders agree.

    >>> from analysis.validating.agreement import measure_agreement
    >>> describe_agreement(measure_agreement({}, "targets"))
    ['One coder: how far two would agree is not known.']
    """
    if agreement.empty:
        return ["One coder: how far two would agree is not known."]
    lines = []
    for row in agreement.to_dict("records"):
        alpha = "" if np.isnan(row["alpha"]) else f", alpha {_number(row['alpha'])}"
        bounds = "" if np.isnan(row["low"]) else f" ({_number(row['low'])} to {_number(row['high'])})"
        caution = f": {row['caution']}" if row["caution"] else ""
        units = count(row["n_units"], "unit")
        lines.append(
            f"{row['sheet'].capitalize()}, {row['variable']}: {100 * row['agreed']:.0f} % the same in {units}"
            f"{alpha}{bounds}{caution}."
        )
    return lines


def describe_errors(errors: pd.DataFrame, differences: pd.DataFrame) -> list[str]:
    """Say what the rules miss and invent by source, and warn where they err more in one source than in another."""
    lines = []
    for measure, rows in choose_coding(errors).groupby("measure", sort=False):
        given = [_describe_rate(row) for row in rows.to_dict("records") if row["n_base"]]
        if given:
            lines.append(f"{str(measure).capitalize()}, in 100: {', '.join(given)}.")
    counting = choose_coding(differences)
    differing = counting[counting["differs"]]
    for row in differing.head(MOST_WARNINGS).to_dict("records"):
        kind = "the error of" if row["kind"] == "bias" else "the rate of"
        bounds = f"{_number(row['difference'])}, {_number(row['low'])} to {_number(row['high'])}"
        lines.append(
            f"Warning: {kind} '{name_figure(row['measure'], row['name'])}' is not the same in {row['source']} and "
            f"{row['other_source']} ({bounds}): a difference between them may be one of the rules' errors."
        )
    if len(differing) > MOST_WARNINGS:
        lines.append(f"{len(differing) - MOST_WARNINGS} more such warnings are in the table `error_differences`.")
    return lines


def describe_corrected(corrected: pd.DataFrame) -> list[str]:
    """Say every figure by the rules and corrected; of the differences between sources those that say something.

    Limits: named speakers, diversity and keywords cannot be corrected by a sample of sentences, and this is said.
    """
    if corrected.empty:
        return []
    lines: list[str] = []
    chosen = choose_coding(corrected)
    for (measure, name), rows in chosen.groupby(["measure", "name"], sort=False):
        own, known = rows["other_source"] == "", rows["estimate"].notna()
        lines += [_describe_source(row) for row in rows[own & known].to_dict("records")]
        lines += _describe_differences(rows[~own & known])
        weak = rows[own & ~known]
        if len(weak):
            sources = join_words(weak["source"])
            what = name_figure(str(measure), str(name))
            lines.append(f"{what}: not corrected in {sources}: fewer than 5 coded units bear on it.")
    held = chosen[(chosen["other_source"] == "") & chosen["worth"].notna() & (chosen["measure"] == REPORTED)]
    for row in held.to_dict("records"):
        lines.append(
            f"{name_figure(REPORTED, '')}: the {row['n_coded']} coded sentences of {row['source']} are worth "
            f"{row['worth']:.0f} that are coded without the rules."
        )
    return [*lines, "Not corrected, for too few coded units bear on each: named speakers, diversity, keywords."]


def _describe_differences(rows: pd.DataFrame) -> list[str]:
    """All differences between up to three sources; between more, those where an interval leaves 0 out."""
    apart = (rows["low"] > 0) | (rows["high"] < 0) | (rows["bias_low"] > 0) | (rows["bias_high"] < 0)
    shown = rows if len(rows) <= MOST_PAIRS else rows[apart]
    lines = [_describe_difference(row) for row in shown.to_dict("records")]
    if len(shown) < len(rows):
        lines.append(f"The {len(rows) - len(shown)} other differences of that figure are in the table `corrected`.")
    return lines


def _describe_rate(row: dict[Any, Any]) -> str:
    share, low, high = (f"{100 * row[name]:.0f}" for name in ("share", "low", "high"))
    return f"{row['source']} {share} ({low} to {high}, n {row['n_base']})"


def _describe_source(row: dict[Any, Any]) -> str:
    points = row["measure"] != TONE
    naive = _figure(row["naive"], points) or "none"
    role = OTHER_ROLES if row["name"] == OTHER_ROLES else f"the role {row['name']}"
    found = WORDS[row["measure"]].format(n=naive, name=role)
    return f"{row['source']}: the rules find {found}; corrected {_bounds(row, points)}."


def _describe_difference(row: dict[Any, Any]) -> str:
    points = row["measure"] != TONE
    naive = _figure(row["naive"], points) or "no difference is known"
    pair = f"{row['source']} minus {row['other_source']}"
    what = name_figure(row["measure"], row["name"])
    return f"{what}, {pair}: {naive} by the rules, corrected {_bounds(row, points)}."


def _bounds(row: dict[Any, Any], points: bool) -> str:
    """A corrected figure with its intervals and cautions."""
    names = ("estimate", "low", "high", "low_source", "high_source")
    estimate, low, high, low_source, high_source = (_figure(row[name], points) for name in names)
    parts = [f"{low} to {high} in these texts" if low else "", f"{low_source} to {high_source} for the source"]
    bounds = ", ".join(parts if low_source else parts[:1])
    # That coders agree too little is said once, where agreement is.
    cautions = [part for part in row["caution"].split("; ") if part and not part.startswith("coders agree")]
    caution = "".join(f"; {part}" for part in cautions)
    return f"{estimate} ({bounds}{caution})"


def name_figure(measure: str, name: str) -> str:
    """Name a figure in words.

    >>> name_figure("words of a role", "police"), name_figure("reported words", "")
    ('Words of the role police', 'Reported words')
    """
    if measure == OF_ROLE:
        return "Words of other roles" if name == OTHER_ROLES else f"Words of the role {name}"
    return measure.capitalize()


def _figure(value: float, points: bool) -> str:
    if np.isnan(value):
        return ""
    return f"{100 * value:.0f}".replace("-0", "0") if points else _number(value)


def _number(value: float) -> str:
    return f"{value:.2f}"
