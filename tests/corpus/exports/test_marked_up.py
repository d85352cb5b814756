from collections.abc import Callable

import pytest

from analysis.corpus.exports.marked_up import read_marked_up
from analysis.corpus.found import RefusedError
from analysis.corpus.tables import Context

CONTEXT = Context.plain()
SAMPLES = {"factiva_html": "Factiva.htm", "factiva_xml": "factiva.xml", "europresse_html": "biblio.HTML"}


@pytest.mark.parametrize("folder", SAMPLES)
def test_the_samples_are_read(folder: str, read: Callable, expected: Callable, facts: Callable) -> None:  # type: ignore[type-arg]
    assert sorted(facts(read(f"{folder}/{SAMPLES[folder]}"))) == sorted(expected(folder))


def test_a_page_is_no_export() -> None:
    assert (
        read_marked_up("<html><body><article class='story'><p>Kolb left.</p></article></body></html>", "a", CONTEXT)
        is None
    )


def test_an_article_without_its_codes_is_named() -> None:
    reading = read_marked_up('<div class="article enArticle"><p>Kolb left.</p></div>', "a.htm", CONTEXT)
    assert reading is not None
    assert [item.aside for item in reading.found] == [("unreadable record", "it has none of its codes")]


def test_a_document_without_text_is_set_aside() -> None:
    page = (
        '<article><span class="DocPublicationName">The Quay, no. 12</span><p class="titreArticleVisu">Row</p></article>'
    )
    reading = read_marked_up(page, "a.html", CONTEXT)
    assert reading is not None
    (found,) = reading.found
    assert (found.source, found.aside) == ("The Quay", ("no body", "the document has no text; it was skipped"))


def test_damaged_files_are_refused() -> None:
    with pytest.raises(RefusedError, match="is damaged XML"):
        read_marked_up('<a xmlns="http://global.factiva.com/x"><article>', "a.xml", CONTEXT)
    with pytest.raises(RefusedError, match="no <article> in it"):
        read_marked_up('<table><span class="DocPublicationName">Quay</span></table>', "a.html", CONTEXT)
