import ast
import importlib.metadata
import sys
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from analysis.corpus.articles import read_corpus
from analysis.lexicons import standard_lexicons
from analysis.running import corpora
from analysis.running.cache import Cache
from analysis.running.corpora import hold
from analysis.schema import columns_of

TEXTS = {"Herald": "The harbour was safe, the mayor said.", "Post": "Ana Ruiz left.\n\nThe harbour was half empty."}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "harbour"
    folder.mkdir()
    for source, text in TEXTS.items():
        (folder / f"{source}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The corpora whose files were read into articles."""
    read: list[str] = []
    whole = corpora.hold_corpus

    def count(path: str, *args: object, **more: object) -> object:
        read.append(path)
        return whole(path, *args, **more)

    monkeypatch.setattr(corpora, "hold_corpus", count)
    return read


def texts_of(corpus: Path, cache: Cache, options: str = "") -> list[str]:
    with hold(str(corpus), options, standard_lexicons(), cache) as held:
        return held.add_texts(held.articles)["text"].tolist()


def test_what_is_held_is_what_is_read(corpus: Path, tmp_path: Path) -> None:
    articles, problems = read_corpus(corpus)
    with hold(str(corpus), "", standard_lexicons(), Cache(tmp_path / "cache")) as held:
        assert "text" not in held.articles
        assert_frame_equal(held.add_texts(held.articles), articles)
        assert list(held.add_texts(held.articles.iloc[[1]])) == columns_of("articles")
        assert_frame_equal(held.problems, problems)


def test_files_that_have_not_changed_are_not_read_into_articles_again(
    corpus: Path, tmp_path: Path, reads: list[str]
) -> None:
    cache = Cache(tmp_path / "cache")
    assert texts_of(corpus, cache) == texts_of(corpus, cache) == list(TEXTS.values())
    assert len(reads) == 1


def test_one_changed_letter_one_more_file_or_another_option_is_another_corpus(
    corpus: Path, tmp_path: Path, reads: list[str]
) -> None:
    cache = Cache(tmp_path / "cache")
    texts_of(corpus, cache)
    texts_of(corpus, cache, "--events none")
    (corpus / "Post.txt").write_text(TEXTS["Post"].replace("half", "haIf"), encoding="utf-8")
    assert "haIf" in texts_of(corpus, cache)[1]
    (corpus / "events.csv").write_text("article,event\nHerald,storm\n")
    texts_of(corpus, cache)
    assert len(reads) == 4


def test_texts_that_are_damaged_are_read_again(corpus: Path, tmp_path: Path, reads: list[str]) -> None:
    cache = Cache(tmp_path / "cache")
    texts_of(corpus, cache)
    (file,) = (tmp_path / "cache").rglob("texts-*")
    whole = file.read_bytes()
    for damaged in (whole[:-3], whole.replace(b"safe", b"sate")):
        file.write_bytes(damaged)
        assert texts_of(corpus, cache) == list(TEXTS.values())
    assert len(reads) == 3


def test_a_corpus_depends_on_every_library_that_reads_one() -> None:
    room = Path(corpora.__file__).parents[1] / "corpus"
    nodes = [node for path in room.rglob("*.py") for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    named = {alias.name.partition(".")[0] for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    named |= {str(node.module).partition(".")[0] for node in nodes if isinstance(node, ast.ImportFrom)}
    homes = importlib.metadata.packages_distributions()
    outside = named - set(sys.stdlib_module_names) - {"analysis"}
    assert {homes.get(name, [name])[0] for name in outside} <= set(corpora.LIBRARIES)
