import io
import zipfile
from collections.abc import Callable

import pytest

from analysis.corpus.found import RefusedError
from analysis.corpus.readers.word import read_word
from analysis.corpus.tables import Context

CONTEXT = Context.plain()


def test_the_first_heading_is_the_title_and_the_line_below_it_the_author(word: Callable[..., bytes]) -> None:
    (found,) = read_word(word("# Bridge row", "By Ines Vallory", "Kolb left.", "", "“No.”"), "a.docx", CONTEXT).found
    assert (found.title, found.author, found.text) == ("Bridge row", "Ines Vallory", "Kolb left.\n\n“No.”")


def test_without_a_heading_all_of_it_is_the_text(word: Callable[..., bytes]) -> None:
    (found,) = read_word(word("Bridge row", "Kolb left."), "a.docx", CONTEXT).found
    assert (found.title, found.text) == ("", "Bridge row\n\nKolb left.")


def test_deleted_words_are_left_out(word: Callable[..., bytes]) -> None:
    more = "<w:p><w:r><w:t>She stayed</w:t></w:r><w:del><w:r><w:t> away</w:t></w:r></w:del></w:p>"
    assert read_word(word("Kolb left.", more=more), "a.docx", CONTEXT).found[0].text == "Kolb left.\n\nShe stayed"


def test_a_file_that_breaks_off_or_defines_entities_is_refused(word: Callable[..., bytes]) -> None:
    with pytest.raises(RefusedError, match=r"'a.docx' cannot be unpacked"):
        read_word(word("Kolb left.")[:-40], "a.docx", CONTEXT)
    with pytest.raises(RefusedError, match=r"'a.docx' is damaged"):
        read_word(word("Kolb left.", more="<w:p>"), "a.docx", CONTEXT)


def test_a_file_in_an_encoding_that_nobody_knows_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("word/document.xml", '<?xml version="1.0" encoding="foo-9"?><w/>')
    with pytest.raises(RefusedError, match=r"'a.docx' is damaged: unknown encoding"):
        read_word(stream.getvalue(), "a.docx", Context.plain())
