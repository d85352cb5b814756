"""Corrections: what a reader says about a quotation goes over what the rules say, and stays so in every run."""

import re
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

COLUMNS = ("start", "end", "text", "speaker", "role", "kind", "verdict")
KINDS = ("direct", "indirect", "mixed")
NO_QUOTATION = "not a quotation"
SHARED = 0.5


def apply_corrections(
    quotes: pd.DataFrame, corrections: Sequence[Mapping[str, str]]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Put a reader's corrections of one article over its quotations.

    A correction names its quotation by `start` and `end` (the span that shares at least half with it), or else by
    `text`. `speaker`, `role` and `kind` replace what was found where they are not empty; the verdict
    `not a quotation` removes the row, and what was nested in it moves up.

    Takes: the quotes of `resolve_speakers`; rows of corrections.csv for this article, all values strings.
    Returns: quotes with `corrected` (bool); and a table problem, detail with a row for every correction that names
    no quotation or holds an unknown value.

    >>> quotes = pd.DataFrame({"quote_id": ["q001"], "parent_id": [""], "start": [0], "end": [9], "text": ["It failed"],
    ...     "speaker": ["unknown"], "role": [""], "kind": ["indirect"], "pieces": [((0, 9),)], "marked": [()]})
    >>> corrected, problems = apply_corrections(quotes, [{"text": "It failed", "speaker": "Ada Lund"}])
    >>> corrected[["speaker", "corrected"]].values.tolist(), len(problems)
    ([['Ada Lund', True]], 0)

    Limits: a quotation that the rules did not find cannot be added.
    """
    rows = quotes.to_dict("records")
    touched: set[int] = set()
    removed: set[int] = set()
    problems: list[str] = []
    for correction in corrections:
        given = {name: (correction.get(name) or "").strip() for name in COLUMNS}
        detail = _check(given)
        at = _find(rows, given) if not detail else -1
        if at < 0:
            problems.append(detail or f"No quotation matches {_describe(given)}.")
        elif given["verdict"]:
            removed.add(at)
        else:
            rows[at] |= {name: given[name] for name in ("speaker", "role", "kind") if given[name]}
            if given["kind"] in ("direct", "indirect"):
                rows[at]["marked"] = rows[at]["pieces"] if given["kind"] == "direct" else ()
            touched.add(at)
    above = {rows[at]["quote_id"]: rows[at]["parent_id"] for at in removed}
    for row in rows:
        while row["parent_id"] in above:
            row["parent_id"] = above[row["parent_id"]]
    kept = [k for k in range(len(rows)) if k not in removed]
    table = pd.DataFrame([rows[k] for k in kept], columns=list(quotes.columns)).astype(quotes.dtypes.to_dict())
    table = table.assign(corrected=[k in touched for k in kept])
    found = pd.DataFrame({"problem": ["correction without effect"] * len(problems), "detail": problems}, dtype="str")
    return table.astype({"corrected": "bool"}), found


def _check(given: Mapping[str, str]) -> str:
    """What is wrong with a correction, in words; empty where nothing is."""
    if given["kind"] and given["kind"] not in KINDS:
        return f"kind is '{given['kind']}'; it must be one of {', '.join(KINDS)}."
    if given["verdict"] not in ("", NO_QUOTATION):
        return f"verdict is '{given['verdict']}'; it must be empty or '{NO_QUOTATION}'."
    if not (given["start"].isdigit() and given["end"].isdigit()) and not given["text"]:
        return "A correction needs start and end, or text."
    return ""


def _find(rows: Sequence[Mapping[Hashable, Any]], given: Mapping[str, str]) -> int:
    """The row that a correction means, or -1."""
    if given["start"].isdigit() and given["end"].isdigit():
        start, end = int(given["start"]), int(given["end"])
        shares = [_share(start, end, int(row["start"]), int(row["end"])) for row in rows]
        best = max(range(len(rows)), key=lambda k: shares[k], default=-1)
        if best >= 0 and shares[best] >= SHARED:
            return best
    wanted = _plain(given["text"])
    if not wanted:
        return -1
    same = [k for k, row in enumerate(rows) if _plain(row["text"]) == wanted]
    return next(iter(same or [k for k, row in enumerate(rows) if wanted in _plain(row["text"])]), -1)


def _share(start: int, end: int, other_start: int, other_end: int) -> float:
    common = min(end, other_end) - max(start, other_start)
    return common / (max(end, other_end) - min(start, other_start)) if common > 0 else 0.0


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _describe(given: Mapping[str, str]) -> str:
    if given["text"]:
        return f"the text '{given['text'][:60]}'"
    return f"the span {given['start']} to {given['end']}"
