"""VADER with its words and marks: equal to the library before rounding, each hit at its true place."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis.language.words import straighten
from analysis.reading.tone.vader import read_vader

LIBRARY = SentimentIntensityAnalyzer()
SENTENCES = [
    "The minister praised a remarkably good and very peaceful vote.",
    "It wasn't a GREAT day, but the harbour was kind of nice!!!!!!",
    "Why? Who said so?? No good reason, nobody died????",
    "  The plan was “great” – not at all the worst.\n\nCrowds cheered :) ",
    "The fans were 😁happy and 💘in love!",
    "😁",
    "Good, bad.",
    "No deaths, no fear.",
    "kind kind no ? ? but no",
    'U.S. aid (good) came; nobody-else\'s "great" :-( plan',
    "",
    "   ",
]
WORDS = [
    "good",
    "not",
    "but",
    "very",
    "BAD",
    "!",
    "no",
    "the",
    "kind",
    "of",
    "happy",
    "least",
    "?",
    "😁",
    "never",
    "so",
]


def words(text):
    return [text[hit.start : hit.end] for hit in read_vader(straighten(text)).hits]


def check(text):
    reading, expected = read_vader(text), LIBRARY.polarity_scores(text)
    assert round(reading.polarity, 4) == expected["compound"]
    assert math.fsum(hit.contribution for hit in reading.hits) == pytest.approx(reading.polarity, abs=1e-12)
    assert reading.negative == pytest.approx(expected["neg"], abs=0.00051)
    assert reading.neutral == pytest.approx(expected["neu"], abs=0.00051)
    assert reading.positive == pytest.approx(expected["pos"], abs=0.00051)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in reading.hits)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_equals_the_library(sentence):
    check(straighten(sentence))


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.sampled_from([" ", "  ", "\n"]))
@settings(max_examples=200)
def test_equals_the_library_on_any_run_of_words(chosen, gap):
    check(gap.join(chosen))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The good men left; a good man stayed.", ["good", "good"]),
        ("  “Good” food, (bad) wine!!", ["Good", "bad", "!", "!"]),
        ("Crowds were 😁 happy!", ["😁", "happy", "!"]),
        ("Is it a threat?", ["threat"]),
        ("A threat?? Why!!!!!!", ["threat", "!", "!", "!", "!", "?", "?"]),
        ("The table stood there!", []),
    ],
)
def test_a_hit_is_a_word_or_a_mark_that_counts(sentence, expected):
    assert words(sentence) == expected


def test_curly_apostrophes_negate_like_straight_ones():
    assert read_vader(straighten("It wasn’t good.")).polarity == read_vader("It wasn't good.").polarity < 0
