"""Corrections: what a reader says about a quotation goes over what the rules say, and stays so in every run."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from analysis.reading.quotes.rows import Quote
from analysis.schema import QUOTE_KINDS

COLUMNS = ("start", "end", "text", "speaker", "role", "kind", "verdict")
NO_QUOTATION = "not a quotation"
SHARED = 0.5


Correction = Mapping[str, str]


class Remark(NamedTuple):
    """Something that a reader should know of this article."""

    problem: str
    detail: str


def apply_corrections(
    quotes: Sequence[Quote], text: str, corrections: Sequence[Correction]
) -> tuple[list[Quote], list[Remark]]:
    """Put a reader's corrections of one article over its quotations.

    A correction names its quotation by `start` and `end` (the span that shares at least half with it), or else by
    `text`. `speaker`, `role` and `kind` replace what was found where they are not empty; the verdict
    `not a quotation` removes the row, and what was nested in it moves up.

    Takes: the quotes of `resolve_speakers`; the article's text; rows of corrections.csv for it, all values strings.
    Returns: quotes, `corrected` where anything was; and a remark for every correction that names no quotation or holds
    an unknown value.

    >>> from analysis.reading.article import read_article
    >>> read = read_article("It failed, they said.", corrections=[{"text": "It failed", "speaker": "Ada Lund"}])
    >>> read["quotes"][["speaker", "corrected"]].values.tolist(), len(read["remarks"])
    ([['Ada Lund', True]], 0)

    Limits: a quotation that the rules did not find cannot be added.
    """
    rows = list(quotes)
    removed: set[int] = set()
    remarks: list[Remark] = []
    for correction in corrections:
        given = {name: (correction.get(name) or "").strip() for name in COLUMNS}
        detail = _check(given)
        at = _find(rows, text, given) if not detail else None
        if at is None:
            remarks.append(Remark("correction without effect", detail or f"No quotation matches {_describe(given)}."))
        elif given["verdict"]:
            removed.add(at)
        else:
            rows[at] = _correct(rows[at], given)
    above = {rows[at].quote_id: rows[at].parent_id for at in removed}
    for at, row in enumerate(rows):
        parent = row.parent_id
        while parent in above:
            parent = above[parent]
        rows[at] = row._replace(parent_id=parent)
    return [row for at, row in enumerate(rows) if at not in removed], remarks


def _correct(row: Quote, given: Mapping[str, str]) -> Quote:
    row = row._replace(
        speaker=given["speaker"] or row.speaker,
        role=given["role"] or row.role,
        role_text="" if given["role"] else row.role_text,
        kind=given["kind"] or row.kind,
        corrected=True,
        told=row.told or bool(given["speaker"]),
    )
    if given["kind"] in ("direct", "indirect"):
        row = row._replace(marked=row.pieces if given["kind"] == "direct" else ())
    return row


def _check(given: Mapping[str, str]) -> str:
    """What is wrong with a correction, in words; empty where nothing is."""
    if given["kind"] and given["kind"] not in QUOTE_KINDS:
        return f"kind is '{given['kind']}'; it must be one of {', '.join(QUOTE_KINDS)}."
    if given["verdict"] not in ("", NO_QUOTATION):
        return f"verdict is '{given['verdict']}'; it must be empty or '{NO_QUOTATION}'."
    if not (given["start"].isdigit() and given["end"].isdigit()) and not given["text"]:
        return "A correction needs start and end, or text."
    return ""


def _find(rows: Sequence[Quote], text: str, given: Mapping[str, str]) -> int | None:
    """The place of the row that a correction means."""
    if given["start"].isdigit() and given["end"].isdigit():
        start, end = int(given["start"]), int(given["end"])
        shares = [_share(start, end, row.start, row.end) for row in rows]
        best = max(range(len(rows)), key=lambda k: shares[k], default=None)
        if best is not None and shares[best] >= SHARED:
            return best
    wanted = _plain(given["text"])
    if not wanted:
        return None
    plain = [_plain(text[row.start : row.end]) for row in rows]
    same = [k for k, words in enumerate(plain) if words == wanted]
    return next(iter(same or [k for k, words in enumerate(plain) if wanted in words]), None)


def _share(start: int, end: int, other_start: int, other_end: int) -> float:
    common = min(end, other_end) - max(start, other_start)
    return common / (max(end, other_end) - min(start, other_start)) if common > 0 else 0.0


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _describe(given: Mapping[str, str]) -> str:
    if given["text"]:
        return f"the text '{given['text'][:60]}'"
    return f"the span {given['start']} to {given['end']}"
