"""What stands behind a mean tone: how many segments are negative, neutral and positive, and which are the extremes."""

from collections.abc import Iterator

import pandas as pd

from analysis.comparing.tone.means import join_scores
from analysis.schema import VOICES, choose_voice

TONES = ("negative", "neutral", "positive")
CUT, CUTS = 0.05, {"samestory": 0.15}
COUNT_COLUMNS = ["source", "voice", "scorer", "tone", "n_segments", "share"]
EXTREME_COLUMNS = ["source", "voice", "scorer", "side", "polarity", "article_id", "start", "end", "text"]


def count_tone(
    scores: pd.DataFrame, segments: pd.DataFrame, articles: pd.DataFrame, *, cut: float | None = None
) -> pd.DataFrame:
    """Count the negative, neutral and positive segments of each source in each voice under each scorer.

    `cut`: a polarity at or beyond it is negative or positive. By default .05, VADER's own convention (Hutto and
    Gilbert 2014), and .15 for `samestory`, which fits its training texts best.
    Returns: source, voice, scorer, tone (negative, neutral, positive), n_segments, share (of the segments of that
    voice). A voice without words has no rows.

    Limits: neutral holds both plain sentences and those of which the scorer knows no word: see `coverage` in `tone`.
    """
    joined = join_scores(scores, segments, articles)
    polarity = joined["polarity"]
    cuts = joined["scorer"].map(CUTS).fillna(CUT) if cut is None else cut
    joined["tone"] = "neutral"
    joined.loc[polarity <= -cuts, "tone"], joined.loc[polarity >= cuts, "tone"] = "negative", "positive"
    rows = []
    for source, scorer, voice, chosen in _parts(joined):
        for tone in TONES if len(chosen) else ():
            n = int((chosen["tone"] == tone).sum())
            rows.append((source, voice, scorer, tone, n, n / len(chosen)))
    return pd.DataFrame(rows, columns=COUNT_COLUMNS).astype({"n_segments": int, "share": float})


def pick_extremes(
    scores: pd.DataFrame, segments: pd.DataFrame, articles: pd.DataFrame, *, min_words: int = 5
) -> pd.DataFrame:
    """Pick the most negative and the most positive segment of each source in each voice under each scorer.

    `min_words`: shorter segments (`she said`) are passed over.
    Returns: source, voice, scorer, side (most negative, most positive), polarity, article_id, start, end, text. A side
    on which no segment lies has no row.

    Limits: of equals the first in the corpus is taken.
    """
    joined = join_scores(scores, segments, articles)
    joined = joined[joined["n_words"] >= min_words]
    columns = (segments[name].tolist() for name in ("segment_id", "start", "end", "text"))
    places = {segment_id: place for segment_id, *place in zip(*columns, strict=True)}
    rows = []
    for source, scorer, voice, chosen in _parts(joined):
        for side, sign in (("most negative", -1), ("most positive", 1)):
            beyond = chosen[chosen["polarity"] * sign > 0]
            if beyond.empty:
                continue
            at = int((beyond["polarity"] * sign).to_numpy().argmax())
            polarity, article_id, segment_id = (
                beyond[name].iloc[at] for name in ("polarity", "article_id", "segment_id")
            )
            rows.append((source, voice, scorer, side, polarity, article_id, *places[segment_id]))
    return pd.DataFrame(rows, columns=EXTREME_COLUMNS).astype({"polarity": float, "start": int, "end": int})


def _parts(joined: pd.DataFrame) -> Iterator[tuple[str, str, str, pd.DataFrame]]:
    """Give the rows of each source, scorer and voice, in this order."""
    for (source, scorer), part in joined.groupby(["source", "scorer"], sort=True):
        for voice in VOICES:
            yield str(source), str(scorer), voice, choose_voice(part, voice)
