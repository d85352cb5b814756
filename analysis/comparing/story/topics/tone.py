"""Tone: where the wording of two sources differs so clearly that every scorer says so."""

import math
from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

from analysis.comparing.story.candidates import Candidate, Passage, Span, choose_headline, show
from analysis.comparing.story.events import SCORERS, Event, Row, Sentence
from analysis.schema import VOICES

LEAST, LEVEL = 10, 0.995
VOICE_NAMES = {"own": "in its own words", "quoted": "in what it reports"}


class _Gap(NamedTuple):
    voice: str
    low: str
    high: str
    means: tuple[float, float]
    sure: float


_Extreme = tuple[str, Sentence, list[Span]]


def tell_tone(event: Event) -> Iterator[Candidate]:
    """Tell of the two sources whose tone of wording differs most, in their own words and in what they report.

    Under each scorer the 99 % interval of the difference of the means over segments (Welch 1947) must leave out 0, on
    the same side. The sentences shown are the darkest of one source and the brightest of the other.

    Limits: segments of one article are not independent, so the interval is rather too narrow; tone, never stance.
    """
    voices = {row["segment_id"]: row for row in event.rows["segments"]}
    for voice in ("own", "quoted"):
        scores = {scorer: _collect(event, voices, scorer, VOICES[voice]) for scorer in SCORERS}
        gaps = []
        for at, one in enumerate(event.sources):
            for two in event.sources[at + 1 :]:
                if (gap := _measure(scores, one, two, voice)) is not None:
                    gaps.append(gap)
        if gaps:
            gap = max(gaps, key=lambda gap: (gap.sure, gap.low, gap.high))
            if (candidate := _tell(event, gap, voices)) is not None:
                yield candidate


def _collect(event: Event, segments: dict[str, Row], scorer: str, voices: tuple[str, ...]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    cells = event.cells("scores", "article_id", "segment_id", "scorer", "voice", "n_words", "polarity")
    for article_id, segment_id, by, voice, n_words, polarity in cells:
        if by == scorer and voice in voices and n_words and segment_id in segments:
            found.setdefault(event.source_of[article_id], []).append(float(polarity))
    return found


def _measure(scores: dict[str, dict[str, list[float]]], one: str, two: str, voice: str) -> _Gap | None:
    """The gap between two sources, if all scorers agree on it; `sure` is the narrowest distance of it from 0."""
    from scipy.special import stdtrit

    signs, distances, means = set(), [], (0.0, 0.0)
    for scorer in SCORERS:
        a, b = scores[scorer].get(one, []), scores[scorer].get(two, [])
        if min(len(a), len(b)) < LEAST:
            return None
        (mean_a, part_a), (mean_b, part_b) = _describe(a), _describe(b)
        error = math.sqrt(part_a + part_b)
        if error == 0:
            return None
        freedom = (part_a + part_b) ** 2 / (part_a**2 / (len(a) - 1) + part_b**2 / (len(b) - 1))
        distance = abs(mean_a - mean_b) - float(stdtrit(freedom, LEVEL)) * error
        signs.add(mean_a < mean_b)
        distances.append(distance)
        if scorer == SCORERS[0]:
            means = mean_a, mean_b
    if len(signs) > 1 or min(distances) <= 0:
        return None
    low, high = (one, two) if signs == {True} else (two, one)
    return _Gap(voice, low, high, (min(means), max(means)), min(distances))


def _describe(values: list[float]) -> tuple[float, float]:
    mean = math.fsum(values) / len(values)
    return mean, math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1) / len(values)


def _tell(event: Event, gap: _Gap, segments: dict[str, Row]) -> Candidate | None:
    places = {name: _find_extreme(event, gap, name, segments) for name in (gap.low, gap.high)}
    if places[gap.low] is None or places[gap.high] is None:
        return None
    a, b = sorted((gap.low, gap.high))
    passages: list[Passage] = []
    evidence = []
    for side, name in zip("ab", (a, b), strict=True):
        segment_id, sentence, spans = places[name]  # type: ignore[misc]
        passages.append(show(side, sentence, *spans))
        evidence.append(segment_id)
    headline = choose_headline([f"{gap.low} is darker in wording than {gap.high} {VOICE_NAMES[gap.voice]}."])
    detail = (
        f"Mean tone {gap.means[0]:+.2f} and {gap.means[1]:+.2f} on a scale from -1 to 1; {len(SCORERS)} scorers agree."
    )
    size = min(1.0, (gap.means[1] - gap.means[0]) / 0.5)
    return Candidate(
        "tone", headline, detail, (a, b), tuple(passages), tuple(evidence), frozenset({f"tone {gap.voice}"}), size, 0.9
    )


def _find_extreme(event: Event, gap: _Gap, source: str, segments: dict[str, Row]) -> _Extreme | None:
    """The segment of a source with the darkest or brightest score, its sentence, and the words that made it."""
    sign = 1 if source == gap.low else -1
    scores = event.cells("scores", "article_id", "segment_id", "scorer", "voice", "polarity")
    scored = [
        (sign * polarity, segment_id)
        for article_id, segment_id, by, voice, polarity in scores
        if by == SCORERS[0] and voice in VOICES[gap.voice] and event.source_of[article_id] == source
    ]
    for _, segment_id in sorted(scored):
        hits = [
            (sign * contribution, start, end)
            for of, by, contribution, start, end in event.cells(
                "hits", "segment_id", "scorer", "contribution", "start", "end"
            )
            if of == segment_id and by == SCORERS[0] and sign * contribution < 0
        ]
        segment = segments.get(segment_id)
        sentence = segment and event.sentence_at(segment["article_id"], segment["start"])
        if hits and sentence:
            hits.sort(key=itemgetter(0, 1))
            return segment_id, sentence, [(start, end) for _, start, end in hits[:4]]
    return None
