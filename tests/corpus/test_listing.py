"""Whatever lies in a folder or a package is listed, or named with the reason why it is not."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from analysis.corpus.listing import is_hidden, is_note, list_files
from analysis.lexicons import standard_lexicons

LEXICONS = standard_lexicons()


def pack(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name in names:
            package.writestr(name, f"I am {name}.")
    return stream.getvalue()


def test_files_are_listed_at_any_depth_sorted_and_packages_are_opened(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.txt").write_text("Two.")
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "c.zip").write_bytes(pack("x/three.txt", "__MACOSX/x", "x/"))
    (tmp_path / "articles.csv").write_text("file\n")
    (tmp_path / "lexicons").mkdir()
    (tmp_path / "lexicons" / "zones.csv").write_text("zone\n")
    files, problems = list_files(tmp_path, LEXICONS)
    assert [(file.path, file.stem) for file in files] == [
        ("a.txt", "a"),
        ("b/two.txt", "two"),
        ("c.zip/x/three.txt", "three"),
    ]
    assert files[2].read() == b"I am x/three.txt."
    assert problems == []


def test_what_is_left_out_is_named(tmp_path: Path) -> None:
    (tmp_path / "out.txt").symlink_to("/etc/hostname")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "round").symlink_to(tmp_path)
    (tmp_path / ".hidden.txt").write_text("One.")
    (tmp_path / ".DS_Store").write_bytes(b"x")
    (tmp_path / "~$lock.docx").write_bytes(b"x")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "c.zip").write_bytes(pack("../up.txt", "in.txt"))
    files, problems = list_files(tmp_path, LEXICONS)
    assert [file.path for file in files] == ["c.zip/in.txt"]
    assert {path: detail for path, _, detail in problems} == {
        ".hidden.txt": "it is hidden; rename it to have it read",
        "c.zip/../up.txt": "its name leads out of the package",
        "gone.txt": "it cannot be opened: No such file or directory",
        "out.txt": "a link that leads out of the corpus",
        "pipe.txt": "no regular file but a pipe, a socket or a device",
        "round": "a link to a folder",
    }


def test_a_link_inside_the_corpus_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert [file.path for file in list_files(tmp_path, LEXICONS)[0]] == ["a.txt", "b.txt"]


def test_notes_are_known_by_their_name_alone() -> None:
    notes = ["README.txt", "readme", "LICENSE", "a/Read me.md", "NOTES.txt"]
    assert [is_note(name) for name in notes] == [True] * 5
    assert [is_note(name) for name in ("notebook.txt", "reader.txt", "licence-row.txt")] == [False] * 3


def test_a_member_of_a_package_without_a_name_is_named_and_the_others_are_listed(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as package:
        package.writestr("a.txt", "One.")
        package.writestr("?.txt", "Two.")
    data = (tmp_path / "p.zip").read_bytes().replace(b"?.txt", b"\0.txt")
    (tmp_path / "p.zip").write_bytes(data)
    files, problems = list_files(tmp_path, LEXICONS)
    assert [file.path for file in files] == ["p.zip/a.txt"]
    detail = "it has no name in the package; give it one, and pack it again"
    assert problems == [("p.zip/", "file not read", detail)]


def test_a_folder_that_cannot_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "shut").mkdir()
    scan = os.scandir

    def refuse(path: str) -> "os._ScandirIterator[str]":
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    files, problems = list_files(tmp_path, LEXICONS)
    assert [file.path for file in files] == ["a.txt"]
    reason = "the folder cannot be opened: Permission denied; nothing in it is read"
    assert problems == [("shut", "file not read", reason)]


def test_hidden_members_of_a_package_are_named_as_hidden_files_are_and_debris_is_not(tmp_path: Path) -> None:
    (tmp_path / "c.zip").write_bytes(pack(".hid.txt", "a/.b/c.txt", "__MACOSX/._in.txt", ".DS_Store", "in.txt"))
    files, problems = list_files(tmp_path, LEXICONS)
    assert [file.path for file in files] == ["c.zip/in.txt"]
    hidden = "it is hidden; rename it to have it read"
    assert problems == [(f"c.zip/{name}", "file not read", hidden) for name in (".hid.txt", "a/.b/c.txt")]


def test_what_lies_among_the_word_lists_and_is_none_is_named(tmp_path: Path) -> None:
    for name in ("cues.csv", "cues.csv.txt", "notes.txt", ".DS_Store"):
        (tmp_path / "lexicons").mkdir(exist_ok=True)
        (tmp_path / "lexicons" / name).write_text("cue\n")
    assert list_files(tmp_path, LEXICONS)[1] == [
        ("lexicons/cues.csv.txt", "file not read",
         "no word list by its name; name it lexicons/cues.csv to have it used"),
        ("lexicons/notes.txt", "file not read", "no word list by its name"),
    ]  # fmt: skip


@pytest.mark.parametrize("top", ["", "corpus/"])
def test_what_lies_beside_the_articles_of_a_package_is_no_article(tmp_path: Path, top: str) -> None:
    beside = ("corrections.csv", "events.csv", "lexicons/cues.csv")
    (tmp_path / "c.zip").write_bytes(pack(f"{top}a.txt", f"{top}b/events.csv", *(f"{top}{name}" for name in beside)))
    (tmp_path / "d.zip").write_bytes(pack(f"{top}events.csv"))  # alone it is a table of articles
    files, problems = list_files(tmp_path, LEXICONS)
    inside = [f"c.zip/{top}a.txt", f"c.zip/{top}b/events.csv", f"d.zip/{top}events.csv"]
    assert [file.path for file in files] == inside
    assert [(path, detail) for path, _, detail in problems] == [
        (f"c.zip/{top}lexicons/cues.csv", "it is used in a folder only; unpack the package to have it used")
    ]


def test_hidden_is_whatever_has_a_hidden_folder_above_it() -> None:
    assert is_hidden("a/.b/c.txt")
    assert not is_hidden("a.b/c.txt")
