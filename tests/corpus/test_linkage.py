"""Groups of rows, checked against scipy's average linkage; look-alikes come apart, copies of one report do not."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_matrix
from scipy.spatial.distance import squareform

from analysis.corpus import linkage as module
from analysis.corpus.linkage import find_nearest, join_articles, link_articles, sum_groups

ROWS = st.lists(st.lists(st.integers(0, 9), min_size=6, max_size=6).filter(any), min_size=2, max_size=14)


def make_rows(cosines):
    """Rows whose dot products are the given ones."""
    return csr_matrix(np.linalg.cholesky(np.array(cosines)))


def make_halves(sizes, within, across):
    """Rows in two halves, with one cosine within each and one across."""
    half = np.repeat([0, 1], sizes)
    cosines = np.where(half[:, None] == half[None, :], np.array(within)[half][:, None], across)
    np.fill_diagonal(cosines, 1.0)
    return make_rows(cosines)


@settings(deadline=None)
@given(ROWS, st.floats(0.05, 0.95))
def test_groups_are_those_of_scipys_average_linkage(rows, least):
    matrix = np.array(rows, dtype=float) + np.random.default_rng(0).random((len(rows), 6)) / 100
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    distance = 1 - matrix @ matrix.T
    np.fill_diagonal(distance, 0)
    expected = fcluster(linkage(squareform(distance, checks=False), "average"), 1 - least, "distance")
    found = link_articles(csr_matrix(matrix), least=least)
    assert [[a == b for b in found] for a in found] == [[a == b for b in expected] for a in expected]


def test_joins_are_numbered_on_from_the_rows_and_say_the_mean_cosine():
    joins = join_articles(make_rows([[1, 0.8, 0.3], [0.8, 1, 0.5], [0.3, 0.5, 1]]), least=0.1)
    assert [(first, second, round(likeness, 9)) for first, second, likeness in joins] == [(0, 1, 0.8), (3, 2, 0.4)]


def test_two_halves_far_less_alike_across_than_within_come_apart():
    # Within .40, five pairs of ten and one across .15: (10 x .40 + .15) / 11 = .377; .65 times that is .245.
    rows = make_halves((5, 5), (0.40, 0.40), 0.15)
    assert link_articles(rows, least=0.14).tolist() == [0] * 10
    assert link_articles(rows, least=0.14, apart=0.65).tolist() == [0] * 5 + [5] * 5


def test_a_single_article_is_no_half_and_a_pair_counts_half():
    one_and_five = make_halves((1, 5), (0.40, 0.40), 0.15)
    assert link_articles(one_and_five, least=0.14, apart=0.65).tolist() == [0] * 6
    # A pair within .40 and across .20: (.40 + .20) / 2 = .30; .65 times that is .195.
    pairs = make_halves((2, 5), (0.40, 0.40), 0.20)
    assert link_articles(pairs, least=0.14, apart=0.65).tolist() == [0] * 7


def test_copies_of_two_reports_stay_one_event():
    rows = make_halves((4, 4), (0.97, 0.97), 0.25)
    assert link_articles(rows, least=0.14, apart=0.65).tolist() == [0] * 4 + [4] * 4
    assert link_articles(rows, least=0.14, apart=0.65, alike=0.35).tolist() == [0] * 8


def test_groups_are_the_same_however_many_rows_are_compared_at_once(monkeypatch):
    rng = np.random.default_rng(1)
    matrix = rng.random((30, 5)) ** 4
    matrix = csr_matrix(matrix / np.linalg.norm(matrix, axis=1, keepdims=True))
    at_once = link_articles(matrix, least=0.6).tolist()
    monkeypatch.setattr(module, "CELLS", 1)
    assert link_articles(matrix, least=0.6).tolist() == at_once
    assert 1 < len(set(at_once)) < 30


def test_rows_of_length_0_stand_alone_and_no_rows_make_no_groups():
    assert link_articles(csr_matrix((3, 4)), least=0.1).tolist() == [0, 1, 2]
    assert link_articles(csr_matrix((0, 4)), least=0.1).tolist() == []


def test_the_nearest_other_group_is_measured_by_the_mean_of_all_pairs():
    rows = make_rows([[1, 0.6, 0.2], [0.6, 1, 0.4], [0.2, 0.4, 1]])
    numbers, sums, sizes = sum_groups(rows, np.array([0, 0, 2]))
    nearest, likeness, own = find_nearest(rows, np.ones(3), sums, sizes, np.array([0, 0, 1]))
    assert numbers.tolist() == [0, 2]
    assert sizes.tolist() == [2, 1]
    assert nearest.tolist() == [1, 1, 0]
    assert likeness.round(9).tolist() == [0.2, 0.4, 0.3]
    assert own.round(9).tolist() == [0.8, 0.8, 1.0]
