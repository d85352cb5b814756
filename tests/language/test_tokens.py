"""Tokens: an article is cut as the model's own tokenizer cuts it, what is long a piece at a time."""

import pytest

from analysis.language import tokens as tokens_module
from analysis.language.parse import load_model, parse
from analysis.language.tokens import Tokenizer, cut_run

COLUMNS = ["ORTH", "NORM", "SPACY"]
PROSE = "Ministers met on Monday, and the union said that it would strike. “We will not pay,” said Ines Kolb. "
TEXTS = [
    "",
    " ",
    "  \n a",
    PROSE,
    "It isn't: she'll go to the U.S. (a.m.) for $5m,  or   not :) : )\t\n\n ’Twas Sept. 5 , don’t\u00a0we?   ",
    "-" * 150,
    "https://a.example/" + "x-1/" * 200,
    "A" * 3000,
]


@pytest.fixture(scope="module")
def own() -> Tokenizer:
    return Tokenizer(load_model(), COLUMNS)


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_are_those_of_the_model_s_own_tokenizer(own: Tokenizer, text: str) -> None:
    doc = load_model().make_doc(text)
    for _ in range(2):  # and again, from what is remembered
        found = own.cut(text)
        assert found.text == [token.text for token in doc]
        assert found.start == [token.idx for token in doc]
        assert found.kind == [tuple(row) for row in doc.to_array(COLUMNS).tolist()]


@pytest.mark.parametrize(
    "text", ["(" * 500, "no “" * 3 + "“" * 201 + "”" * 333 + " yes", "😀" * 250 + "\n\n" + "—" * 250]
)
def test_a_long_run_is_cut_and_every_character_of_it_kept(own: Tokenizer, text: str) -> None:
    found = own.cut(text)
    assert all(text.startswith(word, start) for word, start in zip(found.text, found.start, strict=True))
    assert "".join(found.text).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("mark", ["“", "(", "%", ":", "_", "-", "/", "=?", "😀"])
def test_the_tokenizer_is_asked_of_fifty_marks_in_a_row_at_most(mark: str) -> None:
    parts = cut_run(mark * 1000)
    assert max(map(len, parts)) == 50
    assert "".join(parts) == mark * 1000


@pytest.mark.parametrize("run", ["http://a.example/" + "b?c=%20&" * 200, "a" * 3999, "=" * 20 + "a" * 300])
def test_an_address_is_not_cut(run: str) -> None:
    assert cut_run(run) == (run,)


def test_what_is_longer_than_any_address_is_cut() -> None:
    assert max(map(len, cut_run("a/" * 2000))) == 50


def test_a_token_that_runs_over_borders_is_cut_there(own: Tokenizer) -> None:
    found = own.cut("ROW DEEPENSBrandNew one", [0, 4, 11, 16])
    assert list(zip(found.text, found.start, strict=True)) == [
        ("ROW", 0), ("DEEPENS", 4), ("Brand", 11), ("New", 16), ("one", 20)
    ]  # fmt: skip
    assert [kind[2] for kind in found.kind] == [1, 0, 0, 1, 0]  # whether a space follows
    assert own.cut("ROW DEEPENS").kind[1] == found.kind[1]


def test_no_more_is_remembered_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    few = Tokenizer(load_model(), COLUMNS)
    monkeypatch.setattr(tokens_module, "MOST", 3)
    for text in ("one two three four five", "six"):
        few.cut(text)
    assert list(few.known) == ["six"]


def test_a_parse_goes_over_all_tokens() -> None:
    parsed = parse(PROSE)
    assert (parsed.source, parsed.text) == (PROSE, [token.text for token in load_model().make_doc(PROSE)])
