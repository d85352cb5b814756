"""Statements: the same words credited to two speakers, or in marks in one source only."""

from analysis.comparing.story.topics.statements import tell_statements

WORDS = "the harbour would never be sold to a foreign shipyard by this council"


def test_nearly_the_same_words_of_two_speakers(tell):
    told = tell(tell_statements, f"“{WORDS},” said Ida Renn.", f"“{WORDS},” said Jon Tarr.")
    assert told == ["Nearly the same words, two speakers: A credits “Ida Renn”, B “Jon Tarr”."]


def test_a_person_without_a_name_may_be_the_one_who_is_named(tell):
    assert tell(tell_statements, f"“{WORDS},” said Ida Renn.", f"“{WORDS},” the minister said.") == []


def test_one_speaker_is_no_difference(tell):
    assert tell(tell_statements, f"“{WORDS},” said Ida Renn.", f"“{WORDS},” Ida Renn told reporters.") == []


def test_words_in_marks_in_one_source_only(tell):
    told = tell(tell_statements, f"“{WORDS},” said Ida Renn.", f"Ida Renn said that {WORDS}.")
    assert told == ["A gives “the harbour would never be sold …” in quotation marks; B reports it without."]


def test_marks_near_by_may_have_lost_their_partner(tell):
    assert tell(tell_statements, f"“{WORDS},” said Ida Renn.", f"Ida Renn said that {WORDS}, and “no more”.") == []


def test_a_name_in_common_is_no_statement_in_common(tell):
    one = "“The efforts by State Department spokeswoman Ada Lund were wrong,” said Jon Tarr."
    two = "“Nobody in this town ever asked State Department spokeswoman Ada Lund,” said Ida Renn."
    assert tell(tell_statements, one, two) == []
