"""Coding: the answers of all coders side by side, where they differ, and what was decided then."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis.language.words import WORD
from analysis.validating.answers import RIGHT, Answer, read_answers
from analysis.validating.sheets import ASKED, Row
from analysis.wording import join_words

DECIDED = "decided"
Answers = Mapping[str, Answer]
Cells = Mapping[str, str]


def find_differences(given: Sequence[Answer]) -> list[str]:
    """Name what coders of one unit say differently; empty where they agree.

    >>> find_differences([Answer("s001", ("", "public")), Answer("s001", ("", "media"))])
    ['role']
    """
    found = {
        "reported": len({answer.reported for answer in given}) > 1,
        "words": len({tuple(map(bool, answer.word_roles)) for answer in given}) > 1,
        "role": len({answer.role for answer in given}) > 1,
        "speaker": not _share_words([answer.speaker for answer in given]),
        "tone": len({answer.rating for answer in given}) > 1,
    }
    for at, name in enumerate(RIGHT.values()):
        found[f"{name} right"] = len({answer.right[at] for answer in given if answer.right}) > 1
    if found["words"]:
        found["role"] = found["speaker"] = False  # of other words it may well be another
    else:
        found["role"] = len({answer.word_roles for answer in given}) > 1
    return [name for name, differs in found.items() if differs and not (name == "words" and found["reported"])]


def decide_answers(codings: Mapping[str, Answers], decisions: Answers) -> tuple[dict[str, Answer], list[str]]:
    """Join the coders' answers into one coding.

    A unit that one coder coded, or on which all agree, is taken as it is; where they differ the decision holds. Who
    is named as speaker bears on no figure and needs no decision.
    Returns: answers by unit, and the units that still wait for a decision.
    """
    joined: dict[str, Answer] = {}
    undecided = []
    for unit in sorted({unit for answers in codings.values() for unit in answers}):
        given = [answers[unit] for answers in codings.values() if unit in answers]
        if unit in decisions:
            joined[unit] = decisions[unit]
        elif set(find_differences(given)) <= {"speaker"}:
            joined[unit] = given[0]
        else:
            undecided.append(unit)
    return joined, undecided


def list_disagreements(
    codings: Mapping[str, Answers], texts: Mapping[str, str], sheet: str, *, written: Mapping[str, Cells] | None = None
) -> pd.DataFrame:
    """List the units on which coders differ, for them to decide together.

    Takes: answers by coder and unit; texts by unit, in the order of the key; the cells already filled in, by unit, so
    that none is lost. Returns: unit, sentence, differs, one column a coder with what was said, decision (whose answer
    holds), then the cells of the sheet for an answer that neither gave.
    """
    filled = ("decision", *ASKED[sheet])
    rows: list[dict[str, str]] = []
    for unit, text in texts.items():
        given = {coder: answers[unit] for coder, answers in codings.items() if unit in answers}
        differences = find_differences(list(given.values())) if len(given) > 1 else []
        if differences:
            said = {coder: _describe(given[coder], text) if coder in given else "" for coder in codings}
            kept = {column: (written or {}).get(unit, {}).get(column, "") for column in filled}
            rows.append({"unit": unit, "sentence": text, "differs": ", ".join(differences), **said, **kept})
    return pd.DataFrame(rows, columns=["unit", "sentence", "differs", *codings, *filled])


def read_decisions(
    rows: Sequence[Row],
    codings: Mapping[str, Answers],
    texts: Mapping[str, str],
    sheet: str,
    *,
    name: str,
    roles: Collection[str] = (),
) -> tuple[dict[str, Answer], list[str]]:
    """Read what the coders decided: the name of the coder whose answer holds, or an answer of its own.

    Takes: rows of the file of disagreements; answers by coder and unit. Returns: answers by unit, and the faults.
    """
    decided: dict[str, Answer] = {}
    faults: list[str] = []
    own = []
    for row in rows:
        unit, chosen = row.cells.get("unit", ""), row.cells.get("decision", "").casefold()
        if not chosen:
            own.append(row)
        elif unit in codings.get(chosen, {}):
            decided[unit] = codings[chosen][unit]
        else:
            known = join_words(coder for coder, answers in codings.items() if unit in answers) or "nobody"
            faults.append(f"{name}, row {row.number}: decision is '{chosen}', but {unit} was coded by {known}.")
    if any(row.cells.get(column) for row in own for column in ASKED[sheet]):
        read = read_answers(own, texts, sheet, name=name, roles=roles, ordered=False)
        return decided | read.answers, [*faults, *read.faults]
    return decided, faults


def code_units(units: pd.DataFrame, answers: Answers) -> pd.DataFrame:
    """Put the answers of one coding beside the units that they are about.

    Returns: units with coded (bool), coded_roles, rating and right.
    """
    given = [answers.get(unit) for unit in units["unit"]]
    blank = Answer("")

    def column(values: list[Any]) -> pd.Series:
        return pd.Series(values, index=units.index, dtype=object)

    return units.assign(
        coded=np.array([answer is not None for answer in given], bool),
        coded_roles=column([(answer or blank).word_roles for answer in given]),
        rating=np.array([(answer or blank).rating for answer in given], float),
        right=column([(answer or blank).right for answer in given]),
    )


def find_uncoded_stratum(key: pd.DataFrame, answers: Answers) -> str:
    """Name the unit up to which a coder must go on, so that every stratum holds a coded unit; empty if all do."""
    coded = key["unit"].isin(list(answers))
    cells = [key["source"], key["stratum"]]
    lacking = key[~coded.groupby(cells).transform("any")]
    return str(lacking.drop_duplicates(["source", "stratum"])["unit"].iloc[-1]) if len(lacking) else ""


def _describe(answer: Answer, text: str) -> str:
    """What a coder said of a unit, in one line."""
    if answer.right:
        return ", ".join(f"{name} {right or '?'}" for name, right in zip(RIGHT.values(), answer.right, strict=True))
    if not answer.word_roles:
        return str(answer.rating)
    if not answer.reported:
        return "no"
    words = [word for word, role in zip(WORD.findall(text), answer.word_roles, strict=True) if role]
    return f"{' '.join(words)} ({answer.speaker}; {answer.role})"


def _share_words(speakers: Sequence[str]) -> bool:
    """Whether all of the names have a word in common, or none is given."""
    sets = [set(speaker.split()) for speaker in speakers]
    return not any(sets) or bool(set.intersection(*sets))
