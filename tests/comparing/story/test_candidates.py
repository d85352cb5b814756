"""Candidates: headlines of at most 25 words, quotations that stop at a telling word, passages inside their sentence."""

from hypothesis import given
from hypothesis import strategies as st

from analysis.comparing.story.candidates import choose_headline, clip, count_words, quote, quote_as, show, show_spans
from analysis.comparing.story.events import Sentence

SENTENCE = Sentence("x", "x:s1", "A", 10, 29, "Police fired shots.", 1, 1, 0.0)


def test_the_first_wording_that_is_short_enough_is_chosen():
    assert choose_headline(["one two three", "one two", "one"], most=2) == "one two"


@given(st.lists(st.text("ab (.", max_size=40), min_size=1))
def test_no_headline_is_too_long(wordings):
    assert count_words(choose_headline(wordings, most=5)) <= 5


def test_a_clipped_text_ends_in_no_small_word_and_no_open_bracket():
    assert clip("Thousands of people rallied in the old town", 6) == "Thousands of people rallied …"
    assert clip("Senator Joe Lund (Democrat, Norby) spoke", 4) == "Senator Joe Lund …"


def test_a_quotation_has_one_pair_of_marks():
    assert quote("“Down with it!”,") == "“Down with it!”"
    assert quote_as("The man, he said") == "“the man, he said”"


def test_what_reaches_out_of_the_sentence_is_cut():
    assert show("a", SENTENCE, (0, 16), (40, 50)).deciding == ((10, 16),)


def test_every_sentence_that_is_touched_is_shown(event_of):
    event = event_of("One came. Two left. Three stayed.", "Nobody came.")
    assert [p.sentence.text for p in show_spans(event, "a", "a", [(4, 14)])] == ["One came.", "Two left."]
