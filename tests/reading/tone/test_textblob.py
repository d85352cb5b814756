"""TextBlob with its words: equal to the library, each hit at its true place."""

import math
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textblob import TextBlob

from analysis.language.words import straighten
from analysis.reading.tone.textblob import neutralise, read_textblob

SENTENCES = [
    "The minister praised a remarkably good and very peaceful vote.",
    "It wasn't a great day for the mostly empty, rather ugly harbour!",
    "Never a good idea, the ferry line said; not really bad either.",
    "Wait.... the soup was good! : ) and the bread, was it not so bad?",
    "Calm returned\n\nTop officials said more than 40 people were late.",
    "He called it “great”, then ‘awful’ — and left (!) in a HAPPY mood!!",
    "Really is a good plan. U.S. aid, e.g. cheap flour, came late.",
    "The İzmir fair was lovely; the Straße was not.",
    "Not at all the long-planned, much discussed, really\ngood: never, he said a\t'bad' one.  ( ! )",
    "It (8 ) was good o. O and x D; not (!) so good ! ! very ! bad",
    "END-OF-SENTENCE good.\n\nNot\n\ngood \x1c bad",
    "",
    "   ",
]
WORDS = [
    "good",
    "not",
    "never",
    "very",
    "a",
    "bad",
    "!",
    "really",
    "the",
    "(!)",
    "happy",
    "no",
    ":-)",
    "ugly,",
    "n't",
    ": )",
    "8 )",
    "co-op",
]


def words(text, reading):
    return [text[hit.start : hit.end] for hit in reading.hits]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_equals_the_library(sentence):
    plain = straighten(sentence)
    reading = read_textblob(plain)
    assert reading.polarity == pytest.approx(TextBlob(plain).sentiment.polarity, abs=1e-12)
    assert math.fsum(hit.contribution for hit in reading.hits) == pytest.approx(reading.polarity, abs=1e-12)
    assert len(reading.hits) == len(TextBlob(plain).sentiment_assessments.assessments)


@given(st.lists(st.sampled_from(WORDS), max_size=12))
@settings(max_examples=200)
def test_equals_the_library_on_any_run_of_words(chosen):
    text = " ".join(chosen)
    reading = read_textblob(text)
    assert reading.polarity == pytest.approx(TextBlob(text).sentiment.polarity, abs=1e-12)
    ends = [0, *[hit.end for hit in reading.hits]]
    assert all(end <= hit.start < hit.end for end, hit in zip(ends, reading.hits, strict=False))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The good men slept; a good man stayed.", ["good", "good"]),
        ("It was not a very good day.", ["not a very good"]),
        ("The vote was peaceful!! It ended.", ["peaceful!!"]),
        ("A peaceful vote ended today!", ["peaceful"]),
        ("They were hardly happy.", ["hardly happy"]),
        ("Past the mostly old port,\nnew ships.", ["Past", "mostly old", "new"]),
        ("She was ok : ) today.", ["ok", ": )"]),
    ],
)
def test_a_hit_covers_the_words_that_made_it(sentence, expected):
    assert words(sentence, read_textblob(sentence)) == expected


def test_typography_does_not_change_tone():
    curly = "The mayor’s “great” plan isn’t ‘bad’."
    assert len(straighten(curly)) == len(curly)
    assert read_textblob(straighten(curly)) == read_textblob("The mayor's \"great\" plan isn't 'bad'.")


def test_neutralised_words_leave_the_mean_to_the_others():
    text = "The foreign minister gave a good and calm answer."
    reading = read_textblob(text)
    assert words(text, reading) == ["foreign", "good", "calm"]
    without = neutralise(reading, [(4, 20)])
    assert words(text, without) == ["good", "calm"]
    assert without.polarity == pytest.approx((0.7 + 0.3) / 2)
    assert neutralise(reading, [(21, 25)]) == reading
    assert neutralise(read_textblob("The foreign minister."), [(4, 20)]).polarity == 0


@pytest.mark.xfail(reason="the library loses the negation of a contraction; the right sign is negative", strict=True)
def test_a_contraction_negates():
    assert read_textblob("The harvest wasn't good.").polarity < 0


def test_what_is_longer_than_any_word_has_no_tone():
    assert read_textblob("(" * 3990 + "good").polarity == 0.7
    assert read_textblob("(" * 4000 + "good").polarity == 0
    assert read_textblob("(" * 4000 + "good was good").polarity == 0.7


def test_the_library_is_loaded_without_what_is_not_used_of_it():
    code = (
        "import sys; from analysis.reading.tone.textblob import read_textblob; read_textblob('A good : ) day.');"
        "print('nltk' in sys.modules, 'textblob' in sys.modules);"
        "import textblob; print(round(textblob.TextBlob('A good day.').sentiment.polarity, 3))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["False", "False", "0.7"]
