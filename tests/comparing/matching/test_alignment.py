"""Word alignment: what runs through both wordings, and their differences in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.comparing.matching.alignment import align_words, describe_differences, find_longest_run
from analysis.language.folding import split_words


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("The mayor will resign", "The mayor will resign", ""),
        ("The mayor will resign", "the mayor will resign,", ""),
        ("The mayor will resign", "The mayor will never resign", "never only in B"),
        ("any other State", "any other state", "State / state"),
        ("the U.S. army", "the US army", "U.S. / US"),
        ("the town’s mayor", "the town's mayor", ""),
        ("we deplore this", "we regret this", "deplore / regret"),
        ("", "we regret this", "we regret this only in B"),
    ],
)
def test_differences_are_written_in_words(first, second, expected):
    a, b = split_words(first), split_words(second)
    assert describe_differences(a, b, align_words(a, b), names=("A", "B")) == expected


def test_many_differences_are_counted():
    a = split_words("one red two red three red four")
    b = split_words("one blue two green three white four")
    text = describe_differences(a, b, align_words(a, b), most=2)
    assert text == "red / blue; red / green; and 1 more"


words = st.lists(st.sampled_from(["the", "mayor", "of", "a", "town", "will", "not", "resign"]), max_size=12).map(
    " ".join
)


@given(words, words)
def test_blocks_hold_equal_words_in_order(first, second):
    a, b = split_words(first), split_words(second)
    blocks = align_words(a, b)
    end = (0, 0)
    for start_a, start_b, size in blocks:
        assert [w.form for w in a[start_a : start_a + size]] == [w.form for w in b[start_b : start_b + size]]
        assert start_a >= end[0]
        assert start_b >= end[1]
        end = start_a + size, start_b + size
    assert find_longest_run(blocks)[2] == max((block[2] for block in blocks), default=0)
