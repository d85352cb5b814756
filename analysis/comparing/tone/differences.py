"""Differences in tone between two sources, under the strongest test that the corpus allows and no stronger."""

import itertools
import math
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.comparing.cautions import NO_INFERENCE, join_cautions, warn_of_rough
from analysis.comparing.intervals import bootstrap_difference, bootstrap_mean
from analysis.comparing.statistics import cliffs_delta, cliffs_delta_interval, holm, permutation_p, sign_flip_p
from analysis.comparing.tone.means import join_scores
from analysis.schema import VOICES, choose_voice

FEWEST_EVENTS = 6  # with 5 shared events the smallest possible p is 2 / 2**5 = .0625
COLUMNS = [
    "source_a", "source_b", "voice", "scorer", "difference", "low", "high", "cliffs_delta", "delta_low", "delta_high",
    "n_articles_a", "n_articles_b", "n_events", "p", "p_holm", "inference", "caution",
]  # fmt: skip


def compare_tone_pairs(
    scores: pd.DataFrame, segments: pd.DataFrame, articles: pd.DataFrame, *, n_boot: int = 1000, seed: int = 0
) -> pd.DataFrame:
    """Compare the tone of every two sources, paired by event where they share events.

    Six or more shared events: the mean difference within events, its interval over events, an exact or drawn
    sign-flip test. Else several articles a source: the difference of the means of articles, a permutation of
    articles. Else, one article a source: the difference of these two texts with an interval over their segments, and
    no test. Cliff's delta compares articles (segments where there is one article a source).
    Returns: source_a, source_b, voice, scorer, difference (a minus b), low, high, cliffs_delta, delta_low, delta_high,
    n_articles_a, n_articles_b, n_events (shared), p and p_holm (missing without a test; Holm over the pairs of one
    voice and scorer), inference, caution. Pairs of which one lacks the voice have no row.
    Source: Cliff 1993; Fisher 1935; Holm 1979.

    Limits: a shared event must be marked in `articles`; about 50 shared events are needed to see a difference of .05.
    """
    joined = join_scores(scores, segments, articles)
    rows = []
    for voice, scorer in itertools.product(VOICES, sorted(scores["scorer"].unique())):
        chosen = choose_voice(joined[joined["scorer"] == scorer], voice)
        by_source = {str(source): _Side.of(part) for source, part in chosen.groupby("source", sort=True)}
        for a, b in itertools.combinations(sorted(by_source), 2):
            found = _compare(by_source[a], by_source[b], n_boot=n_boot, seed=seed)
            rows.append((a, b, voice, scorer, *found))
    table = pd.DataFrame(rows, columns=[name for name in COLUMNS if name != "p_holm"])
    table["p_holm"] = math.nan
    tested = table[table["p"].notna()]
    for places in tested.groupby(["voice", "scorer"]).groups.values():
        table.loc[places, "p_holm"] = holm(table.loc[places, "p"].to_numpy())
    return table.astype({"p": float, "difference": float})[COLUMNS]


class _Side(NamedTuple):
    """One source in one voice under one scorer: its segments' scores, its articles' means, its events' means."""

    segments: np.ndarray
    articles: np.ndarray
    events: dict[str, float]

    @classmethod
    def of(cls, rows: pd.DataFrame) -> "_Side":
        means = rows.groupby("article_id", sort=True).agg(mean=("polarity", "mean"), event=("event", "first"))
        by_event = means.groupby("event", sort=True)["mean"].mean()
        events = dict(zip(by_event.index.astype(str), by_event.tolist(), strict=True))
        return cls(rows["polarity"].to_numpy(), means["mean"].to_numpy(), events)


def _compare(a: _Side, b: _Side, *, n_boot: int, seed: int) -> tuple[object, ...]:
    draws: dict[str, Any] = {"n_boot": n_boot, "seed": seed}
    shared = sorted(set(a.events) & set(b.events))
    n_a, n_b = len(a.articles), len(b.articles)
    cautions = []
    units = (a.articles, b.articles)
    p = math.nan
    if len(shared) >= FEWEST_EVENTS:
        differences = [a.events[event] - b.events[event] for event in shared]
        difference, interval = float(np.mean(differences)), bootstrap_mean(differences, **draws)
        p = sign_flip_p(differences, seed=seed)
        inference = f"paired over {len(shared)} shared events (sign-flip)"
        cautions.append(warn_of_rough(len(shared), "shared events"))
    elif min(n_a, n_b) > 1:
        difference, interval = float(a.articles.mean() - b.articles.mean()), bootstrap_difference(*units, **draws)
        p = permutation_p(*units, seed=seed)
        inference = f"unpaired over {n_a} and {n_b} articles (permutation)"
        if shared:
            cautions.append(f"{len(shared)} shared events: too few to pair, {FEWEST_EVENTS} are needed")
        cautions.append(warn_of_rough(min(n_a, n_b), "articles"))
        smallest = 1 / math.comb(n_a + n_b, n_a) * (2 if n_a == n_b else 1)
        if smallest > 0.05:
            cautions.append("too few articles for any difference to be told from chance")
    else:
        units = (a.segments, b.segments) if n_a == n_b == 1 else units
        difference = float(a.articles.mean() - b.articles.mean())
        interval = bootstrap_difference(*units, **draws)
        inference = NO_INFERENCE if n_a == n_b == 1 else "none (a source with 1 article)"
        cautions.append("describes these texts, not the sources")
    delta, bounds = cliffs_delta(*units), cliffs_delta_interval(*units, **draws)
    if not math.isnan(interval[0]) and interval[0] <= 0 <= interval[1]:
        cautions.append("no detectable difference")
    return (difference, *interval, delta, *bounds, n_a, n_b, len(shared), p, inference, join_cautions(*cautions))
