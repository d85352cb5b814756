"""Shingles: the sentences of a corpus as words and word triples, put aside part by part for the search for copies."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.comparing.matching.proposals import BANDS, number_unit, sign_sets
from analysis.comparing.stores import Store
from analysis.language.folding import split_words
from analysis.lexicons import Lexicons

SHINGLE = 3
SHORTEST = 6  # words of a sentence that may propose a copy; shorter ones only extend it
UNITS, WORDS, SHINGLES, KEYS = "copy units", "copy words", "copy shingles", "copy keys"


@dataclass
class Unit:
    """A sentence: its place in its text, its folded words, which of them stand outside marks, and its shingles."""

    start: int
    end: int
    words: Sequence[str]
    own: Sequence[bool]
    shingles: frozenset[int]


class Part(NamedTuple):
    """The sentences of some articles, as they were put aside."""

    units: pd.DataFrame
    words: pd.DataFrame
    shingles: pd.DataFrame

    def read(self, article: int) -> list[Unit]:
        """Give the sentences of an article in order."""
        columns = [self.units[name].to_numpy() for name in ("unit", "start", "end", "n_words", "n_shingles")]
        first, last = np.searchsorted(columns[0], [number_unit(article, 0), number_unit(article + 1, 0)])
        ends = [np.cumsum(column) for column in columns[3:]]
        found = []
        for at in range(first, last):
            words = slice(ends[0][at] - columns[3][at], ends[0][at])
            shingles = slice(ends[1][at] - columns[4][at], ends[1][at])
            found.append(
                Unit(
                    int(columns[1][at]),
                    int(columns[2][at]),
                    self.words["word"].iloc[words].tolist(),
                    self.words["own"].iloc[words].tolist(),
                    frozenset(self.shingles["shingle"].iloc[shingles].tolist()),
                )
            )
        return found


def take_part(store: Store, part: int) -> Part:
    """Give the sentences that `put_units` has put aside."""
    return Part(*(store.take(name, part=part) for name in (UNITS, WORDS, SHINGLES)))


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
        tokens = split_words(text, lexicons=lexicons)
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
