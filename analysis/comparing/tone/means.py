"""Tone of wording by source and voice: means with intervals, and differences under the test that the corpus allows."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.comparing.cautions import NO_INFERENCE, join_cautions, warn_of_one_article, warn_of_rough
from analysis.comparing.intervals import bootstrap_mean
from analysis.comparing.stores import sort_sources
from analysis.comparing.tables import join_parts
from analysis.schema import VOICES, choose_voice

COLUMNS = [
    "source", "voice", "scorer", "mean", "low", "high", "n_articles", "n_segments", "coverage", "inference", "caution",
]  # fmt: skip


NO_SOURCE = ""  # of the rows that name a scorer, whether or not it scored anything


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
    sources = sorted(set(articles["source"]))
    parts = [*sort_sources([average_articles(scores, segments, articles)], [NO_SOURCE, *sources], "tone of articles")]
    return join_parts("tone", summarise_tone(parts, sources, n_boot=n_boot, seed=seed))


def average_articles(scores: pd.DataFrame, segments: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Average the tone of each article by voice and scorer: all that `summarise_tone` needs of some articles.

    Takes: as `compare_tone`. Returns: source, voice, scorer, event, polarity (mean), n_segments, n_scored, and
    polarities: the segments' own, where this is the only article of its source here. One row without a source for a
    scorer without any segment of the body.

    Limits: in the order of article_id.
    """
    joined = join_scores(scores, segments, articles)
    joined["n_scored"] = (joined["n_hits"] > 0).astype(int)
    keys = ["source", "scorer", "article_id"]
    tables = [pd.DataFrame({"source": NO_SOURCE, "voice": "", "scorer": sorted(scores["scorer"].unique())})]
    for voice in VOICES:
        chosen = choose_voice(joined, voice)
        told = {"polarity": ("polarity", "mean"), "n_segments": ("polarity", "size"), "n_scored": ("n_scored", "sum")}
        means = chosen.groupby(keys, sort=True).agg(event=("event", "first"), **told).reset_index()
        alone = ~means.duplicated(["source", "scorer"], keep=False)
        own = dict(iter(chosen.merge(means.loc[alone, keys], on=keys).groupby(["source", "scorer"])["polarity"]))
        pairs = zip(means["source"].tolist(), means["scorer"].tolist(), alone.tolist(), strict=True)
        means["polarities"] = [own[source, scorer].to_numpy() if one else None for source, scorer, one in pairs]
        tables.append(means.assign(voice=voice).drop(columns="article_id"))
    return pd.concat(tables, ignore_index=True).astype(dict.fromkeys(["source", "voice", "scorer"], "category"))


def summarise_tone(
    parts: Sequence[pd.DataFrame], sources: Sequence[str], *, n_boot: int = 1000, seed: int = 0
) -> Iterator[pd.DataFrame]:
    """Summarise what `average_articles` found in a corpus. Returns: as `compare_tone`, by source.

    `parts`: the rows without a source, then those of each of `sources`, as `sort_sources` gives them.
    """
    scorers = sorted(parts[0]["scorer"].unique())
    rows = []
    for number, source in enumerate(sources, 1):
        averaged = parts[number]
        columns = {name: averaged[name].to_numpy() for name in ("event", "polarity", "n_segments", "n_scored")}
        columns["polarities"] = averaged["polarities"].to_numpy()
        places: dict[tuple[str, str], list[int]] = {}
        for place, key in enumerate(zip(averaged["voice"].tolist(), averaged["scorer"].tolist(), strict=True)):
            places.setdefault(key, []).append(place)
        for voice in VOICES:
            found = []
            for scorer in scorers:
                chosen = {name: cells[places.get((voice, scorer), [])] for name, cells in columns.items()}
                found.append((source, voice, scorer, *_summarise(chosen, voice, n_boot=n_boot, seed=seed)))
            rows += _add_disagreement(found)
    tone = pd.DataFrame(rows, columns=COLUMNS)
    yield tone.astype({"mean": float, "low": float, "high": float})


def join_scores(scores: pd.DataFrame, segments: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Join each score of a body segment that has words to its source and event, in a stable order.

    Returns: the columns of `scores` plus source and event (the article's id where no event is given).

    Limits: rows whose article is unknown are left out.
    """
    kept = scores[scores["n_words"] > 0]
    if "zone" in segments:
        body = set(segments.loc[segments["zone"] == "body", "segment_id"].tolist())
        inside = [name in body for name in kept["segment_id"].tolist()]  # in a tenth of the time of isin
        kept = kept[np.array(inside, dtype=bool)]
    known = articles[["article_id", "source"]].astype(str)
    event = articles["event"].fillna("").astype(str) if "event" in articles else pd.Series("", index=articles.index)
    known["event"] = event.where(event != "", "article " + known["article_id"])
    joined = kept.merge(known, on="article_id", how="inner", validate="many_to_one")
    return joined.sort_values(["article_id", "segment_id", "scorer"], kind="stable", ignore_index=True)


def _summarise(
    rows: Mapping[str, NDArray[Any]], voice: str, *, n_boot: int, seed: int
) -> tuple[float, float, float, int, int, float, str, str]:
    """Give mean, low, high, n_articles, n_segments, coverage, inference and caution of one source in one voice."""
    n_articles, n_events = len(rows["event"]), len(set(rows["event"].tolist()))
    if not n_articles:
        return (math.nan, math.nan, math.nan, 0, 0, math.nan, "none (no words)", f"no words in {_name(voice)}")
    n_segments, n_scored = int(rows["n_segments"].sum()), int(rows["n_scored"].sum())
    if n_articles == 1:
        low, high = bootstrap_mean(rows["polarities"][0], n_boot=n_boot, seed=seed)
        inference = NO_INFERENCE
        cautions = [warn_of_one_article(n_articles)]
    else:
        groups = rows["event"].tolist() if n_events > 1 else None
        low, high = bootstrap_mean(rows["polarity"], groups=groups, n_boot=n_boot, seed=seed)
        unit, n = ("events", n_events) if n_events < n_articles and n_events > 1 else ("articles", n_articles)
        inference = f"bootstrap over {n} {unit}"
        cautions = [warn_of_rough(n, unit), "all articles from 1 event" if n_events == 1 else ""]
    unscored = n_segments - n_scored
    caution = join_cautions(
        *cautions,
        "1 segment: no interval" if n_segments == 1 else "",
        f"{unscored} of {n_segments} segments have no scored word" if unscored else "",
    )
    mean = float(rows["polarity"].mean())
    return (mean, low, high, n_articles, n_segments, n_scored / n_segments, inference, caution)


def _name(voice: str) -> str:
    return {"own": "the source's own voice", "quoted": "quotations", "all": "the body"}[voice]


def _add_disagreement(rows: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Add a caution to the rows of one source and voice where the scorers differ on the sign."""
    # A neutralised scorer is a variant of another one, not a further opinion.
    signed = [(scorer, mean) for _, _, scorer, mean, *_ in rows if "neutralised" not in scorer]
    above, below = ([scorer for scorer, mean in signed if sign * mean > 0] for sign in (1, -1))
    text = f"scorers differ in sign: above 0 {', '.join(above)}, below 0 {', '.join(below)}"
    return [(*row, join_cautions(caution, text if above and below else "")) for *row, caution in rows]
