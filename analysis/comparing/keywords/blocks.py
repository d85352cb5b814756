"""Blocks of terms: the counts of a corpus of any size, put aside part by part and given some terms after others."""

import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.comparing.keywords.counts import (
    PARTS,
    PHRASE_MIN,
    Numbers,
    TermCounts,
    add_up,
    choose_phrases,
    count_once,
    drop_loose_pairs,
    hash_sides,
    hash_words,
    number_articles,
)
from analysis.comparing.stores import Keep, Memory, Store, hold_parts
from analysis.schema import BOILERPLATE, TERM_VOICES

if TYPE_CHECKING:
    from scipy.sparse import csc_array

ARTICLES = 3_000  # of which a block holds about as many places of terms as these have
TERMS, SUMS, PAIRS, PLACES = "terms of articles", "terms in all", "pairs in all", "places of terms"
WORDS, CELLS, KEPT = "words of articles", "counts of terms", "terms counted"


class TermBlocks:
    """The counts of a corpus, some terms after others: what `gather_counts` gives in one piece.

    Going through it gives blocks in the alphabetical order of their terms; there is at least one.
    """

    def __init__(
        self,
        article_ids: Sequence[str],
        words: pd.DataFrame,
        cells: Sequence[pd.DataFrame],
        kept: Sequence[pd.DataFrame],
    ) -> None:
        self.article_ids, self._cells, self._kept = list(article_ids), cells, kept
        self._words = {voice: words[voice].to_numpy(dtype=np.float64) for voice in TERM_VOICES}
        self._only: TermCounts | None = None

    def __len__(self) -> int:
        return len(self._cells)

    def __iter__(self) -> Iterator[TermCounts]:
        if len(self) == 1:
            self._only = self._only or self._take(0)
            yield self._only
            return
        yield from map(self._take, range(len(self)))

    def _take(self, block: int) -> TermCounts:
        from scipy.sparse import csc_array

        terms = self._kept[block]["term"].tolist()
        cells = self._cells[block]
        rows, columns, voices, n, n_proper = (
            cells[name].to_numpy() for name in ("row", "column", "voice", "n", "n_proper")
        )
        shape = (len(self.article_ids), len(terms))

        def gather(parts: tuple[str, ...]) -> "csc_array":
            chosen = np.isin(voices, [PARTS.index(part) for part in parts])
            return csc_array((n[chosen].astype(float), (rows[chosen], columns[chosen])), shape=shape)

        def total(values: NDArray[np.generic]) -> Numbers:
            return np.bincount(columns, values, minlength=len(terms)).astype(np.float64)

        return TermCounts(
            self.article_ids,
            terms,
            {voice: gather(parts) for voice, parts in TERM_VOICES.items()},
            self._words,
            total(n),
            total(n_proper),
            total(n * (voices == PARTS.index(BOILERPLATE))),
        )


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
    return next(iter(gather_blocks([terms], article_ids, min_articles=min_articles, n_each=len(article_ids) or 1)))


def gather_blocks(
    parts: Iterable[pd.DataFrame],
    article_ids: Sequence[str],
    *,
    min_articles: int = 1,
    store: Store | None = None,
    keep: Keep = hold_parts,
    n_each: int = ARTICLES,
) -> TermBlocks:
    """Gather the counts of articles whose terms come in parts, no article in two of them.

    Takes: as `gather_counts`; `store`: where counts are put aside; `keep`: keeps what they come to; `n_each`: a block
    holds about as many places of terms as so many articles have. Raises: as `gather_counts`.

    >>> terms = pd.DataFrame({"article_id": "a", "voice": "own", "term": ["talks", "peace"], "n_words": 1, "n": [4, 3],
    ...     "n_proper": 0})
    >>> [block.terms for block in gather_blocks([terms, terms.assign(article_id="b")], ["a", "b"], n_each=1)]
    [['peace'], ['talks']]
    """
    aside = store or Memory()

    @functools.cache
    def gather() -> tuple[pd.DataFrame, int]:
        return _gather(parts, article_ids, min_articles, aside, n_each)

    def take(name: str) -> Sequence[pd.DataFrame]:
        return keep(name, lambda: (aside.take(name, part=block) for block in range(gather()[1])))

    return TermBlocks(article_ids, keep(WORDS, lambda: [gather()[0]])[0], take(CELLS), take(KEPT))


def _gather(
    parts: Iterable[pd.DataFrame], article_ids: Sequence[str], min_articles: int, store: Store, n_each: int
) -> tuple[pd.DataFrame, int]:
    """Put the counts aside, block by block. Returns: the words of each article by voice; how many blocks there are."""
    row = {article_id: number for number, article_id in enumerate(article_ids)}
    n_blocks = max(1, -(-len(row) // n_each))
    edges: list[str] = []
    n_parts = 0
    for terms in parts:
        chosen = add_up(terms, row)
        del terms  # or they are held while the next are taken
        edges = edges if n_parts else _choose_edges(chosen["term"], n_blocks)
        store.put(TERMS, chosen, part=n_parts)
        sums = chosen.groupby(["n_words", "term"], as_index=False, sort=False)[["n"]].sum()
        del chosen
        _put_ranges(store, SUMS, sums, n_parts, edges)
        n_parts += 1
    n_blocks = len(edges) + 1
    phrases = _choose_phrases(store, n_blocks, n_parts)
    words = {voice: np.zeros(len(row)) for voice in TERM_VOICES}
    for part in range(n_parts):
        chosen = store.take(TERMS, part=part)
        _add_words(words, chosen, row)
        once = count_once(chosen, phrases)
        once = once.assign(
            row=number_articles(once["article_id"], row).astype("int32"),
            voice=pd.Categorical(once["voice"], categories=PARTS).codes,
            **{name: once[name].astype("int32") for name in ("n", "n_proper")},
        )
        _put_ranges(store, PLACES, once[["term", "row", "voice", "n", "n_proper"]], part, edges)
        del chosen, once
    for block in range(n_blocks):
        _put_block(store, block, n_parts, min_articles)
    return pd.DataFrame(words), n_blocks


def _choose_edges(terms: pd.Series, n_blocks: int) -> list[str]:
    """Choose terms at which the alphabet is cut, so that the terms of one part fall into ranges of about one size."""
    if n_blocks == 1 or terms.empty:
        return []
    ordered = sorted(terms.tolist())
    return sorted({ordered[len(ordered) * number // n_blocks] for number in range(1, n_blocks)} - {ordered[0]})


def _put_ranges(store: Store, name: str, table: pd.DataFrame, part: int, edges: list[str]) -> None:
    if not edges:
        store.put(f"{name} 0", table, part=part)
        return
    codes, distinct = pd.factorize(table["term"])
    place = np.searchsorted(np.array(edges, dtype=object), np.array(distinct, dtype=object), side="right")[codes]
    for block in range(len(edges) + 1):
        store.put(f"{name} {block}", table[place == block], part=part)


def _choose_phrases(store: Store, n_blocks: int, n_parts: int) -> pd.DataFrame:
    """Choose phrases by the sums of all parts; held are pairs that may be one, and the words they may be made of."""
    asked = [np.empty(0, dtype=np.int64)]
    for block in range(n_blocks):
        joined = pd.concat([store.take(f"{SUMS} {block}", part=part) for part in range(n_parts)])
        sums = joined.groupby(["n_words", "term"], as_index=False, sort=False)[["n"]].sum()
        pairs = sums[(sums["n_words"] == 2) & (sums["n"] >= PHRASE_MIN)]
        asked.append(hash_sides(pairs["term"].tolist()))
        store.put(SUMS, sums[sums["n_words"] == 1], part=block)
        store.put(PAIRS, pairs, part=block)
        del joined, sums, pairs  # or they are held while the next are taken
    keys, n = _find_words(store, n_blocks, np.unique(np.concatenate(asked)))
    chosen = [drop_loose_pairs(store.take(PAIRS, part=block), keys, n) for block in range(n_blocks)]
    sides = set()
    for parts in (term.split(" ") for of_block in chosen for term in of_block["term"].tolist()):
        for cut in range(1, len(parts)):
            sides |= {" ".join(parts[:cut]), " ".join(parts[cut:])}
    words_of = (store.take(SUMS, part=block) for block in range(n_blocks))
    return choose_phrases(pd.concat([*chosen, *(of_block[of_block["term"].isin(sides)] for of_block in words_of)]))


def _find_words(store: Store, n_blocks: int, asked: NDArray[np.int64]) -> NDArray[np.int64]:
    """Find the words of some hashes. Returns: their hashes, in order, and below each how often its word occurs."""
    found = [np.empty((2, 0), dtype=np.int64)]
    for block in range(n_blocks):
        words = store.take(SUMS, part=block)
        known = np.stack([hash_words(words["term"].tolist()), words["n"].to_numpy(dtype=np.int64)])
        found.append(known[:, np.isin(known[0], asked)])
    joined = np.concatenate(found, axis=1)
    return joined[:, np.argsort(joined[0])]


def _add_words(words: dict[str, Numbers], chosen: pd.DataFrame, row: dict[str, int]) -> None:
    """Add the words of each article, which stand in no other part, to those of its voices."""
    single = chosen[chosen["n_words"] == 1]
    places = number_articles(single["article_id"], row)
    for voice, inside in TERM_VOICES.items():
        words[voice] += np.bincount(places, single["n"] * single["voice"].isin(inside), minlength=len(row))


def _put_block(store: Store, block: int, n_parts: int, min_articles: int) -> None:
    """Put the places of one range of terms together, with the number of each term; rare terms go."""
    places = pd.concat([store.take(f"{PLACES} {block}", part=part) for part in range(n_parts)], ignore_index=True)
    codes, distinct = pd.factorize(places.pop("term"))
    pairs = np.sort(codes.astype(np.int64) << 32 | places["row"].to_numpy(dtype=np.int64))
    pairs = pairs[np.diff(pairs, append=-1) != 0]  # in a tenth of the time that np.unique takes
    n_articles = np.bincount(pairs >> 32, minlength=len(distinct))
    terms = np.array(distinct, dtype=object)
    kept = np.flatnonzero(n_articles >= min_articles)
    kept = kept[np.argsort(terms[kept], kind="stable")]
    number = np.full(len(distinct), -1, dtype=np.int32)
    number[kept] = np.arange(len(kept), dtype=np.int32)
    places["column"] = number[codes]
    store.put(CELLS, places[places["column"] >= 0], part=block)
    store.put(KEPT, pd.DataFrame({"term": terms[kept]}, dtype="str"), part=block)
