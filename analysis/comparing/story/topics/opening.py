"""Opening: what each source begins with, and how far down the other has it."""

import functools
import itertools
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.comparing.matching.coverage import CLOSE, PRIOR, WEAK
from analysis.comparing.matching.sentences import list_sentence
from analysis.comparing.matching.similarity import Weighed, weigh_words
from analysis.comparing.story.candidates import Candidate, choose_headline, quote, show
from analysis.comparing.story.events import Event, Sentence
from analysis.schema import UNKNOWN

DATELINE = re.compile(r"^[A-Z][A-Z .,’'-]+(?:\([^)]*\))?\s*[-–—]+\s*")
MATCHED = ("close match", "weak match")
FIRST_WORDS = 15  # what stands behind them is mostly background: "... to denounce the killing of"
LEAST_WORDS, NEAR, AT_ONCE, TOP = 6, 4, 25, 2
UNMATCHED, MOST_SHARED = 0.6, 3
LENGTHS = (9, 8, 7, 6, 5, 4)  # words of an opening that a headline has room for
LEAST_SHARED = 4  # two words in common are too few to say that a sentence tells what another opens with


class Opening(NamedTuple):
    """The first sentence of a source, the sentence of another source that has it, if one does, and how alike the
    first sentences of both are (0 to 1; words in common)."""

    first: Sentence
    other: str
    match: Sentence | None
    alike: float
    n_shared: int


def tell_openings(event: Event) -> Iterator[Candidate]:
    """Tell which two sources open most differently.

    Takes: one event. Returns: at most one candidate, of the two sources whose openings stand furthest down in each
    other's articles. A source with several articles is judged by its first; an opening by its first fifteen words.
    """
    firsts = {source: ids[0] for source, ids in event.articles.items() if event.sentences[ids[0]]}
    found = find_openings(event, firsts)
    candidates = [
        candidate
        for a, b in itertools.combinations(sorted(firsts), 2)
        if (candidate := _compare(event, found[a, b], found[b, a])) is not None
    ]
    yield from sorted(candidates, key=lambda c: (-c.size, c.headline))[:1]


def find_openings(event: Event, firsts: dict[str, str]) -> dict[tuple[str, str], Opening]:
    """Find for the opening of each source the closest sentence of every other one (`firsts`: source → article)."""
    sentences = [(source, s) for source, article_id in sorted(firsts.items()) for s in event.sentences[article_id]]
    words = [list_sentence(sentence.text, event.lexicons) for _, sentence in sentences]
    places = {source: _find_places(sentences, source) for source in sorted(firsts)}
    heads = [words[places[source][0]][:FIRST_WORDS] for source in sorted(firsts)]
    sources = [source for source, _ in sentences]
    closest = {
        (row["sentence_id"], row["other_sentence_id"]) for row in event.rows["coverage"] if row["status"] in MATCHED
    }
    weighed = weigh_words([*words, *heads], [*sources, *sorted(firsts)], lexicons=event.lexicons)
    shared = (weighed.matrix[len(words) :] @ weighed.matrix.T).toarray()
    found = {}
    for at, source in enumerate(sorted(firsts)):
        opens = places[source][0]
        for other in sorted(firsts):
            if other != source:
                there = np.array(places[other])
                lighter = np.minimum(weighed.total[len(words) + at], weighed.total[there])
                likeness = shared[at, there] / (lighter + PRIOR)
                nearest = int(likeness.round(6).argmax())
                best, likely = places[other][nearest], likeness[nearest]
                first, match = sentences[opens][1], sentences[best][1]
                near = likely >= WEAK or (first.sentence_id, match.sentence_id) in closest
                sure = likely >= CLOSE or (near and _measure_likeness(weighed, opens, best)[1] >= LEAST_SHARED)
                alike = _measure_likeness(weighed, opens, places[other][0])
                found[source, other] = Opening(first, other, match if sure else None, *alike)
    return found


def _find_places(sentences: list[tuple[str, Sentence]], source: str) -> list[int]:
    """Where the sentences of a source stand, from the first that is more than a line above the story on."""
    places = [at for at, (of, _) in enumerate(sentences) if of == source]
    first = next((n for n, at in enumerate(places) if len(sentences[at][1].text.split()) >= LEAST_WORDS), 0)
    return places[first:]


def _measure_likeness(weighed: Weighed, one: int, two: int) -> tuple[float, int]:
    """How alike two sentences are, as coverage measures it, and how many words they have in common."""
    (left, first), (right, second) = (_list_weights(weighed, unit) for unit in (one, two))
    _, here, there = np.intersect1d(left, right, assume_unique=True, return_indices=True)
    shared = first[here] * second[there]
    likeness = sum(shared.tolist()) / (min(weighed.total[one], weighed.total[two]) + PRIOR)
    return float(likeness), int(np.count_nonzero(shared))


def _list_weights(weighed: Weighed, unit: int) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """The columns of a unit's stems, and what each weighs."""
    row = slice(*weighed.matrix.indptr[unit : unit + 2])
    return weighed.matrix.indices[row], weighed.matrix.data[row]


def _compare(event: Event, one: Opening, two: Opening) -> Candidate | None:
    places = [0 if side.match is None else side.match.paragraph for side in (one, two)]
    # Two paragraphs down is still the top of the story.
    # Where neither has the other’s opening further down, both may tell one thing in other words.
    near = one.alike >= CLOSE if any(places) else one.alike >= WEAK or one.n_shared >= MOST_SHARED
    if near or 1 in places or (0 not in places and max(places) <= TOP):
        return None
    told = [
        f"{side.other} has no close match for the opening of {side.first.source}."
        if side.match is None
        else f"What {side.first.source} opens with comes in paragraph {side.match.paragraph} of "
        f"{side.match.n_paragraphs} of {side.other}."
        for side in (one, two)
    ]
    ids = [s.sentence_id for s in (one.first, two.first, two.match, one.match) if s is not None]
    # An opening that stands nowhere else may only be worded otherwise: one that comes late is the surer finding.
    unmatched = UNMATCHED * (1 - one.alike)
    size = sum(unmatched if side.match is None else side.match.depth for side in (one, two)) / 2
    return Candidate(
        "opening",
        choose_headline(_word(event, one, two)),
        " ".join(told) if any(places) else "Neither has a close match for the opening of the other.",
        (one.first.source, two.first.source),
        (show("a", one.first), show("b", two.first)),
        tuple(dict.fromkeys(ids)),
        frozenset({"opening"}),
        min(1.0, size + 0.2),
        0.9,
    )


def _name(event: Event, side: Opening) -> Callable[[int], str]:
    """Say in so many words what a source opens with: the words of a named speaker who stands first, or its own."""
    for row in event.rows["quotes"]:
        spoken = row["act"] == "speech" and not row["parent_id"] and row["n_words"] >= LEAST_WORDS
        inside = side.first.start <= row["start"] and row["end"] <= side.first.end
        if spoken and inside and row["article_id"] == side.first.article_id and row["speaker_text"]:
            first = int(row["speaker_start"]) - side.first.start <= NEAR
            at_once = 0 <= int(row["cue_start"]) - int(row["speaker_end"]) <= AT_ONCE
            if first and at_once and row["speaker"] != UNKNOWN and row["speaker"][:1].isupper():
                name = f"{row['speaker']}’s words"
                return lambda most: name
    return functools.partial(quote, DATELINE.sub("", side.first.text))


def _word(event: Event, one: Opening, two: Opening) -> Iterator[str]:
    """Word the headline, with ever fewer words of the openings, and at last with the places in short."""
    a, b = one.first.source, two.first.source
    first, second = (_name(event, side) for side in (one, two))
    for end in _list_ends(one, two):
        for most in LENGTHS:
            yield f"{a} opens with {first(most)}, {b} with {second(most)}{end}"


def _list_ends(one: Opening, two: Opening) -> Iterator[str]:
    a, b = one.first.source, two.first.source
    if one.match is not None and two.match is not None:
        first, second = one.match.paragraph, two.match.paragraph
        yield f"; {a} has the second in paragraph {second}, {b} the first in {first}."
        yield f"; each has the other’s in paragraph {' or '.join(map(str, sorted({first, second})))}."
    elif one.match is not None:
        yield f"; {b} has the first in paragraph {one.match.paragraph}."
    elif two.match is not None:
        yield f"; {a} has the second in paragraph {two.match.paragraph}."
    yield "."
