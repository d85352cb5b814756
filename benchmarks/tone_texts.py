"""Texts of NewsMTSC as the model of tone reads them in training: cut, renamed, joined.

Used by train_target_tone.py.
"""

import json
from typing import NamedTuple

import numpy as np

from analysis.language.words import straighten
from analysis.lexicons import standard_lexicons
from analysis.reading.tone.mentions import Mention, find_mentions
from analysis.reading.tone.names import find_names
from analysis.reading.tone.pieces import (
    FIRST,
    LAST,
    MOST,
    UNKNOWN,
    cut_pieces,
    give_stand_in,
    number_of,
)
from analysis.schema import LABELS

UNTOLD = -100  # label of a target of which only a model that teaches says something
FOLDS = 5


class Text(NamedTuple):
    """A straightened text, the names in it, and its targets: start, end, label."""

    text: str
    mentions: list[Mention]
    targets: list[tuple[int, int, int]]


class Item(NamedTuple):
    """A text as the model reads it: numbers of its pieces, places and label of each target, places of the wording."""

    numbers: list[int]
    rows: list[tuple[list[int], int]]
    words: list[int]


def read_texts(path):
    """Gather the rows by text: one text stands once, with all its targets."""
    texts = {}
    with open(path, encoding="utf-8") as handle:
        for line in handle:
            row = json.loads(line)
            texts.setdefault(row["text"], []).append((*row["target"], LABELS.index(row["polarity"])))
    lexicons, kept = standard_lexicons(), []
    for text, targets in texts.items():
        plain = straighten(text)
        names = find_names(plain, [(a, b) for a, b, _ in targets], lexicons=lexicons)
        mentions = find_mentions(plain, names, lexicons=lexicons)
        pieces = cut_pieces(plain, mentions)
        targets = [target for target in targets if place_of(pieces, target)]
        if targets:
            kept.append(Text(plain, mentions, targets))
    numbers = [number for text in kept for number in make_item(text).numbers]
    unknown = np.mean([number == number_of(UNKNOWN) for number in numbers])
    assert unknown < 0.01, f"{unknown:.0%} of the word pieces are unknown: the tokenizer is not loaded rightly"
    return kept


def split_folds(texts):
    """The fifth that each text belongs to, by chance, the same every time."""
    return np.random.default_rng(0).permutation(len(texts)) % FOLDS


def place_of(pieces, target):
    start, end, _ = target
    return [n for n, piece in enumerate(pieces[:MOST], start=1) if piece.start < end and start < piece.end]


def make_item(text, name=give_stand_in):
    pieces = cut_pieces(text.text, text.mentions, name)[:MOST]
    found = [(place_of(pieces, target), target[2]) for target in text.targets]
    words = [n for n, piece in enumerate(pieces, start=1) if not piece.hidden] or list(range(1, len(pieces) + 1))
    numbers = [number_of(FIRST), *(piece.number for piece in pieces), number_of(LAST)]
    return Item(numbers, [(places or words, label) for places, label in found], words)


def join_items(one, other):
    """Two texts as if they were one, so that the tone of a sentence is not taken for that of all its targets."""
    n = len(one.numbers) - 2
    rows = [([place + n for place in places], label) for places, label in other.rows]
    numbers = [*one.numbers[:-1], *other.numbers[1:]]
    return Item(numbers, [*one.rows, *rows], [*one.words, *(place + n for place in other.words)])
