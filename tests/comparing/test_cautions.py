"""Cautions in words: there where the sample is small, and from the stated number on no more."""

from analysis.comparing.cautions import join_cautions, warn_of_few, warn_of_one_article, warn_of_rough


def test_a_caution_ends_with_the_number_that_it_names():
    assert [bool(warn_of_few(n, 5, "hits")) for n in (4, 5)] == [True, False]
    assert [bool(warn_of_one_article(n)) for n in (1, 2)] == [True, False]
    assert [bool(warn_of_rough(n, "articles")) for n in (19, 20)] == [True, False]


def test_nothing_to_say_is_said_by_nothing():
    assert join_cautions("", "") == ""
    assert join_cautions("a", "", "b") == "a; b"
