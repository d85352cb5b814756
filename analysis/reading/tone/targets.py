"""Tone towards a named target: how a sentence speaks of one person or body, with `unclear` where it cannot be told."""

import bisect
import functools
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.lexicons import Lexicons, standard_lexicons
from analysis.reading.people.names import Name
from analysis.reading.segments import Segment
from analysis.reading.tone.encoder import Asked, Told, load_calibration, read_tone
from analysis.reading.tone.names import Span
from analysis.schema import LABELS, UNCLEAR

SCORED_FORMS = ("name", "title")
SCORED_KINDS = ("person", "name", "body", "party")


class Target(NamedTuple):
    """A named target and how the words of one voice around it speak of it."""

    sentence_id: str
    voice: str
    entity: str
    start: int
    end: int
    positive: float
    neutral: float
    negative: float
    label: str


def score_targets(
    texts: Sequence[str], starts: Sequence[int], ends: Sequence[int], *, lexicons: Lexicons | None = None
) -> pd.DataFrame:
    """Give the probabilities that a sentence is positive, neutral or negative towards a target in it.

    `texts`: sentences; `starts`, `ends`: where the target's mention stands in each, in code points.
    Returns: positive, neutral, negative, one row a text, in order; each row adds up to 1.
    Raises: ValueError where lengths differ or a span lies outside its text.
    Source: see read_tone; probabilities calibrated on sentences that the model had not seen (Guo et al. 2017).

    >>> probabilities = score_targets(["Critics accused Mayor Orla Reed of fraud."], [16], [31])
    >>> probabilities.idxmax(axis=1).tolist()
    ['negative']

    Limits: right about four times in five on US politics, the only field it was trained on; it reads other names in
    place of persons' own, so it does not know who is meant. Where no probability reaches the threshold of
    load_calibration, say `unclear`.
    """
    if not len(texts) == len(starts) == len(ends):
        raise ValueError(f"{len(texts)} texts, {len(starts)} starts and {len(ends)} ends; give one of each a target.")
    lists = lexicons or standard_lexicons()
    aims: dict[str, list[Span]] = {}
    for i, (text, start, end) in enumerate(zip(texts, starts, ends, strict=True)):
        if not 0 <= start < end <= len(text):
            raise ValueError(f"Target {i} spans {start} to {end}, but its text has {len(text)} characters.")
        aims.setdefault(text, []).append((int(start), int(end)))
    read = read_tone([Asked(text, spans) for text, spans in aims.items()], lexicons=lists)
    told = {
        (text, span): odds
        for (text, spans), of_text in zip(aims.items(), read, strict=True)
        for span, odds in zip(spans, of_text.targets, strict=True)
    }
    rows = [told[text, (int(a), int(b))] for text, a, b in zip(texts, starts, ends, strict=True)]
    return pd.DataFrame(np.array(rows, dtype=np.float64).reshape(-1, len(LABELS)), columns=list(LABELS))


def read_voices(
    text: str,
    names: Sequence[Name],
    segments: Sequence[Segment],
    *,
    threshold: float | None = None,
    lexicons: Lexicons | None = None,
    known: Mapping[Asked, Told] | None = None,
) -> tuple[list[float], list[Target]]:
    """Read every stretch of one voice once: the tone of its wording, and of it towards each person and body it names.

    Only the words of the voice that names the target are read: what a quotation says of a person is never counted as
    what the source says.

    Takes: the article's text, its names and its segments. Names and titles of persons and bodies are scored, and those
    of unknown kind unless they mostly follow a preposition of place. `threshold`: below this probability the label is
    `unclear`; by default what load_calibration gives. `known`: what is told already, as `recall_told` gives it.
    Returns: the tone of each segment's wording, -1..1; targets in the order of the text.

    >>> from analysis.reading.article import read_article
    >>> read_article("Mayor Orla Reed arrived on Friday.")["targets"][["voice", "entity", "label"]].values.tolist()
    [['own', 'Orla Reed', 'neutral']]

    Limits: pronouns are not scored; a mention inside a longer one is left to the longer one; a negation in another
    voice of the sentence is not seen.
    """
    lists = lexicons or standard_lexicons()
    least = load_calibration().threshold if threshold is None else threshold
    aims, asked = _list_asked(text, names, segments, lists)
    told = dict(known or {})
    new = [one for one in dict.fromkeys(asked) if one not in told]
    told.update(zip(new, read_tone(new, lexicons=lists), strict=True))
    targets: list[Target] = []
    for place, segment in enumerate(segments):
        for name, odds in zip(aims.get(place, []), told[asked[place]].targets, strict=True):
            label = LABELS[odds.index(max(odds))] if max(odds) >= least else UNCLEAR
            targets.append(Target(name.sentence_id, segment.voice, name.entity, name.start, name.end, *odds, label))
    return [told[one].wording for one in asked], targets


def recall_told(
    text: str,
    names: Sequence[Name],
    segments: Sequence[Segment],
    wording: Sequence[float],
    targets: Sequence[Target],
    *,
    lexicons: Lexicons,
) -> dict[Asked, Told]:
    """Put what `read_voices` gave together again, so that the same stretch is not read twice."""
    odds = {(target.start, target.end): (target.positive, target.neutral, target.negative) for target in targets}
    aims, asked = _list_asked(text, names, segments, lexicons)
    return {
        one: Told(tone, [odds[name.start, name.end] for name in aims.get(place, [])])
        for place, (one, tone) in enumerate(zip(asked, wording, strict=True))
    }


def _list_asked(
    text: str, names: Sequence[Name], segments: Sequence[Segment], lexicons: Lexicons
) -> tuple[dict[int, list[Name]], list[Asked]]:
    """List what the model is asked of each segment, and the names that it is asked of, by the segment's number."""
    aims = _choose(text, names, segments, lexicons)
    named = sorted((name.start, name.end) for name in names if name.form in SCORED_FORMS)
    asked = []
    for place, (start, end) in enumerate((segment.start, segment.end) for segment in segments):
        spans = tuple((name.start - start, name.end - start) for name in aims.get(place, []))
        first = bisect.bisect_left(named, (start, start))
        last = bisect.bisect_left(named, (end, end))
        inside = tuple((a - start, b - start) for a, b in named[first:last] if b <= end)
        asked.append(Asked(text[start:end], spans, inside))
    return aims, asked


def _choose(text: str, names: Sequence[Name], segments: Sequence[Segment], lexicons: Lexicons) -> dict[int, list[Name]]:
    """Choose the names to be scored, by the number of the segment they stand in, in the order of the text."""
    begins = [segment.start for segment in segments]
    chosen = [name for name in names if name.form in SCORED_FORMS and name.kind in SCORED_KINDS]
    places = _find_places(text, [name for name in chosen if name.kind == "name"], segments, begins, lexicons)
    found: dict[int, list[Name]] = {}
    reached = -1
    for name in sorted(chosen, key=lambda name: (name.start, -name.end)):
        place = bisect.bisect_right(begins, name.start) - 1
        if name.end <= reached or place < 0 or name.end > segments[place].end or name.entity in places:
            continue
        reached = name.end
        found.setdefault(place, []).append(name)
    return found


@functools.lru_cache(maxsize=8)
def _compile_places(lexicons: Lexicons) -> re.Pattern[str]:
    """What says, right before a name, that it is a place's: a preposition, or *the city of*."""
    words: dict[str, list[str]] = {"preposition": [], "noun": []}
    for row in lexicons["places"]:
        words[row["kind"]].append(re.escape(row["word"]))
    before, nouns = ("|".join(words[kind]) or r"(?!)" for kind in ("preposition", "noun"))
    return re.compile(rf"\b(?:{before}|(?:{nouns}) of)\s+(?:the\s+)?$", re.IGNORECASE)


def _find_places(
    text: str, names: Sequence[Name], segments: Sequence[Segment], begins: list[int], lexicons: Lexicons
) -> set[str]:
    """Find the entities of which half of the mentions or more follow a preposition of place."""
    counts: dict[str, list[int]] = {}
    place = _compile_places(lexicons)
    for name in names:
        at = bisect.bisect_right(begins, name.start) - 1
        before = text[segments[at].start : min(name.start, segments[at].end)] if at >= 0 else ""
        counts.setdefault(name.entity, []).append(bool(place.search(before)))
    return {entity for entity, found in counts.items() if sum(found) * 2 >= len(found)}
