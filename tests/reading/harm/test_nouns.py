"""Acts told by a noun, one by one."""

import dataclasses

import pytest

from analysis.reading.harm.nouns import is_nominal, read_noun


@pytest.mark.parametrize(
    ("text", "noun", "form", "agent", "patient", "instrument"),
    [
        ("The arrest of the editor drew protests.", "arrest", "nominal", None, "editor", None),
        ("The editor’s arrest drew protests.", "arrest", "nominal", None, "editor", None),
        ("Velland’s invasion of its neighbour began.", "invasion", "nominal", "Velland", "neighbour", None),
        ("The army launched an attack on the town.", "attack", "active", "army", "town", None),
        ("An attack was carried out by the army.", "attack", "passive with agent", "army", None, None),
        ("Twelve conscripts died in an air strike.", "strike", "nominal", None, "conscripts", None),
        ("Clashes between farmers and police spread.", "Clashes", "nominal", "farmers", None, None),
    ],
)
def test_the_form_and_who_takes_part(parse, harm, text, noun, form, agent, patient, instrument):
    tree = parse(text)
    act = read_noun(tree, tree.text.index(noun), harm)
    words = [None if at is None else tree.text[at] for at in (act.agent, act.patient, act.instrument)]
    assert (act.form, *words) == (form, agent, patient, instrument)


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("He suffered a heart attack.", "attack"),
        ("They made a killing on the market.", "killing"),
        ("There was no attack.", "attack"),
        ("The execution of the plan was slow.", "execution"),
    ],
)
def test_what_is_no_act(parse, harm, text, noun):
    tree = parse(text)
    assert read_noun(tree, tree.text.index(noun), harm) is None


def test_a_strike_that_may_be_a_walkout_counts_only_beside_war(parse, harm):
    assert read_noun(parse("The strike lasted a week."), 1, harm).gated == "military"
    assert not read_noun(parse("The military strike lasted a minute."), 2, harm).gated


def test_a_form_in_ing_is_a_noun_with_an_article_or_of(parse):
    def read_as_verb(text, at):  # as the model tags many such a form
        tree = parse(text)
        return dataclasses.replace(tree, tag=[*tree.tag[:at], "VBG", *tree.tag[at + 1 :]])

    assert is_nominal(read_as_verb("The razing of the village shocked them.", 1), 1)
    assert not is_nominal(read_as_verb("Razing villages, they moved on.", 0), 0)
