"""Texts of NewsMTSC as the model of tone reads them in training: cut, renamed, joined, in batches.

Used by train_target_tone.py.
"""

import json
from typing import NamedTuple

import numpy as np
import torch

from analysis.language.words import straighten
from analysis.lexicons import standard_lexicons
from analysis.reading.tone.mentions import Mention, find_mentions
from analysis.reading.tone.names import find_names
from analysis.reading.tone.pieces import (
    FIRST,
    LAST,
    MOST,
    SURNAMES,
    UNKNOWN,
    cut_pieces,
    give_stand_in,
    number_of,
)
from analysis.schema import LABELS

UNTOLD = -100  # label of a target of which only a model that teaches says something
FOLDS = 5
JOINED = 0.3  # chance of a text to be read with another one behind it, so that targets are kept apart


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


def make_batch(items):
    longest = max(len(item.numbers) for item in items)
    numbers, words = torch.zeros(len(items), longest, dtype=torch.long), torch.zeros(len(items), longest)
    pooling, whose, labels, wording = [], [], [], torch.zeros(len(items), 3)
    for n, (pieces, rows, wording_places) in enumerate(items):
        numbers[n, : len(pieces)] = torch.tensor(pieces)
        words[n, wording_places] = 1 / len(wording_places)
        for places, label in rows:
            row = torch.zeros(longest)
            row[places] = 1 / len(places)
            pooling.append(row)
            whose.append(n)
            labels.append(label)
            if label != UNTOLD:
                wording[n, label] += 1 / len(rows)
    inputs = (numbers, (numbers > 0).long(), torch.stack(pooling), torch.tensor(whose), words)
    return inputs, torch.tensor(labels), wording


def list_batches(items, size, generator):
    """Batches of texts of about one length, in random order, so that little is spent on padding."""
    order = generator.permutation(len(items))
    chunks = [order[n : n + 32 * size] for n in range(0, len(order), 32 * size)]
    ordered = [sorted(chunk, key=lambda n: len(items[n].numbers)) for chunk in chunks]
    batches = [chunk[n : n + size] for chunk in ordered for n in range(0, len(chunk), size)]
    generator.shuffle(batches)
    return batches


def rename(texts, generator):
    """Texts with stand-ins that begin anywhere, anew each time; some with another text behind them."""
    begins = generator.integers(len(SURNAMES), size=len(texts))
    return join_some([make_item(text, begin_at(n)) for text, n in zip(texts, begins.tolist(), strict=True)], generator)


def begin_at(n):
    """Give stand-ins from the n-th on."""
    return lambda mention: give_stand_in(mention._replace(person=mention.person + n))


def join_some(items, generator):
    """In random order, some with the next one behind them."""
    order = [items[n] for n in generator.permutation(len(items))]
    made = []
    while order:
        item = order.pop()
        fits = bool(order) and len(item.numbers) + len(order[-1].numbers) - 2 <= MOST + 2
        made.append(join_items(item, order.pop()) if fits and generator.random() < JOINED else item)
    return made


def join_items(one, other):
    """Two texts as if they were one, so that the tone of a sentence is not taken for that of all its targets."""
    n = len(one.numbers) - 2
    rows = [([place + n for place in places], label) for places, label in other.rows]
    numbers = [*one.numbers[:-1], *other.numbers[1:]]
    return Item(numbers, [*one.rows, *rows], [*one.words, *(place + n for place in other.words)])
