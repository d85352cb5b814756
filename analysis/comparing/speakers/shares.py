"""Shares: how the reported words of each source are divided among speakers and roles, and how diverse they are."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.comparing.cautions import join_cautions, warn_of_few, warn_of_one_article
from analysis.comparing.intervals import Floats, bootstrap_sums, percentiles
from analysis.schema import UNKNOWN, as_table, columns_of, in_view

FEW_QUOTES = 5


def share_quotes(
    quotes: pd.DataFrame,
    segments: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    view: str = "speech",
    n_boot: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Share out the reported words of each source among its speakers, and among their roles.

    Counted are the attributions of the body that stand in the view, nested ones aside: their words are counted
    once, with the outer speaker. `low` and `high` bound the share of words: a 95 % percentile bootstrap over
    articles; with one article a source, over the sentences its quotations begin in.

    Returns: source, by (speaker, role), name, n_quotes, n_words, share_words, share_quotes (both 0 to 1), low,
    high, caution; by source, the largest share first. `unknown` is a row like any other.

    Limits: with one article a source the interval describes that text only.
    """
    counted = count_quotes(quotes, segments, articles, view=view)
    rows: list[tuple[object, ...]] = []
    for source, by, group in _each_source(counted):
        sums, units, n_articles = _sum_units(group)
        draws = _draw_shares(units, n_boot=n_boot, seed=seed)
        n_quotes = group.groupby("name")["quote_id"].nunique()
        for at, name in enumerate(sums.index):
            low, high = percentiles(draws[:, at])
            n = int(n_quotes[name])
            shares = (sums[name] / sums.sum(), n / n_quotes.sum())
            rows.append((source, by, name, n, int(sums[name]), *shares, low, high, _caution(n_articles, n)))
    return _sorted("shares", rows, ["share_words", "name"])


def measure_diversity(
    quotes: pd.DataFrame,
    segments: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    view: str = "speech",
    n_boot: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Measure how many voices a source gives room to, as if they all spoke equally much.

    Shannon entropy (Shannon 1948, in nats) and the Gini-Simpson index (Simpson 1949) over shares of words;
    `effective` is the number of equally heard voices of the same entropy (Hill 1973), with its 95 % bootstrap
    interval. `unknown` is no voice and is left out.

    Returns: source, by (speaker, role), n_quotes, n_speakers, shannon, simpson, effective, low, high, caution.

    Limits: every merge of two speakers moves the index; on few quotations entropy comes out too low.
    """
    counted = count_quotes(quotes, segments, articles, view=view)
    rows: list[tuple[object, ...]] = []
    for source, by, group in _each_source(counted[counted["name"] != UNKNOWN]):
        sums, units, n_articles = _sum_units(group)
        draws = _draw_shares(units, n_boot=n_boot, seed=seed)
        low, high = percentiles(np.exp(_entropy(draws)))
        shannon = float(_entropy(sums.to_numpy(float)[None, :])[0])
        simpson = float(1 - ((sums / sums.sum()) ** 2).sum())
        n = int(group["quote_id"].nunique())
        rows.append((source, by, n, len(sums), shannon, simpson, np.exp(shannon), low, high, _caution(n_articles, n)))
    return _sorted("diversity", rows, [])


def count_voices(segments: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Count the words of the body in each voice, article by article.

    Returns: source, article_id, n_words, own, direct, indirect (words), reported (share of direct and indirect,
    0 to 1); by source and article.
    """
    words = segments.pivot_table(index="article_id", columns="voice", values="n_words", aggfunc="sum", fill_value=0)
    words = words.reindex(index=articles["article_id"], columns=["own", "direct", "indirect"], fill_value=0)
    total = words.sum(axis=1)
    table = words.assign(n_words=total, reported=1 - words["own"] / total.where(total > 0)).reset_index()
    table = table.assign(source=articles["source"].to_numpy())
    table = table[["source", "article_id", "n_words", "own", "direct", "indirect", "reported"]]
    return table.sort_values(["source", "article_id"], kind="stable").reset_index(drop=True).rename_axis(columns=None)


def count_quotes(
    quotes: pd.DataFrame, segments: pd.DataFrame, articles: pd.DataFrame, *, view: str = "speech"
) -> pd.DataFrame:
    """Count the words of every attribution that shares are made of, once by speaker and once by role.

    Returns: source, article_id, sentence_id (where it begins), quote_id, by, name, n_words.
    """
    outermost = (quotes["zone"] == "body") & (quotes["parent_id"] == "")
    kept = quotes[outermost & in_view(quotes, view)]
    pieces = segments[segments["quote_id"] != ""].groupby("quote_id", sort=False)
    words = pieces["n_words"].sum()
    first = pieces["sentence_id"].first()
    base = pd.DataFrame(
        {
            "source": kept["article_id"].map(articles.set_index("article_id")["source"]),
            "article_id": kept["article_id"],
            "sentence_id": kept["quote_id"].map(first),
            "quote_id": kept["quote_id"],
            "n_words": kept["quote_id"].map(words),
        }
    )
    by = [base.assign(by=by, name=kept[by].where(kept[by] != "", UNKNOWN)) for by in ("speaker", "role")]
    # An attribution without a segment lies inside another one that the view shows as a whole.
    return pd.concat(by, ignore_index=True).dropna(subset=["n_words"]).astype({"n_words": "int64"})


def _each_source(counted: pd.DataFrame) -> Iterator[tuple[str, str, pd.DataFrame]]:
    for (source, by), group in counted.groupby(["source", "by"], sort=True):
        if group["n_words"].sum():
            yield str(source), str(by), group


def _sum_units(group: pd.DataFrame) -> tuple[pd.Series, Floats, int]:
    """Words by name, the same by unit to resample (article, or quotation where there is one article), n articles."""
    n_articles = group["article_id"].nunique()
    unit = "article_id" if n_articles > 1 else "sentence_id"
    wide = group.pivot_table(index=unit, columns="name", values="n_words", aggfunc="sum", fill_value=0)
    sums = wide.sum()
    sums = sums[sums > 0]
    return sums, wide[sums.index].to_numpy(float), n_articles


def _draw_shares(units: Floats, *, n_boot: int, seed: int) -> Floats:
    """Resampled shares, one row a draw; none where a single unit leaves nothing to resample."""
    if len(units) < 2:
        return units[:0]
    draws = bootstrap_sums(units, n_boot=n_boot, seed=seed)
    totals = draws.sum(axis=1, keepdims=True)
    shares: Floats = (draws / np.where(totals, totals, 1))[totals[:, 0] > 0]
    return shares


def _entropy(words: Floats) -> Floats:
    share = words / words.sum(axis=1, keepdims=True)
    entropy: Floats = -(share * np.log(np.where(share > 0, share, 1))).sum(axis=1)
    return entropy


def _caution(n_articles: int, n_quotes: int) -> str:
    return join_cautions(warn_of_one_article(n_articles), warn_of_few(n_quotes, FEW_QUOTES, "quotations"))


def _sorted(name: str, rows: list[tuple[object, ...]], then: list[str]) -> pd.DataFrame:
    table = as_table(name, pd.DataFrame(rows, columns=columns_of(name)))
    keys = table.assign(by=table["by"].map({"speaker": 0, "role": 1}))
    if "share_words" in then:
        keys["share_words"] = -keys["share_words"]
    return table.loc[keys.sort_values(["source", "by", *then], kind="stable").index].reset_index(drop=True)
