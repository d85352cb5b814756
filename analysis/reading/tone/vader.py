"""VADER's compound score, unrounded, with the words and marks behind it."""

import functools
import math
from collections.abc import Callable
from typing import Any, NamedTuple

from analysis.reading.tone.textblob import NOT_SPACE, Hit

ALPHA = 15  # the library's normalisation: compound = sum / sqrt(sum ** 2 + 15)
EXCLAMATION, MOST_EXCLAMATIONS = 0.292, 4
QUESTION, MANY_QUESTIONS, MOST_QUESTIONS = 0.18, 0.96, 3
AROUND = 3  # tokens on either side of one that the library looks at; of those behind it only two


class VaderReading(NamedTuple):
    """A text under VADER: compound score, hits, and the shares of negative, neutral and positive words (unrounded)."""

    polarity: float
    hits: tuple[Hit, ...]
    negative: float
    neutral: float
    positive: float


def read_vader(text: str) -> VaderReading:
    """Score a straightened text with VADER and keep the words and marks that made the score.

    `text`: as straighten() gives it. Returns: VaderReading; polarity in -1..1 equals the library's `compound` before
    it is rounded to four digits. A hit is a rated word (degree adverbs, negations, capitals and "but" around it are
    in its value), or an exclamation or question mark that counts. Source: Hutto and Gilbert 2014.

    >>> reading = read_vader("The talks were not good!")
    >>> round(reading.polarity, 4), ["The talks were not good!"[hit.start : hit.end] for hit in reading.hits]
    (-0.4015, ['good', '!'])

    Limits: saturates on long texts: score sentences, not documents.
    """
    library = _library()
    spoken, places = _speak_emojis(text)
    pieces = spoken.split()
    if not any(map(_is_rated, pieces)):
        return VaderReading(0.0, (), 0.0, float(bool(pieces)), 0.0)
    tokens = list(map(_strip, pieces))
    valences = _valences(tokens)
    if "but" in map(str.lower, tokens):
        valences = library.ANALYSER._but_check(tokens, valences)
    total, as_added = math.fsum(valences), sum(valences)
    marks = _marks(spoken) if as_added else []  # the library asks its rounded sum whether marks count
    sign = math.copysign(1.0, as_added)
    emphasis = math.fsum(value for _, value in marks)
    norm = math.sqrt((total + sign * emphasis) ** 2 + ALPHA)
    hits = []
    if any(valences):
        for match, token, valence in zip(NOT_SPACE.finditer(spoken), tokens, valences, strict=True):
            if valence:
                start = match.start() + match.group().find(token)
                span = (places[start], places[start + len(token) - 1] + 1) if places else (start, start + len(token))
                hits.append(Hit(*span, valence, valence / norm))
    for place, value in marks:
        start = places[place] if places else place
        hits.append(Hit(start, start + 1, sign * value, sign * value / norm))
    lead = len(text) - len(text.lstrip()) if not places else 0
    if lead:
        hits = [Hit(hit.start + lead, hit.end + lead, hit.value, hit.contribution) for hit in hits]
    polarity = (total + sign * emphasis) / norm
    return VaderReading(polarity, tuple(hits), *_shares(valences, emphasis))


@functools.lru_cache(maxsize=65_536)
def _strip(piece: str) -> str:
    """Take the marks off what stands between white space, as the library does."""
    stripped: str = _library().SentiText._strip_punc_if_word(piece)
    return stripped


@functools.lru_cache(maxsize=65_536)
def _is_rated(piece: str) -> bool:
    """Whether what stands between white space is a word of the lexicon, as the library cuts it."""
    return _strip(piece).lower() in _library().LEXICON


@functools.cache
def lexicon_valences() -> dict[str, float]:
    """Give VADER's rating of each word, -4..4, and 0 for the degree adverbs that it only uses to shift others.

    >>> lexicon_valences()["peace"], lexicon_valences()["very"]
    (2.5, 0.0)
    """
    library = _library()
    return {**library.LEXICON, **dict.fromkeys(library.BOOSTER_DICT, 0.0)}


class _Seen(NamedTuple):
    """What the library's step sees of a text: it looks at every token it is given again, so only those around."""

    words_and_emoticons: list[str]
    is_cap_diff: bool


class _Library(NamedTuple):
    """The parts of the library that are run as they are, so that its rules are never written anew."""

    ANALYSER: Any
    SentiText: Any
    allcap_differential: Callable[[list[str]], bool]
    BOOSTER_DICT: dict[str, float]
    LEXICON: dict[str, float]
    EMOJIS: frozenset[str]


@functools.cache
def _library() -> _Library:
    from vaderSentiment import vaderSentiment

    analyser = vaderSentiment.SentimentIntensityAnalyzer()
    return _Library(
        analyser,
        vaderSentiment.SentiText,
        vaderSentiment.allcap_differential,
        vaderSentiment.BOOSTER_DICT,
        analyser.lexicon,
        frozenset(analyser.emojis),
    )


def _valences(tokens: list[str]) -> list[float]:
    """Rate each token by the library's own step, which needs to see only tokens that its lexicon holds."""
    library = _library()
    is_cap_diff = library.allcap_differential(tokens)
    valences: list[float] = []
    for i, token in enumerate(tokens):
        lower = token.lower()
        if (
            lower not in library.LEXICON
            or lower in library.BOOSTER_DICT
            or (lower == "kind" and i < len(tokens) - 1 and tokens[i + 1].lower() == "of")
        ):
            valences.append(0)
        else:
            first = max(0, i - AROUND)
            valences.append(_rate(tuple(tokens[first : i + AROUND]), i - first, is_cap_diff))
    return valences


@functools.lru_cache(maxsize=4_096)
def _rate(around: tuple[str, ...], at: int, is_cap_diff: bool) -> float:
    """Rate one of some tokens, as often as a text is read again with its names masked."""
    valences: list[float] = []
    _library().ANALYSER.sentiment_valence(0, _Seen(list(around), is_cap_diff), around[at], at, valences)
    return valences[0]


def _speak_emojis(text: str) -> tuple[str, list[int]]:
    """Spell emojis out as the library does. Returns the text and, where there are any, each character's place."""
    library = _library()
    if library.EMOJIS.isdisjoint(text):
        return text.strip(), []
    characters: list[str] = []
    places: list[int] = []
    after_space = True
    for place, character in enumerate(text):
        spoken = library.ANALYSER.emojis.get(character)
        addition = character if spoken is None else spoken if after_space else f" {spoken}"
        characters.extend(addition)
        places.extend([place] * len(addition))
        after_space = spoken is None and character == " "
    joined = "".join(characters)
    lead = len(joined) - len(joined.lstrip())
    return joined.strip(), places[lead:]


def _marks(text: str) -> list[tuple[int, float]]:
    """Place the emphasis of exclamation and question marks on the marks that count."""
    exclamations = [place for place, sign in enumerate(text) if sign == "!"] if "!" in text else []
    questions = [place for place, sign in enumerate(text) if sign == "?"] if "?" in text else []
    marks = [(place, EXCLAMATION) for place in exclamations[:MOST_EXCLAMATIONS]]
    if len(questions) > 1:
        each = QUESTION if len(questions) <= MOST_QUESTIONS else MANY_QUESTIONS / len(questions)
        marks += [(place, each) for place in questions]
    return marks


def _shares(valences: list[float], emphasis: float) -> tuple[float, float, float]:
    positive = math.fsum(valence + 1 for valence in valences if valence > 0)
    negative = math.fsum(valence - 1 for valence in valences if valence < 0)
    neutral = sum(valence == 0 for valence in valences)
    if positive > -negative:
        positive += emphasis
    elif positive < -negative:
        negative -= emphasis
    total = positive - negative + neutral
    return -negative / total, neutral / total, positive / total
