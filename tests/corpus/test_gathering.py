import zipfile
from pathlib import Path

import pytest

from analysis.corpus import gathering
from analysis.corpus.formats import read_file
from analysis.corpus.found import Corpus, Reading
from analysis.corpus.gathering import read_folder, read_single
from analysis.corpus.options import Options
from analysis.corpus.tables import Context
from analysis.errors import RequestError
from analysis.lexicons import standard_lexicons

CONTEXT = Context.plain()


def write(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        path = folder / name.replace("__", "/").replace("_txt", ".txt").replace("_csv", ".csv")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def listed(corpus: Corpus) -> list[tuple[str, str, str]]:
    return [(article.article_id, article.found.source, article.found.text) for article in corpus.articles]


def test_texts_and_tables_of_a_folder_are_read_together(tmp_path: Path) -> None:
    write(tmp_path, a_txt="One.", t_csv="source,text\nQuay,Two.\nTide,Three.\n")
    assert listed(read_folder(tmp_path, "corpus", CONTEXT)) == [
        ("a", "a", "One."), ("t-001", "Quay", "Two."), ("t-002", "Tide", "Three."),
    ]  # fmt: skip


def test_an_id_is_the_path_without_its_suffix_and_with_it_where_two_would_be_one(tmp_path: Path) -> None:
    write(tmp_path, b__a_txt="One.", **{"b__a.md": "Two."}, c_txt="Three.")
    assert [row[0] for row in listed(read_folder(tmp_path, "corpus", CONTEXT))] == ["b/a.md", "b/a.txt", "c"]


def test_a_folder_below_may_have_metadata_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, may__a_txt="One.", may__articles_csv="file,source\na.txt,The Quay\n", june__a_txt="Two.")
    corpus = read_folder(tmp_path, "corpus", CONTEXT)
    assert [row[1] for row in listed(corpus)] == ["a", "The Quay"]
    assert corpus.said[0] == "may/articles.csv: 1 file described: source"


def test_one_file_that_cannot_be_read_stops_nothing_and_all_of_them_are_said(tmp_path: Path) -> None:
    write(tmp_path, a_txt="One.", **{"b.docx": "no", "c.xyz": "no"})
    corpus = read_folder(tmp_path, "corpus", CONTEXT)
    assert [(path, problem) for path, _, problem, _ in corpus.problems] == [
        ("b.docx", "unreadable file"),
        ("c.xyz", "file not read"),
    ]
    (tmp_path / "a.txt").unlink()
    with pytest.raises(RequestError) as error:
        read_folder(tmp_path, "corpus", CONTEXT)
    assert str(error.value).startswith("No articles in 'corpus'. Found: 1 .docx, 1 .xyz. Readable: .txt ")
    assert "'c.xyz' is of a kind that is not read (.xyz)." in str(error.value)


def test_one_value_for_all_stands_over_what_the_files_say(tmp_path: Path) -> None:
    write(tmp_path, a_txt="One.", t_csv="source,text\nQuay,Two.\n")
    context = Context(Options(values={"source": "The Herald"}), standard_lexicons())
    assert {row[1] for row in listed(read_folder(tmp_path, "corpus", context))} == {"The Herald"}


def test_one_file_is_a_corpus(tmp_path: Path) -> None:
    write(tmp_path, a_txt="One.")
    assert listed(read_single(tmp_path / "a.txt", "a.txt", CONTEXT)) == [("a", "a", "One.")]


def test_a_note_is_read_only_where_it_is_listed_or_alone(tmp_path: Path) -> None:
    write(tmp_path, README_txt="Collected in May.", a_txt="One.")
    assert [row[0] for row in listed(read_folder(tmp_path, "corpus", CONTEXT))] == ["a"]
    write(tmp_path, articles_csv="file,source\nREADME.txt,Quay\na.txt,Tide\n")
    assert [row[1] for row in listed(read_folder(tmp_path, "corpus", CONTEXT))] == ["Quay", "Tide"]


class PanicException(BaseException):
    """What a library written in Rust raises."""


@pytest.mark.parametrize(
    "fault", [TypeError("'int' object is not iterable"), KeyError("Foo/Bar"), PanicException("no")]
)
def test_whatever_a_reader_stumbles_over_is_said_of_that_file_and_the_rest_is_read(
    fault: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, a_txt="One.", b_txt="Two.")

    def stumble(data: bytes, name: str, context: Context) -> Reading:
        if name == "b.txt":
            raise fault
        return read_file(data, name, context)

    monkeypatch.setattr(gathering, "read_file", stumble)
    corpus = read_folder(tmp_path, "corpus", CONTEXT)
    assert listed(corpus) == [("a", "a", "One.")]
    ((path, _, problem, detail),) = corpus.problems
    assert (path, problem) == ("b.txt", "unreadable file")
    assert detail == (
        f"'b.txt' cannot be read ({type(fault).__name__}: {fault}). Open it and save it anew, or leave it out."
    )
    with pytest.raises(RequestError, match=r"'b.txt' cannot be read"):
        read_single(tmp_path / "b.txt", "b.txt", CONTEXT)
    fault = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):  # whoever stops a run stops it while a file is read too
        read_folder(tmp_path, "corpus", CONTEXT)


def test_a_hidden_copy_of_the_metadata_is_not_read_and_the_folder_of_another_is_named(tmp_path: Path) -> None:
    write(tmp_path, a_txt="One.", **{".backup__articles_csv": "file,source\nx.txt,Quay\n"})
    corpus = read_folder(tmp_path, "corpus", CONTEXT)
    assert listed(corpus) == [("a", "a", "One.")]
    assert [(path, problem) for path, _, problem, _ in corpus.problems] == [(".backup/articles.csv", "file not read")]
    write(tmp_path, may__articles_csv="file,source\nx.txt,Quay\n")
    with pytest.raises(RequestError, match=r"names 'x.txt', but there is no such file in 'corpus/may'"):
        read_folder(tmp_path, "corpus", CONTEXT)


def test_metadata_of_a_file_of_several_articles_hold_for_those_that_do_not_say_otherwise(tmp_path: Path) -> None:
    write(tmp_path, t_csv="source,text\nQuay,One.\n,Two.\n")
    write(tmp_path, articles_csv="file,source,date,title\nt.csv,Tide,2020-01-01,Rain\n")
    corpus = read_folder(tmp_path, "corpus", CONTEXT)
    facts = [(article.found.source, article.found.date, article.found.title) for article in corpus.articles]
    assert facts == [("Quay", "2020-01-01", ""), ("Tide", "2020-01-01", "")]
    assert corpus.problems == [
        ("t.csv", "", "metadata not clear",
         "it holds 2 articles, each with its own; not used of its row in articles.csv: title"),
    ]  # fmt: skip


def test_the_metadata_of_a_package_are_named_and_the_way_to_use_them(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as package:
        package.writestr("a.txt", "One.")
        package.writestr("articles.csv", "file,source\na.txt,Quay\n")
    corpus = read_single(tmp_path / "c.zip", "c.zip", CONTEXT)
    assert [row[0] for row in listed(corpus)] == ["c.zip/a"]
    assert corpus.problems[0][3].endswith("To describe files, unpack the package into a folder")


def tell_ids(corpus: Corpus) -> list[tuple[str, str]]:
    """What was said of ids, article by article, and then of whole files."""
    remarks = [(article.article_id, detail) for article in corpus.articles for _, detail in article.found.remarks]
    return remarks + [(path, detail) for path, _, problem, detail in corpus.problems if problem == "article_id changed"]


def test_an_id_that_had_to_be_mended_is_told_with_what_it_was(tmp_path: Path) -> None:
    rows = {"<b>q1</b>": "One.", "q\x1b2": "Two.", "q3; q4": "Three.", "q  5": "Four.", "q6": "Five.", "": "Six."}
    write(tmp_path, t_csv="id,source,text\n" + "".join(f"{key},Quay,{text}\n" for key, text in rows.items()))
    assert tell_ids(read_folder(tmp_path, "corpus", CONTEXT)) == [
        ("q1", "'<b>q1</b>' became this id: markup removed"),
        ("q2", "'q\\x1b2' became this id: control characters removed"),
        ("q3, q4", "'q3; q4' became this id: '; ' sets ids apart"),
        ("q 5", "'q  5' became this id: white space folded"),
    ]


def test_ids_of_a_whole_file_that_had_to_be_mended_are_told_once(tmp_path: Path) -> None:
    write(tmp_path, t_csv="id,source,text\na; b,Quay,One.\nc; d,Quay,Two.\n", **{"e; f.csv": "text\nOne.\nTwo.\n"})
    assert tell_ids(read_folder(tmp_path, "corpus", CONTEXT)) == [
        ("e; f.csv", "'; ' sets ids apart, in all 2 ids: the first, 'e; f', became 'e, f-001'"),
        ("t.csv", "'; ' sets ids apart, in all 2 ids: the first, 'a; b', became 'a, b'"),
    ]


def test_an_id_from_a_file_name_is_told_where_signs_of_it_cannot_be_printed(tmp_path: Path) -> None:
    write(tmp_path, a_txt="One.", **{"b\x1b.txt": "Two."})
    told = tell_ids(read_folder(tmp_path, "corpus", CONTEXT))
    assert told == [("b�", "'b\\x1b' became this id: what cannot be printed became �")]
