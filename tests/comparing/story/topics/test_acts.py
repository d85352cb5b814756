"""Acts: the doer named or not, the two parties turned round, a word of more colour; always in plain words."""

from analysis.comparing.story.topics.acts import tell_acts

GRAMMAR = ("passive", "active", "nominal", "agent", "instrument")


def test_a_doer_who_is_named_in_one_source_only(tell):
    told = tell(tell_acts, "Police shot dead Luis Amaro on Sunday.", "Luis Amaro was fatally wounded on Sunday.")
    assert told == [
        "Of Luis Amaro, A writes “Police shot dead Luis Amaro”, B “was fatally wounded”, no one named as doing it."
    ]


def test_a_doer_in_the_same_sentence_is_named(tell):
    assert tell(tell_acts, "Police shot dead Luis Amaro.", "Luis Amaro was shot dead as police came.") == []


def test_a_source_that_names_the_doer_elsewhere_hides_nobody(tell):
    assert tell(tell_acts, "Police killed Luis Amaro.", "Luis Amaro was killed. Police shot dead Luis Amaro.") == []


def test_who_acts_in_one_source_is_acted_upon_in_the_other(tell):
    told = tell(tell_acts, "Protesters were beaten by police.", "Protesters attacked police with stones.")
    assert told == ["In A protesters “were beaten by police”; in B “Protesters attacked police with stones”."]


def test_a_source_that_tells_both_is_no_contrast(tell):
    both = "Protesters attacked police. Protesters were beaten by police."
    assert tell(tell_acts, "Protesters were beaten by police.", both) == []


def test_a_word_that_colours_the_deed(tell):
    told = tell(tell_acts, "An airstrike killed Ali Rahman.", "An airstrike eliminated Ali Rahman.")
    assert told == ["Of Ali Rahman, A writes “an airstrike killed Ali Rahman”, B “an airstrike eliminated Ali Rahman”."]


def test_no_finding_holds_a_word_of_grammar(event_of):
    for texts in (
        ("Police killed Luis Amaro.", "Luis Amaro was killed."),
        ("Police beat protesters.", "Protesters hit police."),
    ):
        for candidate in tell_acts(event_of(*texts)):
            assert not any(word in f"{candidate.headline} {candidate.detail}" for word in GRAMMAR)
