import itertools

import numpy as np
import pandas as pd
import pytest

from analysis.comparing.matching import proposals
from analysis.comparing.matching.proposals import number_unit, propose_pairs, put_pairs, sign_sets, take_pairs
from analysis.comparing.stores import Memory


def propose(keys: list[tuple[int, int]], n_parts: int = 1) -> list[tuple[int, int]]:
    """The articles of proposed pairs; each key of an article's first sentence is (key, article)."""
    store = Memory()
    rows = pd.DataFrame([(key, number_unit(article, 0)) for key, article in keys], columns=["key", "unit"])
    for part in range(n_parts):
        store.put("keys", rows.iloc[part::n_parts].astype({"key": "uint64"}), part=part)
    found = list(propose_pairs(store, ["keys"], n_parts, len(keys)))
    return sorted((one >> 20, other >> 20) for pair in found for one, other in zip(*map(list, pair), strict=True))


def test_units_that_share_a_key_are_a_pair() -> None:
    assert propose([(7, 1), (7, 2), (9, 2), (9, 3), (5, 4)]) == [(1, 2), (2, 3)]


def test_three_units_of_one_key_make_three_pairs_however_they_come() -> None:
    keys = [(7, article) for article in (1, 2, 3)]
    assert propose(keys) == propose(keys[::-1], n_parts=3) == [(1, 2), (1, 3), (2, 3)]


def test_two_sentences_of_one_article_are_no_pair() -> None:
    store = Memory()
    units = [number_unit(1, 0), number_unit(1, 5)]
    store.put("keys", pd.DataFrame({"key": np.array([7, 7], dtype="uint64"), "unit": units}))
    assert all(not len(one) for one, _ in propose_pairs(store, ["keys"], 1, 2))


def test_a_crowd_is_a_chain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proposals, "CROWD", 3)
    assert propose([(7, article) for article in range(5)]) == list(itertools.pairwise(range(5)))


def test_keys_in_several_turns_propose_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = [(key, article) for key in range(40) for article in range(3) if (key + article) % 4]
    whole = propose(keys)
    monkeypatch.setattr(proposals, "AT_ONCE", 7)
    assert propose(keys, n_parts=2) == whole


@pytest.mark.parametrize("cells", [1, 3, 1000])
def test_pairs_are_put_aside_by_groups_and_come_back_once_in_order(monkeypatch: pytest.MonkeyPatch, cells: int) -> None:
    monkeypatch.setattr(proposals, "CELLS", cells)
    store, group_of = Memory(), np.array([0, 0, 1, 1], dtype=np.int32)
    units = np.array([number_unit(article, 2) for article in range(4)])
    first, again = ([2, 0, 0], [3, 1, 2]), ([0, 1, 0], [1, 3, 2])  # articles; what two keys have in common is in both
    found = [(units[one], units[other]) for one, other in (first, again)]
    n_put = put_pairs(store, found, group_of)
    pairs = {groups: (take_pairs(store, groups, n) >> 20).tolist() for groups, n in n_put.items()}
    assert pairs == {(0, 0): [[0, 1]], (0, 1): [[0, 2], [1, 3]], (1, 1): [[2, 3]]}


def test_where_nothing_is_proposed_nothing_is_put_aside() -> None:
    assert not put_pairs(Memory(), [], np.zeros(3, dtype=np.int32))


def test_sets_that_are_much_alike_share_a_key_and_others_none() -> None:
    one = frozenset(range(40))
    keys = sign_sets([one, one - {3}, frozenset(range(100, 140))], 3)
    assert set(keys[0]) & set(keys[1])
    assert not set(keys[0]) & set(keys[2])
