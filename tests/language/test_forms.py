"""Forms: what the model's own last two components say of a token, asked once for each kind of token."""

import importlib

import pytest

from analysis.language.forms import read_forms
from analysis.language.parse import model_name
from analysis.language.pipeline import Parsed

TEXTS = (
    "There's a strike. There are two of them, and it isn't gonna end: “Let's go,” y'all said.\n\nHe got what he gets.",
    "The mayor's office was said to be closing; ain't that so? Those who left, since nobody asked, are gotta-haves.",
    "Rebels shelled the harbour.  Many had left \t before.\n\nC'mon, she’d better go.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_forms_are_those_of_the_whole_pipeline(text: str) -> None:
    doc = importlib.import_module(model_name()[0]).load(exclude=["ner", "attribute_ruler", "lemmatizer"])(text)
    told = [(token.text, token.idx, token.tag_, token.head.i, token.dep_) for token in doc]
    parsed = Parsed(text, *map(list, zip(*told, strict=True)))  # type: ignore[arg-type]
    whole = importlib.import_module(model_name()[0]).load(exclude=["ner"])(text)
    expected = [(token.pos_, token.tag_, token.dep_, token.lemma_.lower()) for token in whole]
    assert read_forms(parsed) == expected
    assert read_forms(parsed) == expected  # and again, from what is remembered


def test_no_token_has_no_form() -> None:
    assert read_forms(Parsed("", [], [], [], [], [])) == []
