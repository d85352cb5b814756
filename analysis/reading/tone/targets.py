"""Tone towards a named target: how a sentence speaks of one person or body, with `unclear` where it cannot be told."""

import bisect
import functools
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.lexicons import Lexicons, standard_lexicons
from analysis.reading.people.names import Name
from analysis.reading.segments import Segment
from analysis.reading.tone.target_features import list_words, measure_tone, weigh_words
from analysis.schema import LABELS, UNCLEAR

MODEL = Path(__file__).parents[2] / "models" / "tone_towards_targets.npz"
THRESHOLD = 0.5
NEAR = "|"  # sets the words near a target apart from those of its sentence in the list of words
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


class _Model(NamedTuple):
    sentence_words: dict[str, float]
    near_words: dict[str, float]
    places: dict[str, int]
    weights: NDArray[np.float32]
    number_weights: NDArray[np.float32]
    number_means: NDArray[np.float32]
    intercept: NDArray[np.float32]


def score_targets(texts: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> pd.DataFrame:
    """Give the probabilities that a sentence is positive, neutral or negative towards a target in it.

    `texts`: sentences; `starts`, `ends`: where the target's mention stands in each, in code points.
    Returns: positive, neutral, negative, one row a text, in order; each row adds up to 1.
    Raises: ValueError where lengths differ or a span lies outside its text.
    Source: this project; multinomial logistic regression on the words around the target and on the tone left and right
    of it, trained on NewsMTSC (Hamborg and Donnay 2021), see docs/models.md.

    >>> probabilities = score_targets(["Critics accused Mayor Orla Reed of fraud."], [16], [31])
    >>> probabilities.idxmax(axis=1).tolist()
    ['negative']

    Limits: right about two times in three on US politics, the only field it was trained on; names are masked, so it
    does not know who is meant. Where no probability reaches .5, say `unclear`.
    """
    if not len(texts) == len(starts) == len(ends):
        raise ValueError(f"{len(texts)} texts, {len(starts)} starts and {len(ends)} ends; give one of each a target.")
    rows = np.empty((len(texts), len(LABELS)))
    for i, (text, start, end) in enumerate(zip(texts, starts, ends, strict=True)):
        if not 0 <= start < end <= len(text):
            raise ValueError(f"Target {i} spans {start} to {end}, but its text has {len(text)} characters.")
        rows[i] = _probabilities(text, int(start), int(end))
    return pd.DataFrame(rows, columns=list(LABELS))


def find_targets(
    text: str,
    names: Sequence[Name],
    segments: Sequence[Segment],
    *,
    threshold: float = THRESHOLD,
    lexicons: Lexicons | None = None,
) -> list[Target]:
    """Score the tone towards every named person and body, in the stretch of one voice that names it.

    Only the words of the voice that names the target are read: what a quotation says of a person is never counted as
    what the source says.

    Takes: the article's text, its names and its segments. Names and titles of persons and bodies are scored, and those
    of unknown kind unless they mostly follow a preposition of place. `threshold`: below this probability the label is
    `unclear`.
    Returns: targets in the order of the text.

    >>> from analysis.reading.article import read_article
    >>> read_article("Mayor Orla Reed arrived on Friday.")["targets"][["voice", "entity", "label"]].values.tolist()
    [['own', 'Orla Reed', 'neutral']]

    Limits: pronouns are not scored; a mention inside a longer one is left to the longer one.
    """
    begins = [segment.start for segment in segments]
    chosen = [name for name in names if name.form in SCORED_FORMS and name.kind in SCORED_KINDS]
    places = _find_places(
        text, [name for name in chosen if name.kind == "name"], segments, begins, lexicons or standard_lexicons()
    )
    found: list[tuple[Name, Segment]] = []
    reached = -1
    for name in sorted(chosen, key=lambda name: (name.start, -name.end)):
        place = bisect.bisect_right(begins, name.start) - 1
        if name.end <= reached or place < 0 or name.end > segments[place].end or name.entity in places:
            continue
        reached = name.end
        found.append((name, segments[place]))
    targets = []
    for name, segment in found:
        words = text[segment.start : segment.end]
        odds = _probabilities(words, name.start - segment.start, name.end - segment.start)
        positive, neutral, negative = odds.tolist()
        label = LABELS[odds.argmax()] if odds.max() >= threshold else UNCLEAR
        named = (name.sentence_id, segment.voice, name.entity, name.start, name.end)
        targets.append(Target(*named, positive, neutral, negative, label))
    return targets


@functools.lru_cache(maxsize=8)
def _compile_places(lexicons: Lexicons) -> re.Pattern[str]:
    """What says, right before a name, that it is a place's: a preposition, or *the city of*."""
    words: dict[str, list[str]] = {"preposition": [], "noun": []}
    for row in lexicons["places"]:
        words[row["kind"]].append(re.escape(row["word"]))
    before, nouns = ("|".join(words[kind]) for kind in ("preposition", "noun"))
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


def _probabilities(text: str, start: int, end: int) -> NDArray[np.float64]:
    model = _model()
    sentence, near = list_words(text, start, end)
    logits = model.intercept.astype(np.float64)
    for prefix, words, known in (("", sentence, model.sentence_words), (NEAR, near, model.near_words)):
        for word, value in weigh_words(words, known).items():
            logits = logits + value * model.weights[:, model.places[prefix + word]]
    logits = logits + model.number_weights @ (np.array(measure_tone(text, start, end)) - model.number_means)
    odds = np.exp(logits - logits.max())
    return np.asarray(odds / odds.sum())


@functools.cache
def _model() -> _Model:
    with np.load(MODEL, allow_pickle=False) as data:
        words = bytes(data["words"]).decode("utf-8").split("\n")
        rarity = data["inverse_frequency"].astype(np.float64).tolist()
        frequencies = dict(zip(words, rarity, strict=True))
        near = {word.removeprefix(NEAR): value for word, value in frequencies.items() if word.startswith(NEAR)}
        sentence = {word: value for word, value in frequencies.items() if not word.startswith(NEAR)}
        return _Model(
            sentence,
            near,
            {word: place for place, word in enumerate(words)},
            data["weights"].astype(np.float32),
            data["number_weights"].astype(np.float32),
            data["number_means"].astype(np.float32),
            data["intercept"].astype(np.float32),
        )
