import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus.articles import find_corpus, read_corpus
from analysis.corpus.options import read_options
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
        ["b", "Two", "", ""],
    ]
    assert articles["event_by"].tolist() == ["given", "grouped"]
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


def test_an_id_or_a_date_with_half_a_letter_or_a_zero_byte_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    rows = [{"article_id": "a\ud800\x00", "text": "One."}, {"article_id": "\x00", "date": "e\ud800", "text": "Two."}]
    path.write_text("\n".join(json.dumps(row) for row in rows))
    articles, problems = read_corpus(path)
    assert articles["article_id"].tolist() == ["a�", "t-002"]
    assert any("e�" in detail for detail in problems["detail"])


def test_what_sets_ids_apart_in_tables_is_in_no_id(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"article_id": "p; q", "text": "One."}\n{"article_id": "q", "text": "Two."}\n')
    articles, problems = read_corpus(path)
    assert articles["article_id"].tolist() == ["p, q", "q"]
    assert problems["detail"].tolist() == ["'p; q' became this id: '; ' sets ids apart"]


def test_a_folder_whose_name_begins_like_that_of_a_home_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "~nobody of this name").mkdir()
    assert find_corpus("~nobody of this name").name == "~nobody of this name"


def test_a_name_that_is_longer_than_names_can_be_is_no_corpus() -> None:
    with pytest.raises(RequestError, match="No corpus at"):
        find_corpus("a" * 5000)


def test_a_damaged_line_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"text": "One."}\n{"text": \n')
    articles, problems = read_corpus(path)
    assert len(articles) == 1
    assert problems["detail"].tolist()[0].startswith("line 2: ")


def test_another_language_is_named_and_short_english_is_english(tmp_path: Path) -> None:
    german = "Der Minister sagte am Sonntag, dass die Gespräche nicht wieder aufgenommen werden. "
    write(tmp_path, de_txt=german * 3, en_txt="Rovers 3-1 Town. Stone scored twice before half-time.")
    articles, problems = read_corpus(tmp_path)
    assert articles["language"].tolist() == ["de", "en"]
    assert listed(problems, "article_id", "problem") == [["de", "not English"]]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "No articles in '{0}'. Found: nothing. Readable: .txt"),
        ({"a.doc": "x", "b.doc": "x"}, "No articles in '{0}'. Found: 2 .doc. Readable: .txt"),
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
    assert str(error.value).startswith(message.format(tmp_path))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("t.csv", "when\nMay\n", "'t.csv' lacks the column text. Found: when. To choose: --column text=NAME"),
        ("t.csv", "text\n", "No articles in 't.csv': it has no rows."),
        ("t.doc", "One.", "'t.doc' is of a kind that is not read (.doc). Open it in Word and save it as .docx."),
    ],
)
def test_a_file_that_is_no_corpus_is_refused(tmp_path: Path, name: str, content: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(RequestError) as error:
        read_corpus(path)
    assert str(error.value) == message


@pytest.mark.parametrize("name", ["t.jsonl", "t.parquet", "t.csv", "t.docx", "t.html", "t.pdf"])
def test_a_damaged_file_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\x01\x02{" * 40)
    with pytest.raises(RequestError, match=name):
        read_corpus(path)


def test_one_text_file_is_a_corpus(tmp_path: Path) -> None:
    write(tmp_path, a_txt="Kolb left.")
    articles, _ = read_corpus(tmp_path / "a.txt")
    assert listed(articles, "article_id", "source", "path") == [["a", "a", "a.txt"]]


def test_a_new_id_is_none_that_is_given(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    ids = ["a", "a", "a-2", "a"]
    path.write_text("\n".join(json.dumps({"article_id": i, "text": f"Text {n}."}) for n, i in enumerate(ids)))
    assert sorted(read_corpus(path)[0]["article_id"]) == ["a", "a-2", "a-3", "a-4"]


def test_a_column_that_no_file_has_is_refused_with_the_closest(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("artikel,krant\nKolb vertrok.,De Kade\n")
    articles, _ = read_corpus(path, options=read_options(["text=artikel", "source=krant"]))
    assert articles["source"].tolist() == ["De Kade"]
    with pytest.raises(RequestError, match=r"No column 'artikels' in 't.csv'. Did you mean 'artikel'\?"):
        read_corpus(path, options=read_options(["text=artikels"]))


def test_a_missing_corpus_offers_the_closest_name(tmp_path: Path) -> None:
    (tmp_path / "minister").mkdir()
    with pytest.raises(RequestError, match=r"No corpus at '.*/ministre'.* Closest: 'minister'."):
        read_corpus(tmp_path / "ministre")


def test_the_project_s_own_folder_is_found_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(read_corpus("seeds")[0]) == 2


def test_two_names_of_a_source_that_become_one_are_told_once_a_file(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("source,text\nHerald<br>,Rain fell.\nHerald<br>,Snow fell.\nHerald,Hail fell.\n")
    articles, problems = read_corpus(tmp_path)
    assert set(articles["source"]) == {"Herald"}
    told = problems[problems["problem"] == "mended text"]
    assert told[["path", "article_id", "detail"]].values.tolist() == [
        ["t.csv", "", "source 'Herald<br>' became 'Herald': markup removed"]
    ]
