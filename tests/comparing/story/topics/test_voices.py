"""Voices: who is heard in one source only; never somebody whom another source names too."""

from analysis.comparing.story.topics.voices import tell_voices

RENN = "“We will never sell the harbour wall to anybody,” said Mayor Ida Renn."
TARR = "“The piers are cracked and somebody will die there,” said Jon Tarr, an engineer."


def test_the_voices_of_two_sources_stand_side_by_side(tell):
    told = tell(tell_voices, f"The council met. {RENN}", f"The council met. {TARR}")
    assert told == [
        "Only A quotes Mayor Ida Renn (100% of its reported words) and only B quotes Jon Tarr, an engineer (100%)."
    ]


def test_who_speaks_in_both_is_not_told(tell):
    assert tell(tell_voices, RENN, f"{RENN.replace('never', 'not')} The council met.") == []


def test_whom_another_source_names_is_not_told(tell):
    assert tell(tell_voices, RENN, "The council met without Renn.") == []


def test_the_company_may_be_anybody(tell):
    said = "The company said that the old bridge would be closed for a whole week."
    assert tell(tell_voices, f"{said} {RENN}", f"The council met. {RENN}") == []


def test_witnesses_with_a_fifth_of_the_words_are_told(tell):
    said = "The bridge fell into the river within a few seconds, witnesses said."
    assert tell(tell_voices, f"{said} {RENN}", RENN) == ["Only A quotes witnesses (53% of its reported words)."]


def test_the_passage_names_the_speaker(event_of):
    candidate = next(tell_voices(event_of(RENN, "The council met.")))
    passage = candidate.passages[0]
    start, end = passage.deciding[0]
    assert passage.sentence.text[start - passage.sentence.start : end - passage.sentence.start] == "Mayor Ida Renn"
