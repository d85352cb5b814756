"""Loaded words: a coloured word for a group in one source, where another has a plain one."""

from analysis.comparing.story.topics.loaded import find_loaded, tell_loaded


def test_a_coloured_word_against_a_plain_one(tell):
    told = tell(tell_loaded, "The hawkers left the square.", "The traders left the square.")
    assert told == ["A writes “hawkers” where B has “traders”."]


def test_a_source_that_has_the_coloured_word_too_is_no_contrast(tell):
    assert tell(tell_loaded, "The hawkers left.", "The traders left. Some hawkers stayed.") == []


def test_a_quoted_word_is_not_the_source_s(tell):
    assert tell(tell_loaded, "“The hawkers must go,” said Ida Renn.", "The traders left the square.") == []


def test_only_the_word_itself_counts(event_of):
    event = event_of("Demonstrations were held. Immigration rose.", "Nothing was held.")
    assert list(find_loaded(event)) == []
