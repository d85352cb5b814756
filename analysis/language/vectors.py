"""Vectors of words: how near two stems are in meaning, and which stems name an act, from one small shipped table."""

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.language.threads import use_one_thread

VECTORS = Path(__file__).parents[1] / "models" / "word_vectors.npz"


class WordVectors(NamedTuple):
    """Stems with their row in the table of vectors (int8), and the stems that name an act."""

    place: dict[str, int]
    rows: NDArray[np.int8]
    acts: frozenset[str]


@functools.cache
def load_vectors() -> WordVectors:
    """Load the shipped table once, the first time that it is asked for.

    Source: word embeddings of the encoder all-MiniLM-L6-v2, cut to 128 dimensions; see docs/models.md.

    >>> vectors = load_vectors()
    >>> vectors.rows.dtype.name, "attack" in vectors.acts, "harbour" in vectors.acts
    ('int8', True, False)

    Limits: about 14,000 stems of English; most names and all numbers are not among them.
    """
    with np.load(VECTORS, allow_pickle=False) as table:
        stems, rows, acts = table["stems"].tolist(), table["rows"], table["acts"]
    named = frozenset(stem for stem, is_act in zip(stems, acts, strict=True) if is_act)
    return WordVectors({stem: place for place, stem in enumerate(stems)}, rows, named)


def find_rows(stems: Sequence[str], vectors: WordVectors) -> NDArray[np.float32]:
    """Give the vectors of some stems, all noughts for a stem that the table does not know.

    >>> find_rows(["quak", "no such stem"], load_vectors()).any(axis=1).tolist()
    [True, False]
    """
    places = np.array([vectors.place.get(stem, -1) for stem in stems], dtype=np.intp)
    rows = np.zeros((len(stems), vectors.rows.shape[1]), dtype=np.float32)
    rows[places >= 0] = vectors.rows[places[places >= 0]]
    return rows


def measure_nearness(one: NDArray[np.float32], other: NDArray[np.float32]) -> NDArray[np.float32]:
    """Measure the cosine between each row of one set of vectors and each of another; 0 where one is all noughts.

    Whole numbers are multiplied and added up, so that every processor gives the same.

    >>> rows = find_rows(["quak", "earthquak", "opera"], load_vectors())
    >>> nearness = measure_nearness(rows[:1], rows)[0]
    >>> bool(nearness[1] > 0.6 > 0.3 > nearness[2])
    True
    """
    with use_one_thread():
        products = one @ other.T
    lengths = [np.sqrt(np.maximum((rows * rows).sum(axis=1), 1)) for rows in (one, other)]
    return np.asarray(products / lengths[0][:, None] / lengths[1], dtype=np.float32)
