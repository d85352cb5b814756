"""Which words make one source's wording more positive than another's, and which words drive a source's score."""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.comparing.tables import join_parts
from analysis.comparing.tone.means import average_articles, join_scores
from analysis.language.words import straighten
from analysis.schema import VOICES, WHOLE_SCORER, as_table, choose_voice

WHOLE = "(whole sentence)"  # stands in the place of a word for what the language model says of a stretch as a whole
DIGITS = 12  # of a weight in the order of rows
Numbers = NDArray[Any]
Sides = tuple[Numbers, Numbers, Numbers]  # words as numbers, in order; hits; shares
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
    n_articles = count_articles([average_articles(scores, segments, articles)])
    sums = sum_shares(hits, scores, segments, articles, n_articles=n_articles)
    return join_parts("word_shifts", join_shifts([sums], sorted(set(articles["source"]))))


def count_articles(parts: Iterable[pd.DataFrame]) -> "Counter[tuple[str, str, str]]":
    """Count the articles of each voice, source and scorer, as `average_articles` gives them part by part."""
    found: Counter[tuple[str, str, str]] = Counter()
    for part in parts:
        found.update(zip(*(part[column].tolist() for column in ("voice", "source", "scorer")), strict=True))
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
    words = _weigh(hits, scores, segments, articles, n_articles, kept=("source", "scorer", "word", "n"))
    return words.groupby(KEYS, sort=True, as_index=False)[["n", "share"]].sum()


def join_shifts(parts: Iterable[pd.DataFrame], sources: Sequence[str]) -> Iterator[pd.DataFrame]:
    """Put what `sum_shares` found in each part of a corpus together. Returns: as `shift_words`, pair by pair."""
    number: dict[str, int] = {}
    sums: dict[tuple[str, str, str], _Sums] = {}
    for part in parts:
        words = np.array([number.setdefault(word, len(number)) for word in part["word"].tolist()], dtype=np.int64)
        for key, rows in part.groupby(KEYS[:3], sort=False).indices.items():
            n, share = (part[column].to_numpy()[rows] for column in ("n", "share"))
            sums.setdefault(key, _Sums()).add(words[rows], n, share)  # type: ignore[arg-type]
    names = np.array(sorted(number), dtype=object)
    order = np.array([number[name] for name in names], dtype=np.int64)
    scorers = sorted({scorer for _, _, scorer in sums})
    sides = {key: sums.pop(key).give(order) for key in list(sums)}
    for pair in itertools.combinations(sources, 2):
        found = []
        for key in itertools.product(VOICES, scorers):
            a, b = (sides.get((source, *key)) for source in pair)
            if a is not None and b is not None:
                found.append((key, *_subtract(a, b)))
        if found:
            keys, *cells = zip(*found, strict=True)
            of_key = np.repeat(np.array(keys, dtype=object), [len(words) for words in cells[0]], axis=0).T
            word, *numbers = map(np.concatenate, cells)
            columns = dict(zip(COLUMNS, (*pair, *of_key, names[word], *numbers), strict=True))
            yield as_table("word_shifts", pd.DataFrame(columns))


class _Sums:
    """What a source has of each word in one voice under one scorer, by the numbers of the words.

    Shares are added as pandas adds the rows of a group, with what rounding has lost (Kahan 1965).
    """

    def __init__(self) -> None:
        self._hits = np.zeros(0, dtype=np.int32)  # -1 where a word is lacking
        self._shares = np.zeros((2, 0))  # and what rounding has lost of them

    def add(self, words: Numbers, n: Numbers, share: Numbers) -> None:
        """Add one part, in which a word stands once."""
        lacking = int(words.max(initial=-1)) + 1 - len(self._hits)
        if lacking > 0:
            more = lacking + len(self._hits) // 4  # so that it is seldom too short again
            self._hits = np.pad(self._hits, (0, more), constant_values=-1)
            self._shares = np.pad(self._shares, ((0, 0), (0, more)))
        before, lost = self._shares
        gain = share - lost[words]
        total = before[words] + gain
        lost[words] = total - before[words] - gain
        before[words] = total
        self._hits[words] = np.maximum(self._hits[words], 0) + n

    def give(self, order: Numbers) -> Sides:
        """Give the words that there are as places in an order of all, their hits and their shares."""
        known = np.flatnonzero(order < len(self._hits))
        known = known[self._hits[order[known]] >= 0]
        return known, self._hits[order[known]], self._shares[0, order[known]]


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
    words = _weigh(hits, scores, segments, articles, count_articles([average_articles(scores, segments, articles)]))
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
    *,
    kept: Sequence[str] = (),
) -> pd.DataFrame:
    """Give every hit its share in its source's mean, once for each voice that counts it.

    `kept`: the columns that are wanted beside voice and share; all if empty.

    A source whose segments hold no hit at all still gets a row of no word, so that it can be told from one that
    lacks the voice.
    """
    joined = join_scores(scores, segments, articles)
    pairs = list(zip(joined["source"].tolist(), joined["scorer"].tolist(), strict=True))
    for voice in VOICES:
        chosen = choose_voice(joined, voice)
        n_segments = chosen.groupby(["article_id", "scorer"])["segment_id"].transform("size").reindex(joined.index)
        by_source = np.array([n_articles.get((voice, source, scorer), 0) for source, scorer in pairs])
        joined[f"weight {voice}"] = 1.0 / (by_source * n_segments).where(n_segments.notna())
    columns = ["segment_id", "scorer", "start", "end", "text", "contribution", "whole"]
    of_whole = hits["scorer"] == WHOLE_SCORER
    hits = hits.assign(scorer=hits["scorer"].where(~of_whole, "samestory"), whole=of_whole)
    words = joined.merge(hits[columns], on=["segment_id", "scorer"], how="left")
    place = pd.factorize(words["segment_id"], sort=True)[0]
    words = words.iloc[np.lexsort((words["start"].to_numpy(dtype=float, na_value=np.nan), place))]
    words["n"] = words["start"].notna().astype(int)
    words["text"] = words["text"].fillna("")
    texts = words["text"].tolist()
    folded = {text: " ".join(straighten(text).lower().split()) for text in set(texts)}
    words["word"] = [
        WHOLE if whole is True else folded[text] for whole, text in zip(words["whole"].tolist(), texts, strict=True)
    ]
    weighed = words[[*kept]] if kept else words
    rows = []
    for voice in VOICES:
        counted = words[f"weight {voice}"].notna()
        share = (words["contribution"] * words[f"weight {voice}"])[counted].fillna(0.0)
        rows.append(weighed[counted].assign(voice=voice, share=share))
    return pd.concat(rows, ignore_index=True)


def _largest_first(column: pd.Series) -> pd.Series:
    """Sort weights by size, largest first, and everything else as it is."""
    return -column.abs().round(DIGITS) if column.name in ("shift", "share", "contribution") else column
