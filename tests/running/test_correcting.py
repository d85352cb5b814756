import csv
import io
import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus.articles import PROJECT
from analysis.errors import RequestError
from analysis.running.correcting import COLUMNS, list_changes, save_correction

ROW = {"article": "a", "start": "3", "end": "9", "text": "no\nway", "speaker": "Odu, Sami"}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROJECT / "seeds", tmp_path / "seeds"))


def load(corpus: Path) -> list[dict[str, str]]:
    text = (corpus / "corrections.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_first_correction_makes_the_file(corpus: Path) -> None:
    assert save_correction(str(corpus), ROW) == corpus / "corrections.csv"
    assert load(corpus) == [dict.fromkeys(COLUMNS, "") | ROW | {"text": "no way"}]


def test_what_stands_in_the_file_stays_byte_for_byte(corpus: Path) -> None:
    path = corpus / "corrections.csv"
    held = b'\xef\xbb\xbfArticle;text;speaker;note;start;end\r\nb;"It ; failed";Ada;by hand;;'
    path.write_bytes(held)
    save_correction(str(corpus), ROW)
    assert path.read_bytes() == held + b"\na;no way;Odu, Sami;;3;9\n"


def test_an_earlier_correction_of_the_same_place_is_replaced_only_when_that_is_said(corpus: Path) -> None:
    save_correction(str(corpus), ROW)
    save_correction(str(corpus), ROW | {"start": "40", "end": "50"})
    other = ROW | {"speaker": "Ada", "role": "expert"}
    before = load(corpus)
    with pytest.raises(RequestError, match=r"corrects this place already \(speaker 'Odu, Sami'\). Replace that row\?"):
        save_correction(str(corpus), other)
    assert load(corpus) == before
    save_correction(str(corpus), other, overwrite=True)
    assert [(row["speaker"], row["role"], row["start"]) for row in load(corpus)] == [
        ("Ada", "expert", "3"), ("Odu, Sami", "", "40"),
    ]  # fmt: skip


def test_a_file_without_a_needed_column_is_written_anew_only_when_that_is_said(corpus: Path) -> None:
    path = corpus / "corrections.csv"
    path.write_text("article,text\nb,It failed\n", encoding="utf-8")
    with pytest.raises(RequestError, match=r"lacks the column start, end, speaker\. Write it anew"):
        save_correction(str(corpus), ROW)
    save_correction(str(corpus), ROW, overwrite=True)
    assert [(row["article"], row["text"], row["speaker"]) for row in load(corpus)] == [
        ("b", "It failed", ""), ("a", "no way", "Odu, Sami"),
    ]  # fmt: skip


def test_a_file_in_another_encoding_is_asked_about(corpus: Path) -> None:
    path = corpus / "corrections.csv"
    path.write_bytes("article,start,end,text,speaker\nb,,,It failed,José\n".encode("utf-16"))
    with pytest.raises(RequestError, match="is not in UTF-8"):
        save_correction(str(corpus), ROW)
    save_correction(str(corpus), ROW, overwrite=True)
    assert [row["speaker"] for row in load(corpus)] == ["José", "Odu, Sami"]


def test_a_corpus_of_one_file_has_no_corrections(tmp_path: Path) -> None:
    (tmp_path / "few.csv").write_text("source,text\nA,It failed.\n", encoding="utf-8")
    with pytest.raises(RequestError, match="Put it into a folder of its own"):
        save_correction(str(tmp_path / "few.csv"), ROW)


def test_every_figure_that_moved_is_listed_and_no_other() -> None:
    shares = pd.DataFrame(
        {"by": "speaker", "source": "A", "name": ["Odu", "Ada"], "share_words": [0.75, 0.25], "n_quotes": [3, 1]}
    )
    moved = shares.assign(name=["Odu", "Lund"])
    changes = list_changes({"shares": shares}, {"shares": moved})
    assert changes[["figure", "of", "change"]].values.tolist() == [
        ["share of reported words", "speaker, A, Ada", -0.25],
        ["share of reported words", "speaker, A, Lund", 0.25],
        ["quotations", "speaker, A, Ada", -1.0],
        ["quotations", "speaker, A, Lund", 1.0],
    ]
    assert list_changes({"shares": shares}, {"shares": shares}).empty


def test_words_that_a_spreadsheet_would_calculate_are_written_with_an_apostrophe(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“No,” said Kolb.")
    path = save_correction(str(tmp_path), {"article": "a", "text": "=1+1", "speaker": "@Bo"})
    assert path.read_text().splitlines()[1] == "a,,,'=1+1,'@Bo,,,"


def test_a_file_with_cells_that_no_column_holds_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“No,” said Kolb.")
    (tmp_path / "corrections.csv").write_text("article,text\na,No, she said\n")
    with pytest.raises(RequestError, match="row 2: more cells than the header has"):
        save_correction(str(tmp_path), {"article": "a", "text": "No", "speaker": "Bo"}, overwrite=True)
    assert (tmp_path / "corrections.csv").read_text() == "article,text\na,No, she said\n"
