"""Extremes: the stretches at the two ends of a source's tone, in full."""

import pandas as pd

from analysis.comparing.tone import choose_voice, join_scores

COLUMNS = ["source", "scorer", "end", "polarity", "n_hits", "text", "segment_id"]


def list_extremes(
    scores: pd.DataFrame, segments: pd.DataFrame, articles: pd.DataFrame, *, voice: str = "own"
) -> pd.DataFrame:
    """List the most negative and the most positive segment of each source under each scorer.

    Returns: source, scorer, end (most negative, most positive), polarity, n_hits, text, segment_id. A source whose
    segments hold no scored word has no row.

    Limits: of segments with the same score, the first in the text is shown.
    """
    rows = choose_voice(join_scores(scores, segments, articles), voice)
    rows = rows[rows["n_hits"] > 0].merge(segments[["segment_id", "text"]], on="segment_id", how="left")
    ends = []
    for name, rising in (("most negative", True), ("most positive", False)):
        order = rows.sort_values(
            ["source", "scorer", "polarity", "segment_id"], ascending=[True, True, rising, True], kind="stable"
        )
        ends.append(order.drop_duplicates(["source", "scorer"]).assign(end=name))
    table = pd.concat(ends).sort_values(["source", "scorer", "end"], kind="stable")
    return table[COLUMNS].reset_index(drop=True)
