"""Shares: how the reported words of each source are divided among speakers and roles, and how diverse they are."""

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.comparing.cautions import join_cautions, warn_of_few, warn_of_one_article
from analysis.comparing.draws import Floats, draw_counts, draw_sums, order_rows
from analysis.comparing.intervals import NO_INTERVAL, percentiles
from analysis.comparing.stores import sort_sources
from analysis.comparing.tables import join_parts
from analysis.schema import UNKNOWN, as_table, columns_of, in_view

if TYPE_CHECKING:
    from scipy.sparse import csr_array

FEW_QUOTES = 5
NAMES_AT_ONCE, UNITS_AT_ONCE = 2_000, 2_000  # whose shares are drawn together


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
    parts = _sort_quotes(quotes, segments, articles, view=view)
    return join_parts("shares", summarise_shares(parts, n_boot=n_boot, seed=seed))


def summarise_shares(parts: Sequence[pd.DataFrame], *, n_boot: int = 1000, seed: int = 0) -> Iterator[pd.DataFrame]:
    """Share out what `sum_quotes` found in a corpus. Returns: as `share_quotes`, source by source.

    `parts`: the rows of each source, as `sort_sources` gives them.
    """
    for source, groups in itertools.groupby(_each_source(parts), key=lambda each: each[0]):
        rows: list[tuple[Any, ...]] = []
        for _, by, group in groups:
            names, n_quotes, units, n_articles = _sum_units(group)
            words = units.sum(axis=0)
            bounds = _bound_shares(units, n_boot=n_boot, seed=seed)
            total_words, total_quotes = words.sum(), n_quotes.sum()
            found = []
            for name, n_words, n, (low, high) in zip(names, words, n_quotes.tolist(), bounds, strict=True):
                shares = (n_words / total_words, n / total_quotes)
                found.append((source, by, name, n, int(n_words), *shares, low, high, _caution(n_articles, n)))
            rows += sorted(found, key=lambda row: (-row[5], row[2]))
        yield as_table("shares", pd.DataFrame(rows, columns=columns_of("shares")))


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
    parts = _sort_quotes(quotes, segments, articles, view=view)
    return join_parts("diversity", summarise_diversity(parts, n_boot=n_boot, seed=seed))


def summarise_diversity(parts: Sequence[pd.DataFrame], *, n_boot: int = 1000, seed: int = 0) -> Iterator[pd.DataFrame]:
    """Measure the diversity of what `sum_quotes` found in a corpus. Takes: as `summarise_shares`.

    Returns: as `measure_diversity`.
    """
    rows: list[tuple[object, ...]] = []
    for source, by, group in _each_source(parts, left_out=UNKNOWN):
        names, _, units, n_articles = _sum_units(group)
        words = units.sum(axis=0)
        draws = draw_sums(units, n_boot=n_boot, seed=seed) if units.shape[0] > 1 else iter([])
        drawn = [np.exp(_entropy(some / some.sum(axis=1, keepdims=True))) for some in map(_drop_empty, draws)]
        low, high = percentiles(np.concatenate(drawn)) if drawn else NO_INTERVAL
        shannon = float(_entropy(words[None, :])[0])
        simpson = float(1 - ((words / words.sum()) ** 2).sum())
        n = int(group["n_quotes"].sum())
        rows.append((source, by, n, len(names), shannon, simpson, np.exp(shannon), low, high, _caution(n_articles, n)))
    yield as_table("diversity", pd.DataFrame(rows, columns=columns_of("diversity")))


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


def sum_quotes(
    quotes: pd.DataFrame, segments: pd.DataFrame, articles: pd.DataFrame, *, view: str = "speech"
) -> pd.DataFrame:
    """Sum `count_quotes` by article and name: all that shares and diversity need of some articles.

    Returns: source, by, article_id, sentence_id (only where this is the one article here that a source has), name,
    n_words, n_quotes.
    """
    counted = count_quotes(quotes, segments, articles, view=view)
    counted["source"] = counted["source"].astype(str)
    kept = pd.Series(False, index=counted.index)
    for rows in (counted, counted[counted["name"] != UNKNOWN]):
        n_articles = rows.groupby(["source", "by"])["article_id"].transform("nunique")
        kept.loc[n_articles[n_articles == 1].index] = True
    counted["sentence_id"] = counted["sentence_id"].where(kept, "")
    keys = ["source", "by", "article_id", "sentence_id", "name"]
    sums = counted.groupby(keys, as_index=False, sort=True).agg(
        n_words=("n_words", "sum"), n_quotes=("n_words", "size")
    )
    return sums.astype(dict.fromkeys(keys, "category"))


def _sort_quotes(
    quotes: pd.DataFrame, segments: pd.DataFrame, articles: pd.DataFrame, *, view: str
) -> list[pd.DataFrame]:
    sums = sum_quotes(quotes, segments, articles, view=view)
    return [*sort_sources([sums], sorted(set(articles["source"])), "sums of quotes")]


def _each_source(parts: Sequence[pd.DataFrame], *, left_out: str = "") -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Give the rows of each source that reports words, first by speaker, then by role."""
    for counted in parts:
        for by in ("speaker", "role"):
            group = counted[(counted["by"] == by) & (counted["name"] != left_out)]
            if group["n_words"].sum():
                yield str(group["source"].iloc[0]), by, group


def _sum_units(group: pd.DataFrame) -> tuple[list[str], NDArray[np.int64], "csr_array", int]:
    """Names with words, their quotations, words by unit to resample, and how many articles.

    A unit is an article, or a sentence where there is one article.
    """
    from scipy.sparse import csr_array

    n_articles = group["article_id"].nunique()
    there = (group["n_words"] > 0).to_numpy()
    names = group["name"].cat
    known, columns = np.unique(names.codes[there], return_inverse=True)
    units, rows = np.unique(group["article_id" if n_articles > 1 else "sentence_id"].cat.codes, return_inverse=True)
    n_quotes = np.bincount(names.codes, group["n_quotes"], minlength=len(names.categories)).astype(np.int64)
    cells = (group["n_words"].to_numpy(dtype=float)[there], (rows[there], columns))
    words = order_rows(csr_array(cells, shape=(len(units), len(known))))
    return names.categories[known].tolist(), n_quotes[known], words, n_articles


def _bound_shares(units: "csr_array", *, n_boot: int, seed: int) -> Iterator[tuple[float, float]]:
    """Bound the share of each column, some columns at a time; nothing to resample gives no bounds."""
    n_units, n_names = units.shape
    if n_units < 2:
        yield from [NO_INTERVAL] * n_names
        return
    # Drawn once for all columns, a row a unit, in two bytes: thousands of units a thousand times.
    drawn = np.empty((n_units, n_boot), dtype=np.uint16)
    totals = np.empty(n_boot)
    n_drawn = 0
    for counts in draw_counts(n_units, n_boot=n_boot, seed=seed):
        some = slice(n_drawn, n_drawn := n_drawn + len(counts))
        drawn[:, some], totals[some] = counts.T, counts @ units.sum(axis=1)
    by_name, filled = units.T.tocsr(), totals > 0
    for first in range(0, n_names, NAMES_AT_ONCE):
        words = by_name[first : first + NAMES_AT_ONCE]
        there = np.unique(words.indices)  # the units that have any of these names
        sums = np.zeros((words.shape[0], n_boot))
        for at in range(0, len(there), UNITS_AT_ONCE):  # whole numbers: their sums are the same in any order
            places = there[at : at + UNITS_AT_ONCE]
            sums += words[:, places] @ drawn[places].astype(float)
        shares = sums[:, filled] / totals[filled]
        low, high = np.quantile(shares, [0.025, 0.975], axis=1, overwrite_input=True)
        yield from zip(low.tolist(), high.tolist(), strict=True)


def _drop_empty(draws: Floats) -> Floats:
    kept: Floats = draws[draws.sum(axis=1) > 0]
    return kept


def _entropy(words: Floats) -> Floats:
    share = words / words.sum(axis=1, keepdims=True)
    entropy: Floats = -(share * np.log(np.where(share > 0, share, 1))).sum(axis=1)
    return entropy


def _caution(n_articles: int, n_quotes: int) -> str:
    return join_cautions(warn_of_one_article(n_articles), warn_of_few(n_quotes, FEW_QUOTES, "quotations"))
