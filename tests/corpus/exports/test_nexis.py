import json
from collections.abc import Callable
from pathlib import Path

from analysis.corpus.exports import nexis
from analysis.corpus.found import Found
from analysis.lexicons import standard_lexicons

LEXICONS = standard_lexicons()
HEADING = ["Bridge row", "The Quay", "March 4, 2026 Wednesday", "City Edition", "", "Copyright 2026 The Quay", ""]
LABELS = ["Section: NEWS; Pg. 4", "Length: 6 words", "Byline: By Ines Vallory"]
BODY = ["Body", "", "Kolb left.", "", "She stayed away.", "", "Classification", "", "Language: ENGLISH"]
DOCUMENT = [*HEADING, *LABELS, *BODY, "Subject: BRIDGES (92%)", "Load-Date: March 5, 2026", "", "End of Document"]


def read(*lines: str) -> list[Found]:
    return nexis.read(lines, LEXICONS)


def test_a_document_is_taken_apart_and_its_labels_stay_out_of_the_text() -> None:
    (found,) = read(*DOCUMENT)
    assert (found.title, found.source, found.date) == ("Bridge row", "The Quay", "2026-03-04")
    assert (found.author, found.language, found.text) == ("Ines Vallory", "English", "Kolb left.\n\nShe stayed away.")


def test_samples_of_two_formats_are_read(read: Callable, expected: Callable, facts: Callable) -> None:  # type: ignore[type-arg]
    for folder, name in (("nexis_uni_rtf", "Files (3).RTF"), ("nexis_uni_pdf", "Files (3).PDF")):
        reading = read(f"{folder}/{name}")
        assert sorted(facts(reading)) == sorted(expected(folder))
        assert reading.problems == []


def test_the_traps_of_real_files(read: Callable, samples: Path) -> None:  # type: ignore[type-arg]
    wanted = json.loads((samples.parent / "traps.json").read_text(encoding="utf-8"))
    found = read("nexis_uni_docx_traps/traps.DOCX").found
    assert [[item.title, item.source, item.date, item.text[:10], (item.aside or ("",))[0]] for item in found] == wanted


def test_a_document_without_a_body_and_one_that_breaks_off_are_named() -> None:
    at = DOCUMENT.index("Body")
    found = read(*DOCUMENT[:at], *DOCUMENT[-3:], *DOCUMENT[:-4])
    assert [item.aside[0] for item in found if item.aside] == ["no body", "cut text"]


def test_a_title_over_two_lines_of_a_page_is_joined() -> None:
    lines = [
        "Page 1 of 2",
        "Bridge row goes",
        "About LexisNexis | Terms",
        "Bridge row goes",
        "on and on",
        *DOCUMENT[1:],
    ]
    (found,) = nexis.read(lines, LEXICONS, wrapped=True)
    assert (found.title, found.source) == ("Bridge row goes on and on", "The Quay")
