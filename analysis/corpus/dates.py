"""Dates: one parser. Day and month order is decided for a whole column and said; what is not clear stays as it is."""

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from analysis.corpus.found import fold_space
from analysis.lexicons import Lexicons

ORDERS = {"dmy": "day/month/year", "mdy": "month/day/year", "ymd": "year/month/day"}
_LONGEST = 200
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:$|[T\s_-]?\d{2}:?\d{2}|Z)")
_FIGURES = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?!\d)")
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|º)?[.,]?[\s-]+(?:of |de |d[’'])?([^\W\d_]+)\.?,?(?: de)?[\s-]+(\d{4})\b"
)
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?\s*,?\s+(?:[\d:.]+\s(?:\S+\s)?)?(\d{4})\b")
_WEEKDAY = re.compile(r"^[^\W\d_]{2,12}\.?,?\s+(?=\d)")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d+)?")


class Dates(NamedTuple):
    """The dates of one column: as ISO, or as they stand; the order that was used; rows that are not clear, and why."""

    values: list[str]
    order: str
    unclear: dict[int, str]


def read_dates(values: Sequence[str], *, order: str = "", lexicons: Lexicons) -> Dates:
    """Read the dates of one column.

    One date that fits in one way only (21/03/2026) settles the order of day and month for all. A time of day and a
    time zone are left out: the date is the one that is printed.

    Takes: the cells; `order` (dmy, mdy, ymd) where the reader has said it.
    Returns: Dates; values in ISO 8601 where they are clear.

    >>> from analysis.lexicons import standard_lexicons
    >>> read_dates(["04/03/2026", "21/03/2026", "4 March 2026"], lexicons=standard_lexicons()).values
    ['2026-03-04', '2026-03-21', '2026-03-04']
    >>> read_dates(["04/03/2026"], lexicons=standard_lexicons()).unclear
    {0: 'day or month first?'}

    Limits: months are read in eight languages; a month or a year alone is no date.
    """
    months = _months(lexicons)
    cells = [fold_space(value[:_LONGEST]) for value in values]
    if not order:
        orders = {found for cell in set(cells) if (found := _betray_order(cell))}
        order = orders.pop() if len(orders) == 1 else ""
    known: dict[str, tuple[str, str]] = {}
    read: list[str] = []
    unclear: dict[int, str] = {}
    for at, cell in enumerate(cells):
        if cell not in known:
            known[cell] = _read(cell, order, months) if cell else ("", "")
        date, reason = known[cell]
        read.append(date or values[at])
        if reason:
            unclear[at] = reason
    return Dates(read, order, unclear)


def read_date(value: str, *, order: str = "", lexicons: Lexicons) -> str:
    """Read one date; empty where it is none, or not clear.

    >>> from analysis.lexicons import standard_lexicons
    >>> read_date("Mittwoch 4. März 2026", lexicons=standard_lexicons())
    '2026-03-04'
    """
    return _read(fold_space(value[:_LONGEST]), order, _months(lexicons))[0]


def _months(lexicons: Lexicons) -> Mapping[str, int]:
    return {name: int(row["month"]) for row in lexicons["months"] for name in row["names"].split()}


def _betray_order(cell: str) -> str:
    found = _FIGURES.match(_WEEKDAY.sub("", cell))
    if not found:
        return ""
    first, mark, second = int(found[1]), found[2], int(found[3])
    if first > 12 >= second:
        return "dmy"
    if second > 12 >= first:
        return "mdy"
    return "dmy" if mark == "." else ""


def _read(cell: str, order: str, months: Mapping[str, int]) -> tuple[str, str]:
    """The date in ISO, or the reason why there is none."""
    if found := _ISO.match(cell) or _COMPACT.match(cell):
        year, month, day = (int(figure) for figure in found.groups() if figure.isdecimal())
        return _iso(year, month, day)
    if _EPOCH.fullmatch(cell):
        seconds = float(cell) / (1000 if len(cell.split(".")[0]) == 13 else 1)
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date().isoformat(), ""
    if _SERIAL.fullmatch(cell):  # the days that a spreadsheet counts
        return (datetime.date(1899, 12, 30) + datetime.timedelta(days=int(float(cell)))).isoformat(), ""
    if found := _FIGURES.match(_WEEKDAY.sub("", cell)):
        return _read_figures(int(found[1]), int(found[3]), found[4], _betray_order(cell) or order)
    for pattern, day, month, year in ((_DAY_FIRST, 1, 2, 3), (_MONTH_FIRST, 2, 1, 3)):
        for found in pattern.finditer(cell):
            if found[month].lower() in months:
                return _iso(int(found[year]), months[found[month].lower()], int(found[day]))
    return "", "it is no date that is known"


def _read_figures(first: int, second: int, year: str, order: str) -> tuple[str, str]:
    if first == second and first <= 12:
        order = order or "dmy"
    if order == "ymd" and len(year) == 2:
        return _iso(2000 + first, second, int(year))
    if order not in ("dmy", "mdy"):
        return "", "day or month first?"
    day, month = (first, second) if order == "dmy" else (second, first)
    number = int(year)
    return _iso(number if len(year) == 4 else number + (1900 if number >= 70 else 2000), month, day)


def _iso(year: int, month: int, day: int) -> tuple[str, str]:
    try:
        return datetime.date(year, month, day).isoformat(), ""
    except ValueError:
        return "", "there is no such day"
