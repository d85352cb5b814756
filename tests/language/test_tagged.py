"""Tokens that were packed come back as the parse gave them."""

import pytest

from analysis.language.parse import parse
from analysis.language.tagged import Tagged, pack_tokens, unpack_tokens
from analysis.language.tree import build_tree

TEXTS = (
    "",
    "The talks failed.",
    "  Rebels shelled the old harbour.\n\n“We won’t go,” she said — twice.  ",
    "Élan in the U.S.: 3,000 cafés weren't open.\n\n\n" + "—" * 30,
)


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_come_back_as_they_were_padding_included(text: str) -> None:
    tree = build_tree(parse(text))
    back = unpack_tokens(text, pack_tokens(tree))
    for name in Tagged.__dataclass_fields__:
        assert getattr(back, name) == getattr(tree, name), name


def test_words_that_the_text_says_itself_are_not_kept() -> None:
    packed = pack_tokens(build_tree(parse("They shelled the harbour.")))
    assert packed["lemma"] == ["", "shell", "", "", ""]
    assert packed["gap"] == [0, 1, 1, 1, 0]
