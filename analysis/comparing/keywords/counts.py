"""Counts of terms by article and voice, in which no occurrence is counted twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.schema import TERM_VOICES, columns_of

if TYPE_CHECKING:
    from scipy.sparse import csc_array

Numbers = NDArray[np.float64]
Whole = NDArray[np.intp]
Mask = NDArray[np.bool_]

COLUMNS = [column for column in columns_of("terms") if column != "sentence_id"]
PARTS = TERM_VOICES["all"]
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


def number_articles(article_ids: pd.Series, row: Mapping[str, int]) -> Whole:
    """Give the number of the article of each row, -1 where it has none; each article is looked up once.

    >>> number_articles(pd.Series(["b", "b", "x"]), {"a": 0, "b": 1}).tolist()
    [1, 1, -1]
    """
    codes, names = pd.factorize(article_ids)
    return np.array([row.get(name, -1) for name in names], dtype=np.intp)[codes]


def add_up(terms: pd.DataFrame, row: Mapping[str, int]) -> pd.DataFrame:
    """Add up what is counted in several places of one of the articles that have a number.

    Raises: ValueError naming the columns that `terms` lacks.
    """
    lacking = [column for column in COLUMNS if column not in terms]
    if lacking:
        raise ValueError(f"'terms' lacks the columns {', '.join(lacking)}. It comes from count_terms().")
    inside = number_articles(terms["article_id"], row) >= 0
    return terms[inside].groupby(COLUMNS[:4], as_index=False, sort=False)[["n", "n_proper"]].sum()


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


def drop_loose_pairs(pairs: pd.DataFrame, keys: Whole, n: Whole) -> pd.DataFrame:
    """Leave out most of the two-word terms that `choose_phrases` would pass over: both words stand elsewhere too often.

    `pairs`: term and n; `keys`, `n`: what `hash_words` gives of all words with which a pair begins or ends, in order,
    and how often each occurs.

    >>> pairs = pd.DataFrame({"term": ["foreign minister", "minister war"], "n": [4, 3]})
    >>> keys = hash_words(["foreign", "minister", "war"])
    >>> order = np.argsort(keys)
    >>> drop_loose_pairs(pairs, keys[order], np.array([4, 9, 8])[order])["term"].tolist()
    ['foreign minister']
    """
    parts = [term.split(" ") for term in pairs["term"].tolist()]
    rarer = np.full(len(parts), np.iinfo(np.int64).max)
    for side in (0, -1):
        wanted = hash_words([words[side] for words in parts])
        at = np.searchsorted(keys, wanted)
        known = np.flatnonzero(at < len(keys))
        known = known[keys[at[known]] == wanted[known]]
        found = np.zeros(len(parts), dtype=np.int64)
        found[known] = n[at[known]]
        rarer = np.minimum(rarer, found)
    longer = np.array([len(words) > 2 for words in parts], dtype=bool)  # whose border is not known yet
    return pairs[longer | (pairs["n"].to_numpy() >= PHRASE_SHARE * rarer)]


def hash_words(words: Sequence[str]) -> Whole:
    """Give each word as a number, the same in this process only.

    >>> hash_words(["peace"]).tolist() == [hash("peace")]
    True
    """
    return np.fromiter(map(hash, words), dtype=np.int64, count=len(words))


def hash_sides(pairs: Sequence[str]) -> Whole:
    """Give the first and the last word of each pair as a number, as `hash_words` does, each number once.

    >>> hash_sides(["peace talks", "talks peace"]).tolist() == sorted(hash_words(["peace", "talks"]).tolist())
    True
    """
    parts = [term.split(" ") for term in pairs]
    return np.unique(np.concatenate([hash_words([words[side] for words in parts]) for side in (0, -1)]))


def _split(term: str, words: dict[str, int]) -> tuple[str, str]:
    """Find the border of a two-word term, one of whose words may be a folded name such as united states."""
    parts = term.split(" ")
    for cut in range(1, len(parts)):
        first, last = " ".join(parts[:cut]), " ".join(parts[cut:])
        if first in words and last in words:
            return first, last
    return "", ""


def count_once(terms: pd.DataFrame, phrases: pd.DataFrame) -> pd.DataFrame:
    """Give the places of words and of fixed phrases, each word without those that stand in a phrase.

    Takes: what `add_up` and `choose_phrases` give. Returns: article_id, voice, term, n_words, n, n_proper.
    """
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
