"""Numbers: what a text says in digits, in words or in both, each read whole, as the least and the most it can mean."""

import functools
import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from analysis.language.words import LETTERS
from analysis.lexicons import Lexicons, standard_lexicons

DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
DIGIT = re.compile(r"\d")
DASHES = ("-", "–")
# A range is two numbers joined by one of these, the second the greater; by `and` where `between` goes before.
RANGE = (*DASHES, "to", "or")
BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
THOUSAND = 1000
# What a row of `scale_words` is in a number, by its kind; rows of other kinds are in none.
WORDS = ("number", "number in a compound", "multiplier", "fraction")
PARTS = {kind: kind for kind in ("scale", "factor", *WORDS)}
PARTS |= {"number in a compound": "number", "abbreviation": "multiplier"}


class Number(NamedTuple):
    """A number, its span in the text, and the least and the most that it can mean."""

    start: int
    end: int
    low: float
    high: float


class _Token(NamedTuple):
    """A part of a number; `gap`: the word or mark between it and the part before."""

    kind: str
    low: float
    high: float
    start: int
    end: int
    gap: str


class _Words(NamedTuple):
    run: re.Pattern[str]
    part: re.Pattern[str]
    rows: dict[str, tuple[str, float, float]]
    telling: frozenset[str]  # the longest word of each phrase: a number without figures has one of them


def find_numbers(text: str, *, lexicons: Lexicons | None = None) -> list[Number]:
    """Find the numbers of a text, by the words of the list `scale_words`.

    A number of several parts is one (*two hundred and fifty*, *1.2 million*, *half a million*, *two dozen*), a range
    is one (*two or three hundred*, *5,000-6,000*), and so is a scale word with what multiplies it (*several hundred
    thousand*). Scores and dates in figures (*2-1*, *2020-01-05*) are none.

    Takes: a text; word lists, the standard ones if none are given.
    Returns: numbers in order; `low` and `high` differ for ranges and scale words.

    >>> text = "Two hundred and fifty of half a million came in two or three cars."
    >>> [(text[number.start : number.end], number.low, number.high) for number in find_numbers(text)]
    [('Two hundred and fifty', 250.0, 250.0), ('half a million', 500000.0, 500000.0), ('two or three', 2.0, 3.0)]

    Limits: English; fractions (*two-thirds*) and years in words (*nineteen eighty*) are not put together.
    """
    words = _compile(lexicons or standard_lexicons())
    if DIGIT.search(text) is None and words.telling.isdisjoint(LETTERS.findall(text.casefold())):
        return []  # most sentences, and the pattern below is slow
    return [number for run in words.run.finditer(text) for number in _read_run(_cut_run(run, words), text)]


def _cut_run(run: re.Match[str], words: _Words) -> list[_Token]:
    """Cut a stretch of numerals into its parts."""
    tokens = []
    end = run.start()
    for match in words.part.finditer(run.group()):
        start, printed = run.start() + match.start(), " ".join(match.group().lower().replace("-", " ").split())
        gap = run.string[end:start].strip().lower()
        end = run.start() + match.end()
        if printed[0].isdigit():
            value = float(printed.replace(",", ""))
            tokens.append(_Token("digits", value, value, start, end, gap))
        else:
            tokens.append(_Token(*words.rows[printed], start, end, gap))
    return tokens


def _read_run(tokens: list[_Token], text: str) -> Iterator[Number]:
    """Read the numbers of a stretch of numerals."""
    at = 0
    while at < len(tokens):
        first = _take_number(tokens[at:])
        after = at + len(first)
        second = _take_number(tokens[after:]) if first and _may_be_range(tokens[after:], first, text) else []
        span = _read_range(first, second)
        if span:
            after += len(second)
        # What hangs on a dash and is no range is a score or a date.
        hangs = any(token.gap in DASHES for token in (tokens[at], *tokens[after : after + 1]))
        if first and not hangs:
            yield Number(first[0].start, tokens[after - 1].end, *(span or _evaluate(first)))
        at = max(after, at + 1)


def _may_be_range(rest: Sequence[_Token], first: Sequence[_Token], text: str) -> bool:
    if not rest or "scale" in (first[0].kind, rest[0].kind):
        return False
    return rest[0].gap in RANGE or (rest[0].gap == "and" and BETWEEN.search(text, 0, first[0].start) is not None)


def _read_range(first: Sequence[_Token], second: Sequence[_Token]) -> tuple[float, float] | None:
    """Read two numbers as a range, or as none where the second is no greater: *2-1*, *ten to one*."""
    if not second:
        return None
    low, high = _evaluate(first)[0], _evaluate(second)[0]
    # In `two or three hundred` both are hundreds; in `500 to a thousand` they are not.
    factors = [token.low for token in second if token.kind == "multiplier"]
    if low < second[0].low and len(factors) == len(second) - 1 and all(t.kind != "multiplier" for t in first):
        low *= math.prod(factors)
    return (low, high) if low < high else None


@dataclass
class _Sum:
    """A number as it is read part by part: what is complete, the group at hand (below a thousand), the last unit."""

    total: float = 0.0
    group: float | None = None
    unit: float = math.inf
    before: str = ""

    def takes(self, token: _Token) -> bool:
        """Add one part; say whether it belongs to the number at all."""
        steps = {"multiplier": self._multiply, "fraction": self._add_fraction}
        taken = steps.get(token.kind, self._add)(token)
        self.before = token.kind
        return taken

    def _add(self, token: _Token) -> bool:
        if self.group is None:
            self.group = token.low
            return not self.before or (token.kind in ("number", "digits") and token.low < self.unit)
        hundreds = self.before == "multiplier" and self.group % 100 == 0 and token.low < 100
        tens = self.before == "number" and self.group % 100 in range(20, 100, 10) and 0 < token.low < 10
        self.group += token.low
        return token.kind == "number" and (hundreds or tens)

    def _add_fraction(self, token: _Token) -> bool:
        if self.group is not None:
            self.group += token.low
        else:
            self.total += token.low * self.unit
        return self.before in ("number", "digits", "multiplier")

    def _multiply(self, token: _Token) -> bool:
        if self.group is None:
            self.total *= token.low
            return self.total > 0
        if token.low < THOUSAND:
            fits = self.group < 100
            self.group *= token.low
            return fits
        self.total += self.group * token.low
        fits, self.unit, self.group = token.low < self.unit, token.low, None
        return fits


def _take_number(tokens: Sequence[_Token]) -> Sequence[_Token]:
    """Take the parts from the first one on that make one number; none where there is no number."""
    if not tokens or tokens[0].kind in ("multiplier", "fraction"):
        return []
    if tokens[0].kind == "scale":
        return [tokens[0], *_leading_multipliers(tokens[1:])]
    read = _Sum()
    size = 0
    for token in tokens:
        joined = size == 0 or token.gap in ("", "-") or (token.gap == "and" and read.before == "multiplier")
        if not joined or not read.takes(token):
            break
        size += 1
    else:
        return tokens[:size]
    if tokens[size].kind == "multiplier" and tokens[size].gap in ("", "-"):
        # `two hundred and three hundred`: three is the beginning of another number.
        size = max([i for i in range(1, size) if tokens[i].gap == "and"] or [size - 1])
    return tokens[:size]


def _leading_multipliers(tokens: Sequence[_Token]) -> Iterator[_Token]:
    for token in tokens:
        if token.kind != "multiplier" or token.gap not in ("", "-"):
            return
        yield token


def _evaluate(tokens: Sequence[_Token]) -> tuple[float, float]:
    if tokens[0].kind == "scale":
        factor = math.prod(token.low for token in tokens[1:])
        return tokens[0].low * factor, tokens[0].high * factor
    read = _Sum()
    for token in tokens:
        read.takes(token)
    value = read.total + (read.group or 0.0)
    return value, value


@functools.lru_cache(maxsize=8)
def _compile(lexicons: Lexicons) -> _Words:
    rows: dict[str, tuple[str, float, float]] = {}
    phrases: dict[str, list[str]] = {}
    for row in lexicons["scale_words"]:
        if row["kind"] in PARTS:
            phrase = row["phrase"].replace("-", " ")
            rows[phrase] = PARTS[row["kind"]], float(row["low"]), float(row["high"])
            phrases.setdefault(row["kind"], []).append(phrase)

    telling = frozenset(
        max(LETTERS.findall(phrase.casefold()), key=len)
        for kind in ("scale", *WORDS)
        for phrase in phrases.get(kind, ())
    )

    def either(*kinds: str) -> str:
        known = (" ".join(p.split()) for kind in kinds for p in phrases.get(kind, ()))
        found = sorted(known, key=lambda p: (p[0], -len(p), p))
        # By their first letter, which sorts most of them out at once.
        of_letter = itertools.groupby(found, key=itemgetter(0))
        return (
            "|".join(f"{re.escape(letter)}(?:{'|'.join(spaced(p[1:]) for p in of)})" for letter, of in of_letter)
            or "(?!)"
        )

    def spaced(rest: str) -> str:
        return re.escape(rest).replace(r"\ ", r"[\s-]+")

    # `a` and `half` are numbers before a hundred, a thousand, a dozen only; m and bn stand right behind figures.
    factor = rf"(?:{either('factor')})(?=[\s-](?:{either('multiplier')})(?!\w))"
    word = rf"(?:{either('scale')})(?!\w)|{factor}|(?:{either(*WORDS)})(?!\w)"
    part = rf"(?:{DIGITS})|{word}|(?<=\d)\s?(?:{either('abbreviation')})(?!\w)"
    join = rf"(?:\s?[{''.join(DASHES)}]\s?|\s+(?:(?:and|or|to)\s+)?)"
    run = rf"(?<![\w.,-])(?:{part})(?:{join}?(?:{part}))*(?!\w|[.,/:]\d|-\d)"
    return _Words(re.compile(run, re.IGNORECASE), re.compile(part, re.IGNORECASE), rows, telling)
