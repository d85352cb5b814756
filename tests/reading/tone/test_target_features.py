"""What the model of tone towards a target sees, and what it must not see."""

import pytest

from analysis.reading.tone.target_features import NUMBERS, list_words, measure_tone, weigh_words

TEXT = "Critics said Orla Reed’s plan failed; Port Board praised it."


def test_names_and_numbers_are_masked():
    other = "Critics said Ivo Lund’s plan failed; Bay Club praised it."
    assert list_words(TEXT, 13, 22) == list_words(other, 13, 21)
    words, _ = list_words("In 1999 Reed left.", 8, 12)
    assert "#" in words
    assert "1999" not in words


def test_words_know_their_side_and_the_target_is_masked():
    words, near = list_words(TEXT, 13, 22)
    assert "said @" in words
    assert "L1 said" in near
    assert "R plan" in near
    assert not any("reed" in word for word in words + near)


def test_numbers_follow_the_parts_of_the_sentence():
    values = dict(zip(NUMBERS, measure_tone(TEXT, 13, 22), strict=True))
    assert values["vader clause"] < 0 < values["vader right"] + 1
    assert values["place"] == pytest.approx(13 / len(TEXT))
    assert values["length"] == pytest.approx(len(TEXT) / 200)


def test_weights_have_length_one():
    weighed = weigh_words(["a", "b", "b"], {"a": 1.0, "b": 2.0})
    assert sum(value**2 for value in weighed.values()) == pytest.approx(1.0)
    assert weigh_words(["x"], {}) == {}
