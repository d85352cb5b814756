"""The pipeline: what the model's own pipeline says of every word, by another way of counting."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.language.parse import load_model, parse
from analysis.language.pipeline import Pipeline

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


@pytest.fixture(scope="module")
def own() -> Pipeline:
    return Pipeline(load_model())


def annotations(doc: object) -> list[tuple[str, str, int, int, bool]]:
    return [(t.tag_, t.dep_, t.head.i, t.left_edge.i, t.is_sent_start) for t in doc]  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", TEXTS)
def test_every_word_is_as_in_the_model_s_own_pipeline(text: str, own: Pipeline) -> None:
    assert annotations(own(load_model().make_doc(text))) == annotations(load_model()(text))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=60), st.lists(st.sampled_from([-1, 0, 0, 0, 1]), min_size=60)
)
def test_also_where_words_stand_in_no_order(own: Pipeline, words: list[str], borders: list[int]) -> None:
    from spacy.tokens import Doc

    model = load_model()
    mine, theirs = (Doc(model.vocab, words=words) for _ in range(2))
    for doc in (mine, theirs):
        for token, border in zip(doc, borders, strict=False):
            token.is_sent_start = {1: True, -1: False, 0: None}[border]
    for _, component in model.pipeline:
        theirs = component(theirs)
    assert annotations(own(mine)) == annotations(theirs)


def test_an_article_is_parsed_as_if_no_other_had_been() -> None:
    text = TEXTS[3]
    before = Pipeline(load_model())(load_model().make_doc(text))
    for other in TEXTS:
        parse(other, [])
    assert annotations(parse(text, [])) == annotations(before)
