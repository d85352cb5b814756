"""Scorers of wording side by side, per stretch of one voice, with the words behind each score."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.reading.sentiment_textblob import Hit, read_textblob, straighten
from analysis.reading.sentiment_vader import read_vader

SCORERS = ("textblob", "vader")
SCORE_COLUMNS = ["segment_id", "voice", "scorer", "polarity", "n_hits", "n_words"]
HIT_COLUMNS = ["segment_id", "scorer", "start", "end", "text", "contribution"]


def score_texts(texts: Iterable[str], *, scorer: str = "textblob") -> NDArray[np.float64]:
    """Score the wording of each text between -1 (negative) and 1 (positive).

    `texts`: sentences rather than documents. `scorer`: `textblob` (equals TextBlob's own polarity) or `vader` (equals
    VADER's compound before rounding), both on the text with plain quotation marks.
    Returns: one number a text, in order. Raises: ValueError for an unknown scorer or a single string.
    Source: De Smedt and Daelemans 2012; Hutto and Gilbert 2014.

    >>> score_texts(["A great disaster.", "The top commander was killed."]).round(2).tolist()
    [0.8, 0.15]

    Limits: tone of wording, not what a text is for or against: a killing told in plain words scores near 0.
    """
    if isinstance(texts, str):
        raise ValueError("score_texts takes a list of texts; it was given one text. Put it in a list.")
    _check_scorers([scorer])
    return np.array([_read(text, [scorer])[scorer][0] for text in texts], dtype=np.float64)


def score_segments(segments: pd.DataFrame, *, scorers: Sequence[str] = SCORERS) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Score every segment under every scorer and list the words that made each score.

    `segments`: segment_id, voice, start (of the text in the article), text, n_words.
    Returns: scores (segment_id, voice, scorer, polarity in -1..1, n_hits, n_words) and hits (segment_id, scorer,
    start, end, text, contribution); the contributions of a segment under a scorer add up to its polarity.
    Raises: ValueError for an unknown scorer. Source: see score_texts.

    >>> table = pd.DataFrame({"segment_id": ["g001"], "voice": ["own"], "start": [10],
    ...                       "text": ["The talks were not good."], "n_words": [5]})
    >>> scores, hits = score_segments(table, scorers=["textblob"])
    >>> hits[["start", "end", "text", "contribution"]].values.tolist()
    [[25, 33, 'not good', -0.35]]

    Limits: a negation in another segment of the sentence is not seen.
    """
    _check_scorers(scorers)
    scores: list[tuple[str, str, str, float, int, int]] = []
    rows: list[tuple[str, str, int, int, str, float]] = []
    columns = (segments[name].tolist() for name in ("segment_id", "voice", "start", "text", "n_words"))
    for segment_id, voice, offset, text, n_words in zip(*columns, strict=True):
        for scorer, (polarity, hits) in _read(text, scorers).items():
            scores.append((segment_id, voice, scorer, polarity, len(hits), n_words))
            rows.extend(
                (segment_id, scorer, offset + hit.start, offset + hit.end, text[hit.start : hit.end], hit.contribution)
                for hit in hits
            )
    return (
        pd.DataFrame(scores, columns=SCORE_COLUMNS).astype({"polarity": float, "n_hits": int, "n_words": int}),
        pd.DataFrame(rows, columns=HIT_COLUMNS).astype({"start": int, "end": int, "contribution": float}),
    )


def _read(text: str, scorers: Sequence[str]) -> dict[str, tuple[float, tuple[Hit, ...]]]:
    """Run each library once a text, whatever the number of scorers that build on it."""
    plain = straighten(text)
    found: dict[str, tuple[float, tuple[Hit, ...]]] = {}
    for scorer in scorers:
        reading = read_textblob(plain) if scorer == "textblob" else read_vader(plain)
        found[scorer] = (reading.polarity, reading.hits)
    return found


def _check_scorers(scorers: Sequence[str]) -> None:
    for scorer in scorers:
        if scorer not in SCORERS:
            raise ValueError(f"Unknown scorer '{scorer}'. There are: {', '.join(SCORERS)}.")
