"""The project's own scorer of wording: a small linear model over what VADER and TextBlob's lexicon see."""

import functools
import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from analysis.language.words import RATED
from analysis.reading.tone.textblob import Hit, Reading, lexicon_polarities
from analysis.reading.tone.vader import ALPHA, VaderReading, lexicon_valences

MODEL = Path(__file__).parents[2] / "models" / "tone_of_wording.json"
FEATURES = ("negative", "positive", "compound", "relatives", "wording", "subjectivity", "questions")
NEGATION_REACH = 3


class Part(NamedTuple):
    """What a stretch of text adds to one feature."""

    start: int
    end: int
    feature: str
    amount: float


class _Model(NamedTuple):
    weights: dict[str, float]
    endings: tuple[tuple[str, str], ...]
    shortest_stem: int
    alone: frozenset[str]
    negations: frozenset[str]
    negated: float


def read_samestory(text: str, textblob: Reading, vader: VaderReading) -> Reading:
    """Score a straightened text with the project's own model and keep the words that made the score.

    `text`: as straighten() gives it; `textblob`, `vader`: the readings of the same text, which cost most and are
    made once. Returns: Reading; polarity in -1..1, 0 where nothing in the text is rated. The weighted sum S of the
    parts is squeezed to S / sqrt(1 + S**2), and every part shares in that.
    Source: this project; weights fitted by ridge regression on NewsMTSC (Hamborg and Donnay 2021), see docs/models.md.

    >>> from analysis.reading.tone.textblob import read_textblob
    >>> from analysis.reading.tone.vader import read_vader
    >>> text = "The militants clashed with peaceful pilgrims."
    >>> reading = read_samestory(text, read_textblob(text), read_vader(text))
    >>> [text[hit.start : hit.end] for hit in reading.hits], reading.polarity > 0
    (['peaceful'], True)

    Limits: knows words and their nearest negation, not what is said about whom; ranks sentences of news a little
    better than VADER, far below a human reader.
    """
    weights = _model().weights
    parts = [(part.start, part.end, weights[part.feature] * part.amount) for part in list_parts(text, textblob, vader)]
    merged: list[tuple[int, int, float]] = []
    for start, end, value in sorted(parts):
        if merged and start < merged[-1][1]:
            first, last, total = merged[-1]
            merged[-1] = (first, max(last, end), total + value)
        else:
            merged.append((start, end, value))
    total = math.fsum(value for _, _, value in merged)
    norm = math.sqrt(1 + total**2)
    return Reading(total / norm, tuple(Hit(start, end, value, value / norm) for start, end, value in merged))


def list_parts(text: str, textblob: Reading, vader: VaderReading) -> list[Part]:
    """List what each stretch of the text adds to each feature; a feature is the sum of its parts.

    Features: `negative`, `positive`, `compound` as in VADER; `relatives`: VADER's ratings lent to unrated inflected
    forms of a rated word (denounced, denounces), summed and squeezed as VADER does; `wording`: TextBlob's ratings of
    the words and their inflected forms over the root of the number of words; `subjectivity`: TextBlob's mean;
    `questions`: question marks.
    """
    parts = list(_vader_parts(text, vader))
    n = len(textblob.hits)
    for hit, subjectivity in zip(textblob.hits, textblob.subjectivities, strict=True):
        parts.append(Part(hit.start, hit.end, "subjectivity", subjectivity / n))
    if "?" in text:
        parts += [Part(place, place + 1, "questions", 1.0) for place, sign in enumerate(text) if sign == "?"]
    found = [(start, end, *values) for start, end, values in _family_values(text)]
    lent = math.fsum(valence for _, _, valence, _ in found)
    squeezed, root = math.sqrt(lent**2 + ALPHA), math.sqrt(max(1, len(text.split())))
    for start, end, valence, polarity in found:
        if valence:
            parts.append(Part(start, end, "relatives", valence / squeezed))
        if polarity:
            parts.append(Part(start, end, "wording", polarity / root))
    return parts


def _vader_parts(text: str, vader: VaderReading) -> Iterator[Part]:
    """Split VADER's compound over its hits, and its shares of negative and positive words over these words."""
    for hit in vader.hits:
        yield Part(hit.start, hit.end, "compound", hit.contribution)
    words = [hit for hit in vader.hits if text[hit.start : hit.end] not in ("!", "?")]
    for feature, sign, share in (("negative", -1, vader.negative), ("positive", 1, vader.positive)):
        same = [hit for hit in words if hit.value * sign > 0]
        total = math.fsum(abs(hit.value) + 1 for hit in same)
        for hit in same:
            yield Part(hit.start, hit.end, feature, share * (abs(hit.value) + 1) / total)


def _family_values(text: str) -> Iterator[tuple[int, int, tuple[float, float]]]:
    """Rate words by VADER's and TextBlob's ratings of their family, turned where a negation comes shortly before."""
    model = _model()
    reach = -NEGATION_REACH - 1
    for i, match in enumerate(RATED.finditer(text)):
        valence, polarity, negates = _read_word(match.group())
        if valence or polarity:
            turned = model.negated if i - reach <= NEGATION_REACH else 1.0
            yield match.start(), match.end(), (turned * valence, turned * polarity)
        if negates:
            reach = i


@functools.lru_cache(maxsize=65_536)
def _read_word(printed: str) -> tuple[float, float, bool]:
    """Give VADER's and TextBlob's ratings of the family of a word as printed, and whether it negates."""
    word = printed.lower()
    return *_family_of(word), word in _model().negations or word.endswith("n't")


@functools.lru_cache(maxsize=65_536)
def is_rated(word: str) -> bool:
    """Say whether a word in small letters can move the score: itself, or by the words of its family.

    >>> is_rated("denounced"), is_rated("table")
    (True, False)
    """
    return bool(lexicon_valences().get(word)) or word in lexicon_polarities() or any(_family_of(word))


@functools.lru_cache(maxsize=65_536)
def _family_of(word: str) -> tuple[float, float]:
    if word in _model().alone:  # "will" is no form of "willing"
        return (0.0, lexicon_polarities().get(word, 0.0))
    valences, polarities = _families()
    root = cut_ending(word)
    return (0.0 if word in lexicon_valences() else valences.get(root, 0.0), polarities.get(root, 0.0))


@functools.cache
def _families() -> tuple[dict[str, float], dict[str, float]]:
    """Average the ratings of words with one stem, where they agree in sign."""
    return _average(lexicon_valences()), _average(lexicon_polarities())


def _average(ratings: dict[str, float]) -> dict[str, float]:
    families: dict[str, list[float]] = {}
    shortest = _model().shortest_stem
    for word, rating in ratings.items():
        if rating and word.isalpha() and len(word) >= shortest:
            families.setdefault(cut_ending(word), []).append(rating)
    return {root: math.fsum(found) / len(found) for root, found in families.items() if min(found) * max(found) > 0}


@functools.lru_cache(maxsize=65_536)
def cut_ending(word: str) -> str:
    """Cut the inflection off a word in small letters, by the endings that the model was trained with.

    They are part of the model, and milder than `stem`: a derived word (*friendly*) has a tone of its own.

    >>> cut_ending("denounced"), cut_ending("parties"), cut_ending("ties")
    ('denounc', 'party', 'ties')
    """
    model = _model()
    for ending, instead in model.endings:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= model.shortest_stem:
            return word[: -len(ending)] + instead
    return word


@functools.cache
def _model() -> _Model:
    data = json.loads(MODEL.read_text(encoding="utf-8"))
    return _Model(
        {name: float(data["weights"][name]) for name in FEATURES},
        tuple(sorted(data["endings"].items(), key=lambda pair: (-len(pair[0]), pair[0]))),
        int(data["shortest_stem"]),
        frozenset(data["alone"]),
        frozenset(data["negations"]),
        float(data["negated"]),
    )
