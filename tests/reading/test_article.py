"""One article, read whole: what holds of every reading, whatever the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reading.article import read_article, read_rows

SENTENCES = (
    "“We tried,” Ana Ruiz said.",
    "Odu said the mayor had told her that “nobody listened” to the dockers.",
    "The union denied that it had planned the strike, the governor said.",
    "“He said: ‘No deal.’ Then he left,” according to Tom Okafor.",
    "A poll found that most residents believe the port is unsafe.",
    "Protesters chanted “Shame!” and accused the council of lying.",
    "It rained.",
)
ADJECTIVES = ("used", "early", "big", "white", "old", "heavy", "final", "new")
NOUNS = ("supplies", "unions", "numbers", "officials", "issues", "houses")
SMALL = {"of", "and", "the", "for", "in"}


@pytest.mark.parametrize("text", ["No marks at all.", "“", '"""""', "''", "…", "\n\n—\n\n", "«Oui", "A\x00B"])
def test_odd_texts_are_read_without_an_exception(text: str) -> None:
    tables = read_article(text)
    assert set(tables) >= {"zones", "sentences", "quotes", "segments", "scores", "hits", "terms"}


@pytest.mark.parametrize(
    "text", ["A G:„", "A note from Ana Ruiz:\n\n“", "”:\n“\n— Ana Ruiz, minister", "She left.\n\n”:\n“\n— Bo"]
)
def test_marks_around_nothing_are_no_quotation(text: str) -> None:
    reading = read_rows(text)
    for table in ("quotes", "asides", "segments"):
        assert all(map(int.__lt__, reading[table]["start"], reading[table]["end"]))


def test_ids_sort_as_text_in_the_order_of_their_rows_in_a_long_article_too() -> None:
    reading = read_rows("It rained, he said.\n\n" * 1001)
    for table, key in [("sentences", "sentence_id"), ("quotes", "quote_id"), ("segments", "segment_id")]:
        ids = reading[table][key]
        assert len(ids) > 1000
        assert ids == sorted(ids)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6), st.sampled_from([" ", "\n\n"]))
def test_every_parent_exists_and_no_quotation_is_inside_itself(sentences: list[str], between: str) -> None:
    quotes = read_rows(between.join(sentences))["quotes"]
    parent_of = dict(zip(quotes["quote_id"], quotes["parent_id"], strict=True))
    for above in parent_of.values():
        for _ in parent_of:
            above = parent_of[above] if above else ""
        assert above == ""


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(ADJECTIVES), min_size=1, max_size=2), st.sampled_from(NOUNS))
def test_an_acronym_never_becomes_words_in_small_letters(adjectives: list[str], noun: str) -> None:
    words = [*adjectives, noun]
    acronym = "".join(word[0] for word in words).upper()
    text = f"{' '.join(words).capitalize()} were shipped on Monday. The {acronym} said that the talks had failed."
    speakers = read_rows(text)["quotes"]["speaker"]
    assert [word for speaker in speakers for word in speaker.split() if word.islower() and word not in SMALL] == []


def test_half_a_letter_is_read_as_the_sign_for_what_cannot_be_read():
    read = read_article("The minister said \ud800 no one was hurt.")
    assert read["quotes"]["text"].tolist() == ["\ufffd no one was hurt"]
