"""Kinds: what of an attribution is verbatim, and whether that is all of it, some or nothing."""

import pytest

from analysis.reading.article import read_article


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“It rains,” the clerk said.", "direct"),
        ("The clerk said the ice was “thin and black” at noon.", "mixed"),
        ("The clerk said the ice was thin.", "indirect"),
        ("The clerk warned that the ice was thin.”", "direct"),
        ("The clerk warned that the ice was thin and “deadly.”", "mixed"),
    ],
)
def test_how_much_stands_in_marks(text: str, kind: str) -> None:
    assert read_article(text, tone_model="off")["quotes"]["kind"].tolist() == [kind]


def test_one_marked_word_that_is_called_nothing_is_no_quotation() -> None:
    text = "The envoy told the paper that its “account” of the talks, as well as the “map” of the coast, was wrong."
    assert read_article(text, tone_model="off")["quotes"]["kind"].tolist() == ["indirect"]
