from collections.abc import Callable

from analysis.corpus.exports import retriever
from analysis.lexicons import standard_lexicons

LEXICONS = standard_lexicons()
LINE = "=" * 78
HEAD = ["Bridge row", "The Quay, 2026-03-04 09:20", "Sida 4", "Publicerat i print.", ""]
FOOT = ["", "© The Quay<br>Alla artiklar är skyddade.", "", "Läs hela artikeln på http://ret.example/a", LINE]
ENTRY = [*HEAD[:4], "", "Kolb left.", "", "She stayed away.", *FOOT]


def test_an_entry_is_taken_apart_and_the_list_of_contents_left_out() -> None:
    (found,) = retriever.read(["Nyheter:", "> Bridge row, The Quay, 2026-03-04", "", *ENTRY], LEXICONS)
    assert (found.title, found.source, found.date) == ("Bridge row", "The Quay", "2026-03-04")
    assert (found.text, found.url) == ("Kolb left.\n\nShe stayed away.", "http://ret.example/a")


def test_the_sample_is_read(read: Callable, expected: Callable, facts: Callable) -> None:  # type: ignore[type-arg]
    assert sorted(facts(read("retriever_txt/Mediearkivet.txt"))) == sorted(expected("retriever_txt"))


def test_an_entry_without_its_source_or_its_text_is_named() -> None:
    found = retriever.read([ENTRY[0], *ENTRY[2:], *ENTRY[:4], *ENTRY[9:]], LEXICONS)
    assert [item.aside[0] for item in found if item.aside] == ["unreadable record", "no body"]
