from collections.abc import Callable
from pathlib import Path

from analysis.corpus.exports import factiva
from analysis.lexicons import load_lexicons, standard_lexicons

LEXICONS = standard_lexicons()
HEAD = ["News", "A bridge row that goes on", "By Ines Vallory", "1,003 words", "4 March 2026", "09:20", "The Quay"]
BELOW = ["QUAY00", "City", "A6", "English", "Copyright 2026 The Quay. All Rights Reserved.", ""]
ARTICLE = [*HEAD, *BELOW, "Kolb left.", "", "She stayed away.", "", "Document QUAY000020260304em34001"]


def test_an_article_is_known_by_the_line_of_its_length() -> None:
    found = factiva.read([*ARTICLE, "Search Summary", "Text", "bridge"], LEXICONS)
    assert [(item.title, item.author, item.source, item.date) for item in found] == [
        ("A bridge row that goes on", "Ines Vallory", "The Quay", "2026-03-04")
    ]
    assert found[0].text == "Kolb left.\n\nShe stayed away."
    assert found[0].remarks == [("shorter than stated", "the export states 1,003 words, 5 were read")]


def test_the_sample_in_rich_text_is_read(read: Callable, expected: Callable, facts: Callable) -> None:  # type: ignore[type-arg]
    assert sorted(facts(read("factiva_rtf/Factiva-20260322-1031.rtf"))) == sorted(expected("factiva_rtf"))


def test_an_article_that_breaks_off_or_has_no_length_is_named() -> None:
    found = factiva.read([*ARTICLE[:3], *ARTICLE[4:], *ARTICLE[:-1]], LEXICONS)
    assert [item.aside[0] for item in found if item.aside] == ["unreadable record", "cut text"]


def test_a_label_of_a_reader_is_taken_letter_by_letter(tmp_path: Path) -> None:
    rows = "database,part,label,note\nfactiva,words,*,\nfactiva,document,Document,\n"
    (tmp_path / "export_labels.csv").write_text(rows, encoding="utf-8")
    assert not factiva.recognise(["Rain fell.", "300 words"], load_lexicons(tmp_path))
