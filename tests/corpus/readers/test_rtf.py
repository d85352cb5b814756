import pytest

from analysis.corpus.found import RefusedError
from analysis.corpus.readers.rtf import MOST_BYTES, read_rtf
from analysis.corpus.tables import Context

CONTEXT = Context.plain()


def test_letters_of_both_kinds_and_paragraphs_are_read() -> None:
    (found,) = read_rtf(
        rb"{\rtf1\ansi\ansicpg1252 Zo\'eb left.\par \u8220?No,\u8221? she said.\par}", "a.rtf", CONTEXT
    ).found
    assert found.text == "Zoë left.\n\n“No,” she said."


def test_a_file_without_an_end_gives_what_it_holds() -> None:
    assert read_rtf(rb"{\rtf1\ansi Kolb left.\par {\b She", "a.rtf", CONTEXT).found[0].text == "Kolb left.\n\nShe"


def test_a_very_large_file_is_refused_with_the_way_out() -> None:
    with pytest.raises(RefusedError, match=r"save it as .docx"):
        read_rtf(rb"{\rtf1" + b" " * MOST_BYTES, "a.rtf", CONTEXT)
