"""Objects: noun phrases as what is reported, and what belongs to them."""

import pytest

from analysis.reading.article import read_article


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The mayor repeated his vow to leave if the toll stayed.", "his vow to leave if the toll stayed"),
        ("The colonel cited two letters from the bishop.", "two letters from the bishop"),
        ("She called the plan “mad” and left.", "the plan “mad”"),
        ("The envoy likened the tax to theft.", "the tax to theft"),
        ("Painters cast the mayor as a clown.", "the mayor as a clown"),
    ],
)
def test_a_noun_phrase_with_what_belongs_to_it(text: str, content: str) -> None:
    assert read_article(text, tone_model="off")["quotes"]["text"].iloc[0] == content


@pytest.mark.parametrize("text", ["They cast a ballot in May.", "The roof is supported by four pillars."])
def test_what_is_done_to_a_thing_is_no_report(text: str) -> None:
    assert read_article(text, tone_model="off")["quotes"].empty
