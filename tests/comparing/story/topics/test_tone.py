"""Tone: told only where both scorers and their intervals agree."""

from analysis.comparing.story.topics.tone import tell_tone

DARK = "The {} was a terrible and cruel disaster."
BRIGHT = "The {} was a wonderful and happy success."
THINGS = ["march", "vote", "fire", "storm", "trial", "match", "speech", "debate", "strike", "fair", "parade", "race"]


def write(*patterns):
    return " ".join(patterns[n % len(patterns)].format(thing) for n, thing in enumerate(THINGS))


def test_a_clear_difference_is_told(tell):
    told = tell(tell_tone, write(DARK), write(BRIGHT, BRIGHT.replace("happy", "good")))
    assert told == ["A is darker in wording than B in its own words."]


def test_mixed_wording_is_not_told(tell):
    assert tell(tell_tone, write(DARK, BRIGHT), write(BRIGHT, DARK, DARK)) == []


def test_a_few_sentences_carry_nothing(tell):
    few = " ".join(DARK.format(thing) for thing in THINGS[:4])
    assert tell(tell_tone, few, few.replace("terrible and cruel disaster", "wonderful and happy success")) == []
