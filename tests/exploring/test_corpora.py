from pathlib import Path

import pytest

from analysis.exploring.corpora import find_start, list_corpora


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x", encoding="utf-8")


def test_folders_of_articles_and_files_of_many_are_listed(tmp_path):
    write(tmp_path, "story/a.txt", "story/articles.csv", "outlets/one/a.txt", "outlets/two/b.html", "export.csv")
    assert list_corpora(tmp_path) == [".", "outlets", "outlets/one", "outlets/two", "story", "export.csv"]


@pytest.mark.parametrize("name", ["code/run.py", "report/manifest.json", "report/key.csv"])
def test_programs_reports_and_samples_are_no_corpora(tmp_path, name):
    write(tmp_path, "story/a.txt", name, f"{name.split('/')[0]}/a.txt", f"{name.split('/')[0]}/deep/b.txt")
    assert list_corpora(tmp_path) == ["story"]


def test_hidden_folders_and_what_a_corpus_keeps_beside_its_articles_are_passed_over(tmp_path):
    write(tmp_path, "story/a.txt", "story/lexicons/roles.csv", "story/validation/sheet.csv", ".git/a.txt", "_old/a.txt")
    assert list_corpora(tmp_path) == ["story"]


def test_one_looks_from_above_the_notebooks(tmp_path, monkeypatch):
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    assert find_start() == tmp_path
    monkeypatch.chdir(tmp_path)
    assert find_start() == tmp_path
