"""Opening: what each source begins with, and how far down the other has it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from analysis.comparing.story.candidates import Candidate, choose_headline, quote, show
from analysis.comparing.story.events import Event, Row, Sentence
from analysis.schema import UNKNOWN

DATELINE = re.compile(r"^[A-Z][A-Z .,’'-]+(?:\([^)]*\))?\s*[-–—]+\s*")
LEAST_WORDS, NEAR, AT_ONCE, TOP = 6, 4, 25, 2
MATCHED = ("close match", "weak match")


class _Opening(NamedTuple):
    """The first sentence of a source and where another source has its closest match, if it has one."""

    first: Sentence
    match: Sentence | None
    similarity: float


def tell_openings(event: Event) -> Iterator[Candidate]:
    """Tell which two sources open most differently.

    Takes: one event. Returns: at most one candidate, of the pair of sources whose openings stand furthest down in
    each other's articles. A source with several articles is judged by its first.
    """
    found: list[Candidate] = []
    coverage = {(row["sentence_id"], row["other_source"]): row for row in event.rows["coverage"]}
    openings = {source: event.sentences[ids[0]][:1] for source, ids in event.articles.items()}
    sources = [source for source in event.sources if openings[source]]
    for at, a in enumerate(sources):
        for b in sources[at + 1 :]:
            one = _find_match(event, openings[a][0], b, coverage)
            two = _find_match(event, openings[b][0], a, coverage)
            if (candidate := _compare(event, one, two)) is not None:
                found.append(candidate)
    yield from sorted(found, key=lambda c: (-c.size * c.certainty, c.headline))[:1]


def _find_match(event: Event, first: Sentence, other: str, coverage: dict[tuple[str, str], Row]) -> _Opening:
    row = coverage.get((first.sentence_id, other))
    if row is None or row["status"] not in MATCHED:
        return _Opening(first, None, 0.0)
    return _Opening(first, event.by_id.get(row["other_sentence_id"]), row["similarity"])


def _compare(event: Event, one: _Opening, two: _Opening) -> Candidate | None:
    places = [0 if side.match is None else side.match.paragraph for side in (one, two)]
    # Two paragraphs down is still the top of the story.
    if 1 in places or (0 not in places and max(places) <= TOP):
        return None
    a, b = one.first.source, two.first.source
    wordings = (_word(one, two, *(_name(side, event, n) for side in (one, two))) for n in (9, 8, 7, 6, 5, 4))
    headline = choose_headline(wording for some in wordings for wording in some)
    size = sum(1.0 if side.match is None else side.match.depth for side in (one, two)) / 2
    told = [
        f"{other} has no close match for the opening of {side.first.source}."
        if side.match is None
        else f"What {side.first.source} opens with comes in paragraph {side.match.paragraph} of "
        f"{side.match.n_paragraphs} of {other}."
        for side, other in ((one, b), (two, a))
    ]
    ids = [one.first.sentence_id, two.first.sentence_id]
    ids += [side.match.sentence_id for side in (two, one) if side.match is not None]
    return Candidate(
        "opening",
        headline,
        " ".join(told),
        (a, b),
        (show("a", one.first), show("b", two.first)),
        tuple(dict.fromkeys(ids)),
        frozenset({"opening"}),
        min(1.0, size + 0.2),
        0.9,
    )


def _name(side: _Opening, event: Event, most: int) -> str:
    """Say what a source opens with: the words of a named speaker who stands first, or its own first words."""
    for row in event.rows["quotes"]:
        spoken = row["act"] == "speech" and not row["parent_id"] and row["n_words"] >= LEAST_WORDS
        inside = side.first.start <= row["start"] and row["end"] <= side.first.end
        if spoken and inside and row["article_id"] == side.first.article_id and row["speaker_text"]:
            first = int(row["speaker_start"]) - side.first.start <= NEAR
            at_once = 0 <= int(row["cue_start"]) - int(row["speaker_end"]) <= AT_ONCE
            if first and at_once and row["speaker"] != UNKNOWN and row["speaker"][:1].isupper():
                return f"{row['speaker']}’s words"
    return quote(DATELINE.sub("", side.first.text), most)


def _word(one: _Opening, two: _Opening, what_a: str, what_b: str) -> Iterator[str]:
    a, b = one.first.source, two.first.source
    opens = f"{a} opens with {what_a}, {b} with {what_b}"
    if one.match is not None and two.match is not None:
        places = dict.fromkeys(sorted((two.match.paragraph, one.match.paragraph)))
        yield f"{opens}; each has the other’s opening further down, in paragraph {' or '.join(map(str, places))}."
        yield f"{opens}; each has the other’s in paragraph {' or '.join(map(str, places))}."
    elif one.match is not None:
        yield f"{opens}; {b} has the first in paragraph {one.match.paragraph}."
    elif two.match is not None:
        yield f"{opens}; {a} has the second in paragraph {two.match.paragraph}."
    else:
        yield f"{opens}."
