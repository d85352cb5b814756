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

from analysis.reading.tone.target_features import list_words, measure_tone, weigh_words

MODEL = Path(__file__).parents[2] / "models" / "tone_towards_targets.npz"
LABELS = ("positive", "neutral", "negative")
UNCLEAR, THRESHOLD = "unclear", 0.5
NEAR = "|"  # sets the words near a target apart from those of its sentence in the list of words
COLUMNS = ["sentence_id", "voice", "entity", "start", "end", "text", *LABELS, "label"]
FORMS = ("name", "title")
KINDS = ("person", "name", "body", "party")
PLACE = re.compile(
    r"\b(?:in|at|near|around|outside|across|from|to|into|through|over"
    r"|(?:city|capital|town|village|province|district|region|port|island) of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


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


def find_targets(names: pd.DataFrame, segments: pd.DataFrame, *, threshold: float = THRESHOLD) -> pd.DataFrame:
    """Score the tone towards every named person and body, in the stretch of one voice that names it.

    Only the words of the voice that names the target are read: what a quotation says of a person is never counted as
    what the source says.
    `names`: as find_names() gives them (sentence_id, entity, form, kind, start, end, text); names and titles of persons
    and bodies are scored, and those of unknown kind unless they mostly follow a preposition of place.
    `segments`: sentence_id, voice, start, end, text. `threshold`: below this probability the label is `unclear`.
    Returns: sentence_id, voice, entity, start, end, text, positive, neutral, negative, label.

    >>> names = pd.DataFrame({"sentence_id": ["s001"], "entity": ["Orla Reed"], "form": ["name"], "kind": ["person"],
    ...                       "start": [100], "end": [109], "text": ["Orla Reed"]})
    >>> segments = pd.DataFrame({"sentence_id": ["s001"], "voice": ["own"], "start": [100], "end": [128],
    ...                          "text": ["Orla Reed arrived on Friday."]})
    >>> find_targets(names, segments)[["voice", "entity", "label"]].values.tolist()
    [['own', 'Orla Reed', 'neutral']]

    Limits: pronouns are not scored; a mention inside a longer one is left to the longer one.
    """
    chosen = names[names["form"].isin(FORMS)] if "form" in names else names
    chosen = chosen[chosen["kind"].isin(KINDS)] if "kind" in chosen else chosen
    stretches = sorted(zip(segments["start"], segments["end"], segments["voice"], segments["text"], strict=True))
    begins = [stretch[0] for stretch in stretches]
    found: list[tuple[str, str, str, int, int, str]] = []
    contexts: list[tuple[str, int, int]] = []
    columns = ("start", "end", "sentence_id", "entity", "text")
    reached = -1
    mentions = sorted(
        zip(*(chosen[column].tolist() for column in columns), strict=True),
        key=lambda mention: (mention[0], -mention[1]),
    )
    unknown = set(chosen.loc[chosen["kind"] == "name", "entity"]) if "kind" in chosen else set()
    places = _find_places([(start, entity) for start, _, _, entity, _ in mentions if entity in unknown], stretches)
    for start, end, sentence_id, entity, text in mentions:
        place = bisect.bisect_right(begins, start) - 1
        if end <= reached or place < 0 or end > stretches[place][1] or entity in places:
            continue
        reached = end
        offset, _, voice, words = stretches[place]
        found.append((sentence_id, voice, entity, start, end, text))
        contexts.append((words, start - offset, end - offset))
    scores = score_targets([c[0] for c in contexts], [c[1] for c in contexts], [c[2] for c in contexts])
    best = scores.max(axis=1).to_numpy()
    labels = np.array(LABELS)[scores.to_numpy().argmax(axis=1)] if len(scores) else np.array([], dtype=str)
    table = pd.DataFrame(found, columns=COLUMNS[:6]).astype({"start": "int64", "end": "int64"})
    return table.assign(
        **{label: scores[label] for label in LABELS},
        label=[str(label) if p >= threshold else UNCLEAR for label, p in zip(labels, best, strict=True)],
    )


def _find_places(mentions: list[tuple[int, str]], stretches: list[tuple[int, int, str, str]]) -> set[str]:
    """Find the entities of which half of the mentions or more follow a preposition of place."""
    begins = [stretch[0] for stretch in stretches]
    counts: dict[str, list[int]] = {}
    for start, entity in mentions:
        at = bisect.bisect_right(begins, start) - 1
        before = stretches[at][3][: max(0, start - stretches[at][0])] if at >= 0 else ""
        counts.setdefault(entity, []).append(bool(PLACE.search(before)))
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
