"""TextBlob's polarity with the words behind it, each at its true place in the text."""

import bisect
import functools
import importlib
import importlib.util
import itertools
import math
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

NOT_SPACE = re.compile(r"\S+")
LONGEST = 4_000  # letters and marks; what is longer is no word, and would take the library the square of its length
SHORT = 2  # letters of words over which the library carries a negation or a degree adverb


class Hit(NamedTuple):
    """A stretch of text that moves the score: the value its scorer gave it, and its part of the whole score."""

    start: int
    end: int
    value: float
    contribution: float


class Reading(NamedTuple):
    """A text under one scorer: the contributions of its hits add up to its polarity. TextBlob adds subjectivity."""

    polarity: float
    hits: tuple[Hit, ...]
    subjectivities: tuple[float, ...] = ()


class _Placed(str):
    """A token that remembers where it stood, so that the library's own walk hands its place back."""

    start: int
    end: int


def read_textblob(text: str) -> Reading:
    """Score a straightened text with TextBlob's pattern analyser and keep the words that made the score.

    `text`: as straighten() gives it. Returns: Reading; polarity in -1..1 is the mean of the hits' values and equals
    `TextBlob(text).sentiment.polarity`. A hit spans every word that made its value: the word, a degree adverb and a
    negation before it, exclamation marks right after it. A word that the lexicon rates 0 is a hit of value 0: it
    counts in the mean. Source: De Smedt and Daelemans 2012 (Pattern), as packaged in TextBlob.

    >>> text = "The talks were not very good."
    >>> reading = read_textblob(text)
    >>> round(reading.polarity, 3), [text[hit.start : hit.end] for hit in reading.hits]
    (-0.269, ['not very good'])

    Limits: `n't` is lost (`wasn't good` is positive), as it is in the library; nine in ten entries are adjectives.
    """
    found = _analyser().assessments((token, None) for token in _tokens(text))
    if not found:
        return Reading(0.0, ())
    values = [float(polarity) for _, polarity, _, _ in found]
    spans = [_span(words, text) for words, _, _, _ in found]
    n = len(values)
    hits = [Hit(*span, value, value / n) for span, value in zip(spans, values, strict=True)]
    return Reading(math.fsum(values) / n, tuple(hits), tuple(float(subjectivity) for _, _, subjectivity, _ in found))


def neutralise(reading: Reading, spans: Iterable[tuple[int, int]]) -> Reading:
    """Leave out the hits whose words lie in the given spans, and take the mean of the others.

    >>> reading = read_textblob("The foreign minister was happy.")
    >>> round(reading.polarity, 4), neutralise(reading, [(4, 20)]).polarity
    (0.3375, 0.8)

    Limits: a hit of several words goes only where its last word, the rated one, lies in a span.
    """
    borders = _merge(spans)
    kept = [hit for hit in reading.hits if not _lies_in(borders, hit.end)]
    if len(kept) == len(reading.hits):
        return reading
    if not kept:
        return Reading(0.0, ())
    values = [hit.value for hit in kept]
    return Reading(
        math.fsum(values) / len(kept), tuple(Hit(h.start, h.end, h.value, h.value / len(kept)) for h in kept)
    )


def _merge(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            start, end = merged[-1][0], max(end, merged.pop()[1])
        merged.append((start, end))
    return merged


def _lies_in(borders: Sequence[tuple[int, int]], end: int) -> bool:
    at = bisect.bisect_left(borders, (end,)) - 1
    return at >= 0 and end <= borders[at][1]


@functools.cache
def lexicon_polarities() -> dict[str, float]:
    """Give TextBlob's rating of each word, averaged over its senses, -1..1.

    >>> lexicon_polarities()["peaceful"]
    0.25
    """
    analyser = _analyser()
    return {word: float(senses[None][0]) for word, senses in analyser.items() if word}


@functools.cache
def _load_language() -> Any:
    """Load the library's English part alone: the whole package loads NLTK and SciPy, of which this uses nothing."""
    spec = importlib.util.find_spec("textblob")
    if "textblob" in sys.modules or spec is None:
        return importlib.import_module("textblob.en")
    sys.modules["textblob"] = importlib.util.module_from_spec(spec)  # its folder, without its own code
    try:
        return importlib.import_module("textblob.en")
    finally:
        del sys.modules["textblob"]


@functools.cache
def _analyser() -> Any:
    analyser = _load_language().sentiment
    len(analyser)  # loads its words; until then it asks before each look-up whether it has
    loaded = {"__contains__": dict.__contains__, "__getitem__": dict.__getitem__}
    analyser.__class__ = type("Loaded", (type(analyser),), loaded)
    return analyser


class _Token(NamedTuple):
    """A token in small letters, its place in what stands between white space, and what the library's walk makes of it.

    `moves`: it is rated, a negation, or an exclamation mark. `ends`: it undoes what was carried over from words before.
    """

    word: str
    start: int
    end: int
    moves: bool
    ends: bool


def _tokens(text: str) -> Iterator[_Placed]:
    """Give the tokens that the library cuts, with their places, as far as they can move the score."""
    if _faces().search(text):  # the library closes up a spaced emoticon, as in ": )"
        yield from (_place(*token) for token in _find_places(text))
        return
    found = list(map(_cut, text.split()))
    if not any(any_moves for _, any_moves in found):
        return
    carried = False
    for piece, (tokens, any_moves) in zip(NOT_SPACE.finditer(text), found, strict=True):
        for word, start, end, moves, ends in tokens if any_moves or carried else ():
            if moves or carried:
                carried = moves or not ends
                yield _place(word, piece.start() + start, piece.start() + end)


@functools.lru_cache(maxsize=65_536)
def _cut(piece: str) -> tuple[list[_Token], bool]:
    """Cut what stands between white space. Gives also whether any of the tokens moves the score."""
    whole = piece.isalpha() or len(piece) > LONGEST
    found = [(piece.lower(), 0, len(piece))] if whole else _find_places(piece)
    tokens = [_Token(word, start, end, _moves(word), len(word.strip("'")) > SHORT) for word, start, end in found]
    return tokens, any(token.moves for token in tokens)


def _moves(word: str) -> bool:
    return word == "!" or word in _analyser() or word in _analyser().negations


@functools.cache
def _faces() -> re.Pattern[str]:
    """Compile what can become an emoticon or the sign of irony, with any space inside."""
    _load_language()
    emoticons = sys.modules["textblob._text"].EMOTICONS
    signs = {"(!)", *itertools.chain.from_iterable(emoticons.values())}
    return re.compile("|".join(r"\s*".join(map(re.escape, sign)) for sign in sorted(signs)))


def _find_places(text: str) -> Iterator[tuple[str, int, int]]:
    """Give the library's tokens in small letters and their places: they come in the order of the text."""
    reached = 0
    for word in " ".join(_analyser().tokenizer(text)).split():
        start = text.find(word, reached)
        end = start + len(word)
        if start < 0:
            start, end = _scattered(text, word, reached)
        yield word.lower(), start, end
        reached = end


def _place(word: str, start: int, end: int) -> _Placed:
    placed = _Placed(word)
    placed.start, placed.end = start, end
    return placed


def _scattered(text: str, word: str, reached: int) -> tuple[int, int]:
    start, position = -1, reached
    for character in word:
        found = text.find(character, position)
        if found < 0:
            continue
        start = found if start < 0 else start
        position = found + 1
    return (reached, reached) if start < 0 else (start, position)


def _span(words: list[str], text: str) -> tuple[int, int]:
    """Join the places of the words of one hit. The library adds a bare "!" a mark, near or far, without a place."""
    placed = [word for word in words if isinstance(word, _Placed)]
    start, end = min(word.start for word in placed), max(word.end for word in placed)
    if len(placed) < len(words):
        marks = text[end:]
        end += len(marks) - len(marks.lstrip("!"))
    return start, end
