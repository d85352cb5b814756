"""Who and what stands around a verb or a noun of harm."""

import pytest

from analysis.reading.harm.participants import (
    find_actor,
    find_antecedent,
    find_hands,
    find_instrument,
    has_no,
    is_denied,
    is_nobody,
    list_prepositions,
)


def word(tree, at):
    return None if at is None else tree.text[at]


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Rebels shelled the port.", "shelled", "Rebels"),
        ("The man who stabbed the teacher fled.", "stabbed", "man"),
        ("Police tried to arrest the editor.", "arrest", "Police"),
        ("Marchers stopped by police sat down.", "stopped", "Marchers"),
        ("Shoot the film at dawn.", "Shoot", None),
    ],
)
def test_who_does_it(parse, text, verb, subject):
    tree = parse(text)
    assert word(tree, find_actor(tree, tree.text.index(verb))) == subject


def test_a_relative_pronoun_stands_for_the_noun_before_it_and_other_words_for_themselves(parse):
    tree = parse("The van that hit the cyclists did not stop.")
    assert word(tree, find_antecedent(tree, 2)) == "van"
    assert word(tree, find_antecedent(tree, 5)) == "cyclists"
    assert find_antecedent(tree, None) is None


def test_prepositions_come_in_the_order_of_the_text_with_their_nouns(parse):
    tree = parse("He was shot by guards near the gate.")
    assert [(tree.text[p], tree.text[n]) for p, n in list_prepositions(tree, 2)] == [("by", "guards"), ("near", "gate")]


def test_hands_belong_to_who_acts(parse):
    tree = parse("Prisoners were tortured at the hands of guards.")
    assert word(tree, find_hands(tree, 2)) == "guards"
    assert find_hands(parse("Prisoners were tortured in May."), 2) is None


def test_the_means_stands_behind_in_with_or_by(parse, harm):
    tree = parse("Two hikers were killed in an avalanche.")
    assert word(tree, find_instrument(tree, 3, harm)) == "avalanche"
    assert find_instrument(parse("Two hikers were killed in May."), 3, harm) is None


def test_what_is_denied(parse, harm):
    assert is_denied(parse("The guards did not shoot the boy."), 4)
    assert not is_denied(parse("The guards shot the boy."), 2)
    assert has_no(parse("No soldier was hurt."), 1)
    assert is_nobody(parse("Nobody was hurt."), 0, harm)
    assert not is_nobody(parse("Somebody was hurt."), 0, harm)
    assert not is_nobody(parse("Somebody was hurt."), None, harm)
