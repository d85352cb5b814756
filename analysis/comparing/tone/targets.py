"""Tone towards the persons and bodies that a corpus names, by source and voice."""

import itertools
import math

import pandas as pd

from analysis.comparing.cautions import NO_INFERENCE, join_cautions, warn_of_few, warn_of_one_article, warn_of_rough
from analysis.comparing.intervals import bootstrap_mean
from analysis.schema import VOICES, choose_voice

LABELS = ("positive", "neutral", "negative")
FEW = 5
COLUMNS = [
    "source", "entity", "voice", "n_mentions", "n_articles", "positive", "neutral", "negative", "unclear", "tone",
    "low", "high", "inference", "caution",
]  # fmt: skip


def compare_targets(
    targets: pd.DataFrame, articles: pd.DataFrame, *, min_mentions: int = 2, n_boot: int = 1000, seed: int = 0
) -> pd.DataFrame:
    """Average the tone towards each target by source and voice.

    `targets`: as find_targets() gives them, with article_id; `articles`: article_id, source. `min_mentions`: a target
    that no source names so often is left out.
    Returns: source, entity, voice (own, quoted, all), n_mentions, n_articles, positive, neutral, negative, unclear
    (numbers of mentions with that label), tone (mean of p(positive) - p(negative), -1..1, articles weighing alike),
    low, high (interval over articles, or over mentions with one article a source), inference, caution. Most named
    first.

    Limits: the model is right about two times in three on the field it was trained on; read the sentences.
    """
    known = articles[["article_id", "source"]].astype(str)
    joined = targets.merge(known, on="article_id", how="inner", validate="many_to_one")
    joined = joined.sort_values(["article_id", "start", "end"], kind="stable", ignore_index=True)
    joined["tone"] = joined["positive"] - joined["negative"]
    most = joined.groupby(["entity", "source"]).size().groupby("entity").max()
    totals = joined.groupby("entity").size()
    kept = sorted((entity for entity in most.index if most[entity] >= min_mentions), key=lambda e: (-totals[e], e))
    rows = []
    for entity, source in itertools.product(kept, sorted(known["source"].unique())):
        of_both = joined[(joined["entity"] == entity) & (joined["source"] == source)]
        for voice in VOICES:
            chosen = choose_voice(of_both, voice)
            if len(chosen):
                rows.append((source, entity, voice, *_summarise(chosen, n_boot=n_boot, seed=seed)))
    return pd.DataFrame(rows, columns=COLUMNS).astype({"tone": float, "low": float, "high": float})


def _summarise(rows: pd.DataFrame, *, n_boot: int, seed: int) -> tuple[object, ...]:
    by_article = rows.groupby("article_id", sort=True)["tone"].mean()
    n_mentions, n_articles = len(rows), len(by_article)
    if n_articles == 1:
        low, high = bootstrap_mean(rows["tone"].to_numpy(), n_boot=n_boot, seed=seed)
        inference = NO_INFERENCE
    else:
        low, high = bootstrap_mean(by_article.to_numpy(), n_boot=n_boot, seed=seed)
        inference = f"bootstrap over {n_articles} articles"
    counts = [int((rows["label"] == label).sum()) for label in (*LABELS, "unclear")]
    caution = join_cautions(
        warn_of_one_article(n_articles) or warn_of_rough(n_articles, "articles"),
        warn_of_few(n_mentions, FEW, "mentions"),
        f"{counts[-1]} of {n_mentions} mentions are unclear" if counts[-1] else "",
        "no interval" if math.isnan(low) else "",
    )
    return (n_mentions, n_articles, *counts, float(by_article.mean()), low, high, inference, caution)
