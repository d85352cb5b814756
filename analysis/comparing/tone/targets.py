"""Tone towards the persons and bodies that a corpus names, by source and voice."""

import itertools
import math
from typing import Any

import pandas as pd

from analysis.comparing.cautions import NO_INFERENCE, join_cautions, warn_of_one_article, warn_of_rough
from analysis.comparing.intervals import bootstrap_mean
from analysis.schema import VOICES, choose_voice

LABELS = ("positive", "neutral", "negative")
FEWEST = 10  # mentions below which no mean is given
COLUMNS = [
    "source", "entity", "voice", "n_mentions", "n_articles", "positive", "neutral", "negative", "unclear", "tone",
    "low", "high", "inference", "caution",
]  # fmt: skip


SENTENCE_COLUMNS = ["source", "entity", "voice", "side", "label", "tone", "article_id", "start", "end", "text"]
SIDES = ("most negative", "most positive", "every mention")


def compare_targets(
    targets: pd.DataFrame | None, articles: pd.DataFrame, *, min_mentions: int = 2, n_boot: int = 1000, seed: int = 0
) -> pd.DataFrame:
    """Average the tone towards each target by source and voice.

    `targets`: the table of this name, or None where the language model of tone was left out; `articles`: article_id,
    source. `min_mentions`: a target that no source names so often is left out.
    Returns: source, entity, voice (own, quoted, all), n_mentions, n_articles, positive, neutral, negative, unclear
    (numbers of mentions with that label), tone (mean of p(positive) - p(negative), -1..1, articles weighing alike),
    low, high (interval over articles, or over mentions with one article a source), inference, caution. Under ten
    mentions tone, low and high are missing: read the sentences (quote_targets). Most named first.

    Limits: the model is right about four times in five on the field it was trained on, less elsewhere.
    """
    if targets is None:
        return pd.DataFrame(columns=COLUMNS)
    joined, known = _join(targets, articles), articles[["article_id", "source"]].astype(str)
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


def quote_targets(targets: pd.DataFrame | None, sentences: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Give the sentences behind the tone towards each target, by source and voice.

    `targets`, `sentences`, `articles`: the tables of these names; without the language model of tone, `targets` is
    None. Returns: source, entity, voice (own, quoted, all), side, label, tone (p(positive) - p(negative)), article_id,
    start, end, text (the whole sentence). From ten mentions on the most negative and the most positive sentence; of
    fewer every one. Most named first.

    Limits: of equals the first in the corpus is taken; the model reads the stretch of one voice, shown is its sentence.
    """
    if targets is None:
        return pd.DataFrame(columns=SENTENCE_COLUMNS)
    joined = _join(targets, articles)
    places = sentences[["sentence_id", "start", "end", "text"]]
    joined = joined.drop(columns=["start", "end", "text"]).merge(places, on="sentence_id", how="left")
    totals = joined.groupby("entity").size()
    rows = []
    for entity in sorted(totals.index, key=lambda name: (-totals[name], name)):
        for source, mentions in joined[joined["entity"] == entity].groupby("source", sort=True):
            for voice in VOICES:
                for side, row in _pick(choose_voice(mentions, voice)):
                    place = (row.article_id, row.start, row.end, row.text)
                    rows.append((source, entity, voice, side, row.label, row.tone, *place))
    return pd.DataFrame(rows, columns=SENTENCE_COLUMNS).astype({"start": int, "end": int, "tone": float})


def _pick(mentions: pd.DataFrame) -> list[tuple[str, Any]]:
    if len(mentions) < FEWEST:
        return [(SIDES[2], row) for row in mentions.itertuples()]
    lowest, highest = mentions["tone"].to_numpy().argmin(), mentions["tone"].to_numpy().argmax()
    rows = list(mentions.itertuples())
    return [(SIDES[0], rows[lowest]), (SIDES[1], rows[highest])]


def _join(targets: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    known = articles[["article_id", "source"]].astype(str)
    joined = targets.merge(known, on="article_id", how="inner", validate="many_to_one")
    joined = joined.sort_values(["article_id", "start", "end"], kind="stable", ignore_index=True)
    return joined.assign(tone=joined["positive"] - joined["negative"])


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
        f"under {FEWEST} mentions: read the sentences" if n_mentions < FEWEST else "",
        f"{counts[-1]} of {n_mentions} mentions are unclear" if counts[-1] else "",
    )
    mean = (float(by_article.mean()), low, high) if n_mentions >= FEWEST else (math.nan,) * 3
    return (n_mentions, n_articles, *counts, *mean, inference, caution)
