"""Encoder: the shipped language model reads a text once and says how it is worded, and how it speaks of each target."""

import bisect
import functools
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.language.words import COMPARED, read_function_words, straighten
from analysis.lexicons import Lexicons
from analysis.reading.tone.mentions import find_mentions
from analysis.reading.tone.names import Span, find_names
from analysis.reading.tone.passes import Part, read_parts
from analysis.reading.tone.pieces import Piece, cut_pieces, split_pieces

FOLDER = Path(__file__).parent / "model"
CALIBRATION = FOLDER / "calibration.json"


class Calibration(NamedTuple):
    """What was fitted on sentences the model had not seen: how sure it may be, and what it weighs beside the lexicon.

    Logits are multiplied by the first of their factors and the second times how far they lie apart. `lexicon` and
    `model` are the weights of the two parts of the scorer `samestory`; they add up to 1.
    """

    target_factors: tuple[float, float]
    wording_factors: tuple[float, float]
    threshold: float
    lexicon: float
    model: float


class Told(NamedTuple):
    """What the model says of a text: its wording, -1..1; positive, neutral and negative for each target (sum 1)."""

    wording: float
    targets: list[tuple[float, float, float]]


class Asked(NamedTuple):
    """A text to be read: a sentence, or a stretch of one voice; spans of its targets, and of names that it holds."""

    text: str
    targets: Sequence[Span] = ()
    names: Sequence[Span] = ()


class _Share(NamedTuple):
    """What the model reads at once of a text, the numbers of the targets in it, and its share of the text."""

    text: int
    part: Part
    targets: list[int]
    share: float


def read_tone(asked: Sequence[Asked], *, lexicons: Lexicons) -> list[Told]:
    """Read each text once: the tone of its wording, and how it speaks of each of its targets.

    Persons are read under names of our own: the model reads the same, whoever is named. A text of nothing but names
    and function words has no tone. What is said of a text hangs on it alone, to the last digit: the same
    sentence in two articles is told the same.

    Takes: the texts, their targets, the names that are known.
    Returns: what is told of each, in order, its targets in theirs.
    Source: all-MiniLM-L6-v2 (Wang et al. 2020; Reimers and Gurevych 2019), fine-tuned on NewsMTSC (Hamborg and Donnay
    2021) by this project; see docs/models.md.

    >>> from analysis.lexicons import standard_lexicons
    >>> asked = Asked("Critics accused Mayor Orla Reed of fraud.", [(16, 31)])
    >>> [told] = read_tone([asked], lexicons=standard_lexicons())
    >>> told.targets[0].index(max(told.targets[0])), told.wording < 0
    (2, True)

    Limits: trained on English news of US politics; a text of more than 138 word pieces is read in parts.
    """
    found = [Told(0.0, [(0.0, 1.0, 0.0)] * len(one.targets)) for one in asked]
    shares: list[_Share] = []
    speaks: list[bool] = []
    for n, one in enumerate(asked):
        plain = straighten(one.text)
        names = find_names(plain, [*one.names, *one.targets], lexicons=lexicons)
        pieces = cut_pieces(plain, find_mentions(plain, names, lexicons=lexicons))
        speaks.append(_says_something(plain, names, lexicons))
        if pieces and (one.targets or speaks[-1]):
            shares += _split(n, pieces, one.targets)
    if not shares:
        return found
    told = read_parts([one.part for one in shares])
    calibration = load_calibration()
    wordings = weigh_tone(soften(np.concatenate([logits[:1] for logits in told]), calibration.wording_factors))
    for (text, _, _, share), wording in zip(shares, wordings.tolist(), strict=True):
        found[text] = found[text]._replace(wording=found[text].wording + wording * share * speaks[text])
    odds = soften(np.concatenate([logits[1:] for logits in told]), calibration.target_factors).tolist()
    aims = ((one.text, target) for one in shares for target in one.targets)
    for (text, target), (a, b, c) in zip(aims, odds, strict=True):
        found[text].targets[target] = (a, b, c)
    return found


@functools.cache
def load_calibration() -> Calibration:
    """Load what stands beside the weights.

    >>> 0.5 < load_calibration().threshold < 0.9
    True
    """
    data = json.loads(CALIBRATION.read_text(encoding="utf-8"))
    target, wording = (
        (float(first), float(second)) for first, second in (data["target_factors"], data["wording_factors"])
    )
    return Calibration(target, wording, *(float(data[name]) for name in ("threshold", "lexicon", "model")))


def weigh_tone(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn positive, neutral and negative into one tone: their difference, by how likely there is any tone at all.

    So that a plain sentence is told near 0, whichever of the two small probabilities is the larger.

    >>> weigh_tone(np.array([[0.2, 0.7, 0.1], [0.8, 0.1, 0.1]])).round(2).tolist()
    [0.03, 0.63]
    """
    return np.asarray((odds[:, 0] - odds[:, 2]) * (odds[:, 0] + odds[:, 2]))


def _says_something(plain: str, names: Sequence[Span], lexicons: Lexicons) -> bool:
    """Whether a word is left where names and function words are taken away."""
    small = read_function_words(lexicons)
    named = np.zeros(len(plain), dtype=bool)
    for start, end in names:
        named[start:end] = True
    return any(not named[m.start()] and m.group().lower() not in small for m in COMPARED.finditer(plain))


def _split(text: int, pieces: Sequence[Piece], targets: Sequence[Span]) -> list[_Share]:
    """Cut one text into parts that can be read at once, each with the targets that begin in it."""
    parts = split_pieces(pieces)
    ends = [part[-1].end for part in parts]
    homes = [min(bisect.bisect_right(ends, start), len(parts) - 1) for start, _ in targets]
    shares: list[_Share] = []
    for home, part in enumerate(parts):
        own = [n for n, at in enumerate(homes) if at == home]
        whole = tuple(range(len(part)))
        shown = tuple(at for at in whole if not part[at].hidden)
        touched = [tuple(at for at in whole if _touch(part[at], targets[n])) or whole for n in own]
        numbers = tuple(piece.number for piece in part)
        shares.append(_Share(text, Part(numbers, (shown or whole, *touched)), own, len(part) / len(pieces)))
    return shares


def _touch(piece: Piece, span: Span) -> bool:
    return piece.start < span[1] and span[0] < piece.end


def soften(logits: NDArray[np.float32], factors: tuple[float, float]) -> NDArray[np.float64]:
    """Make probabilities of logits: a temperature (Guo et al. 2017) that falls the further they lie apart.

    Under one temperature for all, what was learnt from another model's doubts is said too surely in the middle, and
    what it was sure of not surely enough.

    Takes: logits, rows x 3; the factor of all, and the one of the length of the row around its mean.
    Returns: probabilities, rows x 3, that sum to 1.

    >>> soften(np.array([[3.0, 0.0, 0.0], [1.0, 0.0, 0.0]], np.float32), (0.2, 0.2)).round(2).tolist()
    [[0.8, 0.1, 0.1], [0.42, 0.29, 0.29]]

    Limits: the order of the three never changes.
    """
    if not len(logits):
        return logits.astype(np.float64)
    centred = logits.astype(np.float64) - logits.mean(axis=1, keepdims=True, dtype=np.float64)
    first, second = factors
    scaled = centred * (first + second * np.sqrt((centred**2).sum(axis=1, keepdims=True)))
    odds = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))
