"""Drivers: the words that made a mean tone, and the stretches at its two ends."""

import pandas as pd

from analysis.comparing.tone import choose_voice, join_scores

WORDS = ["source", "scorer", "word", "n", "contribution", "example", "segment_id"]
EXTREMES = ["source", "scorer", "end", "polarity", "n_hits", "text", "segment_id"]


def list_words(
    hits: pd.DataFrame,
    scores: pd.DataFrame,
    segments: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    voice: str = "own",
    top_n: int = 15,
) -> pd.DataFrame:
    """List the words that made the mean tone of each source, the weightiest first.

    `contribution` is the word's part of the mean in the table `tone`: over all words of a source, voice and scorer
    the contributions sum to that mean. The example is the segment in which the word weighs most.

    Takes: the tables hits, scores, segments and articles; voice (own, quoted, all).
    Returns: source, scorer, word (lower case), n, contribution, example, segment_id; `top_n` rows a source and scorer.
    Raises: ValueError for an unknown voice.

    Limits: the word as the scorer counts it, which may be a word with its negation.
    """
    units = choose_voice(join_scores(scores, segments, articles), voice)
    n_segments = units.groupby(["article_id", "scorer"])["segment_id"].transform("size")
    n_articles = units.groupby(["source", "scorer"])["article_id"].transform("nunique")
    weight = units[["segment_id", "scorer", "source"]].assign(weight=1 / (n_segments * n_articles))
    rows = hits.merge(weight, on=["segment_id", "scorer"], how="inner")
    rows = rows.assign(word=rows["text"].str.lower(), part=rows["contribution"] * rows["weight"])
    rows = rows.assign(size=rows["part"].abs())
    keys = ["source", "scorer", "word"]
    sums = rows.groupby(keys, as_index=False).agg(n=("part", "size"), contribution=("part", "sum"))
    largest = rows.sort_values([*keys, "size", "segment_id"], ascending=[True] * 3 + [False, True], kind="stable")
    first = largest.drop_duplicates(keys)[[*keys, "segment_id"]]
    table = sums.merge(first, on=keys).merge(segments[["segment_id", "text"]].rename(columns={"text": "example"}))
    table = table.assign(size=table["contribution"].abs().round(12))
    order = table.sort_values(["source", "scorer", "size", "word"], ascending=[True, True, False, True], kind="stable")
    return order.groupby(["source", "scorer"]).head(top_n)[WORDS].reset_index(drop=True)


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
    return table[EXTREMES].reset_index(drop=True)
