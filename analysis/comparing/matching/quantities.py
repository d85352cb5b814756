"""Numbers and scale words: how many of what a sentence counts, and whether two sentences count differently."""

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.language.folding import Word, split_words
from analysis.language.words import words_without_content
from analysis.lexicons import Lexicons, standard_lexicons

DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
BREAK = re.compile(r"[,;:.!?()\[\]“”\"—–]")
# The counted thing may stand behind these: `thousands of people`, `30,000 more troops`.
STEPS = {"of", "more", "other", "the", "its", "his", "her", "their", "those", "these", "own"}
WINDOW = 3
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
    pattern: re.Pattern[str]
    numbers: dict[str, float]
    multipliers: dict[str, float]
    ranges: dict[str, tuple[float, float]]
    hedges: dict[str, tuple[float, float]]
    people: dict[str, str]
    states: dict[str, str]
    times: frozenset[str]


@functools.lru_cache(maxsize=8)
def _compile(lexicons: Lexicons) -> _Words:
    rows = lexicons["scale_words"]

    def of(*kinds: str) -> list[dict[str, str]]:
        return [row for row in rows if row["kind"] in kinds]

    def spans(kind: str) -> dict[str, tuple[float, float]]:
        return {row["phrase"]: (float(row["low"]), float(row["high"])) for row in of(kind)}

    def either(phrases: list[str]) -> str:
        return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))

    def stems(phrases: list[str]) -> dict[str, str]:
        return {phrase: word.stem for phrase in phrases for word in split_words(phrase, lexicons=lexicons)}

    numbers = {row["phrase"]: float(row["low"]) for row in of("number", "number in a compound")}
    multipliers = {row["phrase"]: float(row["low"]) for row in of("multiplier")}
    ranges, hedges = spans("scale"), spans("hedge")
    word = either(list(numbers))
    pattern = (
        rf"(?<![\w.,-])(?:(?P<hedge>{either(list(hedges))})\s+)?(?:(?P<scale>{either(list(ranges))})(?![\w])"
        rf"|(?P<money>[$£€])?(?P<number>{DIGITS}|(?:{word})(?:[\s-](?:{word}))*)"
        rf"(?:\s?(?:-|–|to)\s?(?P<upper>{DIGITS})(?![\w-]))?(?P<multiplier>(?:[\s-]?(?:{either(list(multipliers))})\b)*)"
        r"(?P<percent>\s?%|\s(?:percent|per\scent)\b)?)(?![\w]|[.,/:]\d|-\d)"
    )
    states = {row["phrase"]: row["kind"] for row in rows if row["kind"].startswith("state: ")}
    people = {row["phrase"]: row["kind"] for row in of("people", "crowd")}
    return _Words(
        re.compile(pattern, re.IGNORECASE),
        numbers,
        multipliers,
        ranges,
        hedges,
        {stem: people[phrase] for phrase, stem in stems(list(people)).items()},
        {stem: states[phrase] for phrase, stem in stems(list(states)).items()},
        frozenset(row["phrase"].rstrip(".") for row in of("time")),
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
    words = _compile(lexicons)
    return [
        found
        for match in words.pattern.finditer(text)
        if (found := _read_match(match, text, words, lexicons)) is not None
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
    return any((one.low, one.high) == (other.low, other.high) and other.states <= one.states for other in others)


def _agree(one: Quantity, other: Quantity) -> bool:
    return one.low <= other.high and other.low <= one.high


def _same_thing(one: Quantity, other: Quantity) -> bool:
    # A crowd may be called people, a crowd of one name may have another; soldiers and voters are what they are called.
    alike = bool(one.people and other.people)
    return (alike or bool(one.things & other.things)) and one.unit == other.unit and one.states == other.states


def _read_match(match: re.Match[str], text: str, words: _Words, lexicons: Lexicons) -> Quantity | None:
    low, high = _read_value(match, words)
    bare = not (match["hedge"] or match["scale"] or match["money"] or match["multiplier"] or match["percent"])
    if bare and (match["number"].lower() == "one" or (match["number"].isdigit() and int(low) in YEARS)):
        return None
    before = split_words(text[: match.start()][-20:], lexicons=lexicons)[-1:]
    if before and (before[0].text in words.times or before[0].text == "No"):  # `Sept. 11`, `No. 2`
        return None
    window = list(_read_window(text[match.end() :], lexicons))
    stems = [word.stem for word in window]
    if window and window[0].text.rstrip(".") in words.times:
        return None
    unit = "money" if match["money"] else "share" if match["percent"] else "count"
    states = frozenset(words.states[stem] for stem in stems if stem in words.states)
    states |= frozenset(_find_states(text, match.end(), words, lexicons))
    people = next((words.people[stem] for stem in stems if stem in words.people), "people" if states else "")
    things = frozenset(stem for stem in stems if stem not in words.states)
    if not things and not people and not states:
        return None
    return Quantity(match.group().strip(), match.start(), match.end(), low, high, unit, things, people, states)


def _read_value(match: re.Match[str], words: _Words) -> tuple[float, float]:
    if match["scale"]:
        low, high = words.ranges[match["scale"].lower()]
    else:
        low = _read_number(match["number"].lower(), words)
        high = _read_number(match["upper"], words) if match["upper"] else low
        for name in re.findall(r"[a-z]+", match["multiplier"].lower()):
            low, high = low * words.multipliers[name], high * words.multipliers[name]
    if match["hedge"]:
        factors = words.hedges[match["hedge"].lower()]
        low, high = low * factors[0], high * factors[1]
    return low, high


def _read_number(printed: str, words: _Words) -> float:
    if printed[0].isdigit():
        return float(printed.replace(",", ""))
    return sum(words.numbers[part] for part in re.split(r"[\s-]", printed))


def _read_window(rest: str, lexicons: Lexicons) -> Iterator[Word]:
    """The words behind a number that may name what it counts: no further than a mark or a function word."""
    stop = BREAK.search(rest)
    empty = words_without_content(lexicons)
    taken = 0
    for word in split_words(rest[: stop.start() if stop else 80][:80], lexicons=lexicons):
        if word.form in STEPS:
            continue
        if word.form in empty or taken == WINDOW:
            return
        taken += 1
        yield word


def _find_states(text: str, start: int, words: _Words, lexicons: Lexicons) -> Iterator[str]:
    """What befell those counted, where it follows in the same clause: `12 people were killed`."""
    stop = BREAK.search(text, start)
    for word in split_words(text[start : stop.start() if stop else len(text)], lexicons=lexicons)[:6]:
        if word.stem in words.states:
            yield words.states[word.stem]
            return
