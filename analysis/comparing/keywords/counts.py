"""Counts of terms by article and voice, in which no occurrence is counted twice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.schema import BOILERPLATE, TERM_VOICES, columns_of

if TYPE_CHECKING:
    from scipy.sparse import csc_array

Numbers = NDArray[np.float64]
Whole = NDArray[np.intp]
Mask = NDArray[np.bool_]

COLUMNS = [column for column in columns_of("terms") if column != "sentence_id"]
PARTS = TERM_VOICES["all"]
CELLS = 20_000_000  # places held in one block of terms
PHRASE_MIN = 3
PHRASE_SHARE = 0.5


@dataclass(frozen=True)
class TermCounts:
    """Terms in alphabetical order with, for each voice, their counts (article x term) and the words of each article.

    `n`, `n_proper`, `n_boilerplate`: occurrences of each term in all articles and voices.
    """

    article_ids: list[str]
    terms: list[str]
    counts: dict[str, "csc_array"]
    words: dict[str, Numbers]
    n: Numbers
    n_proper: Numbers
    n_boilerplate: Numbers


def gather_counts(terms: pd.DataFrame, article_ids: Sequence[str], *, min_articles: int = 1) -> TermCounts:
    """Gather the counts of some articles into one matrix a voice.

    `terms`: the table of `count_terms` with article_id; what it counts in several places of an article is added up.
    `min_articles`: a term must stand in so many of the articles. A two-word term is kept where `choose_phrases` finds
    a fixed phrase; its occurrences are then taken from both of its words, so that each occurrence of a word is counted
    once.

    Raises: ValueError naming the columns that `terms` lacks.

    >>> terms = pd.DataFrame({"article_id": "a", "voice": "own", "term": ["peace", "talks", "peace talks"],
    ...                       "n_words": [1, 1, 2], "n": [3, 4, 3], "n_proper": 0})
    >>> found = gather_counts(terms, ["a"])
    >>> dict(zip(found.terms, found.counts["own"].sum(axis=0).tolist(), strict=True))
    {'peace talks': 3.0, 'talks': 1.0}

    Limits: whether the two words of a phrase stand as names is known of the phrase, not of each word.
    """
    blocks = gather_blocks([terms], article_ids, min_articles=min_articles)
    return next(iter(blocks))


class Occurrences(NamedTuple):
    """Where terms occur, as numbers: one place a term in a voice of an article."""

    rows: NDArray[Any]  # of the article
    columns: NDArray[Any]  # of the term
    voices: NDArray[Any]
    n: NDArray[Any]
    n_proper: NDArray[Any]


class TermBlocks:
    """The counts of a corpus, some terms after others: what `gather_counts` gives in one piece."""

    def __init__(
        self, article_ids: Sequence[str], terms: list[str], words: dict[str, Numbers], found: Occurrences
    ) -> None:
        self.article_ids, self.terms, self._words, self._found = list(article_ids), terms, words, found
        self._whole: TermCounts | None = None

    def __iter__(self) -> Iterator[TermCounts]:
        """Give the terms block by block, in alphabetical order; one block without a term where there is none."""
        n_each = max(
            1, len(self.terms) if len(self._found.n) <= CELLS else len(self.terms) * CELLS // len(self._found.n)
        )
        if n_each >= len(self.terms):
            self._whole = self._whole or self._cut(0, len(self.terms))
            yield self._whole
            return
        for first in range(0, len(self.terms), n_each):
            yield self._cut(first, min(first + n_each, len(self.terms)))

    def _cut(self, first: int, last: int) -> TermCounts:
        from scipy.sparse import csc_array

        inside = (self._found.columns >= first) & (self._found.columns < last)
        rows, columns, voices, n, n_proper = (part[inside] for part in self._found)
        columns = columns - first
        shape = (len(self.article_ids), last - first)

        def gather(parts: tuple[str, ...]) -> "csc_array":
            chosen = np.isin(voices, [PARTS.index(part) for part in parts])
            return csc_array((n[chosen].astype(float), (rows[chosen], columns[chosen])), shape=shape)

        def total(values: NDArray[np.generic]) -> Numbers:
            return np.bincount(columns, values, minlength=last - first).astype(np.float64)

        return TermCounts(
            self.article_ids,
            self.terms[first:last],
            {voice: gather(parts) for voice, parts in TERM_VOICES.items()},
            self._words,
            total(n),
            total(n_proper),
            total(n * (voices == PARTS.index(BOILERPLATE))),
        )


def gather_blocks(parts: Iterable[pd.DataFrame], article_ids: Sequence[str], *, min_articles: int = 1) -> TermBlocks:
    """Gather the counts of articles whose terms come in parts, no article in two of them.

    Takes: as `gather_counts`, the parts in something that can be gone through twice. Raises: as there.
    """
    row = {article_id: number for number, article_id in enumerate(article_ids)}
    phrases = choose_phrases(pd.concat([_sum_terms(_add_up(part, row)) for part in parts]))
    totals = {voice: np.zeros(len(row)) for voice in TERM_VOICES}
    number: dict[str, int] = {}
    n_articles = np.zeros(0, dtype=np.int64)
    found = []
    for part in parts:
        chosen = _add_up(part, row)
        words = chosen[chosen["n_words"] == 1]
        places = words["article_id"].map(row).to_numpy(dtype=np.int64)
        for voice, inside in TERM_VOICES.items():
            totals[voice] += np.bincount(places, words["n"] * words["voice"].isin(inside), minlength=len(row))
        once = _count_once(chosen, phrases)
        for term in once["term"].unique():
            number.setdefault(term, len(number))
        columns = once["term"].map(number).to_numpy(dtype=np.int32)
        rows = once["article_id"].map(row).to_numpy(dtype=np.int32)
        several = np.unique(rows.astype(np.int64) * len(number) + columns) % max(len(number), 1)
        n_articles = np.pad(n_articles, (0, len(number) - len(n_articles)))
        n_articles += np.bincount(several, minlength=len(number))
        voices = once["voice"].map(PARTS.index).to_numpy(dtype=np.int8)
        n, n_proper = (once[column].to_numpy(dtype=np.int32) for column in ("n", "n_proper"))
        found.append(Occurrences(rows, columns, voices, n, n_proper))
    kept = sorted(term for term, at in number.items() if n_articles[at] >= min_articles)
    place = np.full(len(number), -1, dtype=np.int32)
    place[[number[term] for term in kept]] = np.arange(len(kept), dtype=np.int32)
    return TermBlocks(article_ids, kept, totals, _join_occurrences(found, place))


def _join_occurrences(found: list[Occurrences], place: NDArray[np.int32]) -> Occurrences:
    """Put the places of all parts together, with the final number of each term; terms without one go."""
    kept = []
    for part in found:
        columns = place[part.columns]
        there = columns >= 0
        kept.append(Occurrences(*(side[there] for side in part._replace(columns=columns))))
    return Occurrences(*map(np.concatenate, zip(*kept, strict=True)))


def _add_up(terms: pd.DataFrame, row: Mapping[str, int]) -> pd.DataFrame:
    """Add up what is counted in several places of one of the articles that are asked for."""
    lacking = [column for column in COLUMNS if column not in terms]
    if lacking:
        raise ValueError(f"'terms' lacks the columns {', '.join(lacking)}. It comes from count_terms().")
    inside = terms["article_id"].isin(row.keys())
    return terms[inside].groupby(COLUMNS[:4], as_index=False, sort=False)[["n", "n_proper"]].sum()


def _sum_terms(terms: pd.DataFrame) -> pd.DataFrame:
    return terms.groupby(["n_words", "term"], as_index=False, sort=False)[["n"]].sum()


def choose_phrases(terms: pd.DataFrame) -> pd.DataFrame:
    """Choose the two-word terms that are fixed phrases.

    A phrase stands at least three times and takes at least half of the occurrences of one of its words, all
    articles and voices together; which source uses it does not matter. More frequent phrases are chosen first. A
    word that ends one chosen phrase never begins another, so that no occurrence of a word can lie in two phrases.

    Returns: term, first, last; sorted by term.

    >>> terms = pd.DataFrame({"term": ["foreign", "minister", "war", "foreign minister", "minister war"],
    ...                       "n_words": [1, 1, 1, 2, 2], "n": [4, 5, 4, 4, 2]})
    >>> choose_phrases(terms).values.tolist()
    [['foreign minister', 'foreign', 'minister']]

    Limits: phrases of three and more words are cut; what is a phrase depends on the articles compared.
    """
    totals = terms.groupby(["n_words", "term"])["n"].sum()
    words: dict[str, int] = totals.loc[1].to_dict() if 1 in totals.index.get_level_values(0) else {}
    pairs: dict[str, int] = totals.loc[2].to_dict() if 2 in totals.index.get_level_values(0) else {}
    firsts: set[str] = set()
    lasts: set[str] = set()
    rows = []
    for term, n in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        if n < PHRASE_MIN:
            break
        first, last = _split(term, words)
        rarer = min(words.get(first, 0), words.get(last, 0))
        if not first or n < PHRASE_SHARE * rarer or first == last or first in lasts or last in firsts:
            continue
        firsts.add(first)
        lasts.add(last)
        rows.append((term, first, last))
    return pd.DataFrame(sorted(rows), columns=["term", "first", "last"])


def _split(term: str, words: dict[str, int]) -> tuple[str, str]:
    """Find the border of a two-word term, one of whose words may be a folded name such as united states."""
    parts = term.split(" ")
    for cut in range(1, len(parts)):
        first, last = " ".join(parts[:cut]), " ".join(parts[cut:])
        if first in words and last in words:
            return first, last
    return "", ""


def _count_once(terms: pd.DataFrame, phrases: pd.DataFrame) -> pd.DataFrame:
    words = terms[terms["n_words"] == 1]
    found = terms[terms["n_words"] == 2].merge(phrases, on="term")
    taken = pd.concat([found.assign(term=found[side]) for side in ("first", "last")])
    keys = ["article_id", "voice", "term"]
    taken = taken.groupby(keys, as_index=False)[["n", "n_proper"]].sum()
    left = words.merge(taken, on=keys, how="left", suffixes=("", "_taken"))
    n = (left["n"] - left["n_taken"].fillna(0)).clip(lower=0)
    proper = (left["n_proper"] - left["n_proper_taken"].fillna(0)).clip(lower=0)
    left = left[COLUMNS].assign(n=n, n_proper=np.minimum(proper, n))
    return pd.concat([left[left["n"] > 0], found[COLUMNS]], ignore_index=True)
