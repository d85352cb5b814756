from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus.articles import read_corpus
from analysis.corpus.corrections import read_corrections
from analysis.errors import RequestError


def make(folder: Path, corrections: str) -> tuple[str, pd.DataFrame]:
    (folder / "a.txt").write_text("“No,” said Kolb.")
    (folder / "corrections.csv").write_text(corrections)
    return str(folder), read_corpus(folder)[0]


def test_corrections_are_listed_by_article_named_by_its_id_or_file(tmp_path: Path) -> None:
    found, problems = read_corrections(*make(tmp_path, "article,text,speaker\na,No,Ines Kolb\na.txt,Yes,Bo\nb,No,Bo\n"))
    assert found == {"a": ({"text": "No", "speaker": "Ines Kolb"}, {"text": "Yes", "speaker": "Bo"})}
    assert problems["detail"].str.startswith("No article 'b'.").tolist() == [True]


def test_a_row_that_names_no_article_or_has_too_many_cells_corrects_nothing_and_is_named(tmp_path: Path) -> None:
    found, problems = read_corrections(*make(tmp_path, "article,text,speaker\n,No,Bo\na,No, she said,Bo\n"))
    assert found == {}
    assert problems["detail"].tolist() == [
        "Row 2 names no article.",
        "Row 3 has more cells than the header. Put quotation marks round a text with a comma.",
    ]


def test_the_apostrophe_of_a_download_is_no_part_of_a_cell(tmp_path: Path) -> None:
    found, _ = read_corrections(*make(tmp_path, "article,text,speaker\na,'@No,Bo\na,'No',Bo\n"))
    assert [row["text"] for row in found["a"]] == ["@No", "'No'"]


@pytest.mark.parametrize(
    "broken",
    ["a,“Nà”,Bo\n".encode("cp1252"), b"a,No\xc3,Bo\n", b"a,N\0o,Bo\n", b"a,No,B\xff\n"],
    ids=["Windows-1252", "cut short", "zero byte", "no letter"],
)
def test_broken_bytes_are_refused_with_the_name_of_their_file_and_row(tmp_path: Path, broken: bytes) -> None:
    corpus, articles = make(tmp_path, "")
    (tmp_path / "corrections.csv").write_bytes("article,text,speaker\na,“Nö”,Bo\n".encode() + broken)
    with pytest.raises(RequestError, match=r"^'corrections\.csv' in .* cannot be read: row 3 holds bytes") as told:
        read_corrections(corpus, articles)
    assert "\n" not in str(told.value)


def test_a_sheet_in_utf_16_is_read(tmp_path: Path) -> None:
    corpus, articles = make(tmp_path, "")
    (tmp_path / "corrections.csv").write_text("article\ttext\na\t“No”\n", encoding="utf-16")
    assert read_corrections(corpus, articles)[0] == {"a": ({"text": "“No”"},)}


def test_a_file_without_its_column_or_unclosed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="lacks the column article"):
        read_corrections(*make(tmp_path, "file,text\na,No\n"))
    with pytest.raises(RequestError, match=r"cannot be read: .* \(row 2\)"):
        read_corrections(*make(tmp_path, 'article,text\na,"No\n'))


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="has the column speaker twice"):
        read_corrections(*make(tmp_path, "article,text,speaker,Speaker\na,No,Ann,Bo\n"))


SEVERAL = "source,text\nQuay,“No” said Kolb.\nTide,Rain fell. “No” said Ann.\n"


def test_words_of_one_article_of_a_file_of_several_are_searched_for(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(SEVERAL)
    rows = ["article,text,speaker", "t.csv,Rain  fell,Bo", "t-002,No,Ann", "t.csv,no said kolb,Cy"]
    corpus, articles = make(tmp_path, "\n".join(rows))
    found, problems = read_corrections(corpus, articles)
    assert {name: [row["speaker"] for row in rows] for name, rows in found.items()} == {
        "t-001": ["Cy"],
        "t-002": ["Bo", "Ann"],
    }
    assert problems.empty


def test_texts_that_lie_elsewhere_are_fetched_for_the_articles_of_that_file_alone(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(SEVERAL)
    corpus, articles = make(tmp_path, "article,text,speaker\nt.csv,Rain fell,Bo\n")
    fetched: list[str] = []

    def add_texts(some: pd.DataFrame) -> pd.DataFrame:
        fetched.extend(some["article_id"])
        return some.merge(articles[["article_id", "text"]])

    found, _ = read_corrections(corpus, articles.drop(columns="text"), add_texts=add_texts)
    assert (list(found), fetched) == (["t-002"], ["t-001", "t-002"])


def test_words_of_several_articles_of_a_file_or_of_none_correct_nothing_and_the_ids_are_named(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(SEVERAL)
    corpus, articles = make(tmp_path, "article,start,end,text\nt.csv,,,No\nt.csv,,,Snow fell\nt.csv,0,4,\n")
    found, problems = read_corrections(corpus, articles)
    assert found == {}
    assert problems["detail"].tolist() == [
        "'t.csv' holds 2 articles, and 'No' stands in 2 of them. Name the one that is meant by its id: t-001, t-002.",
        "'t.csv' holds 2 articles, and 'Snow fell' stands in none of them. "
        "Mend the words, or name the article by its id: t-001, t-002.",
        "'t.csv' holds 2 articles. Name the one that is meant by its id: t-001, t-002.",
    ]


def test_line_ends_of_an_old_mac_are_read_and_counted(tmp_path: Path) -> None:
    corpus, articles = make(tmp_path, "article,text,speaker\ra,No,Bo\r")
    assert read_corrections(corpus, articles)[0] == {"a": ({"text": "No", "speaker": "Bo"},)}
    (tmp_path / "corrections.csv").write_bytes(b"article,text,speaker\ra,No,Bo\ra,N\xff,Bo\r")
    with pytest.raises(RequestError, match="row 3 holds bytes"):
        read_corrections(corpus, articles)
