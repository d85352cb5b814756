"""Hostile files stay harmless: each is named, and the good one beside it is read; none takes minutes."""

import gzip
import io
import os
import socket
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.corpus.articles import gather, read_corpus
from analysis.corpus.corrections import read_corrections
from analysis.errors import RequestError
from analysis.running.budget import limit_time

A = "The harbour board met on Monday. “We will not pay,” said Ines Kolb, its chair, and she left the room."
Maker = Callable[[Path], None]
MAKERS: list[Maker] = []
SECONDS = 120


def hostile(make: Maker) -> Maker:
    MAKERS.append(make)
    return make


def pack(*members: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members:
            package.writestr(name, content)
    return stream.getvalue()


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **more: object) -> None:
        raise AssertionError("something was fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_a_hostile_file_is_named_and_the_rest_is_read(make: Maker, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(A)
    make(tmp_path)
    with limit_time(SECONDS):  # or one that never ends would hold up all tests
        articles, problems = read_corpus(tmp_path)
    assert "good" in articles["article_id"].tolist()
    assert not articles["text"].str.contains("root:|secret").any()
    assert len(problems) >= 1 or len(articles) > 1


@hostile
def a_package_that_unpacks_to_gigabytes(folder: Path) -> None:
    zeros = bytes(100_000_000)
    (folder / "a.zip").write_bytes(pack(*((f"{n}.txt", zeros) for n in range(6))))


@hostile
def a_package_in_a_package_in_a_package(folder: Path) -> None:
    data = pack(("a.txt", b"secret " * 20))
    for _ in range(6):
        data = pack(("a.zip", data))
    (folder / "a.zip").write_bytes(data)


@hostile
def a_package_of_very_many_files(folder: Path) -> None:
    (folder / "a.zip").write_bytes(pack(*((f"{n}.txt", b"") for n in range(60_000))))


@hostile
def a_word_file_that_unpacks_to_gigabytes(folder: Path) -> None:
    (folder / "a.docx").write_bytes(pack(("word/document.xml", b"<w>" + b" " * 300_000_000)))


@hostile
def a_word_file_nested_very_deep(folder: Path) -> None:
    space = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = b'<w:document xmlns:w="%s">' % space + b"<w:p>" * 200_000 + b"</w:p>" * 200_000 + b"</w:document>"
    (folder / "a.docx").write_bytes(pack(("word/document.xml", xml)))


BOMB = b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">]>"""


@hostile
def entities_in_a_word_file(folder: Path) -> None:
    (folder / "a.docx").write_bytes(pack(("word/document.xml", BOMB + b"<w>&f;&f;&f;&f;&f;&f;</w>")))


@hostile
def entities_in_a_feed(folder: Path) -> None:
    (folder / "a.xml").write_bytes(BOMB + b"<rss><channel><item><title>&f;&f;</title></item></channel></rss>")


@hostile
def entities_in_an_export(folder: Path) -> None:
    (folder / "a.xml").write_bytes(
        BOMB + b'<ppsArticleResponse xmlns="http://global.factiva.com/x">&f;</ppsArticleResponse>'
    )


@hostile
def an_entity_that_names_a_file(folder: Path) -> None:
    (folder / "a.rss").write_bytes(
        b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title></item></channel></rss>'
    )
    (folder / "b.html").write_bytes(
        b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>&x; and no more.</p></body></html>'
    )


@hostile
def a_page_that_refers_to_others(folder: Path) -> None:
    links = b'<img src="http://leak.invalid/a.png"><script src="http://leak.invalid/a.js"></script>'
    links += b'<link rel="stylesheet" href="http://leak.invalid/a.css"><iframe src="file:///etc/passwd"></iframe>'
    (folder / "a.html").write_bytes(b"<html><head>" + links + b"</head><body><p>" + A.encode() + b"</p></body></html>")


@hostile
def a_page_nested_very_deep(folder: Path) -> None:
    (folder / "a.html").write_bytes(b"<html><body>" + b"<div>" * 300_000 + A.encode())
    (folder / "b.csv").write_bytes(b"source,text\nQuay," + b"<b>" * 300_000 + b"no\n")


@hostile
def a_page_of_comments(folder: Path) -> None:
    (folder / "a.html").write_bytes(b"<!---->" * 200_000 + b"x")
    (folder / "b.txt").write_bytes(b"<!--" * 200_000)


@hostile
def a_page_of_many_megabytes(folder: Path) -> None:
    (folder / "a.html").write_bytes(b"<html><body>" + b"<p>The union said no.</p>" * 1_000_000)


@hostile
def a_pdf_of_a_million_objects(folder: Path) -> None:
    objects = b"".join(b"%d 0 obj\n<<>>\nendobj\n" % n for n in range(1, 1_000_001))
    (folder / "a.pdf").write_bytes(b"%PDF-1.4\n" + objects + b"trailer\n<< /Size 1000001 /Root 1 0 R >>\n%%EOF")


@hostile
def a_pdf_whose_pages_hold_themselves(folder: Path) -> None:
    (folder / "a.pdf").write_bytes(
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF"
    )


@hostile
def rich_text_of_braces(folder: Path) -> None:
    (folder / "a.rtf").write_bytes(rb"{\rtf1" + b"{" * 3_000_000)
    (folder / "b.rtf").write_bytes(rb"{\rtf1" + rb"\u8220?\'93\b" * 300_000)


@hostile
def a_packed_file_that_unpacks_to_gigabytes(folder: Path) -> None:
    with gzip.open(folder / "a.csv.gz", "wb", compresslevel=1) as stream:
        for _ in range(9):
            stream.write(bytes(100_000_000))


@hostile
def names_that_lead_outside(folder: Path) -> None:
    names = ("../../a.txt", "/etc/cron.d/a.txt", "C:\\a.txt", "..\\a.txt")
    (folder / "a.zip").write_bytes(pack(*((name, b"secret " * 20) for name in names)))


@hostile
def pipes_devices_and_links(folder: Path) -> None:
    os.mkfifo(folder / "a.txt")
    os.mkfifo(folder / "b.csv")
    (folder / "c.txt").symlink_to("/dev/zero")
    (folder / "d.txt").symlink_to("/etc/passwd")
    (folder / "e").symlink_to("..")
    (folder / "f.txt").symlink_to(folder / "g.txt")
    (folder / "g.txt").symlink_to(folder / "f.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / "s.txt"))


@hostile
def one_long_line(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"A" * 20_000_000)
    (folder / "b.csv").write_bytes(b'"' * 5_000_001)
    (folder / "c.json").write_bytes(b"[" * 5_000_000)


@hostile
def marks_that_never_close(folder: Path) -> None:
    (folder / "a.csv").write_bytes(b"source,text\n" + b'Quay,"no "x" no"\n' * 3_000)
    (folder / "b.csv").write_bytes(b"source,text\n" + b'Quay,"no\n' * 100_001)


@hostile
def a_date_of_a_million_signs(folder: Path) -> None:
    (folder / "a.csv").write_bytes(b"source,date,text\nQuay," + b"1 May " * 300_000 + b',"' + A.encode() + b'"\n')


def test_a_corpus_that_is_a_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(ValueError, match="no regular file"):
        read_corpus(tmp_path / "a.txt")


@pytest.mark.parametrize("name", ["articles.csv", "events.csv", "corrections.csv"])
def test_a_table_beside_the_texts_that_is_a_pipe_never_hangs(name: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(A)
    os.mkfifo(tmp_path / name)
    if name == "articles.csv":
        with pytest.raises(RequestError, match="no regular file"):
            gather(tmp_path)
    else:
        assert len(gather(tmp_path).articles) == 1


def test_a_file_that_grows_or_vanishes_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from analysis.corpus import files

    (tmp_path / "a.txt").write_text(A)
    (tmp_path / "grows.txt").write_text(A + " It grew.")
    (tmp_path / "vanishes.txt").write_text(A + " It went.")
    real = os.fstat

    def grow(handle: int) -> os.stat_result:
        state = real(handle)
        if (tmp_path / "vanishes.txt").exists():
            (tmp_path / "vanishes.txt").unlink()
        if state.st_ino == (tmp_path / "grows.txt").stat().st_ino:
            with (tmp_path / "grows.txt").open("a") as stream:
                stream.write(" More.")
        return state

    monkeypatch.setattr(files.os, "fstat", grow)
    articles, problems = read_corpus(tmp_path)
    assert articles["article_id"].tolist() == ["a"]
    assert problems["path"].tolist() == ["grows.txt", "vanishes.txt"]
    assert "grew" in problems["detail"][0]


@pytest.mark.parametrize("name", ["articles.csv", "events.csv", "corrections.csv", "lexicons", "lexicons/cues.csv"])
def test_a_table_beside_the_texts_that_leads_out_of_the_corpus_is_refused(name: str, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    (corpus / name).parent.mkdir(parents=True)
    (corpus / "a.txt").write_text(A)
    (tmp_path / "secret").write_text("file,article\nsecret,secret\n")
    (corpus / name).symlink_to(tmp_path / "secret")
    with pytest.raises(RequestError, match="is a link that leads out of the corpus") as told:
        read_corrections(str(corpus), read_corpus(corpus)[0])
    assert "secret" not in str(told.value)


def test_names_of_files_that_are_no_text_are_names_of_articles_all_the_same(tmp_path: Path) -> None:
    for name in (b"a\xff.txt", b"a\xfe.txt", b"\x1b]0;b\x07.txt", b"c\nd.txt", b"$x$ and $y_$.txt"):
        (tmp_path / os.fsdecode(name)).write_text(f"{A} {len(name)} {name.hex()}")
    articles, _ = read_corpus(tmp_path)
    assert sorted(articles["article_id"]) == ["$x$ and $y_$", "a�", "a�-2", "c�d", "�]0;b�"]
    assert articles["path"].str.removesuffix(".txt").tolist() == [
        name.removesuffix("-2") for name in articles["article_id"]
    ]
