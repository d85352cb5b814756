"""No article is lost without a word: of every damaged input, articles in are articles out and those that are named."""

import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus.articles import read_corpus

A = "The harbour board met on Monday. “We will not pay,” said Ines Kolb, its chair, and she left the room."
B = "The union said that it would strike in May. Owen Hale told the crew that the pay was far too low to live on."
C = "A storm closed the bridge for two days, and the mayor said that nobody had been hurt when the roof fell in."
Maker = Callable[[Path], int]
MAKERS: list[Maker] = []
# Problems that are said of an article which is kept.
KEPT = {
    "not UTF-8", "article_id given twice", "mended text", "not English", "date not clear", "near-copy",
    "not in articles.csv", "same name in several folders", "shorter than stated", "layout lost", "file listed twice",
    "metadata not clear", "damaged feed", "damaged archive",
}  # fmt: skip


def damaged(make: Maker) -> Maker:
    MAKERS.append(make)
    return make


def write(folder: Path, name: str, content: str | bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def table(*rows: str, header: str = "source,text") -> str:
    return "\n".join([header, *rows]) + "\n"


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_articles_in_are_articles_out_and_problems(make: Maker, tmp_path: Path) -> None:
    n_in = make(tmp_path)
    articles, problems = read_corpus(tmp_path)
    lost = problems[~problems["problem"].isin(KEPT)]
    assert len(articles) + len(lost) == n_in, problems.to_string()
    assert not articles["text"].str.contains("Quay,|Tide,", regex=True).any()
    assert set(articles["source"]) <= {
        "Quay",
        "Tide",
        "Reach",
        *(Path(path).stem for path in articles["path"]),
        "The Quay",
    }


@damaged
def a_row_with_a_cell_too_many(folder: Path) -> int:
    write(folder, "t.csv", table(f'Quay,"{A}"', f'Tide,"{B}",more', f'Reach,"{C}"'))
    return 3


@damaged
def a_row_with_a_cell_too_few(folder: Path) -> int:
    write(folder, "t.csv", table(f'Quay,2020-01-01,"{A}"', f'Tide,"{B}"', header="source,date,text"))
    return 2


@damaged
def rows_that_all_end_with_a_comma(folder: Path) -> int:
    write(folder, "t.csv", table(f'"{A}",Quay,', f'"{B}",Tide,', header="text,source"))
    return 2


@damaged
def a_comma_that_is_not_quoted(folder: Path) -> int:
    write(folder, "t.csv", table(f'Quay,"{A}"', "Tide,The union said no, and left.", f'Reach,"{C}"'))
    return 3


@damaged
def marks_inside_a_cell(folder: Path) -> int:
    write(folder, "t.csv", table(f'Quay,"{A}"', 'Tide,"The "union" said no."', f'Reach,"{C}"'))
    return 3


@damaged
def marks_inside_a_cell_of_several_lines(folder: Path) -> int:
    rows = [f'1,"{A}",Quay', '2,"The "union" said no.\n\nIt left, angry.",Tide', f'3,"{C}",Reach']
    write(folder, "t.csv", table(*rows, header="id,text,source"))
    return 3


@damaged
def marks_escaped_by_a_backslash(folder: Path) -> int:
    write(folder, "t.csv", table(f'"Quay","\\"No,\\" she said. {B}"', f'"Tide","{C}"'))
    return 2


@damaged
def empty_and_lacking_texts(folder: Path) -> int:
    write(folder, "t.csv", table(f'Quay,"{A}"', "Tide,", "Tide,nan", "Reach,[Removed]", "Reach,N/A"))
    return 5


@damaged
def the_opening_of_a_text(folder: Path) -> int:
    write(
        folder, "t.csv", table(f'Quay,"{A}"', "Tide,Subscribe to continue reading.", 'Tide,"The union… [+812 chars]"')
    )
    return 3


@damaged
def a_text_printed_twice(folder: Path) -> int:
    write(folder, "t.csv", table(f'Quay,"{A}"', f'Quay,"{A} "', f'Tide,"{A}"'))
    return 3


@damaged
def a_table_in_utf_16_without_a_mark(folder: Path) -> int:
    write(folder, "t.csv", table(f'Quay,"{A}"', f'Tide,"{B}"').encode("utf-16-le"))
    return 2


@damaged
def a_table_with_one_damaged_byte(folder: Path) -> int:
    write(folder, "t.csv", table(f'Quay,"{A}"', f'Tide,"{B} “a” “b” “c”"').encode() + b'Reach,"A storm \xff came."\n')
    return 3


@damaged
def a_table_with_zero_bytes(folder: Path) -> int:
    write(folder, "t.csv", table(f'Quay,"{A}"', f'Tide,"{B}"').replace("Monday", "Mon\0day").encode())
    return 2


@damaged
def a_table_with_empty_rows(folder: Path) -> int:
    write(folder, "t.csv", table(f'Quay,"{A}"', "", ",", f'Tide,"{B}"', ","))
    return 2


@damaged
def two_tables_of_which_one_has_no_text(folder: Path) -> int:
    write(folder, "a.csv", table(f'Quay,"{A}"', f'Tide,"{B}"'))
    write(folder, "b.csv", "url,title\nhttp://a.example,Bridge\n")
    return 3


@damaged
def lines_that_are_no_objects(folder: Path) -> int:
    good = json.dumps({"text": A, "source": "Quay"})
    write(folder, "t.jsonl", f'{good}\n{{"text": \n[1, 2]\n17\n{json.dumps({"text": B, "source": "Tide"})}\n')
    return 5


@damaged
def texts_that_are_no_texts(folder: Path) -> int:
    texts = [A, 17, {"a": 1}, True, None, ["The union said no.", "It left."]]
    write(folder, "t.jsonl", "\n".join(json.dumps({"source": "Quay", "text": text}) for text in texts))
    return 6


@damaged
def half_a_letter(folder: Path) -> int:
    write(folder, "t.jsonl", json.dumps({"text": A + " \ud800", "source": "Quay"}) + "\n" + json.dumps({"text": B}))
    return 2


@damaged
def a_line_nested_too_deep(folder: Path) -> int:
    deep = '{"text": ' + "[" * 200_000 + "]" * 200_000 + "}"
    write(folder, "t.jsonl", "\n".join([json.dumps({"text": A}), deep, json.dumps({"text": B})]))
    return 3


@damaged
def a_list_that_breaks_off(folder: Path) -> int:
    whole = json.dumps([{"text": text, "source": "Quay"} for text in (A, B, C)], indent=1)
    write(folder, "t.json", whole[: whole.index("A storm") + 30])
    return 3


@damaged
def items_of_a_list_that_are_none(folder: Path) -> int:
    write(folder, "t.json", json.dumps({"articles": [{"text": A}, None, "text", {"text": B}, {"text": ""}]}))
    return 5


@damaged
def a_parquet_file_with_bytes_and_nothing(folder: Path) -> int:
    pd.DataFrame({"text": [A.encode(), None, b""], "source": ["Quay"] * 3}).to_parquet(folder / "t.parquet")
    write(folder, "good.txt", B)
    return 4


@damaged
def a_parquet_file_cut_off(folder: Path) -> int:
    pd.DataFrame({"text": [A], "source": ["Quay"]}).to_parquet(folder / "t.parquet")
    write(folder, "t.parquet", (folder / "t.parquet").read_bytes()[:-40])
    write(folder, "good.txt", B)
    return 2


@damaged
def text_files_that_are_empty_or_no_text(folder: Path) -> int:
    write(folder, "a.txt", A)
    write(folder, "b.txt", b"")
    write(folder, "c.txt", " \n\t")
    write(folder, "d.txt", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0" + bytes(range(256)))
    write(folder, "e.txt", b"\xef\xbb\xbf")
    return 5


@damaged
def text_files_in_other_encodings(folder: Path) -> int:
    for name in ("utf-16-be", "utf-32", "cp1252", "mac_roman"):
        write(folder, f"{name}.txt", f"{name}: {A}".encode(name))
    return 4


@damaged
def a_folder_named_like_a_text_and_links(folder: Path) -> int:
    (folder / "x.txt").mkdir()
    write(folder, "x.txt/y.txt", A)
    (folder / "lost.txt").symlink_to(folder / "nowhere.txt")
    (folder / "out.txt").symlink_to("/etc/hostname")
    (folder / "self").symlink_to(folder)
    (folder / "round.txt").symlink_to(folder / "round.txt")
    return 5


@damaged
def a_pipe_and_a_device(folder: Path) -> int:
    write(folder, "a.txt", A)
    os.mkfifo(folder / "pipe.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    return 3


@damaged
def hidden_files_and_notes(folder: Path) -> int:
    write(folder, "a.txt", A)
    write(folder, ".b.txt", B)
    write(folder, "README.txt", "Collected in May.")
    return 3


@damaged
def files_of_other_kinds(folder: Path) -> int:
    write(folder, "a.txt", A)
    write(folder, "b.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    write(folder, "c.odt", b"PK")
    write(folder, "d.jpg", b"\xff\xd8\xff\xe0")
    write(folder, "e.xyz", "The union said no.")
    write(folder, "f.pkl", b"\x80\x04.")
    return 6


@damaged
def a_word_file_cut_off_and_one_that_is_a_page(folder: Path) -> int:
    write(folder, "a.txt", A)
    write(folder, "b.docx", make_word([B])[:-30])
    write(folder, "c.docx", "<!DOCTYPE html><html><body><p>Sign in to download.</p></body></html>")
    write(folder, "d.docx", make_word([""]))
    return 4


@damaged
def a_workbook_with_a_cut_cell(folder: Path) -> int:
    rows = [["source", "text"], ["Quay", A], ["Tide", "word " * 6553 + "ab"], ["Reach", ""]]
    write(folder, "t.xlsx", make_workbook(rows))
    return 3


@damaged
def a_workbook_cut_off(folder: Path) -> int:
    write(folder, "a.txt", A)
    write(folder, "t.xlsx", make_workbook([["text"], [B]])[:300])
    return 2


@damaged
def rich_text_and_pdf_that_are_damaged(folder: Path) -> int:
    write(folder, "a.txt", A)
    write(folder, "b.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog")
    write(folder, "c.rtf", rb"{\rtf1\ansi {\fonttbl")
    return 3


@damaged
def pages_without_an_article(folder: Path) -> int:
    write(folder, "a.html", f"<html><body><article><h1>Bridge</h1><p>{A}</p><p>{B}</p></article></body></html>")
    write(folder, "b.html", "<html><head><title>x</title></head><body></body></html>")
    write(folder, "c.html", b"<html>")
    return 3


@damaged
def an_export_with_a_graphic_and_a_cut_end(folder: Path) -> int:
    write(folder, "t.docx", make_word([*nexis("One", A), *nexis("Two", ""), *nexis("Three", C)[:-3]]))
    return 3


@damaged
def an_export_that_counts_more_than_it_holds(folder: Path) -> int:
    write(folder, "t.docx", make_word(["Documents (3)", *nexis("One", A), *nexis("Two", B)]))
    return 3


@damaged
def a_record_without_full_text(folder: Path) -> int:
    line = "_" * 60
    records = [f"Document 1 of 3\n\nFull text: {A}\n\nTitle: One\n\nPublication title: Quay\n\nProQuest document ID: 1"]
    records.append("Document 2 of 3\n\nTitle: Two\n\nPublication title: Quay\n\nProQuest document ID: 2")
    write(folder, "t.txt", f"\n\n{line}\n\n".join(records))
    return 3


@damaged
def a_document_without_text(folder: Path) -> int:
    head = "{} of 3 DOCUMENTS\n\nQuay\n\nMarch 4, 2026 Wednesday\n\nTitle {}\n\nLENGTH: 20 words\n\n{}"
    head += "\n\nLOAD-DATE: March 5, 2026\n\n"
    write(folder, "t.txt", head.format(1, 1, A) + head.format(2, 2, "") + head.format(3, 3, C))
    return 3


@damaged
def a_document_that_breaks_off(folder: Path) -> int:
    head = "Title {}\n\n20 words\n4 March 2026\nQuay\nQUAY00\nEnglish\nCopyright 2026 Quay\n\n{}\n\n"
    write(folder, "t.txt", head.format(1, A) + "Document QUAY000020260305em34001\n\n" + head.format(2, B))
    return 2


@damaged
def an_entry_without_its_source(folder: Path) -> int:
    foot = "\n\n© Quay\n\nSe webartikeln på http://ret.example/a\n" + "=" * 70 + "\n"
    write(folder, "t.txt", f"One\nQuay, 2026-03-04 09:20\n\n{A}{foot}\nTwo\n\n{B}{foot}")
    return 2


@damaged
def a_package_with_bad_members(folder: Path) -> int:
    write(folder, "t.zip", make_zip({"a.txt": A, "b/c.txt": B, "../d.txt": C, "e.doc": "x", "f.txt": ""}))
    data = bytearray((folder / "t.zip").read_bytes())
    data[data.index(b"The union") + 3] ^= 1
    write(folder, "t.zip", bytes(data))
    return 5


@damaged
def a_package_that_is_none(folder: Path) -> int:
    write(folder, "a.txt", A)
    write(folder, "t.zip", b"PK\x03\x04 nothing")
    write(folder, "u.txt.gz", b"\x1f\x8b\x08 nothing")
    return 3


@damaged
def a_feed_with_a_teaser(folder: Path) -> int:
    full = "".join(f"<p>{text}</p>" for text in (A, B, C))
    item = "<item><title>One</title><content:encoded><![CDATA[{}]]></content:encoded></item>"
    short = "<item><title>Two</title><description>The union…</description></item>"
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    write(
        folder,
        "t.xml",
        f'<rss version="2.0" {space}><channel><title>Quay</title>{item.format(full)}{short}</channel></rss>',
    )
    return 2


@damaged
def metadata_that_name_a_file_twice(folder: Path) -> int:
    write(folder, "a.txt", A)
    write(folder, "b.txt", B)
    write(folder, "articles.csv", "file,source\na.txt,Quay\na.txt,Tide\nb,Tide\n")
    return 2


@damaged
def one_article_in_two_files_of_a_source(folder: Path) -> int:
    write(folder, "a.txt", A)
    write(folder, "b.txt", A)
    write(folder, "articles.csv", "file,source\na.txt,Quay\nb.txt,Quay\n")
    return 2


def make_zip(members: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)
    return stream.getvalue()


def make_word(paragraphs: list[str]) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return make_zip({"word/document.xml": f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'})


def make_workbook(rows: list[list[str]]) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>" for row in rows
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    relations += '<Relationship Id="r1" Type="{}" Target="{}"/></Relationships>'
    book = f'<workbook xmlns="{space}" xmlns:r="{office}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets>'
    return make_zip(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relations.format(f"{office}/officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": f"{book}</workbook>",
            "xl/_rels/workbook.xml.rels": relations.format(f"{office}/worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{space}"><sheetData>{cells}</sheetData></worksheet>',
        }
    )


def nexis(title: str, text: str) -> list[str]:
    body = ["Body", "", text, ""] if text else []
    return [
        "",
        title,
        "The Quay",
        "March 4, 2026 Wednesday",
        "",
        "Copyright 2026 The Quay",
        "",
        *body,
        "Load-Date: March 5, 2026",
        "",
        "End of Document",
    ]
