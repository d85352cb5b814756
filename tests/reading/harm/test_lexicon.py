"""The lexicon of harm: what a word is beside its neighbours, and what its rows must say."""

import pytest

from analysis.lexicons import load_lexicons, standard_lexicons
from analysis.reading.harm.lexicon import compile_harm, is_concrete, means, noun_keys
from analysis.schema import HARMS


def test_the_longest_entry_of_a_verb_is_found_first(harm, parse):
    tree = parse("Poachers gunned down two rangers.")
    assert harm.verb(tree, 1).rest == ("down",)
    assert harm.verb(parse("Troops opened fire on them."), 1).act == "shooting"
    assert harm.verb(parse("Troops opened the gate."), 1) is None


def test_a_verb_whose_base_the_model_misreads_is_found_by_its_ending(harm, parse):
    assert harm.verb(parse("He raped two women."), 1).act == "sexual violence"


def test_a_noun_is_looked_up_with_the_word_before_it_first(parse):
    assert noun_keys(parse("They met an air strike."), 4) == ["air strike", "strike"]


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("A rocket hit the barn.", 1, True),
        ("A series of blasts hit the barn.", 1, True),
        ("A series of talks ended.", 1, False),
        ("A farmer hit the barn.", 1, False),
        ("Mr Stone left the barn.", 1, False),
    ],
)
def test_what_is_a_means(harm, parse, text, at, expected):
    assert means(parse(text), at, harm) is expected


@pytest.mark.parametrize(
    ("text", "at", "needs", "expected"),
    [
        ("They killed the bill.", 3, "person", False),
        ("They killed the farmer.", 3, "person", True),
        ("They killed dozens of farmers.", 2, "person", True),
        ("They shelled the hospital.", 3, "person", False),
        ("They shelled the hospital.", 3, "target", True),
        ("They quelled the protest.", 3, "person event", True),
        ("They beat Rovers.", 2, "people", False),  # a team
    ],
)
def test_what_can_suffer(harm, parse, text, at, needs, expected):
    assert is_concrete(parse(text), at, frozenset(needs.split()), harm) is expected


def test_every_row_says_why_and_tells_a_known_act():
    rows = standard_lexicons()["harm"]
    assert [row["word"] for row in rows if not row["note"]] == []
    assert {row["act"] for row in rows if row["kind"] in {"verb", "noun", "state"}} <= set(HARMS)


def test_a_row_stands_once():
    keys = [(row["word"], row["kind"]) for row in standard_lexicons()["harm"]]
    assert len(keys) == len(set(keys))


def test_a_readers_own_list_replaces_the_standard_one(tmp_path, parse):
    header = "word,kind,act,patient,possessor,needs,never,note\n"
    (tmp_path / "harm.csv").write_text(f"{header}scold,verb,threat,object,,,,words only\n", encoding="utf-8")
    own = compile_harm(load_lexicons(tmp_path))
    assert own.verb(parse("They scolded him."), 1).act == "threat"
    assert own.verb(parse("They shot him."), 1) is None
