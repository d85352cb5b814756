import pytest

from analysis.corpus.found import RefusedError
from analysis.corpus.readers.text import read_markdown, read_text
from analysis.corpus.tables import Context

CONTEXT = Context.plain()


def test_a_text_is_one_article_as_it_stands() -> None:
    (found,) = read_text("First.\r\nSecond.", "a.txt", CONTEXT).found
    assert (found.text, found.title, found.remarks) == ("First.\r\nSecond.", "", [])


def test_what_was_assumed_of_its_encoding_is_said() -> None:
    (found,) = read_text("Café", "a.txt", CONTEXT, remark="read as Windows-1252").found
    assert found.remarks == [("not UTF-8", "read as Windows-1252")]


def test_a_file_of_control_characters_is_no_text() -> None:
    with pytest.raises(RefusedError, match=r"'a.txt' is no text"):
        read_text("\x01\x02\x03\x04", "a.txt", CONTEXT)


def test_the_heading_and_the_head_of_markdown_are_its_title_and_facts() -> None:
    written = '---\ntitle: "Bridge row"\npublication: The Quay\ndate: 4 March 2026\n---\n## No deal\n\n**Kolb** [left](http://a.example).'
    (found,) = read_markdown(written, "a.md", CONTEXT).found
    assert (found.title, found.source, found.date) == ("Bridge row", "The Quay", "2026-03-04")
    assert found.text == "No deal\n\nKolb left."


def test_a_damaged_head_of_markdown_stays_in_the_text() -> None:
    (found,) = read_markdown("---\ntitle: Bridge row\nKolb left.", "a.md", CONTEXT).found
    assert found.text == "---\ntitle: Bridge row\nKolb left."
