"""What a reader keeps beside articles is used where they lie in a package as where they lie in a folder."""

import zipfile
from pathlib import Path

import pytest

from analysis.corpus.articles import read_corpus
from analysis.corpus.beside import find_sheets
from analysis.corpus.corrections import read_corrections
from analysis.errors import RequestError

TEXTS = {"a.txt": "“No,” said Kolb.", "b.txt": "“Yes,” said Hale."}
EVENTS = {"events.csv": "article,event\na.txt,Dam\nb,Dam\nx,Dam\n"}
CORRECTIONS = {"corrections.csv": "article,text,speaker\na,No,Ines Kolb\nb.txt,Yes,Bo Hale\nx,No,Bo\n"}


def pack(place: Path, members: dict[str, str], top: str = "") -> Path:
    with zipfile.ZipFile(place, "w") as package:
        for name, content in members.items():
            package.writestr(top + name, content)
    return place


@pytest.mark.parametrize("top", ["", "corpus/"])
@pytest.mark.parametrize("alone", [True, False])
def test_events_and_corrections_of_a_package_are_used_and_what_fits_nothing_is_named(
    top: str, alone: bool, tmp_path: Path
) -> None:
    package = pack(tmp_path / "c.zip", TEXTS | EVENTS | CORRECTIONS, top)
    place = package if alone else tmp_path
    articles, problems = read_corpus(place)
    assert articles[["article_id", "event", "event_by"]].values.tolist() == [
        [f"c.zip/{top}a", "Dam", "given"],
        [f"c.zip/{top}b", "Dam", "given"],
    ]
    found, more = read_corrections(str(place), articles)
    assert {name: [row["speaker"] for row in rows] for name, rows in found.items()} == {
        f"c.zip/{top}a": ["Ines Kolb"],
        f"c.zip/{top}b": ["Bo Hale"],
    }
    named = [*problems[["path", "problem"]].values.tolist(), *more[["path", "problem"]].values.tolist()]
    assert named == [
        [f"c.zip/{top}events.csv", "event without effect"],
        [f"c.zip/{top}corrections.csv", "correction without effect"],
    ]


def test_the_folder_of_the_corpus_has_the_last_word_on_events(tmp_path: Path) -> None:
    pack(tmp_path / "c.zip", TEXTS | EVENTS)
    (tmp_path / "a.txt").write_text("Rain fell.")
    (tmp_path / "events.csv").write_text("article,event\nc.zip/b.txt,Rain\na.txt,Rain\n")
    articles, _ = read_corpus(tmp_path)
    assert articles.set_index("article_id")["event"].to_dict() == {"a": "Rain", "c.zip/a": "Dam", "c.zip/b": "Rain"}


def test_a_table_in_a_package_in_a_package_is_named_and_a_folder_called_so_is_no_package(tmp_path: Path) -> None:
    inner = pack(tmp_path / "inner.zip", TEXTS | EVENTS)
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as package:
        package.write(inner, "inner.zip")
        package.writestr("c.txt", "Rain fell.")
    inner.unlink()
    (tmp_path / "d.zip").mkdir()
    (tmp_path / "d.zip" / "d.txt").write_text("Snow fell.")
    articles, problems = read_corpus(tmp_path)
    assert find_sheets(tmp_path, "events.csv", articles["path"]) == []
    assert problems[["path", "problem"]].values.tolist() == [["c.zip/inner.zip/events.csv", "file not read"]]


def test_a_table_of_a_package_that_cannot_be_read_is_refused_by_its_name(tmp_path: Path) -> None:
    package = pack(tmp_path / "c.zip", TEXTS | {"events.csv": "file,event\na,Dam\n"})
    with pytest.raises(RequestError, match=r"^'c\.zip/events\.csv' in 'c\.zip' lacks the column article"):
        read_corpus(package)
