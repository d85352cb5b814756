"""Labels: what each source calls the same person in its own voice."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.comparing.speakers.labels import take_apart
from analysis.comparing.story.candidates import Candidate, Span, choose_headline, quote_as, show
from analysis.comparing.story.events import Event, Row, Sentence
from analysis.comparing.story.topics.loaded import DEED, WORD, read_words
from analysis.language.stems import singular

BEHIND = re.compile(
    r"\s*,\s+((?:an?|the|its|his|her|their)\s[^,.;:()“”\"]{3,60}?)"
    r"(?:[,.]|\s(?:with|who|whose|which|that|for|in|at|from|on|based|charged)\s)",
    re.IGNORECASE,
)
BEFORE = re.compile(
    r"(?:^|[,;]\s|\b(?:of|by|from|and|said|told)\s)((?:[Aa]n?|[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\s[^,.;:()“”\"]{3,60}),\s$"
)
WITHIN = re.compile(r" (?:his|her|its|their|my|our) ")
LONGEST = 9
COLOUR, TONED, ALONE = 0.3, 0.12, 0.5


class Label(NamedTuple):
    """What a source calls somebody at one place, the words of it that say something, and their tone."""

    entity: str
    source: str
    sentence: Sentence
    start: int
    end: int
    text: str
    words: frozenset[str]
    tone: float
    coloured: bool


def tell_labels(event: Event) -> Iterator[Candidate]:
    """Tell for whom two sources have labels that share no telling word.

    A label is a title before a name, or a description beside it. Of all pairs of labels of one person the one whose
    words differ most in tone is told, if they differ at all: *Rep.* and *Congressman* are no finding.
    """
    labels = sorted(find_labels(event), key=lambda label: (label.source, label.sentence.article_id, label.start))
    by_entity: dict[str, list[Label]] = {}
    for label in labels:
        by_entity.setdefault(label.entity, []).append(label)
    for entity, found in sorted(by_entity.items()):
        used = {source: {w for lb in found if lb.source == source for w in lb.words} for source in event.sources}
        best: tuple[float, Label, Label] | None = None
        for one in found:
            for two in found:
                if one.source < two.source and _differ(one, two, used):
                    contrast = _contrast(one, two)
                    if best is None or contrast > best[0]:
                        best = contrast, one, two
        if best is not None and best[0] >= (TONED if best[1].coloured or best[2].coloured else ALONE):
            yield _tell(entity, *best)


def find_labels(event: Event) -> Iterator[Label]:
    """Find the labels of named people in the sources' own voice: titles, and descriptions between commas."""
    hits: dict[str, list[tuple[int, int, float]]] = {}
    for article_id, *hit in event.cells("hits", "article_id", "start", "end", "contribution"):
        hits.setdefault(article_id, []).append(tuple(hit))
    for row in event.rows["names"]:
        sentence = event.by_id.get(row["sentence_id"])
        if sentence is None or row["voice"] != "own" or not row["entity"][:1].isupper() or "’s " in row["entity"]:
            continue
        spans: list[Span] = []
        if row["form"] in ("title", "description"):
            spans.append((row["start"], row["end"]))
        if row["form"] in ("name", "title") and " " in row["entity"]:
            spans += _find_beside(sentence, row)
        for start, end in spans:
            text = sentence.text[start - sentence.start : end - sentence.start]
            titles, nations, others = take_apart(" ".join(text.split()), row["entity"], lexicons=event.lexicons)
            words = frozenset(word.lower() for word in (*titles, *nations, *others))
            if words and len(text.split()) <= LONGEST and not WITHIN.search(text):
                colour = _colour(event, text)
                tone = _measure_tone(hits.get(row["article_id"], []), start, end) + colour
                yield Label(row["entity"], event.source(row), sentence, start, end, text, words, tone, bool(colour))


def _find_beside(sentence: Sentence, row: Row) -> Iterator[Span]:
    """Descriptions set off by commas: behind the name, and before it."""
    at, to = row["start"] - sentence.start, row["end"] - sentence.start
    if match := BEHIND.match(sentence.text, to):
        yield sentence.start + match.start(1), sentence.start + match.end(1)
    if sentence.text[to : to + 1] == "," and (match := BEFORE.search(sentence.text[:at])):
        yield sentence.start + match.start(1), sentence.start + match.end(1)


def _measure_tone(hits: list[tuple[int, int, float]], start: int, end: int) -> float:
    """The mean over scorers of what the scored words of a stretch add."""
    return sum(float(contribution) for first, last, contribution in hits if start <= first and last <= end) / 2


def _colour(event: Event, text: str) -> float:
    """The colour of the loaded words in a label, as tone."""
    words = read_words(event.lexicons)
    forms = [singular(word.lower()) for word in WORD.findall(text)]
    colours = {colour for word in forms for of, colour in words.get((word,), []) if of != DEED}
    return COLOUR * (("warm" in colours) - ("cold" in colours))


def _differ(one: Label, two: Label, used: dict[str, set[str]]) -> bool:
    """Whether each label says something that the other source nowhere says of this person."""
    return bool(one.words - used[two.source]) and bool(two.words - used[one.source])


def _contrast(one: Label, two: Label) -> float:
    return abs(one.tone - two.tone)


def _tell(entity: str, contrast: float, one: Label, two: Label) -> Candidate:
    a, b = quote_as(one.text, LONGEST), quote_as(two.text, LONGEST)
    headline = choose_headline(
        [f"{one.source} calls {entity} {a}, {two.source} {b}.", f"{one.source}: {a}; {two.source}: {b}."]
    )
    return Candidate(
        "labels",
        headline,
        "Both stand in the sources’ own words.",
        (one.source, two.source),
        (show("a", one.sentence, (one.start, one.end)), show("b", two.sentence, (two.start, two.end))),
        (one.sentence.sentence_id, two.sentence.sentence_id),
        frozenset({f"label {entity}"}),
        min(1.0, contrast / 0.6),
        0.9,
    )
