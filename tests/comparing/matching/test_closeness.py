"""Which sentences tell the same: the same words, words of like meaning, the acts told; checked pair by pair."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.comparing.matching import closeness
from analysis.comparing.matching.closeness import ACTS, NEAR, find_closest, measure_likeness
from analysis.comparing.matching.similarity import weigh_words
from analysis.language.folding import split_words
from analysis.language.vectors import find_rows, load_vectors, measure_nearness

TEXTS = [
    "The mayor bought the old ferry.",
    "An earthquake struck the harbour at night.",
    "The town chief purchased a boat.",
    "A strong quake hit the port.",
    "The mayor sold the old ferry.",
    "He said that it rained.",
]
GROUPS = ["A", "A", "B", "B", "C", "C"]


def weigh(texts, groups):
    return weigh_words([split_words(text) for text in texts], groups)


def likeness_of(texts, groups=None):
    """The likeness of all pairs, put together from the blocks."""
    groups = groups or [str(number) for number in range(len(texts))]
    whole = np.concatenate([block for _, block in measure_likeness(weigh(texts, groups))])
    return np.maximum(whole, whole.T)


def closest_of(texts, groups):
    return {(i, group): (j, likeness) for i, group, j, likeness in find_closest(weigh(texts, groups), groups)}


def test_the_same_fact_in_other_words_is_the_closest():
    found = closest_of(TEXTS, GROUPS)
    assert found[0, "B"][0] == 2
    assert found[1, "B"][0] == 3
    assert found[0, "C"][0] == 4


def test_the_same_words_are_closer_than_like_words():
    likeness = likeness_of(["The rebels attacked the bridge.", "The rebels attacked it.", "The rebels assaulted it."])
    assert likeness[0, 1] > likeness[0, 2] > 0


def test_among_the_same_words_the_act_decides():
    likeness = likeness_of(
        ["The actor enters the clinic.", "The actor entered a clinic.", "The actor praised a clinic."]
    )
    assert likeness[0, 1] > likeness[0, 2]


def test_by_hand():
    # Two units of one source each, no word in common: both words of both weigh 1 (one unit in two, base three).
    one, other = "Rebels attacked.", "Troops assaulted."
    weighed = weigh([one, other], ["A", "B"])
    near = {}
    rows = find_rows(["rebel", "attack", "troop", "assault"], load_vectors())
    cosines = measure_nearness(rows[:2], rows[2:])
    cosines[cosines < NEAR] = 0
    near = float(cosines[0].max() + cosines[1].max()), float(cosines[1, 1])
    assert weighed.total.tolist() == [2.0, 2.0]
    both_ways = [near[0], float(cosines[:, 0].max() + cosines[:, 1].max())]
    expected = (1 - ACTS) * max(both_ways) / (2 + 4.0) + ACTS * near[1]
    assert likeness_of([one, other])[0, 1] == pytest.approx(expected, abs=1e-5)


def test_that_both_say_something_is_no_act_in_common():
    reporting = likeness_of(["The baker said so.", "The sailor said so."])[0, 1]
    told = likeness_of(["The baker fled so.", "The sailor fled so."])[0, 1]
    assert told - reporting == pytest.approx(ACTS, abs=1e-5)


def test_a_sentence_and_itself_are_as_alike_as_its_length_allows():
    text = "An earthquake struck the harbour at night."
    weighed = weigh([text, text], ["A", "B"])
    total = float(weighed.total[0])
    assert likeness_of([text, text])[0, 1] == pytest.approx((1 - ACTS) * total / (total + 4) + ACTS, abs=1e-5)


def test_blocks_give_the_same_as_one_piece(monkeypatch):
    whole = list(find_closest(weigh(TEXTS, GROUPS), GROUPS))
    monkeypatch.setattr(closeness, "CELLS", 1)
    blocks = list(measure_likeness(weigh(TEXTS, GROUPS)))
    assert [first for first, _ in blocks] == list(range(len(TEXTS)))
    assert list(find_closest(weigh(TEXTS, GROUPS), GROUPS)) == whole


def test_the_first_of_several_equals_is_named():
    texts = ["Police fired shots.", *["Shots were fired by police."] * 3]
    assert closest_of(texts, ["A", "B", "B", "B"])[0, "B"][0] == 1


def test_units_without_a_word_of_content_are_alike_to_nothing():
    found = closest_of(["So it is.", "Rain fell.", "Of the"], ["A", "B", "A"])
    assert found[0, "B"][1] == 0
    assert found[1, "A"][1] == 0
    assert list(find_closest(weigh([], []), [])) == []


WORDS = "attack assault harbour port mayor fled quake earthquake said bought Velmora the of 1990 signed treaty".split()  # noqa: SIM905


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join), min_size=2, max_size=8))
def test_likeness_is_a_share_and_every_pair_has_it_in_one_block_at_least(texts):
    groups = ["AB"[number % 2] for number in range(len(texts))]
    whole = np.concatenate([block for _, block in measure_likeness(weigh(texts, groups))])
    assert (np.maximum(whole, whole.T) >= 0).all()
    assert (whole <= 1).all()
    for i, group, j, likeness in find_closest(weigh(texts, groups), groups):
        others = [k for k, other in enumerate(groups) if other == group]
        both = np.maximum(whole, whole.T)[i, others]
        assert likeness == both.max()
        assert j == others[int(both.argmax())]
