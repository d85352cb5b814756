"""Portions: what is long is made into tokens and parsed a stretch at a time, and nothing of it is lost."""

import time

import pytest

from analysis.language import portions
from analysis.language.parse import load_model, parse
from analysis.language.portions import make_tokens, parse_portions

PROSE = "Ministers met on Monday, and the union said that it would strike. “We will not pay,” said Ines Kolb. "


def tokens(text: str) -> list[str]:
    return [token.text for token in make_tokens(load_model().make_doc, text)]


@pytest.mark.parametrize("text", ["", PROSE, "-" * 500, "https://a.example/" + "x-1/" * 200, "A" * 3000])
def test_what_the_tokenizer_does_in_time_is_left_to_it(text: str) -> None:
    assert tokens(text) == [token.text for token in load_model().make_doc(text)]


@pytest.mark.parametrize(
    "text", ["(" * 500, "no “" * 3 + "“" * 201 + "”" * 333 + " yes", "😀" * 250 + "\n\n" + "—" * 250]
)
def test_a_long_run_is_cut_and_every_character_of_it_kept(text: str) -> None:
    assert make_tokens(load_model().make_doc, text).text == text


@pytest.mark.no_cover
def test_twice_the_marks_take_about_twice_as_long() -> None:
    begin = time.process_time()
    assert len(tokens("“" * 20_000)) == 20_000
    assert time.process_time() - begin < 10  # with the square of their number a minute


def test_a_text_of_several_portions_is_parsed_as_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portions, "LONGEST", 60)
    whole = load_model()(PROSE * 10)
    parts = parse_portions(load_model().make_doc(PROSE * 10), load_model())
    assert parts.text == whole.text
    assert [sentence.text for sentence in parts.sents] == [sentence.text for sentence in whole.sents]
    assert [token.idx for token in parts] == [token.idx for token in whole]


def test_portions_end_where_the_layout_says_that_a_sentence_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portions, "LONGEST", 20)
    lines = ["Talks Fail Again In The Old Harbour Town"] * 5
    starts = [n * len(lines[0] + "\n\n") for n in range(5)]
    found = parse("\n\n".join(lines), starts)
    assert [sentence.text.strip() for sentence in found.sents] == lines
