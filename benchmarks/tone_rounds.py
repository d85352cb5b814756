"""Rounds of training of tone: texts as arrays, and batches of them for several models side by side.

Used by train_target_tone.py.
"""

from typing import NamedTuple

import numpy as np
import torch
from tone_texts import UNTOLD

JITTER = 8  # pieces by which texts of one batch may differ more than they must


class Round(NamedTuple):
    """Texts once through: pieces, which of them are wording, length, fold, first target; targets: text, places, label.

    `firsts` has one number more than there are texts.
    """

    numbers: np.ndarray
    words: np.ndarray
    lengths: np.ndarray
    folds: np.ndarray
    firsts: np.ndarray
    of_text: np.ndarray
    places: np.ndarray
    labels: np.ndarray


class Batch(NamedTuple):
    """Texts of each model (models x texts x pieces), and the targets of all of them, one after the other.

    `whose`: the text of each target, counted through all models; `owner`, `places`, `shares`: target, place and share
    of each piece that is pooled; `model`, `place`: where each target stands; `n_targets` of each model; `number`: of
    each target in its round; `rows`: of each text in its round, -1 for none.
    """

    numbers: torch.Tensor
    words: torch.Tensor
    whose: torch.Tensor
    owner: torch.Tensor
    places: torch.Tensor
    shares: torch.Tensor
    model: torch.Tensor
    place: torch.Tensor
    n_targets: torch.Tensor
    number: torch.Tensor
    rows: torch.Tensor


def make_round(items, folds):
    """Arrays of items; `folds`, that of each."""
    longest = -(-max(len(item.numbers) for item in items) // 8) * 8
    rows = [(n, places, label) for n, item in enumerate(items) for places, label in item.rows]
    numbers, words = np.zeros((len(items), longest), np.int16), np.zeros((len(items), longest), bool)
    for n, item in enumerate(items):
        numbers[n, : len(item.numbers)] = item.numbers
        words[n, item.words] = True
    most = max(len(places) for _, places, _ in rows)
    where = np.full((len(rows), most), -1, np.int16)
    for n, (_, places, _) in enumerate(rows):
        where[n, : len(places)] = places
    lengths = np.array([len(item.numbers) for item in items])
    of_text, labels = np.array([n for n, _, _ in rows]), np.array([label for *_, label in rows])
    firsts = np.searchsorted(of_text, np.arange(len(items) + 1))
    return Round(numbers, words, lengths, np.array(folds), firsts, of_text, where, labels)


def list_batches(given, unseen, size, seed):
    """Texts of each batch (batches x models x texts, -1 for none): of about one length, those of a fold left out.

    Takes: a round; the fold that each model never sees, or none; how many texts a batch has at most where one is
    left out; a seed, from which each model draws its own order.
    """
    chosen = [
        np.flatnonzero(given.folds != fold) if fold is not None else np.arange(len(given.folds)) for fold in unseen
    ]
    n_batches = -(-min(len(own) for own in chosen) // size)
    most = -(-max(len(own) for own in chosen) // n_batches)
    made = np.full((n_batches, len(unseen), most), -1)
    for model, own in enumerate(chosen):
        generator = np.random.default_rng([seed, model])
        order = own[np.argsort(given.lengths[own] + generator.uniform(0, JITTER, len(own)))]
        for n, part in enumerate(np.array_split(order, n_batches)):
            made[n, model, : len(part)] = part
    return np.random.default_rng(seed).permutation(made)


def take(given, rows, device="cpu"):
    """The texts of these rows (models x texts, -1 for none) of a round, and their targets."""
    length = int(given.lengths[rows[rows >= 0]].max())
    length = -(-length // 8) * 8
    there = rows >= 0
    numbers = np.where(there[..., None], given.numbers[rows, :length], 0).astype(np.int64)
    words = given.words[rows, :length] & there[..., None]
    flat, firsts = rows.ravel(), given.firsts
    counts = np.where(flat >= 0, firsts[flat + 1] - firsts[flat], 0)
    whose = np.repeat(np.arange(len(flat)), counts)
    before = np.cumsum(counts) - counts
    number = np.arange(len(whose)) - before[whose] + firsts[flat[whose]]
    model = whose // rows.shape[1]
    n_targets = np.bincount(model, minlength=len(rows))
    place = np.arange(len(whose)) - (np.cumsum(n_targets) - n_targets)[model]
    where = given.places[number]
    owner, column = np.nonzero(where >= 0)
    shares = (1 / (where >= 0).sum(axis=1))[owner]
    places = where[owner, column] + whose[owner] * length
    made = (numbers, words, whose, owner, places, shares.astype(np.float32), model, place, n_targets, number, rows)
    return Batch(*(torch.from_numpy(np.ascontiguousarray(part)).to(device, non_blocking=True) for part in made))


def wording_of(given):
    """The shares of the labels among the labelled targets of each text."""
    shares, told = np.zeros((len(given.lengths), 3), np.float32), given.labels != UNTOLD
    np.add.at(shares, (given.of_text[told], given.labels[told]), 1)
    return shares / np.maximum(shares.sum(axis=1, keepdims=True), 1)
