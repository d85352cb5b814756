"""Forms: what the model's own last two components say of a token, asked once for each kind of token."""

import importlib

import pytest

from analysis.language.forms import read_forms
from analysis.language.parse import load_model, model_name

TEXTS = (
    "There's a strike. There are two of them, and it isn't gonna end: “Let's go,” y'all said.\n\nHe got what he gets.",
    "The mayor's office was said to be closing; ain't that so? Those who left, since nobody asked, are gotta-haves.",
    "Rebels shelled the harbour.  Many had left \t before.\n\nC'mon, she’d better go.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_forms_are_those_of_the_whole_pipeline(text: str) -> None:
    whole = importlib.import_module(model_name()[0]).load(exclude=["ner"])
    expected = [(token.pos_, token.tag_, token.dep_, token.lemma_.lower()) for token in whole(text)]
    assert read_forms(load_model()(text)) == expected
    assert read_forms(load_model()(text)) == expected  # and again, from what is remembered


def test_no_token_has_no_form() -> None:
    assert read_forms(load_model()("")) == []
