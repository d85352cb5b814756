import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus.articles import hash_text, read_corpus
from analysis.errors import RequestError
from analysis.schema import columns_of


def write(folder: Path, **texts: str | bytes) -> Path:
    for name, text in texts.items():
        path = folder / name.replace("__", "/").replace("_txt", ".txt").replace("_csv", ".csv")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def listed(table: pd.DataFrame, *columns: str) -> list[list[object]]:
    return table[list(columns)].values.tolist()


def test_a_folder_without_metadata_takes_the_source_from_the_file() -> None:
    articles, problems = read_corpus("seeds")
    assert list(articles.columns) == columns_of("articles")
    assert listed(articles, "article_id", "source", "path")[0] == [
        "000_f1ff09710e15aa11", "A", "000_f1ff09710e15aa11.txt",
    ]  # fmt: skip
    assert articles["sha256"].str[:12].tolist() == ["b61057b2f48f", "cf669f6a19bf"]
    assert problems.empty


def test_articles_lie_at_any_depth_and_keep_their_newlines(tmp_path: Path) -> None:
    write(tmp_path, herald__one_txt="First.\r\nSecond.", two_txt="\ufeffThird.")
    articles, _ = read_corpus(tmp_path)
    assert listed(articles, "article_id", "source", "text") == [
        ["herald/one", "one", "First.\r\nSecond."],
        ["two", "two", "Third."],
    ]


def test_metadata_are_taken_from_articles_csv(tmp_path: Path) -> None:
    write(
        tmp_path, a_txt="One.", b_txt="Two.",
        articles_csv="file,source,event,date,title,url,remark\na.txt,Herald,port,2024-05-01,Port shut,,x\n",
    )  # fmt: skip
    articles, problems = read_corpus(tmp_path)
    assert listed(articles, "source", "event", "date", "title") == [
        ["Herald", "port", "2024-05-01", "Port shut"],
        ["b", "", "", ""],
    ]
    assert listed(problems, "article_id", "problem") == [["b", "not in articles.csv"]]


@pytest.mark.parametrize("name", ["table.csv", "table.jsonl", "table.parquet"])
def test_one_file_with_a_column_text_is_a_corpus(tmp_path: Path, name: str) -> None:
    rows = [{"text": "One, “two”.\nThree.", "source": "Herald", "article_id": "x"}, {"text": "Four.", "source": ""}]
    path = tmp_path / name
    if name.endswith(".csv"):
        pd.DataFrame(rows).to_csv(path, index=False)
    elif name.endswith(".jsonl"):
        path.write_text("\n".join(map(json.dumps, rows)))
    else:
        pd.DataFrame(rows).to_parquet(path)
    articles, _ = read_corpus(path)
    assert listed(articles, "article_id", "source", "text") == [
        ["table-002", "table", "Four."],
        ["x", "Herald", "One, “two”.\nThree."],
    ]


def test_empty_undecodable_and_repeated_articles_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    write(
        tmp_path,
        bad_txt=b"\x00\x01\x02",
        empty_txt=" \n",
        fine_txt="All is well.",
        latin_txt="Café à Genève".encode("latin-1"),
    )
    articles, problems = read_corpus(tmp_path)
    assert articles["article_id"].tolist() == ["fine", "latin"]
    assert articles["text"].tolist()[1] == "Café à Genève"
    assert listed(problems, "path", "problem")[:2] == [["bad.txt", "unreadable file"], ["empty.txt", "empty article"]]
    assert listed(problems, "path", "problem")[2] == ["latin.txt", "not UTF-8"]


def test_an_id_given_twice_becomes_two(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"article_id": "x", "text": "One."}\n{"article_id": "x", "text": "Two."}\n')
    articles, problems = read_corpus(path)
    assert articles["article_id"].tolist() == ["x", "x-2"]
    assert problems["detail"].tolist() == ["'x' became this id"]


def test_a_damaged_line_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"text": "One."}\n{"text": \n')
    articles, problems = read_corpus(path)
    assert len(articles) == 1
    assert problems["detail"].tolist()[0].startswith("line 2: ")


def test_another_language_is_noticed(tmp_path: Path) -> None:
    german = "Der Minister sagte am Sonntag, dass die Gespräche nicht wieder aufgenommen werden. "
    write(tmp_path, de_txt=german * 3)
    articles, problems = read_corpus(tmp_path)
    assert articles["language"].tolist() == [""]
    assert problems["problem"].tolist() == ["not English"]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "No articles in '{0}'. Found: nothing. Readable: .csv .jsonl .parquet .txt."),
        ({"a.pdf": "", "b.pdf": ""}, "No articles in '{0}'. Found: 2 .pdf. Readable: .csv .jsonl .parquet .txt."),
        ({"a.txt": "  "}, "No articles in '{0}': 1 found, all of them empty."),
        (
            {"bbc-01.txt": "One.", "articles.csv": "file,source\nbbc_01.txt,BBC\n"},
            "articles.csv names 'bbc_01.txt', but there is no such file in '{0}'. Closest: 'bbc-01.txt'.",
        ),
        (
            {"a.txt": "One.", "articles.csv": "name,source\na.txt,BBC\n"},
            "'articles.csv' in '{0}' lacks the column file. Found: name, source.",
        ),
    ],
)
def test_a_folder_that_is_no_corpus_is_refused(tmp_path: Path, files: dict[str, str], message: str) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(RequestError) as error:
        read_corpus(tmp_path)
    assert str(error.value) == message.format(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("t.csv", "body\nOne.\n", "'{0}' lacks the column text. Found: body."),
        ("t.csv", "text\n", "No articles in '{0}': it has no rows."),
        (
            "t.txt",
            "One.",
            "'{0}' is no folder and no .csv, .jsonl, .parquet file. Put it into a folder and name the folder.",
        ),
        ("t.doc", "One.", "'{0}' is no folder and no .csv, .jsonl, .parquet file."),
    ],
)
def test_a_file_that_is_no_corpus_is_refused(tmp_path: Path, name: str, content: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(RequestError) as error:
        read_corpus(path)
    assert str(error.value) == message.format(path)


@pytest.mark.parametrize("name", ["t.jsonl", "t.parquet", "t.csv"])
def test_a_damaged_file_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\xff\xfe\x00{")
    with pytest.raises(RequestError, match="cannot be read as"):
        read_corpus(path)


def test_a_missing_corpus_offers_the_closest_name(tmp_path: Path) -> None:
    (tmp_path / "minister").mkdir()
    with pytest.raises(RequestError, match=r"No corpus at '.*/ministre'.* Closest: 'minister'."):
        read_corpus(tmp_path / "ministre")


def test_the_project_s_own_folder_is_found_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(read_corpus("seeds")[0]) == 2


def test_the_hash_of_a_text_is_the_hash_of_its_file(tmp_path: Path) -> None:
    assert hash_text("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"
