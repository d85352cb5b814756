"""Which words make one source's wording more positive than another's, and which words drive a source's score."""

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.comparing.tone.means import join_scores
from analysis.language.words import straighten
from analysis.schema import VOICES, WHOLE_SCORER, choose_voice

WHOLE = "(whole sentence)"  # stands in the place of a word for what the language model says of a stretch as a whole
DIGITS = 12  # of a weight in the order of rows
Sides = tuple[NDArray[Any], NDArray[Any], NDArray[Any]]  # words as numbers, in order; hits; shares
KEYS = ["source", "voice", "scorer", "word"]
COLUMNS = ["source_a", "source_b", "voice", "scorer", "word", "n_a", "n_b", "shift"]
DRIVER_COLUMNS = [
    "source",
    "voice",
    "scorer",
    "word",
    "n",
    "contribution",
    "article_id",
    "start",
    "end",
    "text",
    "example",
]


def shift_words(
    hits: pd.DataFrame, scores: pd.DataFrame, segments: pd.DataFrame, articles: pd.DataFrame
) -> pd.DataFrame:
    """Split the difference in tone between two sources into the words that make it.

    `hits`, `scores`, `segments`, `articles`: the tables of these names. Returns: source_a, source_b (every pair, in
    alphabetical order), voice (own, quoted, all), scorer, word (small letters), n_a, n_b (hits), shift. The shifts of
    a pair in a voice under a scorer add up to the mean of source_a minus the mean of source_b in `tone`: a positive
    shift makes source_a the more positive of the two. A voice that one of them lacks has no rows. Largest shifts first.
    Source: after Gallagher et al. 2021, on each scorer's own contributions.

    Limits: says which words make the difference, not whether it exceeds chance: see the intervals in `tone`.
    """
    n_articles = count_articles(scores, segments, articles)
    return join_shifts(
        [sum_shares(hits, scores, segments, articles, n_articles=n_articles)], sorted(set(articles["source"]))
    )


def count_articles(
    scores: pd.DataFrame, segments: pd.DataFrame, articles: pd.DataFrame
) -> "Counter[tuple[str, str, str]]":
    """Count the articles of each voice, source and scorer; the counts of the parts of a corpus add up."""
    joined = join_scores(scores, segments, articles)
    found: Counter[tuple[str, str, str]] = Counter()
    for voice in VOICES:
        n_articles = choose_voice(joined, voice).groupby(["source", "scorer"])["article_id"].nunique()
        found.update(
            {
                (voice, source, scorer): n
                for (source, scorer), n in zip(n_articles.index.tolist(), n_articles.tolist(), strict=True)
            }
        )
    return found


def sum_shares(
    hits: pd.DataFrame,
    scores: pd.DataFrame,
    segments: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    n_articles: Mapping[tuple[str, str, str], int],
) -> pd.DataFrame:
    """Sum what each word adds to the mean of its source, in some of its articles: all that `join_shifts` needs.

    `n_articles`: as `count_articles` gives it for the whole corpus. Returns: source, voice, scorer, word, n, share.
    """
    words = _weigh(hits, scores, segments, articles, n_articles)
    return words.groupby(KEYS, sort=True, as_index=False).agg(n=("n", "sum"), share=("share", "sum"))


def join_shifts(parts: Sequence[pd.DataFrame], sources: Sequence[str]) -> pd.DataFrame:
    """Put what `sum_shares` found in each part of a corpus together. Returns: as `shift_words`."""
    words = pd.concat(parts, ignore_index=True).groupby(KEYS, sort=True, as_index=False).sum()
    number, names = pd.factorize(words["word"], sort=True)
    n, share = words["n"].to_numpy(), words["share"].to_numpy()
    groups = words.groupby(["source", "voice", "scorer"], sort=True).indices
    scorers = sorted(words["scorer"].unique())
    keys: list[tuple[str, ...]] = []
    shifts = []
    for pair in itertools.combinations(sources, 2):
        for voice, scorer in itertools.product(VOICES, scorers):
            a, b = (groups.get((source, voice, scorer)) for source in pair)
            if a is not None and b is not None:
                keys.append((*pair, voice, scorer))
                shifts.append(_subtract(*((number[rows], n[rows], share[rows]) for rows in (a, b))))
    lengths = [len(found) for found, *_ in shifts]
    told = dict(zip(COLUMNS, zip(*keys, strict=True), strict=False)) if keys else dict.fromkeys(COLUMNS[:4], ())
    table = pd.DataFrame(
        {column: pd.Categorical(cells).repeat(lengths).astype("str") for column, cells in told.items()}
    )
    joined = (np.concatenate(side) for side in zip(*shifts, strict=True)) if shifts else iter(np.zeros((4, 0)))
    word, n_a, n_b, shift = joined
    return table.assign(
        word=names.take(word.astype(int)).array.astype("str"), n_a=n_a.astype(int), n_b=n_b.astype(int), shift=shift
    )


def _subtract(a: Sides, b: Sides) -> tuple[NDArray[Any], ...]:
    """Subtract the shares of one source from those of another: words as numbers, n_a, n_b, shift; largest first."""
    found = np.union1d(a[0], b[0])
    n, share = np.zeros((2, len(found))), np.zeros((2, len(found)))
    for side, (words, counts, shares) in enumerate((a, b)):
        places = np.searchsorted(found, words)
        n[side, places], share[side, places] = counts, shares
    shift = share[0] - share[1]
    order = np.lexsort((found, -np.abs(shift).round(DIGITS)))
    order = order[(n[:, order] > 0).any(axis=0)]
    return found[order], n[0, order], n[1, order], shift[order]


def list_drivers(
    hits: pd.DataFrame, scores: pd.DataFrame, segments: pd.DataFrame, articles: pd.DataFrame
) -> pd.DataFrame:
    """List the words that make each source's tone, with their weight in the mean and one place to read.

    Returns: source, voice, scorer, word, n (hits), contribution (to the source's mean; all of them add up to it),
    article_id, start, end, text of the hit that weighs most, example (its whole segment). Heaviest words first.

    Limits: the example is the hit of the largest contribution, not a typical one.
    """
    words = _weigh(hits, scores, segments, articles, count_articles(scores, segments, articles))
    words = words[words["n"] > 0]
    heaviest = words.sort_values(
        [*KEYS, "share", "segment_id", "start"], key=_largest_first, kind="stable"
    ).drop_duplicates(KEYS)
    sums = words.groupby(KEYS, sort=True, as_index=False).agg(n=("n", "sum"), contribution=("share", "sum"))
    drivers = sums.merge(heaviest[[*KEYS, "article_id", "segment_id", "start", "end", "text"]], on=KEYS)
    texts = segments.drop_duplicates("segment_id").set_index("segment_id")["text"]
    drivers["example"] = drivers["segment_id"].map(texts).fillna("")
    order = drivers["voice"].map(list(VOICES).index)
    drivers = drivers.assign(order=order).sort_values(
        ["source", "order", "scorer", "contribution", "word"], key=_largest_first, kind="stable", ignore_index=True
    )
    return drivers.astype({"n": int, "start": int, "end": int})[DRIVER_COLUMNS]


def _weigh(
    hits: pd.DataFrame,
    scores: pd.DataFrame,
    segments: pd.DataFrame,
    articles: pd.DataFrame,
    n_articles: Mapping[tuple[str, str, str], int],
) -> pd.DataFrame:
    """Give every hit its share in its source's mean, once for each voice that counts it.

    A source whose segments hold no hit at all still gets a row of no word, so that it can be told from one that
    lacks the voice.
    """
    joined = join_scores(scores, segments, articles)
    rows = []
    columns = ["segment_id", "scorer", "start", "end", "text", "contribution", "whole"]
    of_whole = hits["scorer"] == WHOLE_SCORER
    hits = hits.assign(scorer=hits["scorer"].where(~of_whole, "samestory"), whole=of_whole)
    for voice in VOICES:
        chosen = choose_voice(joined, voice).assign(voice=voice)
        pairs = zip(chosen["source"].tolist(), chosen["scorer"].tolist(), strict=True)
        by_source = np.array([n_articles[voice, source, scorer] for source, scorer in pairs])
        by_article = chosen.groupby(["article_id", "scorer"])["segment_id"].transform("size")
        weighed = chosen.assign(weight=1.0 / (by_source * by_article))
        rows.append(weighed.merge(hits[columns], on=["segment_id", "scorer"], how="left"))
    words = pd.concat(rows, ignore_index=True)
    words["n"] = words["start"].notna().astype(int)
    words["share"] = (words["contribution"] * words["weight"]).fillna(0.0)
    words["text"] = words["text"].fillna("")
    words["word"] = [
        WHOLE if whole is True else " ".join(straighten(text).lower().split())
        for whole, text in zip(words["whole"].tolist(), words["text"].tolist(), strict=True)
    ]
    return words.sort_values(["source", "voice", "scorer", "segment_id", "start"], kind="stable", ignore_index=True)


def _largest_first(column: pd.Series) -> pd.Series:
    """Sort weights by size, largest first, and everything else as it is."""
    return -column.abs().round(DIGITS) if column.name in ("shift", "share", "contribution") else column
