from collections.abc import Callable

from analysis.corpus.exports import lexisnexis
from analysis.lexicons import standard_lexicons

LEXICONS = standard_lexicons()
DOCUMENT = """
                    {} of 2 DOCUMENTS

                       The Quay

                 March 4, 2026 Wednesday
                       City Edition

A bridge row that goes
on and on

BYLINE: Ines Vallory

LENGTH: 8 words

Kolb left the
room.

NOTE: she stayed away.

LOAD-DATE: March 5, 2026

               Copyright 2026 The Quay
"""


def test_a_document_is_taken_apart_and_wrapped_lines_are_joined() -> None:
    found = lexisnexis.read((DOCUMENT.format(1) + DOCUMENT.format(2)).split("\n"), LEXICONS)
    assert len(found) == 2
    assert (found[0].title, found[0].source, found[0].date) == (
        "A bridge row that goes on and on",
        "The Quay",
        "2026-03-04",
    )
    assert (found[0].author, found[0].text) == ("Ines Vallory", "Kolb left the room.\n\nNOTE: she stayed away.")


def test_the_sample_is_read(read: Callable, expected: Callable, facts: Callable) -> None:  # type: ignore[type-arg]
    assert sorted(facts(read("lexisnexis_txt/ferry.TXT"))) == sorted(expected("lexisnexis_txt"))


def test_a_document_without_text_is_set_aside() -> None:
    lines = DOCUMENT.format(1).split("\n")
    cut = lines[: lines.index("Kolb left the")]
    (found,) = lexisnexis.read(cut, LEXICONS)
    assert found.aside == ("no body", "the document has no text (a graphic or a notice); it was skipped")
