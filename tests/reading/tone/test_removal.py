"""Removal: the words that carry a tone come first, names and targets stay."""

import pytest

from analysis.reading.tone.removal import COLUMNS, weigh_words

TEXT = "On Monday critics accused Orla Reed of a shameful fraud in the port."
TARGET = (26, 35)


def test_the_words_of_the_accusation_come_first():
    table = weigh_words(TEXT, target=TARGET)
    assert table.columns.tolist() == COLUMNS
    assert set(table["text"][:3]) & {"accused", "shameful", "fraud", "critics"}
    assert table["change"][0] < 0


def test_every_row_slices_back_and_no_name_is_left_out():
    table = weigh_words(TEXT, top_n=50)
    assert [TEXT[a:b] for a, b in zip(table["start"], table["end"], strict=True)] == table["text"].tolist()
    assert not {"Orla", "Reed", "Monday"} & set(table["text"])


def test_a_text_without_words_has_no_rows():
    assert weigh_words("Orla Reed").empty


def test_a_target_outside_the_text_is_named():
    with pytest.raises(ValueError, match="spans 2 to 90, but the text has 5 characters"):
        weigh_words("Hello", target=(2, 90))
