"""Tone of wording by source and voice: means with intervals, and differences under the test that the corpus allows."""

import math

import pandas as pd

from analysis.comparing.cautions import NO_INFERENCE, join_cautions, warn_of_one_article, warn_of_rough
from analysis.comparing.intervals import bootstrap_mean
from analysis.schema import VOICES, choose_voice

COLUMNS = [
    "source", "voice", "scorer", "mean", "low", "high", "n_articles", "n_segments", "coverage", "inference", "caution",
]  # fmt: skip


def compare_tone(
    scores: pd.DataFrame, segments: pd.DataFrame, articles: pd.DataFrame, *, n_boot: int = 1000, seed: int = 0
) -> pd.DataFrame:
    """Average the tone of wording by source, voice and scorer.

    The unit is the article: segments are averaged within it, then articles. The interval resamples articles
    (articles of one event together); with one article a source it resamples the segments of that article and says
    how firmly its wording pins its own mean, nothing about the source.
    `scores`: article_id, segment_id, voice, scorer, polarity, n_hits, n_words; `segments`: segment_id, zone (only the
    body counts); `articles`: article_id, source, event.
    Returns: source, voice (own, quoted, all), scorer, mean, low, high (polarity, -1..1), n_articles, n_segments,
    coverage (share of segments with a scored word), inference, caution. A voice without words is a row whose numbers
    are missing and whose caution says so. Source: Efron and Tibshirani 1993; voices after this project's design.

    Limits: tone of wording, not stance; TextBlob is above 0 on most news, so compare, never read its sign alone.
    """
    joined = join_scores(scores, segments, articles)
    parts = dict(iter(joined.groupby(["source", "scorer"], sort=False)))
    scorers = sorted(scores["scorer"].unique())
    rows = []
    for source in sorted(articles["source"].astype(str).unique()):
        for voice in VOICES:
            for scorer in scorers:
                chosen = choose_voice(parts.get((source, scorer), joined.head(0)), voice)
                rows.append((source, voice, scorer, *_summarise(chosen, voice, n_boot=n_boot, seed=seed)))
    tone = pd.DataFrame(rows, columns=COLUMNS)
    return tone.assign(caution=_add_disagreement(tone)).astype({"mean": float, "low": float, "high": float})


def join_scores(scores: pd.DataFrame, segments: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Join each score of a body segment that has words to its source and event, in a stable order.

    Returns: the columns of `scores` plus source and event (the article's id where no event is given).

    Limits: rows whose article is unknown are left out.
    """
    kept = scores[scores["n_words"] > 0]
    if "zone" in segments:
        kept = kept[kept["segment_id"].isin(segments.loc[segments["zone"] == "body", "segment_id"])]
    known = articles[["article_id", "source"]].astype(str)
    event = articles["event"].fillna("").astype(str) if "event" in articles else pd.Series("", index=articles.index)
    known["event"] = event.where(event != "", "article " + known["article_id"])
    joined = kept.merge(known, on="article_id", how="inner", validate="many_to_one")
    return joined.sort_values(["article_id", "segment_id", "scorer"], kind="stable", ignore_index=True)


def _summarise(rows: pd.DataFrame, voice: str, *, n_boot: int, seed: int) -> tuple[object, ...]:
    """Give mean, low, high, n_articles, n_segments, coverage, inference and caution of one source in one voice."""
    n_segments = len(rows)
    if not n_segments:
        return (math.nan, math.nan, math.nan, 0, 0, math.nan, "none (no words)", f"no words in {_name(voice)}")
    n_scored = int((rows["n_hits"] > 0).sum())
    by_article = rows.groupby("article_id", sort=True).agg(polarity=("polarity", "mean"), event=("event", "first"))
    n_articles, n_events = len(by_article), by_article["event"].nunique()
    if n_articles == 1:
        low, high = bootstrap_mean(rows["polarity"].to_numpy(), n_boot=n_boot, seed=seed)
        inference = NO_INFERENCE
        cautions = [warn_of_one_article(n_articles)]
    else:
        groups = by_article["event"].tolist() if n_events > 1 else None
        low, high = bootstrap_mean(by_article["polarity"].to_numpy(), groups=groups, n_boot=n_boot, seed=seed)
        unit, n = ("events", n_events) if n_events < n_articles and n_events > 1 else ("articles", n_articles)
        inference = f"bootstrap over {n} {unit}"
        cautions = [warn_of_rough(n, unit), "all articles from 1 event" if n_events == 1 else ""]
    unscored = n_segments - n_scored
    caution = join_cautions(
        *cautions,
        "1 segment: no interval" if n_segments == 1 else "",
        f"{unscored} of {n_segments} segments have no scored word" if unscored else "",
    )
    mean = float(by_article["polarity"].mean())
    return (mean, low, high, n_articles, n_segments, n_scored / n_segments, inference, caution)


def _name(voice: str) -> str:
    return {"own": "the source's own voice", "quoted": "quotations", "all": "the body"}[voice]


def _add_disagreement(tone: pd.DataFrame) -> list[str]:
    """Add a caution to every row of a source and voice on whose sign the scorers differ."""
    cautions = tone["caution"].tolist()
    for _, rows in tone.groupby(["source", "voice"], sort=False):
        # A neutralised scorer is a variant of another one, not a further opinion.
        signed = [pair for pair in zip(rows["scorer"], rows["mean"], strict=True) if "neutralised" not in pair[0]]
        above = [scorer for scorer, mean in signed if mean > 0]
        below = [scorer for scorer, mean in signed if mean < 0]
        if above and below:
            text = f"scorers differ in sign: above 0 {', '.join(above)}, below 0 {', '.join(below)}"
            for place in rows.index:
                cautions[place] = join_cautions(cautions[place], text)
    return cautions
