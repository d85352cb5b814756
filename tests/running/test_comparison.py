from pathlib import Path

import pandas as pd
import pytest

import analysis
from analysis.errors import RequestError


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "harbour"
    folder.mkdir()
    for name in ("north", "south"):
        (folder / f"{name}.txt").write_text(f"“The harbour stays open,” the {name} mayor said on Monday.\n")
    return folder


def test_the_settings_of_a_notebook_become_tables_and_files(corpus: Path, tmp_path: Path) -> None:
    tables = analysis.compare_corpus(corpus=str(corpus), out=str(tmp_path / "out"), n_boot=100)
    assert sorted(tables["articles"]["source"]) == ["north", "south"]
    assert len(pd.read_csv(tmp_path / "out" / "quotes.csv")) == 2


def test_nothing_is_written_where_no_folder_is_named(corpus: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    analysis.compare_corpus(corpus=str(corpus), n_boot=100)
    assert [path.name for path in tmp_path.iterdir()] == ["harbour"]


def test_a_setting_that_nobody_knows_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=r"^Unknown parameter 'tpo_n'\. Did you mean 'top_n'\?$"):
        analysis.compare_corpus(corpus=str(tmp_path / "nowhere"), tpo_n=3)


def test_the_word_lists_of_a_corpus_are_its_own_where_it_has_some(corpus: Path) -> None:
    standard = analysis.compare_corpus(corpus=str(corpus), n_boot=100).lexicons
    (corpus / "lexicons").mkdir()
    rows = "word,role,note\nmayor,town,a test\n"
    (corpus / "lexicons" / "roles.csv").write_text(rows)
    tables = analysis.compare_corpus(corpus=str(corpus), n_boot=100)
    assert tables.lexicons.sha256 != standard.sha256
    assert set(tables["quotes"]["role"]) == {"town"}
