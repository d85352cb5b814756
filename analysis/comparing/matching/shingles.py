"""Shingles: the sentences of a corpus as words and word triples, put aside part by part for the search for copies."""

import functools
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.comparing.matching.proposals import BANDS, Numbers, number_unit, sign_sets
from analysis.comparing.matching.sentences import split_sentence
from analysis.comparing.stores import Store
from analysis.lexicons import Lexicons

SHINGLE = 3
SHORTEST = 6  # words of a sentence that may propose a copy; shorter ones only extend it
AT_ONCE = 100_000  # pairs that are measured together
UNITS, WORDS, SHINGLES, KEYS = "copy units", "copy words", "copy shingles", "copy keys"


class Unit:
    """A sentence: its place in its text, its folded words, which of them stand outside marks, and its shingles."""

    def __init__(self, part: "Part", at: int) -> None:
        self._part, self._at = part, at
        self.start, self.end, self.n_words = int(part.start[at]), int(part.end[at]), int(part.n_words[at])

    @functools.cached_property
    def words(self) -> list[str]:
        """The words, folded."""
        words: list[str] = self._part.words[0][slice(*self._part.word_ends[self._at : self._at + 2])].tolist()
        return words

    @functools.cached_property
    def own(self) -> list[bool]:
        """Whether each word stands outside quotation marks."""
        own: list[bool] = self._part.words[1][slice(*self._part.word_ends[self._at : self._at + 2])].tolist()
        return own

    @functools.cached_property
    def shingles(self) -> frozenset[int]:
        """The word triples, as numbers."""
        return frozenset(self._part.shingles[slice(*self._part.shingle_ends[self._at : self._at + 2])].tolist())


class Part:
    """The sentences of some articles that `put_units` has put aside; what is asked of a sentence is made then."""

    def __init__(self, store: Store, part: int) -> None:
        units = store.take(UNITS, part=part)
        self._take_words = functools.partial(store.take, WORDS, part=part)
        self._unit = units["unit"].to_numpy()
        self.start, self.end = units["start"].to_numpy(), units["end"].to_numpy()
        self.shingles = store.take(SHINGLES, part=part)["shingle"].to_numpy()
        self.n_words = units["n_words"].to_numpy()
        self.word_ends, self.shingle_ends = (
            np.append(0, np.cumsum(units[name].to_numpy())) for name in ("n_words", "n_shingles")
        )

    @functools.cached_property
    def words(self) -> tuple[Any, NDArray[np.bool_]]:
        """The words of all sentences, and whether each is own; most parts have no passage for which they are asked."""
        words = self._take_words()
        return words["word"].array, words["own"].to_numpy()

    @functools.cached_property
    def table(self) -> Any:
        """The word triples of each sentence, a row each (scipy.sparse.csr_array)."""
        from scipy.sparse import csr_array

        ones = np.ones(len(self.shingles), dtype=np.int8)
        table = csr_array((ones, self.shingles.astype(np.int64), self.shingle_ends), shape=(len(self.start), 1 << 32))
        table.sort_indices()
        return table

    def find(self, units: Numbers) -> Numbers:
        """Give the rows of units."""
        return np.searchsorted(self._unit, units)

    def read(self, article: int) -> list[Unit]:
        """Give the sentences of an article in order."""
        edges = self.find(np.array([number_unit(article, 0), number_unit(article + 1, 0)]))
        return [Unit(self, at) for at in range(*edges.tolist())]


def measure_containment(one: Part, other: Part, pairs: Numbers) -> NDArray[np.float64]:
    """Measure of each pair of units of two parts how much of the word triples of the shorter one both have (0 to 1)."""
    found = [np.empty(0)]
    for first in range(0, len(pairs), AT_ONCE):
        a, b = one.find(pairs[first : first + AT_ONCE, 0]), other.find(pairs[first : first + AT_ONCE, 1])
        shared = np.diff(one.table[a].multiply(other.table[b]).tocsr().indptr)
        found.append(shared / np.minimum(np.diff(one.shingle_ends)[a], np.diff(other.shingle_ends)[b]))
    return np.concatenate(found)


def put_units(
    store: Store, part: int, sentences: pd.DataFrame, order: dict[str, int], lexicons: Lexicons | None
) -> int:
    """Put the sentences of some articles aside, as words and shingles. Returns: how many there are."""
    body = sentences[sentences["zone"] == "body"]
    columns = [body[name].tolist() for name in ("article_id", "paragraph", "start", "end", "text")]
    rows = sorted(zip(*columns, strict=True), key=lambda row: (order[row[0]], row[2]))
    units: list[tuple[int, ...]] = []
    words: list[str] = []
    own: list[bool] = []
    shingles: list[int] = []
    place, position, in_marks = (-1, -1), 0, False
    for article_id, paragraph, start, end, text in rows:
        article = order[article_id]
        position = position + 1 if place[0] == article else 0
        if place != (article, paragraph):
            place, in_marks = (article, paragraph), False
        outside, in_marks = _find_own(text, in_marks)
        tokens = split_sentence(text, lexicons)
        forms = [token.form for token in tokens]
        found = _shingle(forms)
        words += forms
        own += [outside[token.start] for token in tokens]
        shingles += found
        units.append((number_unit(article, position), start, end, len(forms), len(found)))
    table = pd.DataFrame(units, columns=["unit", "start", "end", "n_words", "n_shingles"], dtype="int64")
    store.put(UNITS, table, part=part)
    store.put(WORDS, pd.DataFrame({"word": words, "own": own}), part=part)
    store.put(SHINGLES, pd.DataFrame({"shingle": np.array(shingles, dtype=np.uint32)}), part=part)
    return len(units)


def put_keys(store: Store, n_parts: int, *, few: bool) -> tuple[list[str], int]:
    """Put aside by which keys sentences propose each other. Returns: the names of the keys, and how many each has."""
    n_keys = 0
    for part in range(n_parts):
        units, shingles = store.take(UNITS, part=part), store.take(SHINGLES, part=part)["shingle"].to_numpy()
        able = (units["n_words"] >= SHORTEST).to_numpy()
        number = units["unit"].to_numpy()
        if few:
            chosen = np.repeat(able, units["n_shingles"])
            keys = shingles[chosen].astype(np.uint64)
            table = pd.DataFrame({"key": keys, "unit": np.repeat(number, units["n_shingles"])[chosen]})
            store.put(KEYS, table, part=part)
            n_keys += len(table)
            continue
        edges = np.cumsum(units["n_shingles"])
        sets = (
            frozenset(shingles[end - size : end].tolist())
            for end, size, is_able in zip(edges, units["n_shingles"], able, strict=True)
            if is_able
        )
        signed = sign_sets(sets, int(able.sum()))
        n_keys += len(signed)
        for band in range(BANDS):
            store.put(f"{KEYS} {band}", pd.DataFrame({"key": signed[:, band], "unit": number[able]}), part=part)
    return ([KEYS] if few else [f"{KEYS} {band}" for band in range(BANDS)]), n_keys


def _find_own(text: str, in_marks: bool) -> tuple[list[bool], bool]:
    """Whether each character stands outside quotation marks, and whether the text ends inside them."""
    if not in_marks and '"' not in text and "“" not in text:
        return [True] * len(text), False
    own, before = [], ""
    for character in text:
        if character == "“" or (character == '"' and not in_marks):
            in_marks = True
        elif character in '”"' and character != before:  # a mark set twice is one mark
            in_marks = False
        own.append(not in_marks)
        before = character
    return own, in_marks


def _shingle(words: Sequence[str]) -> frozenset[int]:
    if len(words) < SHINGLE:
        return frozenset([zlib.crc32(" ".join(words).encode())])
    return frozenset(
        zlib.crc32(" ".join(words[start : start + SHINGLE]).encode()) for start in range(len(words) - SHINGLE + 1)
    )
