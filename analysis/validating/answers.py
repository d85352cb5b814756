"""Answers: what a coder wrote, checked cell by cell; every fault is named by file, row, unit and column."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from analysis.errors import suggest
from analysis.language.words import count_words
from analysis.schema import UNKNOWN
from analysis.validating.measures import MOST_RATING
from analysis.validating.sheets import ASKED, PARTS, SHEETS, Row
from analysis.validating.stretches import find_words, fold_words
from analysis.validating.units import CLOSE, OPEN

YES = frozenset(["yes", "y", "1", "true", "t", "x", "✓", "✔"])
NO = frozenset(["no", "n", "0", "false", "f"])
PARTLY = frozenset(["partly", "partially", "part", "p", "half"])
RIGHT = {"content_right": "content", "speaker_right": "speaker", "role_right": "role"}


class Answer(NamedTuple):
    """What one coder says of one unit."""

    unit: str
    word_roles: tuple[str, ...] = ()  # sentences: one entry a word, empty where the writer speaks
    speaker: str = ""  # sentences: of the longest stretch, folded
    role: str = ""
    rating: int = 0  # targets: -2..2
    right: tuple[str, ...] = ()  # attributions: yes, no or partly for content, speaker, role; empty: not answered

    @property
    def reported(self) -> bool:
        """Whether somebody other than the writer speaks."""
        return any(self.word_roles)


class Coding(NamedTuple):
    """A sheet that was read: answers by unit, in the order of the key, and what is wrong with it."""

    answers: dict[str, Answer]
    faults: tuple[str, ...]
    with_roles: bool = True


def read_answers(
    rows: Sequence[Row],
    texts: Mapping[str, str],
    sheet: str,
    *,
    name: str,
    roles: Collection[str] = (),
    ordered: bool = True,
) -> Coding:
    """Check the rows of a sheet and take the answers out of them.

    Takes: rows of `read_sheet`; the text of every drawn unit by its name, in the order of the key; the sheet; the
    name of its file; the roles that may be written. Rows may stand in any order. A coder may stop early: units are
    in random order, so the first of them are a random sample too; but where `ordered`, none may be left out before
    the last.
    Returns: the answers and the faults.

    >>> row = Row(2, {"unit": "s001", "reported": "Y", "words_1": "it failed", "speaker_1": "he", "role_1": "public"})
    >>> texts = {"s001": "It failed, he said."}
    >>> read_answers([row], texts, "sentences", name="sentences-a.csv", roles=["public"]).answers["s001"].word_roles
    ('public', 'public', '', '')
    """
    faults = _check_columns(rows, sheet, name)
    if faults:
        return Coding({}, tuple(faults))
    with_roles = any(row.cells.get(f"role_{part}") for row in rows for part in PARTS)
    known = {role.casefold(): role for role in (*roles, UNKNOWN)} if with_roles else {}
    found: dict[str, Answer] = {}
    seen: dict[str, int] = {}
    for row in rows:
        unit = row.cells.get("unit", "").strip().casefold()
        place = f"{name}, row {row.number}"
        problem = _check_unit(unit, row, texts, seen)
        if problem:
            faults.append(f"{place}: {problem}")
            continue
        seen[unit] = row.number
        try:
            answer = _read_row(row, unit, texts[unit], sheet, known)
        except ValueError as error:
            faults.append(f"{place}, unit {unit}, {str(error).removesuffix('.')}" + "." * (str(error)[-1] != "?"))
            continue
        if answer is not None:
            found[unit] = answer
    if ordered and not faults:
        faults += _check_order(found, texts, seen, name)
    return Coding({unit: found[unit] for unit in texts if unit in found}, tuple(faults), with_roles)


def _check_columns(rows: Sequence[Row], sheet: str, name: str) -> list[str]:
    """Columns that are lacking, with the one that may be meant."""
    found = list(rows[0].cells) if rows else []
    extra = [column for column in found if column not in SHEETS[sheet]]
    needed = [column for column in ASKED[sheet] if not column.endswith(tuple(f"_{part}" for part in PARTS[1:]))]
    faults = []
    for column in needed:
        if rows and column not in found:
            meant = f" Found: {', '.join(extra)}." if extra else ""
            faults.append(f"{name}, row 1: no column '{column}'.{meant} Give it its name back.")
    return faults


def _check_unit(unit: str, row: Row, texts: Mapping[str, str], seen: Mapping[str, int]) -> str:
    if not unit:
        return "the cell of the unit is empty."
    if unit not in texts:
        return f"no unit '{unit}' was drawn.{suggest(unit, texts)}"
    if unit in seen:
        return f"unit {unit} stands in row {seen[unit]} already. Keep one of the two."
    shown = row.cells.get("sentence", "")
    if shown and texts[unit] and _plain(shown) != _plain(texts[unit]):
        return f"the sentence is not that of unit {unit}: was one column sorted alone, or the cell changed?"
    return ""


def _check_order(
    found: Mapping[str, Answer], texts: Mapping[str, str], seen: Mapping[str, int], name: str
) -> Iterator[str]:
    """Name every unit that is left out before the last one coded: what was skipped is not skipped by chance."""
    order = list(texts)
    last = max((order.index(unit) for unit in found), default=0)
    for unit in order[:last]:
        if unit not in found:
            where = (
                f"row {seen[unit]}: unit {unit} is not coded" if unit in seen else f"the row of unit {unit} is missing"
            )
            yield f"{name}, {where}, but later units are. Code it: what is skipped is not skipped by chance."


def _read_row(row: Row, unit: str, text: str, sheet: str, roles: Mapping[str, str]) -> Answer | None:
    """Take the answer out of a row; none where nothing is filled in. Raises ValueError in words."""
    given = {column: row.cells.get(column, "") for column in ASKED[sheet]}
    if not any(given.values()):
        return None
    if sheet == "targets":
        return Answer(unit, rating=_read_rating(given["tone"]))
    if sheet == "attributions":
        return Answer(unit, right=tuple(_read_right(column, given[column]) for column in RIGHT))
    return _read_sentence(unit, text, given, roles)


def _read_sentence(unit: str, text: str, given: Mapping[str, str], roles: Mapping[str, str]) -> Answer:
    reported = _read_yes("reported", given["reported"])
    parts = [part for part in PARTS if any(given[f"{name}_{part}"] for name in ("words", "speaker", "role"))]
    if not reported and parts:
        raise ValueError(f"reported: it says no, but words, a speaker or a role stand in part {parts[0]}")
    if reported and not parts:
        raise ValueError("words_1: reported says yes, but no words are given")
    word_roles = [""] * count_words(text)
    longest: tuple[int, str, str] = (0, "", "")
    for part in parts:
        try:
            words = find_words(given[f"words_{part}"], text)
        except ValueError as error:
            raise ValueError(f"words_{part}: {error}") from None
        if any(word_roles[at] for at in words):
            raise ValueError(f"words_{part}: some of these words stand in an earlier part already")
        role = _read_role(f"role_{part}", given[f"role_{part}"], roles)
        for at in words:
            word_roles[at] = role
        longest = max(longest, (len(words), _plain(given[f"speaker_{part}"]), role), key=lambda held: held[0])
    return Answer(unit, word_roles=tuple(word_roles), speaker=longest[1], role=longest[2])


def _read_role(column: str, cell: str, roles: Mapping[str, str]) -> str:
    if not roles:  # a coder who gives no roles at all
        return UNKNOWN
    if not cell:
        raise ValueError(f"{column}: no role. Write one of the list, or {UNKNOWN}")
    if cell.casefold() not in roles:
        raise ValueError(f"{column}: '{cell}' is no role of the list.{suggest(cell, roles.values())}")
    return roles[cell.casefold()]


def _read_yes(column: str, cell: str) -> bool:
    folded = cell.casefold().strip(" .!")
    if folded in YES | NO:
        return folded in YES
    found = f"'{cell}' is neither yes nor no" if cell else "it is empty, but the row is filled in. Write yes or no"
    raise ValueError(f"{column}: {found}")


def _read_right(column: str, cell: str) -> str:
    folded = cell.casefold().strip(" .!")
    if not folded:
        return ""
    if folded in PARTLY:
        return "partly"
    return "yes" if _read_yes(column, cell) else "no"


def _read_rating(cell: str) -> int:
    plain = cell.replace("−", "-").replace("–", "-").lstrip("+")
    if plain.removesuffix(".0").lstrip("-").isdigit() and abs(float(plain)) <= MOST_RATING:
        return int(float(plain))
    raise ValueError(f"tone: '{cell}' is no whole number from -{MOST_RATING} to {MOST_RATING}")


def _plain(text: Any) -> str:
    return " ".join(word for _, word in fold_words(str(text).replace(OPEN, "").replace(CLOSE, "")))
