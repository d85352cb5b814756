"""Labels: what two sources call one person, where one of the labels praises or blames."""

import pytest

from analysis.comparing.story.topics.labels import find_labels, tell_labels


def test_a_label_that_blames_against_one_that_praises(tell):
    told = tell(
        tell_labels,
        "The squatters' ringleader, Sami Haddad, spoke for an hour.",
        "Sami Haddad, the respected community leader, spoke for an hour.",
    )
    assert told == ["A calls Sami Haddad “the squatters' ringleader”, B “the respected community leader”."]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Senator Ida Renn spoke.", "Sen. Ida Renn spoke."),
        ("Mayor Ida Renn spoke.", "Ida Renn, the mayor, spoke."),
    ],
)
def test_titles_alone_are_no_finding(tell, first, second):
    assert tell(tell_labels, first, second) == []


def test_what_a_speaker_calls_somebody_is_not_the_source_s_label(tell):
    quoted = "“The notorious crook Sami Haddad must go,” said Ida Renn."
    assert tell(tell_labels, quoted, "Sami Haddad, the respected leader, spoke.") == []


def test_a_label_stops_before_what_goes_on_about_it(event_of):
    event = event_of("Sami Haddad, a former teacher who leads the traders, spoke.", "Sami Haddad spoke.")
    assert {label.text for label in find_labels(event)} == {"a former teacher"}
