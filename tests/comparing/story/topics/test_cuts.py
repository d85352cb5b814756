"""Cuts: a statement that goes on in one source and stops in the other."""

from analysis.comparing.story.topics.cuts import tell_cuts

WHOLE = "“We had reduced speed well before the pier and the engines did not answer,” said Colm Ferrars."
PART = "“We had reduced speed well before the pier,” said Colm Ferrars."


def test_what_one_source_carries_further(tell):
    told = tell(tell_cuts, WHOLE, PART)
    assert told == ["A carries more of a statement by Colm Ferrars than B: “and the engines did not answer”."]


def test_the_same_in_both_is_not_cut(tell):
    assert tell(tell_cuts, PART, PART.replace("said Colm Ferrars", "Colm Ferrars said")) == []


def test_words_that_stand_outside_the_marks_are_not_lacking(tell):
    outside = "Colm Ferrars said the engines did not answer. “We had reduced speed well before the pier,” he said."
    told = tell(tell_cuts, WHOLE, outside.replace(". “We", ", “we"))
    assert not any("carries more" in headline for headline in told)


def test_another_speaker_says_another_thing(tell):
    assert tell(tell_cuts, WHOLE, PART.replace("Colm Ferrars", "Ida Renn")) == []
