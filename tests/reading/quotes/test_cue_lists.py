from analysis.lexicons import standard_lexicons
from analysis.reading.quotes.cue_lists import PLAIN, load_cues


def test_a_cue_says_what_it_takes_and_what_act_that_is() -> None:
    lists = load_cues(standard_lexicons())
    [said] = [entry for entry in lists.verbs["say"] if "clause" in entry.takes]
    assert (said.act, "marks" in said.takes) == ("speech", True)
    assert all(entry.act == "belief" for entry in lists.verbs["think"] if "clause" in entry.takes)


def test_a_phrase_stands_with_its_verb_and_its_particle() -> None:
    lists = load_cues(standard_lexicons())
    particles = [particle for particle, _ in lists.phrases["call"]]
    assert "for" in particles
    assert "call for" in lists.reporting


def test_every_kind_of_the_lexicon_is_read_somewhere_and_none_is_empty() -> None:
    kinds = {row["kind"] for row in standard_lexicons()["cues"]}
    assert kinds - {"verb", "phrase", "support", "thing done", "adjective", "noun"} == set(PLAIN)
    lists = load_cues(standard_lexicons())
    assert all(getattr(lists, field) for field in PLAIN.values())
