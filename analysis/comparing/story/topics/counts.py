"""Counts: numbers of the same thing that cannot both be right."""

import functools
import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.comparing.matching.quantities import Quantity, find_quantities
from analysis.comparing.matching.sentences import AT_ONCE
from analysis.comparing.story.candidates import Candidate, choose_headline, quote_as, show
from analysis.comparing.story.events import Event, Sentence
from analysis.comparing.story.topics.deeds import find_noun, read_groups
from analysis.language.stems import stem
from analysis.language.words import words_without_content
from analysis.lexicons import Lexicons

STATES = {"killing": "killed", "injuring": "injured", "arrest": "arrested"}
STATE_WORDS = {"state: dead": "killed", "state: hurt": "injured", "state: held": "arrested"}
CROWD = "gathered"
SAME_THING = "Both numbers are given for the same thing."
OTHER_UNITS = "Both are given for the same thing, in other units: how many people a family is, is not said."
NEAR, MOST_APART = 5, 3
COMPOUND = re.compile(r"-\w+ \w+")
STEM = 4
PEOPLE = frozenset({"people", "person"})
# Several people each: how many people they are cannot be said, but a reader is told another number.
TOGETHER = frozenset({"family", "household"})


class Counted(NamedTuple):
    """A number in its sentence: what befell those counted, who they are, the word before it, the words around it."""

    source: str
    sentence: Sentence
    quantity: Quantity
    start: int
    end: int
    state: str
    noun: str
    before: frozenset[str]
    around: frozenset[str]


def tell_counts(event: Event) -> Iterator[Candidate]:
    """Tell which counts of the same thing conflict.

    Counts of matching sentences that `coverage` holds against each other; counts of those killed, injured or arrested,
    wherever they stand; counts of one thing behind one word (*fired four shots*).
    """
    yield from _tell_matched(event)
    counted = list(find_counted(event))
    groups: dict[tuple[str, ...], list[Counted]] = {}
    for item in counted:
        if item.state:
            groups.setdefault((item.state, _kind(event, item.noun)), []).append(item)
        elif item.noun not in PEOPLE:
            groups.setdefault(("", item.noun), []).append(item)
    for key, items in sorted(groups.items()):
        if (pair := _find_conflict(items, state=key[0])) is not None:
            yield _tell(*pair, 0.85 if key[0] else 0.7)


def find_counted(event: Event) -> Iterator[Counted]:
    """Find the numbers of the body, with the state of those counted as numbers or acts of harm tell it."""
    patients: dict[str, list[tuple[int, int, str]]] = {}
    for row in event.rows["agency"]:
        sentence = event.by_id.get(row["sentence_id"])
        if sentence is not None and row["act"] in STATES and row["patient"]:
            at = sentence.text.find(row["patient"])
            patients.setdefault(sentence.sentence_id, []).append((at, at + len(row["patient"]), STATES[row["act"]]))
    empty = words_without_content(event.lexicons)
    for source in event.sources:
        for article_id in event.articles[source]:
            for sentence in event.sentences[article_id]:
                for quantity in _find_quantities(sentence.text, event.lexicons):
                    if quantity.unit == "count" and (noun := _noun(event, sentence, quantity)):
                        states = [STATE_WORDS[s] for s in sorted(quantity.states) if s in STATE_WORDS]
                        states += [s for a, b, s in patients.get(sentence.sentence_id, []) if a <= quantity.start < b]
                        states += _find_states(event, sentence, quantity)
                        before = _list_near(sentence.text[: quantity.start].split()[-1:], empty)
                        span = sentence.start + quantity.start, sentence.start + quantity.end
                        state = states[0] if states else ""
                        near = sentence.text.split() if state == CROWD else []  # of others nobody asks
                        around = _list_near(near, empty) - {stem(noun)}
                        yield Counted(
                            source, sentence, quantity, *span, state, noun, frozenset(before), frozenset(around)
                        )


@functools.lru_cache(maxsize=AT_ONCE)
def _find_quantities(text: str, lexicons: Lexicons) -> list[Quantity]:
    """Find what a sentence counts once: reports that sources take over are of several events."""
    return find_quantities(text, lexicons=lexicons)


def _noun(event: Event, sentence: Sentence, quantity: Quantity) -> str:
    """What is counted, in the singular: the noun that ends the few words behind the number."""
    empty = words_without_content(event.lexicons)
    taken: list[str] = []
    for word in sentence.text[quantity.end :].split()[:4]:
        plain = word.strip("“”\"'’.,;:()")
        if plain.lower() == "of" and not taken:
            continue
        if plain.lower() in empty or not plain[:1].isalpha():
            break
        taken.append(plain)
        if plain.endswith("s") or plain.lower() == "people" or word != plain:
            break
    return find_noun(" ".join(taken), event.lexicons) if taken else ""


def _find_states(event: Event, sentence: Sentence, quantity: Quantity) -> list[str]:
    """What those counted do or suffer, as the words around the number say: *300 gathered*, *displaced about 90*."""
    known = read_states(event.lexicons)
    words = [word.strip("“”\"'’.,;:()").lower() for word in sentence.text[quantity.end :].split()[:NEAR]]
    stems = [stem(word) for word in words]
    found = [known[key] for key in (*stems, *map(" ".join, itertools.pairwise(stems))) if key in known]
    before = [known.get(stem(word.lower()), CROWD) for word in sentence.text[: quantity.start].split()[-1:]]
    return found + [state for state in before if state != CROWD]


@functools.lru_cache(maxsize=8)
def read_states(lexicons: Lexicons) -> dict[str, str]:
    """Read lexicons/count_states.csv: stems of what people do or suffer → its name."""
    return {" ".join(map(stem, row["word"].split())): row["state"] for row in lexicons["count_states"]}


def _list_near(words: list[str], empty: frozenset[str]) -> set[str]:
    """The stems of the words that say something."""
    plain = (word.strip("“”\"'’.,;:()").lower() for word in words)
    return {stem(word) for word in plain if word.isalpha() and word not in empty}


def _kind(event: Event, noun: str) -> str:
    """Police and troops are counted apart; the rest are people."""
    return "forces" if read_groups(event.lexicons).get(noun) == "forces" else "people"


def _find_conflict(items: list[Counted], *, state: str) -> tuple[Counted, Counted] | None:
    """The two sources furthest apart, each with counts that none of the other's comes near."""
    best: tuple[float, Counted, Counted] | None = None
    for one in items:
        for two in items:
            if one.source < two.source and _conflict(one, two, items, state=state):
                apart = _measure_ratio(one, two)
                if best is None or apart > best[0]:
                    best = apart, one, two
    return None if best is None else best[1:]


def _measure_ratio(one: Counted, two: Counted) -> float:
    """How many times the smaller number the larger one is, by the middle of what each can mean."""
    low, high = sorted((item.quantity.low + item.quantity.high) / 2 for item in (one, two))
    return high / max(1.0, low)


def _conflict(one: Counted, two: Counted, items: list[Counted], *, state: str) -> bool:
    if state == CROWD and not one.around & two.around:
        return False
    if not state and not one.before & two.before:
        return False
    if _in_other_units(one, two):
        return bool(state)
    if one.noun != two.noun:
        # Some of a number of people may be women or children: only more than all is a conflict.
        part, whole = (one, two) if two.noun in PEOPLE else (two, one)
        if state != CROWD and (whole.noun not in PEOPLE or part.quantity.low <= whole.quantity.high):
            return False
    ours, theirs = ([i.quantity for i in items if i.source == side.source] for side in (one, two))
    return not any(a.low <= b.high and b.low <= a.high for a in ours for b in theirs)


def _in_other_units(one: Counted, two: Counted) -> bool:
    """*Hundreds of families* and *about 1,200 people*."""
    return any(a.noun in TOGETHER and b.noun in PEOPLE for a, b in ((one, two), (two, one)))


def _tell_matched(event: Event) -> Iterator[Candidate]:
    told: set[frozenset[str]] = set()
    for row in sorted(event.rows["coverage"], key=lambda row: (-row["similarity"], row["sentence_id"])):
        pair = frozenset((row["sentence_id"], row["other_sentence_id"]))
        if row["conflict"] and pair not in told and pair <= event.by_id.keys():
            told.add(pair)
            numbers = row["conflict"].split("; ")[0].split(" / ")
            places = [event.by_id[row["sentence_id"]], event.by_id[row["other_sentence_id"]]]
            items = [_find(event, s, number) for s, number in zip(places, numbers, strict=True)]
            one, two = sorted(items, key=lambda item: item.source)
            # Two sentences that are barely alike count people as one; of other things only numbers that are near.
            people = any(item.quantity.people or item.state for item in items)
            if people or row["status"] == "close match" or _measure_ratio(one, two) <= MOST_APART:
                yield _tell(one, two, min(1.0, 0.6 + row["similarity"]))


def _find(event: Event, sentence: Sentence, number: str) -> Counted:
    for quantity in find_quantities(sentence.text, lexicons=event.lexicons):
        if quantity.text == number:
            span = sentence.start + quantity.start, sentence.start + quantity.end
            states = [STATE_WORDS[s] for s in sorted(quantity.states) if s in STATE_WORDS]
            noun = _noun(event, sentence, quantity)
            return Counted(
                sentence.source, sentence, quantity, *span, (states or [""])[0], noun, frozenset(), frozenset()
            )
    raise LookupError(f"'{number}' stands nowhere in '{sentence.text}'.")


def _tell(one: Counted, two: Counted, sure: float) -> Candidate:
    state = f" {one.state}" if one.state and one.state == two.state else ""
    a, b = (quote_as(_print(item)) for item in (one, two))
    headline = choose_headline(
        [f"{one.source} counts {a}{state}, {two.source} {b}.", f"{one.source}: {a}; {two.source}: {b}."]
    )
    apart = 1 - 1 / max(1.0, _measure_ratio(one, two))
    what = one.state or one.noun
    return Candidate(
        "counts",
        headline,
        OTHER_UNITS if _in_other_units(one, two) else SAME_THING,
        (one.source, two.source),
        (show("a", one.sentence, (one.start, one.end)), show("b", two.sentence, (two.start, two.end))),
        (one.sentence.sentence_id, two.sentence.sentence_id),
        frozenset({f"count {what} {one.noun}", f"count {what} {two.noun}", f"numbers {_key(one)} {_key(two)}"}),
        0.4 + 0.6 * apart,
        sure,
        trait=one.state,
    )


def _key(item: Counted) -> str:
    return f"{item.quantity.low:g}-{item.quantity.high:g}"


def _print(item: Counted) -> str:
    """The number as printed, up to the noun that says what is counted."""
    if compound := COMPOUND.match(item.sentence.text, item.quantity.end):
        return f"{item.quantity.text}{compound.group()}"
    words: list[str] = []
    for word in item.sentence.text[item.quantity.end :].split()[:4]:
        words.append(word.strip(".,;:()"))
        if item.noun and words[-1].lower().startswith(item.noun[:STEM].lower()):
            return " ".join([item.quantity.text, *words])
    return item.quantity.text
