"""The pipeline: what the model's own pipeline says of every word, by another way of counting."""

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.language import pipeline
from analysis.language.parse import load_model, parse
from analysis.language.pipeline import Parsed, Pipeline

if TYPE_CHECKING:
    from spacy.tokens import Doc

TEXTS = [
    "",
    " ",
    "Rebels",
    "Rebels shelled the old harbour. Nobody was hurt, the mayor said; “we were lucky.”  She left.",
    "What did the minister say he would look at? That the union, which he had met, was told of on Monday!",
    "TALKS FAIL AGAIN\n\nGENEVA — Dr. Sol (of the U.N.) can't say who'll go...\n\n\n- 1,000 men\n- a war\n",
    "A hearing is scheduled on the issue today. He bought a car from the dealer yesterday that was red.",
]
WORDS = [
    "the",
    "a",
    "mayor",
    "who",
    "that",
    "said",
    "told",
    "“",
    "”",
    ".",
    ",",
    "he",
    "was",
    "of",
    "on",
    "red",
    "quickly",
    "and",
    "but",
    "not",
    "harbour",
    "if",
    "7",
    "\n\n",
]


PROSE = "Ministers met on Monday, and the union said that it would strike. “We will not pay,” said Ines Kolb. "


@pytest.fixture(scope="module")
def own() -> Pipeline:
    return Pipeline(load_model())


def annotations(parsed: Parsed) -> list[tuple[str, str, int]]:
    return list(zip(parsed.tag, parsed.dep, parsed.head, strict=True))


def by_the_model(text: str, borders: list[int]) -> "Doc":
    """What the model's own components say of the tokens of a text."""
    model = load_model()
    doc = model.make_doc(text)
    for token, border in zip(doc, borders, strict=False):
        token.is_sent_start = {1: True, -1: False, 0: None}[border]
    for _, component in model.pipeline:
        doc = component(doc)
    return doc


def check(own: Pipeline, text: str, borders: list[int]) -> None:
    tokens, doc = own.cut(text), by_the_model(text, borders)
    parsed = own.parse(text, tokens, borders[: len(doc)])
    assert annotations(parsed) == [(t.tag_, t.dep_, t.head.i) for t in doc]
    assert parsed.list_sentences() == [(s.start_char, s.end_char) for s in doc.sents]


@pytest.mark.parametrize("text", TEXTS)
def test_every_word_is_as_in_the_model_s_own_pipeline(text: str, own: Pipeline) -> None:
    check(own, text, [0] * len(text))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=60), st.lists(st.sampled_from([-1, 0, 0, 0, 1]), min_size=120)
)
def test_also_where_words_stand_in_no_order(own: Pipeline, words: list[str], borders: list[int]) -> None:
    check(own, " ".join(words), borders)


def test_an_article_is_parsed_as_if_no_other_had_been() -> None:
    fresh = Pipeline(load_model())
    tokens = fresh.cut(TEXTS[3])
    before = fresh.parse(TEXTS[3], tokens, [0] * len(tokens.text))
    for other in TEXTS:
        fresh.parse(other, fresh.cut(other), [0] * len(fresh.cut(other).text))
    assert fresh.parse(TEXTS[3], fresh.cut(TEXTS[3]), [0] * len(tokens.text)) == before


def test_a_text_that_is_parsed_in_several_pieces_has_the_sentences_it_has_in_one(
    own: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = PROSE * 10
    tokens = own.cut(text)
    whole = own.parse(text, tokens, [0] * len(tokens.text))
    monkeypatch.setattr(pipeline, "LONGEST", 60)
    parts = own.parse(text, tokens, [0] * len(tokens.text))
    assert (parts.text, parts.list_sentences()) == (whole.text, whole.list_sentences())


def test_pieces_end_where_the_layout_says_that_a_sentence_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "LONGEST", 20)
    lines = ["Talks Fail Again In The Old Harbour Town"] * 5
    starts = [n * len(lines[0] + "\n\n") for n in range(5)]
    text = "\n\n".join(lines)
    assert [text[start:end].strip() for start, end in parse(text, starts).list_sentences()] == lines
