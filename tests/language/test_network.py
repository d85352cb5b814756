"""The network: the model's own vectors, and for a word out of its place the same to the bit in any company."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.language import network
from analysis.language.network import Network
from analysis.language.parse import load_model
from analysis.language.tokens import Kind, Tokenizer

TEXT = "Ministers met on Monday. “We won't pay,” said Ines Kolb, 52,\n\nof the union.  It would strike "
WORDS = [
    "We",
    "will",
    "not",
    "pay",
    ",",
    "“",
    "said",
    "Ines",
    "KOLB",
    "1,024",
    "http://a.example",
    "naïve",
    "😀",
    "\n\n",
    "a",
]


@pytest.fixture(scope="module")
def own() -> Network:
    return Network(load_model())


def kinds(text: str) -> list[Kind]:
    model = load_model()
    return Tokenizer(model, Network(model).columns).cut(text).kind


def test_vectors_and_tags_are_the_model_s_own(own: Network) -> None:
    doc = load_model()(TEXT)
    vectors = own.read(kinds(TEXT))
    expected = load_model().get_pipe("tok2vec").model.predict([doc])[0]  # type: ignore[attr-defined]
    np.testing.assert_allclose(vectors, expected, atol=2e-5)
    assert own.tag(vectors) == [token.tag_ for token in doc]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=70), st.data())
def test_a_word_has_the_same_vector_to_the_bit_in_any_company(
    own: Network, words: list[str], data: st.DataObject
) -> None:
    from spacy.tokens import Doc

    at = data.draw(st.integers(0, len(words) - 1))
    features = Doc(load_model().vocab, words=words).to_array(own.columns)
    assert own.embed(features)[at].tobytes() == own.embed(features[at : at + 1]).tobytes()


def test_an_article_has_the_same_vectors_to_the_bit_whatever_was_read_before(
    own: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = load_model()
    alone = Network(model).read(kinds(TEXT)).tobytes()
    own.read(kinds("It would strike: 1,024 men. We said so!"))
    assert own.read(kinds(TEXT)).tobytes() == alone
    monkeypatch.setattr(network, "MOST", 2)  # all is forgotten, and made again
    assert own.read(kinds(TEXT)).tobytes() == alone
    assert len(own.known) < len(TEXT)


def test_more_kinds_of_words_than_there_was_room_for_are_kept(own: Network) -> None:
    model = load_model()
    many = " ".join(f"word{n}" for n in range(1500))
    assert own.read(kinds(many)).tobytes() == Network(model).read(kinds(many)).tobytes()
