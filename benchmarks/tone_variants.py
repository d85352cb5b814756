"""Variants of the training texts that no one labelled, for a larger model to say what it thinks of them.

Used by train_target_tone.py. All names of a text are targets, not only those that were labelled; three of four
rounds cut stretches out of sentences, as a voice is cut out in use, and put words of near meaning in the place of
others.
"""

import multiprocessing
import re
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file
from tone_rounds import make_round
from tone_texts import UNTOLD, Text, join_items, make_item, place_of

from analysis.lexicons import standard_lexicons
from analysis.reading.tone.names import find_names
from analysis.reading.tone.pieces import MOST, SURNAMES, cut_pieces, give_stand_in

BORDER = re.compile('[,;:\u2014\u201c\u201d"]|\\s-\\s| and | but | while | who | that ')
PLAIN = 4  # of so many rounds one is plain
JOINED = 0.3  # chance of a text to be read with another one behind it
CUT, CHANGED, WORDS = 0.45, 0.8, (0.05, 0.3)  # share of texts that are cut, that have words changed; of words in those
NEAREST, FREQUENT = 8, 20_000  # words that may stand for another; pieces of the list that are words of some use
SHORTEST = 25  # characters of a stretch


def add_targets(text):
    """Make a target of every name that has no label."""
    labelled = [(start, end) for start, end, _ in text.targets]
    names = find_names(text.text, labelled, lexicons=standard_lexicons())
    free = [name for name in names if not any(name[0] < end and start < name[1] for start, end in labelled)]
    return text._replace(targets=[*text.targets, *((start, end, UNTOLD) for start, end in free)])


def find_near_words(base):
    """The words of nearest meaning of each word of the list, by the base's own vectors."""
    vectors = load_file(Path(base) / "model.safetensors")["embeddings.word_embeddings.weight"].astype(np.float32)
    listed = (Path(base) / "vocab.txt").read_text(encoding="utf-8").splitlines()[:FREQUENT]
    words = np.array([n for n, word in enumerate(listed) if word.isalpha() and len(word) > 2])
    rows = vectors[words] / np.linalg.norm(vectors[words], axis=1, keepdims=True)
    near = {}
    for first in range(0, len(words), 1000):
        nearest = np.argsort(-(rows[first : first + 1000] @ rows.T), axis=1)[:, 1 : NEAREST + 1]
        near.update(zip(words[first : first + 1000].tolist(), words[nearest].tolist(), strict=True))
    return near


def make_rounds(texts, folds, near, n_rounds, seed, plain=PLAIN):
    """Rounds of variants, made side by side; each `plain`-th one keeps the words and with them the labels."""
    jobs = [(seed, n, n % plain > 0) for n in range(n_rounds)]
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(initializer=_share, initargs=((texts, folds, near),), mp_context=context) as workers:
        return list(workers.map(_make_round, jobs))


def _share(given):
    global _given
    _given = given


def _make_round(job):
    seed, n, changed = job
    return vary(*_given, np.random.default_rng([seed, n]), changed)


def vary(texts, folds, near, generator, changed):
    """Texts under other stand-ins, some joined; where `changed`, cut and with other words, so that no label holds."""
    begins, items, homes = generator.integers(len(SURNAMES), size=len(texts)), [], []
    for text, n, fold in zip(texts, begins.tolist(), folds.tolist(), strict=True):
        if changed and generator.random() < CUT:
            text = cut_stretch(text, generator)
        name = begin_at(n)
        pieces = cut_pieces(text.text, text.mentions, name)
        text = text._replace(targets=[target for target in text.targets if place_of(pieces, target)])
        if text.targets:
            item = make_item(text, name)
            items.append(
                change_words(item, pieces, near, generator) if changed and generator.random() < CHANGED else item
            )
            homes.append(fold)
    return make_round(*join_some(items, homes, generator))


def begin_at(n):
    """Give stand-ins from the n-th on."""
    return lambda mention: give_stand_in(mention._replace(person=mention.person + n))


def join_some(items, homes, generator):
    """Some with another one of the same fold behind them, so that targets are kept apart; and the fold of each."""
    order = generator.permutation(len(items))
    order = order[np.argsort(np.array(homes)[order], kind="stable")].tolist()
    made, folds = [], []
    while order:
        n = order.pop()
        item, other = items[n], order[-1] if order and homes[order[-1]] == homes[n] else None
        fits = other is not None and len(item.numbers) + len(items[other].numbers) - 2 <= MOST + 2
        made.append(join_items(item, items[order.pop()]) if fits and generator.random() < JOINED else item)
        folds.append(homes[n])
    return made, folds


def cut_stretch(text, generator):
    """Cut a stretch from one comma, quotation mark or conjunction to another; a text without one stays whole."""
    borders = [0, *(border.end() for border in BORDER.finditer(text.text)), len(text.text)]
    for _ in range(4):
        begin, end = sorted(borders[n] for n in generator.choice(len(borders), 2))
        targets = [(a - begin, b - begin, UNTOLD) for a, b, _ in text.targets if begin <= a and b <= end]
        if targets and end - begin >= SHORTEST:
            inside = [mention for mention in text.mentions if begin <= mention.start and mention.end <= end]
            moved = [m._replace(start=m.start - begin, end=m.end - begin) for m in inside]
            return Text(text.text[begin:end], moved, targets)
    return text


def change_words(item, pieces, near, generator):
    """Put words of near meaning in the place of some, never of a name."""
    numbers, share = list(item.numbers), generator.uniform(*WORDS)
    for place in range(1, len(numbers) - 1):
        free = numbers[place] in near and not pieces[place - 1].hidden
        if free and generator.random() < share:
            numbers[place] = near[numbers[place]][int(generator.integers(NEAREST))]
    return item._replace(numbers=numbers, rows=[(places, UNTOLD) for places, _ in item.rows])
