"""What the model of tone towards a target looks at: the words around the target and the tone left and right of it."""

import functools
import itertools
import math
import re
from collections.abc import Iterator

from analysis.language.words import LEARNED, straighten
from analysis.reading.tone.samestory import cut_ending, read_samestory
from analysis.reading.tone.textblob import read_textblob
from analysis.reading.tone.vader import read_vader

SCORED, PARTS = ("vader", "textblob", "own"), ("sentence", "left", "right", "clause")
NUMBERS = (
    *(f"{scorer} {part}" for part in PARTS for scorer in SCORED),
    *("positive words", "negative words", "length", "place"),
)
TARGET, NAME, FIGURE = "@", "^", "#"
REACH, NEXT = 6, 2
CLAUSE_BORDER = re.compile(r'[,;:—"]')


def list_words(text: str, start: int, end: int) -> tuple[list[str], list[str]]:
    """List the words of a sentence with its target masked, and those near the target with their side.

    Names and numbers are masked too: the model must not learn whom the training texts praised. Words lose their
    inflection. Returns: single words and pairs of the sentence; words within six of the target (`L `, `R `), the
    nearest two again (`L1 `, `R1 `).

    >>> list_words("The mayor praised Orla Reed in 2020.", 18, 27)[1]
    ['L the', 'L mayor', 'L prais', 'L1 mayor', 'L1 prais', 'R in', 'R #', 'R1 in', 'R1 #']
    """
    plain = straighten(text)
    left, right = list(_words(plain[:start], True)), list(_words(plain[end:], False))
    sentence = [*left, TARGET, *right]
    pairs = [f"{first} {second}" for first, second in itertools.pairwise(sentence)]
    near = [f"L {word}" for word in left[-REACH:]] + [f"L1 {word}" for word in left[-NEXT:]]
    near += [f"R {word}" for word in right[:REACH]] + [f"R1 {word}" for word in right[:NEXT]]
    return sentence + pairs, near


def measure_tone(text: str, start: int, end: int) -> list[float]:
    """Measure the tone of the sentence, of what stands left and right of the target, and of the target's clause.

    Returns: one number for each name in NUMBERS; scores in -1..1, shares in 0..1, length in units of 200 characters,
    place of the target in 0..1.

    >>> dict(zip(NUMBERS, measure_tone("Orla Reed was good, the sea bad.", 0, 9)))["textblob clause"]
    0.7
    """
    plain = straighten(text)
    borders = [match.end() for match in CLAUSE_BORDER.finditer(plain, 0, start)]
    close = CLAUSE_BORDER.search(plain, end)
    clause = plain[max(borders, default=0) : close.start() if close else len(plain)]
    whole, shares = _tone(plain)
    parts = [_tone(part)[0] for part in (plain[:start], plain[end:], clause)]
    place = start / max(1, len(plain))
    return [*whole, *(score for part in parts for score in part), *shares, len(plain) / 200, place]


@functools.lru_cache(maxsize=4096)
def _tone(text: str) -> tuple[tuple[float, float, float], tuple[float, float]]:
    textblob, vader = read_textblob(text), read_vader(text)
    own = read_samestory(text, textblob, vader)
    return (vader.polarity, textblob.polarity, own.polarity), (vader.positive, vader.negative)


def _words(text: str, at_start: bool) -> Iterator[str]:
    """Give the words in small letters; a capital where no sentence begins marks a name."""
    for match in LEARNED.finditer(text):
        token = match.group()
        if token in ".!?":
            at_start = True
            continue
        if token.isdigit():
            yield FIGURE
        elif token[0].isupper() and not at_start and token != "I":
            yield NAME
        else:
            yield cut_ending(token.lower())
        at_start = False


def weigh_words(words: list[str], inverse_frequency: dict[str, float]) -> dict[str, float]:
    """Weigh the known words by their rarity, each counted once, to a vector of length 1.

    >>> weigh_words(["a", "a", "b", "unknown"], {"a": 3.0, "b": 4.0})
    {'a': 0.6, 'b': 0.8}
    """
    known = {word: inverse_frequency[word] for word in words if word in inverse_frequency}
    length = math.sqrt(math.fsum(value**2 for value in known.values())) or 1.0
    return {word: value / length for word, value in known.items()}
