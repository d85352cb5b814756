import io
from collections.abc import Callable

import pytest

from analysis.corpus.found import RefusedError
from analysis.corpus.readers.pdf import read_pdf
from analysis.corpus.tables import Context

CONTEXT = Context.plain()


def make_pdf(*pages: str) -> bytes:
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    for text in pages:
        page = writer.add_blank_page(width=600, height=800)
        font = DictionaryObject(
            {NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
             NameObject("/BaseFont"): NameObject("/Helvetica")}
        )  # fmt: skip
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        lines = "".join(f"({line}) Tj T* " for line in text.split("\n"))
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 14 TL 50 750 Td {lines}ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_the_lines_of_a_page_are_joined_and_what_every_page_repeats_is_left_out() -> None:
    pages = [f"The Quay\nOn day {n} Kolb left the har-\nbour.\nShe stayed {n} hours.\nPage {n} of 3" for n in (1, 2, 3)]
    (found,) = read_pdf(make_pdf(*pages), "a.pdf", CONTEXT).found
    assert found.text.startswith("On day 1 Kolb left the harbour. She stayed 1 hours.")
    assert "The Quay" not in found.text
    assert "Page" not in found.text
    assert [problem for problem, _ in found.remarks] == ["layout lost"]


def test_an_export_in_it_is_read_document_by_document(read: Callable, expected: Callable, facts: Callable) -> None:  # type: ignore[type-arg]
    assert sorted(facts(read("nexis_uni_pdf/Files (3).PDF"))) == sorted(expected("nexis_uni_pdf"))


def test_a_scan_is_refused_with_the_way_out() -> None:
    with pytest.raises(RefusedError, match=r"a scan. Have a text recognition program"):
        read_pdf(make_pdf(""), "a.pdf", CONTEXT)


def test_a_damaged_or_locked_file_is_refused() -> None:
    from pypdf import PdfReader, PdfWriter

    with pytest.raises(RefusedError, match="a damaged PDF"):
        read_pdf(b"%PDF-1.4\nnothing", "a.pdf", CONTEXT)
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf("Kolb left."))))
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    with pytest.raises(RefusedError, match="locked with a password"):
        read_pdf(stream.getvalue(), "a.pdf", CONTEXT)
