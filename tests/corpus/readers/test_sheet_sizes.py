"""A sheet is measured before it is opened: room is made for every cell between the first and the last."""

import io
import struct
import zipfile

import pytest

from analysis.corpus.found import RefusedError
from analysis.corpus.readers.sheet_sizes import require_size
from analysis.corpus.readers.spreadsheets import read_spreadsheet
from analysis.corpus.tables import Context

WORDS = '<table:table-cell office:value-type="string"'
ROWS = [["source", "text"], ["Quay", "Kolb left."], ["Tide", "Hale stayed."]]


def pack(**members: str | bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)
    return stream.getvalue()


def open_document(more: str = "") -> bytes:
    """A workbook of OpenDocument with a table of two articles, and what stands below it."""
    cells = [[f"{WORDS}><text:p>{cell}</text:p></table:table-cell>" for cell in row] for row in ROWS]
    rows = "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in cells)
    spaces = "".join(f' xmlns:{name}="{name}"' for name in ("office", "table", "text"))
    table = f'<table:table table:name="May">{rows}{more}</table:table>'
    inner = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    return pack(
        mimetype="application/vnd.oasis.opendocument.spreadsheet",
        **{
            "META-INF/manifest.xml": "<manifest:manifest xmlns:manifest='m'/>",
            "content.xml": f"<office:document-content{spaces}>{inner}</office:document-content>",
        },
    )


def record(kind: int, content: bytes = b"") -> bytes:
    """A record of a binary workbook; its kind and its length are numbers in groups of seven bits."""

    def write(number: int) -> bytes:
        rest = number >> 7
        return bytes([number & 0x7F | (0x80 if rest else 0)]) + (write(rest) if rest else b"")

    return write(kind) + write(len(content)) + content


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def row(at: int) -> bytes:
    return record(0, struct.pack("<I", at) + bytes(13))


def cell(column: int, text: str) -> bytes:
    return record(6, struct.pack("<II", column, 0) + wide(text))


def binary(more: bytes = b"") -> bytes:
    """A binary workbook of Excel with the same table, and what stands below it."""
    table = b"".join(row(at) + cell(0, source) + cell(1, text) for at, (source, text) in enumerate(ROWS))
    size = record(0x94, struct.pack("<IIII", 0, 2, 0, 1))
    sheets = record(0x8F) + record(0x9C, struct.pack("<II", 0, 1) + wide("r1") + wide("May")) + record(0x90)
    return pack(**{
        "xl/_rels/workbook.bin.rels": '<R><Relationship Id="r1" Type="worksheet" Target="worksheets/a.bin"/></R>',
        "xl/workbook.bin": record(0x83) + record(0x99, bytes(12)) + sheets + record(0x84),
        "xl/worksheets/a.bin": record(0x81) + size + record(0x91) + table + more + record(0x92) + record(0x82),
        "xl/printer.bin": b"\x91\x01\x00" * 3,
    })  # fmt: skip


def read(data: bytes) -> list[str]:
    return [found.text for found in read_spreadsheet(data, "a.ods", Context.plain()).found]


FAR = "'a.ods' has a sheet of {} rows and {} columns, more than are read at once"


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        (
            '<table:table-row table:number-rows-repeated="9999"/><table:table-row><table:table-cell '
            f"table:number-columns-repeated='2000'/>{WORDS}><text:p>x</text:p></table:table-cell>"
            "</table:table-row>",
            FAR.format("10,003", "2,001"),
        ),
        (
            '<table:table-row table:number-rows-repeated="9997"><table:table-cell office:value-type="float" '
            'office:value="1" table:number-columns-repeated="2001"/></table:table-row>',
            FAR.format("10,000", "2,001"),
        ),
        (
            '<table:table-row table:number-rows-repeated="&#57;999"/>',
            "'a.ods' has a cell in '&#57;999', where none can be",
        ),
        (
            f'<table:table-row table:number-rows-repeated="1000">{WORDS} table:number-columns-repeated="1000">'
            f"<text:p>{'Rain fell. ' * 100}</text:p></table:table-cell></table:table-row>",
            "'a.ods' has a sheet whose cells repeat 1,117 MB of text, too much to read",
        ),
    ],
    ids=["far out", "repeated", "no number", "long text repeated"],
)
def test_cells_of_opendocument_that_stand_far_out_or_for_many_are_refused(more: str, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        read(open_document(more))


@pytest.mark.parametrize(
    "nothing",
    [
        '<table:table-cell table:number-columns-repeated="16384"/>',
        '<table:table-cell table:style-name="green" table:number-columns-repeated="16384"> </table:table-cell>',
        '<table:table-cell table:number-columns-repeated="16384"><text:p/></table:table-cell>',
        "",
    ],
)
def test_cells_that_hold_nothing_are_no_matter_however_many_they_stand_for(nothing: str) -> None:
    rest = f'<table:table-row table:number-rows-repeated="1048573">{nothing}</table:table-row>'
    assert read(open_document(rest)) == ["Kolb left.", "Hale stayed."]


def test_a_second_sheet_of_opendocument_is_measured_for_itself() -> None:
    long, wide = (
        f'</table:table><table:table table:name="{name}"><table:table-row table:number-rows-repeated="{rows}">'
        f'<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="{columns}"/>'
        "</table:table-row>"
        for name, rows, columns in (("June", 20_000, 1), ("July", 1, 2_000))
    )
    assert read(open_document(long + wide)) == ["Kolb left.", "Hale stayed."]


def test_a_cell_of_a_binary_workbook_that_stands_far_out_is_refused() -> None:
    assert read(binary(row(20_000) + record(1, struct.pack("<II", 2_000, 0)))) == ["Kolb left.", "Hale stayed."]
    with pytest.raises(RefusedError, match=FAR.format("20,001", "2,001")):
        read(binary(row(20_000) + cell(2_000, "x")))


def test_what_is_no_sheet_is_not_measured() -> None:
    far = record(0x91) + row(20_000) + cell(2_000, "x")
    require_size(far, "a.xlsx")
    require_size(b"<a>" + far, "a.xlsb", binary=True)
    for at in range(len(record(0x91) + row(20_000))):  # one that breaks off is measured as far as it goes
        require_size(far[:at], "a.xlsb", binary=True)
    with pytest.raises(RefusedError, match="has a sheet of 20,001 rows"):
        require_size(far, "a.xlsb", binary=True)


@pytest.mark.parametrize(
    "far",
    [
        struct.pack("<HHHHHH", 0x204, 10, 65_535, 65_535, 0, 1) + b"\0x",
        struct.pack("<HHHH", 0xBD, 8_190, 65_535, 65_000 - 1_364) + bytes(8_186),
    ],
    ids=["a text", "numbers in one record"],
)
def test_a_cell_of_a_workbook_of_before_2007_where_none_can_be_is_refused(far: bytes) -> None:
    require_size(old(struct.pack("<HHHH", 0x204, 8, 65_535, 255) + bytes(4)), "a.xls")
    require_size(old(struct.pack("<HH", 0x2F, 0) + far), "a.xls")  # locked with a password
    with pytest.raises(RefusedError, match=r"'a.xls' has a sheet of 65,536 rows and 6\d,\d{3} columns"):
        require_size(old(far), "a.xls")


def old(cells: bytes) -> bytes:
    """A workbook of before 2007 with no more than cells in it, in one stream."""
    free, end = 0xFFFFFFFF, 0xFFFFFFFE
    stream = cells.ljust(512 * 20, b"\0")
    table = struct.pack("<128I", 0xFFFFFFFD, end, *range(3, 22), end, *[free] * 106)
    name = "Workbook".encode("utf-16-le").ljust(64, b"\0")
    streams = bytes(128) + name + struct.pack("<H50xII4x", 18, 2, len(stream)) + bytes(256)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(22) + b"\x09" + bytes(17)
    head += struct.pack("<7I", 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    return head + table + streams + stream
