"""Shingles: the sentences of a corpus as words and word triples, put aside part by part for the search for copies."""

import functools
import itertools
import re
import zlib
from collections.abc import Iterable, Sequence
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
AT_ONCE = 20_000  # pairs that are measured together
WORDS_HELD = 4  # parts whose words are held at once
MARK = re.compile('[“”"]')
UNITS, WORDS, SHINGLES, KEYS = "copy units", "copy words", "copy shingles", "copy keys"


class Units:
    """The sentences of some parts that `put_units` has put aside, a row each, in the order of articles and texts."""

    def __init__(self, store: Store, parts: Sequence[int]) -> None:
        tables = [store.take(UNITS, part=part) for part in parts]
        found = [store.take(SHINGLES, part=part)["shingle"].to_numpy(dtype=np.uint32) for part in parts]
        units = np.concatenate([table["unit"].to_numpy() for table in tables])
        order = np.argsort(units, kind="stable")

        def join(columns: Iterable[Any]) -> NDArray[np.int32]:
            return np.concatenate(list(columns)).astype(np.int32)[order]

        self.unit = units[order]
        self.start, self.end, self.n_words, self.n_shingles = (
            join(table[name] for table in tables) for name in ("start", "end", "n_words", "n_shingles")
        )
        self._part = join(np.full(len(table), part) for part, table in zip(parts, tables, strict=True))
        self._word_at = join(np.cumsum(table["n_words"]) - table["n_words"] for table in tables)
        self._shingles = np.concatenate(found)
        n_shingles = np.concatenate([table["n_shingles"] for table in tables])
        self._shingle_at = join([np.cumsum(n_shingles) - n_shingles])
        self._take_words = functools.lru_cache(maxsize=WORDS_HELD)(functools.partial(_take_words, store))

    def find(self, units: Numbers) -> Numbers:
        """Give the rows of units."""
        return np.searchsorted(self.unit, units)

    def has(self, rows: Numbers, step: int) -> NDArray[np.bool_]:
        """Whether the article of each row has a sentence so many sentences further on."""
        wanted = self.unit[rows] + step
        return np.asarray(np.append(self.unit, -1)[self.find(wanted)] == wanted, dtype=bool)

    def count_words(self, first: int, last: int) -> int:
        """Count the words from one row of an article to another, both included."""
        return int(self._word_at[last] + self.n_words[last] - self._word_at[first])

    def read_words(self, first: int, last: int) -> tuple[Numbers, NDArray[np.bool_]]:
        """Give the words of an article, folded, as numbers, from one row to another, both included.

        Returns: the words, and whether each stands outside quotation marks; few parts are asked for them.
        """
        words, own = self._take_words(int(self._part[first]))
        at = int(self._word_at[first])
        place = slice(at, at + self.count_words(first, last))
        return words[place], own[place]

    def find_shingles(self, rows: Numbers) -> tuple[NDArray[np.uint32], Numbers]:
        """Give the word triples of some rows one after another, in order in each, and where those of each row end."""
        n = self.n_shingles[rows]
        ends = np.cumsum(n, dtype=np.int64)
        return self._shingles[np.repeat(self._shingle_at[rows] - (ends - n), n) + np.arange(n.sum())], ends


def _take_words(store: Store, part: int) -> tuple[Numbers, NDArray[np.bool_]]:
    words = store.take(WORDS, part=part)
    return words["word"].to_numpy(dtype=np.int64), words["own"].to_numpy(dtype=bool)


def measure_containment(one: Units, other: Units, pairs: Numbers) -> NDArray[np.float64]:
    """Measure of each pair of sentences, by their rows, how much of the word triples of the shorter one both have (0 to
    1)."""
    found = [np.empty(0)]
    for first in range(0, len(pairs), AT_ONCE):
        a, b = pairs[first : first + AT_ONCE].T
        shared = np.diff(_tabulate(one, a).multiply(_tabulate(other, b)).tocsr().indptr)
        found.append(shared / np.minimum(one.n_shingles[a], other.n_shingles[b]))
    return np.concatenate(found)


def _tabulate(units: Units, rows: Numbers) -> Any:
    """The word triples of some sentences, a row each (scipy.sparse.csr_array)."""
    from scipy.sparse import csr_array

    shingles, ends = units.find_shingles(rows)
    cells = np.ones(len(shingles), dtype=np.int8), shingles.astype(np.int64), np.append(0, ends)
    return csr_array(cells, shape=(len(rows), 1 << 32))


def put_units(
    store: Store, part: int, sentences: pd.DataFrame, order: dict[str, int], lexicons: Lexicons | None
) -> int:
    """Put the sentences of some articles aside, as words and shingles. Returns: how many there are."""
    body = sentences[sentences["zone"] == "body"]
    columns = [body[name].tolist() for name in ("article_id", "paragraph", "start", "end", "text")]
    rows = sorted(zip(*columns, strict=True), key=lambda row: (order[row[0]], row[2]))
    units: list[tuple[int, ...]] = []
    words: list[int] = []
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
        found = sorted(_shingle(forms))
        words += map(hash, forms)
        own += [outside[token.start] for token in tokens]
        shingles += found
        units.append((number_unit(article, position), start, end, len(forms), len(found)))
    table = pd.DataFrame(units, columns=["unit", "start", "end", "n_words", "n_shingles"], dtype="int64")
    store.put(UNITS, table, part=part)
    store.put(
        WORDS, pd.DataFrame({"word": np.array(words, dtype=np.int64), "own": np.array(own, dtype=bool)}), part=part
    )
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
    own: list[bool] = []
    for mark in MARK.finditer(text):
        own += [not in_marks] * (mark.start() - len(own))
        if mark.group() == "“" or (mark.group() == '"' and not in_marks):
            in_marks = True
        elif text[mark.start() - 1 : mark.start()] != mark.group():  # a mark set twice is one mark
            in_marks = False
        own.append(not in_marks)
    return own + [not in_marks] * (len(text) - len(own)), in_marks


def _shingle(words: Sequence[str]) -> frozenset[int]:
    """The word triples, as numbers; of fewer words all together."""
    forms = [word.encode() for word in words]
    printed = b" ".join(forms)
    begins = list(itertools.accumulate((len(form) + 1 for form in forms), initial=0))
    if len(words) < SHINGLE:
        return frozenset([zlib.crc32(printed)])
    return frozenset(zlib.crc32(printed[begin : end - 1]) for begin, end in zip(begins, begins[SHINGLE:], strict=False))
