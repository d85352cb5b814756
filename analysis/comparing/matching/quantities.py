"""Numbers and scale words: how many of what a sentence counts, and whether two sentences count differently."""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.language.folding import Word, list_words
from analysis.language.numbers import Number, find_numbers
from analysis.language.words import words_without_content
from analysis.lexicons import Lexicons, standard_lexicons

PERCENT = re.compile(r"\s?%|\s(?:percent|per\scent)\b", re.IGNORECASE)
CURRENCIES = "$£€"
BREAK = re.compile(r"[,;:.!?()\[\]“”\"—–]")
WINDOW = 3
ROUGHLY = 1.6
YEARS = range(1500, 2100)


@dataclass(frozen=True)
class Quantity:
    """A counted thing: the words printed, the least and the most they can mean, and what is counted."""

    text: str
    start: int
    end: int
    low: float
    high: float
    unit: str
    things: frozenset[str]
    people: str
    states: frozenset[str]


@dataclass(frozen=True)
class _Words:
    hedge: re.Pattern[str]
    hedges: dict[str, tuple[float, float]]
    alone: frozenset[str]
    people: dict[str, str]
    states: dict[str, str]
    steps: frozenset[str]
    times: frozenset[str]
    parts: frozenset[str]


@functools.lru_cache(maxsize=8)
def _compile(lexicons: Lexicons) -> _Words:
    rows = lexicons["scale_words"]

    def of(kind: str) -> frozenset[str]:
        return frozenset(row["phrase"].rstrip(".") for row in rows if row["kind"] == kind)

    def by_stem(kinds: dict[str, str]) -> dict[str, str]:
        return {word.stem: kind for phrase, kind in kinds.items() for word in list_words(phrase, lexicons=lexicons)}

    hedges = {row["phrase"].lower(): (float(row["low"]), float(row["high"])) for row in rows if row["kind"] == "hedge"}
    either = "|".join(re.escape(hedge) for hedge in sorted(hedges, key=lambda hedge: (-len(hedge), hedge))) or r"(?!)"
    return _Words(
        re.compile(rf"\b(?P<hedge>{either})\s+[{CURRENCIES}]?$", re.IGNORECASE),
        hedges,
        of("number in a compound"),
        by_stem({row["phrase"]: row["kind"] for row in rows if row["kind"] in ("people", "crowd")}),
        by_stem({row["phrase"]: row["kind"] for row in rows if row["kind"].startswith("state: ")}),
        of("step"),
        of("time"),
        of("part"),
    )


@functools.lru_cache(maxsize=8)
def number_words(lexicons: Lexicons) -> frozenset[str]:
    """Give the words that are numbers or scales by themselves.

    >>> words = number_words(standard_lexicons())
    >>> "hundreds" in words, "twelve" in words, "several" in words
    (True, True, False)
    """
    kinds = {"number", "multiplier", "scale"}
    phrases = [row["phrase"] for row in lexicons["scale_words"] if row["kind"] in kinds]
    return frozenset(phrase for phrase in phrases if " " not in phrase) - words_without_content(lexicons)


def find_quantities(text: str, *, lexicons: Lexicons | None = None) -> list[Quantity]:
    """Find what a sentence counts: numbers in digits and words, scale words, amounts of money, shares.

    Dates, spans of time and bare numbers that count nothing are left out.

    Takes: a sentence; word lists, the standard ones if none are given.
    Returns: quantities in order, each with the range that its words allow (`hundreds`, `more than 20`).

    >>> found = find_quantities("Thousands of people rallied and more than 20 officers were hurt.")
    >>> [(q.text, q.low, q.high) for q in found]
    [('Thousands', 1500.0, 14999.0), ('more than 20', 20.0, 30.0)]

    Limits: the counted thing is sought in the three words behind the number; English.
    """
    lexicons = lexicons or standard_lexicons()
    return [
        found
        for number in find_numbers(text, lexicons=lexicons)
        if (found := _read_quantity(number, text, lexicons)) is not None
    ]


def find_conflicts(first: Sequence[Quantity], second: Sequence[Quantity]) -> list[str]:
    """Name the counts of the same thing that cannot both be right, as `Hundreds / Thousands`.

    Two counts are of the same thing where a counted word is the same or both count people or a crowd, where both
    are money, shares or plain numbers, and where the same befell those counted. A thing that any two of them count
    alike is no conflict, nor is a number that the other sentence has too.

    Takes: the quantities of two sentences. Returns: conflicts in the order of the first sentence.

    >>> a, b = "Hundreds of protesters rallied.", "Thousands of people rallied."
    >>> find_conflicts(find_quantities(a), find_quantities(b))
    ['Hundreds / Thousands']

    Limits: two sentences may count different crowds; the reader sees both.
    """
    found = []
    for one in first:
        rivals = [other for other in second if _same_thing(one, other)]
        told = any(_agree(a, b) for b in rivals for a in first if _same_thing(a, b))
        if rivals and not told and not _names(one, second) and not any(_names(rival, first) for rival in rivals):
            pair = f"{one.text} / {rivals[0].text}"
            if pair not in found:
                found.append(pair)
    return found


def _names(one: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether a sentence has this very number too, of a thing that it does not name: `six arrests, after 47`."""
    return any(_is_near(one, other) and other.states <= one.states for other in others)


def _is_near(one: Quantity, other: Quantity) -> bool:
    """The same number, or one that the other gives roughly: `30`, `an estimated 30`."""
    return _agree(one, other) and max(one.high, other.high) <= ROUGHLY * min(one.low, other.low)


def _agree(one: Quantity, other: Quantity) -> bool:
    return one.low <= other.high and other.low <= one.high


def _same_thing(one: Quantity, other: Quantity) -> bool:
    # A crowd may be called people, a crowd of one name may have another; soldiers and voters are what they are called.
    alike = bool(one.people and other.people)
    return (alike or bool(one.things & other.things)) and one.unit == other.unit and one.states == other.states


def _read_quantity(number: Number, text: str, lexicons: Lexicons) -> Quantity | None:
    """Read what a number counts; None for a date, a span of time, a bare number that counts nothing."""
    words = _compile(lexicons)
    money = text[: number.start].endswith(tuple(CURRENCIES))
    percent = PERCENT.match(text, number.end)
    hedge = words.hedge.search(text, max(0, number.start - 20), number.start)
    start, end = (hedge.start() if hedge else number.start - money), (percent.end() if percent else number.end)
    if not (hedge or money or percent) and _is_no_count(text[number.start : number.end], words):
        return None
    before = list_words(text[max(0, start - 20) : start], lexicons=lexicons)[-1:]
    window = list(_read_window(text[end:], lexicons))
    if _is_date(before, window, words):
        return None
    stems = [word.stem for word in window]
    states = frozenset(words.states[stem] for stem in stems if stem in words.states)
    states |= frozenset(_find_states(text, end, words, lexicons))
    people = next((words.people[stem] for stem in stems if stem in words.people), "people" if states else "")
    things = frozenset(stem for stem in stems if stem not in words.states)
    if not things and not people and not states:
        return None
    unit = "money" if money else "share" if percent else "count"
    least, most = words.hedges[hedge["hedge"].lower()] if hedge else (1.0, 1.0)
    return Quantity(text[start:end], start, end, number.low * least, number.high * most, unit, things, people, states)


def _is_no_count(printed: str, words: _Words) -> bool:
    """Whether a bare number is rather a pronoun (*one of them*) or a year."""
    return printed.lower() in words.alone or (printed.isdigit() and int(printed) in YEARS)


def _is_date(before: Sequence[Word], window: Sequence[Word], words: _Words) -> bool:
    """Whether a number is a day, an hour, a span of time, a position, a part: `Sept. 11`, `No. 2`, `two-thirds`."""
    if before and (before[0].text.rstrip(".") in words.times or before[0].text == "No"):
        return True
    return bool(window) and window[0].text.rstrip(".") in words.times | words.parts


def _read_window(rest: str, lexicons: Lexicons) -> Iterator[Word]:
    """The words behind a number that may name what it counts: no further than a mark or a function word."""
    stop = BREAK.search(rest)
    empty, steps = words_without_content(lexicons), _compile(lexicons).steps
    taken = 0
    for word in list_words(rest[: stop.start() if stop else 80][:80], lexicons=lexicons):
        if word.form in steps:
            continue
        if word.form in empty or taken == WINDOW:
            return
        taken += 1
        yield word


def _find_states(text: str, start: int, words: _Words, lexicons: Lexicons) -> Iterator[str]:
    """What befell those counted, where it follows in the same clause: `12 people were killed`."""
    stop = BREAK.search(text, start)
    for word in list_words(text[start : stop.start() if stop else len(text)], lexicons=lexicons)[:6]:
        if word.stem in words.states:
            yield words.states[word.stem]
            return
