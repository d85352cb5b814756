"""Corrections: what a reader says about a quotation goes over what the rules say, and stays so in every run."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from analysis.language.parse import Sentence
from analysis.reading.additions import Addition, add_quote, locate, role_of
from analysis.reading.page import Page
from analysis.reading.quotes.rows import Quote
from analysis.schema import QUOTE_KINDS

COLUMNS = ("start", "end", "text", "speaker", "role", "kind", "verdict")
NO_QUOTATION, ADD = "not a quotation", "add"
VERDICTS = ("", NO_QUOTATION, ADD)
SHARED = 0.5
SHOWN = ("speaker", "role", "kind")


Correction = Mapping[str, str]


class Remark(NamedTuple):
    """Something that a reader should know of this article."""

    problem: str
    detail: str


class Change(NamedTuple):
    """What one correction did: to which quotation, in which sentence, and what stood there before."""

    sentence_id: str
    quote_id: str
    effect: str
    before: str
    after: str
    detail: str
    start: int
    end: int


class Corrected(NamedTuple):
    """Quotations under a reader's corrections, what each correction did, and those that fit nothing."""

    quotes: list[Quote]
    changes: list[Change]
    remarks: list[Remark]


def apply_corrections(
    quotes: Sequence[Quote], page: Page, sentences: Sequence[Sentence], corrections: Sequence[Correction]
) -> Corrected:
    """Put a reader's corrections of one article over its quotations.

    A correction names its quotation by `start` and `end` (the span that shares at least half with it), or else by
    `text`. `speaker`, `role` and `kind` replace what was found where they are not empty; a new speaker without a role
    has the role that he has elsewhere in the article, else `other`. The verdict `not a quotation` removes the row, and
    what was nested in it moves up; `add` makes a row of words that the rules missed, see `add_quote`. Added is last,
    so that the order of the rows in the file decides nothing.

    Takes: the quotes of `resolve_speakers`; the page and the sentences of the article; rows of corrections.csv for it,
    all values strings.
    Returns: quotes in the order of the text, `corrected` where anything was; what each correction did, in the order
    of the file; and a remark for every correction that names no quotation or holds an unknown value.

    >>> from analysis.reading.article import read_article
    >>> read = read_article("It failed, they said.", corrections=[{"text": "It failed", "speaker": "Ada Lund"}])
    >>> read["quotes"][["speaker", "corrected"]].values.tolist(), len(read["remarks"])
    ([['Ada Lund', True]], 0)
    >>> read["corrections"][["effect", "after"]].values.tolist()
    [['changed', 'speaker Ada Lund; role other']]

    Limits: a text that several quotations hold means the first of them.
    """
    rows = list(quotes)
    given = [{name: (correction.get(name) or "").strip() for name in COLUMNS} for correction in corrections]
    changes: dict[int, Change] = {}
    removed: set[str] = set()
    for number, cells in enumerate(given):
        if wrong := _check(cells):
            changes[number] = _without_effect(wrong)
        elif cells["verdict"] != ADD:
            rows, changes[number] = _change(rows, page.text, cells)
            if changes[number].effect == "removed":
                removed.add(changes[number].quote_id)
    rows = _remove(rows, removed)
    for number, cells in enumerate(given):
        if number not in changes:
            rows, changes[number] = _add(rows, page, cells)
    listed = [_place(changes[number], sentences) for number in range(len(given))]
    remarks = [
        Remark("correction without effect", change.detail) for change in listed if change.effect == "without effect"
    ]
    return Corrected(rows, listed, remarks)


def _change(rows: list[Quote], text: str, given: Mapping[str, str]) -> tuple[list[Quote], Change]:
    at = _find(rows, text, given)
    if at is None:
        return rows, _without_effect(f"No quotation matches {_describe(given)}.")
    if given["verdict"]:
        return rows, _tell(rows[at], "removed", _word(rows[at], SHOWN), "", "")
    return _replace(rows, at, given, "")


def _remove(rows: Sequence[Quote], removed: set[str]) -> list[Quote]:
    """The rows without those that are no quotation; what was nested in one moves up."""
    above = {row.quote_id: row.parent_id for row in rows}
    left = []
    for row in rows:
        parent = row.parent_id
        while parent in removed:
            parent = above[parent]
        if row.quote_id not in removed:
            left.append(row._replace(parent_id=parent))
    return left


def _replace(rows: list[Quote], at: int, given: Mapping[str, str], detail: str) -> tuple[list[Quote], Change]:
    """Put what a reader says in the place of what was found, and tell both."""
    row = rows[at]
    new = _correct(row, given, rows)
    moved = [name for name in SHOWN if getattr(row, name) != getattr(new, name)]
    effect = "changed" if moved else "confirmed"
    change = _tell(new, effect, _word(row, moved), _word(new, moved), detail)
    return [*rows[:at], new, *rows[at + 1 :]], change


def _add(rows: list[Quote], page: Page, given: Mapping[str, str]) -> tuple[list[Quote], Change]:
    made = add_quote(rows, page, given)
    if isinstance(made, str):
        return rows, _without_effect(made)
    if isinstance(made, Addition):
        return made.quotes, _tell(made.row, "added", "", _word(made.row, SHOWN), made.detail)
    return _replace(rows, made, given, "It was found already, and is corrected instead of added twice.")


def _correct(row: Quote, given: Mapping[str, str], rows: Sequence[Quote]) -> Quote:
    speaker = given["speaker"] or row.speaker
    row = row._replace(
        speaker=speaker,
        role=given["role"] or (row.role if speaker == row.speaker else role_of(speaker, rows)),
        role_text="" if given["role"] or speaker != row.speaker else row.role_text,
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
    if given["verdict"] not in VERDICTS:
        return f"verdict is '{given['verdict'][:60]}'; it must be empty, '{NO_QUOTATION}' or '{ADD}'."
    if not (given["start"] and given["end"]) and not given["text"]:
        return "A correction needs start and end, or text."
    return ""


def _find(rows: Sequence[Quote], text: str, given: Mapping[str, str]) -> int | None:
    """The place of the row that a correction means."""
    span = locate(text, {**given, "text": ""})
    if isinstance(span, tuple):
        shares = [_share(*span, row.start, row.end) for row in rows]
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
    return f"the span {given['start'][:20]} to {given['end'][:20]}"


def _word(row: Quote, names: Sequence[str]) -> str:
    return "; ".join(f"{name} {getattr(row, name) or '(none)'}" for name in names)


def _tell(row: Quote, effect: str, before: str, after: str, detail: str) -> Change:
    return Change("", row.quote_id, effect, before, after, detail, row.start, row.end)


def _without_effect(detail: str) -> Change:
    return Change("", "", "without effect", "", "", detail, 0, 0)


def _place(change: Change, sentences: Sequence[Sentence]) -> Change:
    """Name the sentence in which the words that a correction is about begin; none where it fits nothing."""
    if change.effect == "without effect":
        return change
    inside = (s.sentence_id for s in sentences if s.start <= change.start < s.end)
    return change._replace(sentence_id=next(inside, ""))
