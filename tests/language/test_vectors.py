"""The shipped table of word vectors: small, whole, and near means near to a reader too."""

import numpy as np
import pytest

from analysis.language.stems import stem
from analysis.language.vectors import VECTORS, find_rows, load_vectors, measure_nearness


def nearness(one, other):
    rows = find_rows([stem(one), stem(other)], load_vectors())
    return float(measure_nearness(rows[:1], rows[1:])[0, 0])


def test_the_table_is_small_and_every_stem_has_a_vector():
    vectors = load_vectors()
    assert VECTORS.stat().st_size < 8_000_000
    assert len(vectors.place) == len(vectors.rows) > 10_000
    assert np.abs(vectors.rows).max(axis=1).min() == 127
    assert all(stem.isascii() and stem.isalpha() for stem in vectors.place)


@pytest.mark.parametrize(
    ("word", "like", "unlike"),
    [
        ("attack", "assault", "opera"),
        ("earthquake", "quake", "treaty"),
        ("bought", "purchase", "flood"),
        ("arrest", "detain", "harvest"),
        ("child", "kid", "bridge"),
    ],
)
def test_words_of_like_meaning_are_near(word, like, unlike):
    assert nearness(word, like) > 0.45 > 0.3 > nearness(word, unlike)


def test_nearness_is_a_cosine():
    vectors = load_vectors()
    rows = find_rows(["attack", "assault", "Velmora"], vectors)
    one, other = (vectors.rows[vectors.place[root]].astype(float) for root in ("attack", "assault"))
    cosine = one @ other / np.linalg.norm(one) / np.linalg.norm(other)
    assert measure_nearness(rows, rows) == pytest.approx(
        np.array([[1, cosine, 0], [cosine, 1, 0], [0, 0, 0]]), abs=1e-6
    )


def test_acts_are_events_and_things_are_not():
    acts = load_vectors().acts
    assert {stem(word) for word in ("attack", "killed", "earthquake", "merger", "resigned", "arrest")} <= acts
    assert not {stem(word) for word in ("mayor", "harbour", "police", "hospital", "monday", "hundred")} & acts
