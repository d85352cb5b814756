"""Openings: told where each source begins with what the other has further down; never where both begin alike."""

from analysis.comparing.story.topics.opening import tell_openings

MARCH = "Hundreds of dock workers marched through Velmora and blocked the harbour gate on Monday."
PLAN = "The port council published a plan to close two of the four piers in Velmora harbour."
VOTE = "A vote of the members is due in May."
COST = "The work would cost nine million crowns."


def test_each_has_the_opening_of_the_other_further_down(tell):
    first, second = "\n\n".join([MARCH, VOTE, COST, PLAN]), "\n\n".join([PLAN, COST, VOTE, MARCH])
    told = tell(tell_openings, first, second)
    assert len(told) == 1
    assert told[0].startswith("A opens with “Hundreds of dock workers")
    assert told[0].endswith("A has the second in paragraph 4, B the first in 4.")


def test_two_sources_that_open_alike_are_no_finding(tell):
    assert tell(tell_openings, f"{MARCH}\n\n{PLAN}", f"{MARCH}\n\n{VOTE}") == []


def test_a_dateline_is_no_part_of_the_opening(tell):
    told = tell(tell_openings, f"VELMORA -- {MARCH}\n\n{VOTE}", f"{COST}\n\n{VOTE}")
    assert "VELMORA" not in told[0]


def test_an_opening_that_stands_nowhere_else_has_no_close_match(event_of):
    candidate = next(tell_openings(event_of(f"{MARCH}\n\n{VOTE}", f"{COST}\n\n{VOTE}")))
    assert candidate.detail == "Neither has a close match for the opening of the other."


def test_a_line_above_the_story_is_not_its_opening(tell):
    told = tell(tell_openings, f"Desperate times.\n\n{MARCH}\n\n{VOTE}", f"{COST}\n\n{VOTE}")
    assert "Desperate" not in told[0]


def test_a_speaker_who_stands_first_is_named(tell):
    said = "Mayor Ida Renn said that the council would never sell the old harbour wall."
    told = tell(tell_openings, f"{said}\n\n{VOTE}", f"{COST}\n\n{VOTE}")
    assert told[0].startswith("A opens with Ida Renn’s words, B with “The work would cost nine million crowns”.")
