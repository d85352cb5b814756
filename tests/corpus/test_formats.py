import gzip
from collections.abc import Callable

import pytest

from analysis.corpus.formats import read_file
from analysis.corpus.found import Reading, RefusedError
from analysis.corpus.tables import Context

CONTEXT = Context.plain()
PAGE = b"<!-- saved --><html><body><p>Ines Kolb left the room before the vote was taken.</p></body></html>"


def read(data: bytes, name: str) -> Reading:
    return read_file(data, name, CONTEXT)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"Kolb left.", "a.txt", "text"),
        (b"Kolb left.", "a", "text"),
        (b"Kolb left.", "2024-05.01", "text"),
        (b'[{"text": "Kolb left."}]', "a.txt", "JSON, 1 row"),
        (b'{"text": "Kolb left."}\n{"text": "She stayed."}', "a.txt", "JSON lines, 2 rows"),
        (b"source\ttext\nQuay\tKolb left.\n", "a.txt", "CSV, 1 row"),
        (PAGE, "a.txt", "web page"),
        (PAGE, "a.csv", "web page"),
        (rb"{\rtf1 Kolb left.}", "a.doc", "RTF"),
        (gzip.compress(b"text\nKolb left.\n"), "a.csv.gz", "CSV, 1 row"),
        (b"# Row\n\nKolb left.", "a.md", "Markdown"),
    ],
)
def test_a_file_is_what_it_holds_not_what_it_is_called(data: bytes, name: str, kind: str) -> None:
    assert read(data, name).kind == kind


@pytest.mark.parametrize(
    "text",
    ["[Kolb], she said, left.", "{Kolb} left.", "Text, source and all: Kolb left.", "<Kolb> left.", "<3 you, Kolb."],
)
def test_prose_with_odd_signs_is_prose(text: str) -> None:
    assert read(text.encode(), "a.txt").kind == "text"


@pytest.mark.parametrize(
    ("data", "name", "way_out"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", "save it as .docx"),
        (b"PK\x05\x06" + bytes(18), "a.odt", "LibreOffice"),
        (b"\xff\xd8\xff\xe0", "a.jpg", "text recognition"),
        (b"TY  - NEWS\nTI  - Row\n", "a.ris", "export the full text"),
        (PAGE, "a.docx", "download or save it again"),
        (b"Kolb left the room.", "a.pdf", "is plain text"),
        (b"Kolb left.", "a.xyz", "name it .txt"),
        (b"<data><x/></data>", "a.xml", "XML of a kind that is not read"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><rss/>', "a.xml", "defines entities"),
        (gzip.compress(gzip.compress(b"Kolb")), "a.gz", "packed twice"),
        (bytes(range(256)) * 4, "a.bin", "of a kind that is not read"),
    ],
)
def test_what_is_not_read_is_refused_with_the_way_out(data: bytes, name: str, way_out: str) -> None:
    with pytest.raises(RefusedError) as error:
        read(data, name)
    assert name.split(".")[0] in str(error.value)
    assert way_out in str(error.value)


@pytest.mark.parametrize("data", [b"", b" \n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_an_empty_article(data: bytes) -> None:
    assert [found.text for found in read(data, "a.txt").found] == [""]


def test_a_feed_of_a_known_kind_is_known_by_its_content(read: Callable[[str], Reading]) -> None:
    assert read("feeds/full.xml").kind == "feed, 3 items"


def test_a_table_by_its_first_line_is_known_whatever_ends_the_line() -> None:
    reading = read_file(b"source,text\rQuay,One.\rTide,Two.\r", "t.txt", Context.plain())
    assert [(found.source, found.text) for found in reading.found] == [("Quay", "One."), ("Tide", "Two.")]
