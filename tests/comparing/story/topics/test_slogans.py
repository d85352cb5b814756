"""Slogans: what a crowd shouts in one source and in the other."""

from analysis.comparing.story.topics.slogans import tell_slogans


def test_slogans_that_only_one_source_prints(tell):
    told = tell(tell_slogans, "Protesters chanted “No more piers!”", "Protesters chanted “Shame on the council”.")
    assert told == ["The slogans: A prints “No more piers!”, B “Shame on the council”."]


def test_a_slogan_in_common_is_no_difference(tell):
    assert tell(tell_slogans, "Protesters chanted “No more piers!”", "Protesters chanted “no more piers”.") == []
