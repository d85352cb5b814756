"""Saying: a verb that judges what is said, against a plain one for the same speaker and the same matter."""

from analysis.comparing.story.topics.saying import PLAIN, SIZES, read_forces, tell_saying
from analysis.lexicons import standard_lexicons

SAME = "that it had received no complaints about the engines this year"


def test_claimed_against_said_for_the_same_words(tell):
    told = tell(tell_saying, f"Bayline claimed {SAME}.", f"Bayline said {SAME}.")
    assert told == ["For the same words of Bayline, A writes “claimed”, B “said”."]


def test_two_plain_verbs_are_no_finding(tell):
    assert tell(tell_saying, f"Bayline stated {SAME}.", f"Bayline said {SAME}.") == []


def test_another_matter_is_no_contrast(tell):
    assert tell(tell_saying, "Bayline claimed that the sea was calm.", f"Bayline said {SAME}.") == []


def test_a_source_that_uses_both_verbs_is_no_contrast(tell):
    both = f"Bayline said {SAME}. Bayline claimed that the sea was calm."
    assert tell(tell_saying, f"Bayline claimed {SAME}.", both) == []


def test_every_force_has_a_size_and_no_plain_verb_has_one():
    forces = read_forces(standard_lexicons())
    assert set(forces.values()) == set(SIZES)
    assert not PLAIN & set(forces)
