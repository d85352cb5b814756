"""Crossings: a word whose true head is named by its relation hangs where the model's own last step hangs it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.language.crossings import uncross
from analysis.language.parse import load_model

RELATIONS = ["dobj", "xcomp", "ccomp", "dobj||xcomp", "nsubj||ccomp"]


def hang_by_the_model(words: list[str], heads: list[int], relations: list[str]) -> tuple[list[int], list[str]]:
    from spacy.tokens import Doc

    (last_step,) = load_model().get_pipe("parser").postprocesses  # type: ignore[attr-defined]
    doc = last_step(Doc(load_model().vocab, words=words, heads=heads, deps=relations))
    return [token.head.i for token in doc], [token.dep_ for token in doc]


@st.composite
def trees(draw: st.DrawFn) -> list[int]:
    """Heads of words that hang on the first, on the last, or on a neighbour's head, so that no arcs cross."""
    heads = [0]
    for i in range(1, draw(st.integers(2, 12))):
        chain = [i - 1]
        while heads[chain[-1]] != chain[-1]:
            chain.append(heads[chain[-1]])
        heads.append(draw(st.sampled_from(chain)))
    return heads


@settings(deadline=None)
@given(trees(), st.lists(st.sampled_from(RELATIONS), min_size=12, max_size=12), st.booleans())
def test_words_hang_as_in_the_model_s_own_last_step(heads: list[int], relations: list[str], mirrored: bool) -> None:
    n = len(heads)
    named = ["ROOT", *relations[1:n]]
    words = ["a"] * n
    if mirrored:
        heads, named = [n - 1 - head for head in reversed(heads)], named[::-1]
    assert uncross(words, heads, named) == hang_by_the_model(words, heads, named)


@pytest.mark.parametrize("relations", [["dobj", "ROOT", "xcomp"], ["dobj||ccomp", "ROOT", "xcomp"]])
def test_without_such_a_word_below_all_stay_where_they_are(relations: list[str]) -> None:
    heads, named = uncross(["What", "try", "do"], [1, 1, 1], relations)
    assert heads == [1, 1, 1]
    assert named == ["dobj", "ROOT", "xcomp"]
