"""Quoted: the words of a quotation keep their place in the article."""

from analysis.comparing.story.topics.quoted import list_spans, print_words, read_quoted

TEXT = "The mayor was tired. “We left,” Ida Renn said, “at noon on Monday.”"


def read(event_of):
    event = event_of(TEXT, "Nobody left.")
    (quote_id,) = event.quotes
    return event, read_quoted(event, quote_id)


def test_the_words_are_those_of_the_article(event_of):
    _, quoted = read(event_of)
    assert [TEXT[word.start : word.end] for word in quoted.words] == ["We", "left", "at", "noon", "on", "Monday"]
    assert all(quoted.marked)


def test_what_interrupts_a_quotation_is_no_part_of_it(event_of):
    event, quoted = read(event_of)
    assert [TEXT[start:end] for start, end in list_spans(quoted.words)] == ["We left", "at noon on Monday"]
    assert print_words(event, quoted, quoted.words) == "at noon on Monday"


def test_an_unknown_quotation_is_nothing(event_of):
    assert read_quoted(event_of(TEXT, "Nobody left."), "none") is None
