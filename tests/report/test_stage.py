import json
import os
from pathlib import Path

import pytest

from analysis.errors import RequestError
from analysis.report.stage import check_output, list_outputs, open_stage, publish


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "data" / "harbour"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("Harbour workers strike.")
    (tmp_path / "data" / "all.csv").write_text("text\nHarbour workers strike.\n")
    return folder


def refuse(out: Path, corpus: Path) -> str:
    with pytest.raises(RequestError) as caught:
        check_output(out, corpus)
    return str(caught.value).replace(f"'{out}'", "OUT").replace(f"'{corpus}'", "CORPUS")


def test_the_corpus_itself_is_refused_by_whatever_name(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(corpus)
    for out in (corpus, corpus / ".." / "harbour", tmp_path / "link"):
        assert refuse(out, corpus) == "The output OUT is the corpus itself. Choose another folder with --out."


def test_a_folder_inside_the_corpus_is_refused(corpus: Path) -> None:
    assert refuse(corpus / "new" / "report", corpus) == (
        "The output OUT lies inside the corpus CORPUS and would be read as part of it. "
        "Choose a folder outside with --out."
    )


def test_a_folder_whose_files_could_replace_the_corpus_is_refused(corpus: Path, tmp_path: Path) -> None:
    expected = "The output OUT could overwrite the corpus CORPUS, which lies in it. Choose another folder with --out."
    assert refuse(tmp_path / "data", tmp_path / "data" / "all.csv") == expected
    tables = tmp_path / "tables"
    corpus.rename(tables)
    assert refuse(tmp_path, tables) == expected


def test_a_file_is_refused(corpus: Path, tmp_path: Path) -> None:
    assert refuse(tmp_path / "data" / "all.csv", corpus) == "The output OUT is a file. Name a folder with --out."


def test_a_folder_beside_or_above_the_corpus_is_fine(corpus: Path, tmp_path: Path) -> None:
    for out in (tmp_path, tmp_path / "data", tmp_path / "data" / "harbour-report"):
        check_output(out, corpus)


def fill(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def read(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text() for p in sorted(folder.rglob("*")) if p.is_file()}


def manifest(*names: str) -> str:
    return json.dumps({"outputs": dict.fromkeys(names, "")})


def test_a_stage_leaves_nothing_behind_when_the_run_stops(tmp_path: Path) -> None:
    def stop_half_way() -> None:
        with open_stage(tmp_path / "new" / "out") as stage:
            fill(stage, {"index.html": "half"})
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop_half_way()
    assert not (tmp_path / "new" / "out").exists()


def test_publishing_replaces_what_is_made_anew_and_removes_what_only_an_older_report_had(tmp_path: Path) -> None:
    out = tmp_path / "out"
    old = {"1-a.html": "old", "failed/2-b.ipynb": "old", "index.html": "old", "notes.txt": "mine"}
    fill(out, old | {"manifest.json": manifest("1-a.html", "failed/2-b.ipynb")})
    new = {"2-b.html": "new", "tables/quotes.csv": "new", "index.html": "new", "manifest.json": manifest("2-b.html")}
    with open_stage(out) as stage:
        fill(stage / "made", new)
        publish(stage / "made", out)
    assert read(out) == new | {"notes.txt": "mine"}
    assert not (out / "failed").exists()


def test_what_this_report_has_published_already_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    fill(out, {"index.html": "story", "old.html": "old", "manifest.json": manifest("index.html", "old.html")})
    fill(tmp_path / "stage", {"1-a.html": "new", "manifest.json": manifest("1-a.html", "index.html")})
    publish(tmp_path / "stage", out, kept=["index.html"])
    assert sorted(read(out)) == ["1-a.html", "index.html", "manifest.json"]


def test_while_files_move_no_manifest_vouches_for_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, moved = tmp_path / "out", []
    fill(out, {"manifest.json": manifest(), "index.html": "old"})
    with open_stage(out) as stage:
        fill(stage / "made", {"manifest.json": manifest(), "index.html": "new", "z.html": "new"})
        replace = os.replace
        monkeypatch.setattr(os, "replace", lambda a, b: (moved.append((b.name, read(out))), replace(a, b)))
        publish(stage / "made", out)
    assert [name for name, _ in moved] == [".manifest-before.json", "z.html", "index.html", "manifest.json"]
    assert all("manifest.json" not in held for _, held in moved[1:])


def test_a_run_that_was_cut_off_while_publishing_is_cleared_up_by_the_next(tmp_path: Path) -> None:
    fill(tmp_path, {"1-a.html": "old", "2-b.html": "of the run cut off", ".manifest-before.json": manifest("1-a.html")})
    with open_stage(tmp_path) as stage:
        fill(stage / "made", {"2-b.html": "new", "manifest.json": manifest("2-b.html")})
        publish(stage / "made", tmp_path)
    assert sorted(read(tmp_path)) == ["2-b.html", "manifest.json"]


@pytest.mark.parametrize("text", ["", "[1]", "{}", '{"outputs": 3}', None])
def test_a_manifest_that_cannot_be_read_names_nothing(text: str | None, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / "manifest.json").write_text(text)
    assert list_outputs(tmp_path) == {"index.html"}


def test_a_manifest_cannot_name_a_file_outside(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(manifest("../secret.txt", "a.html"))
    assert list_outputs(tmp_path) == {"a.html", "index.html"}


def test_a_manifest_that_names_folders_as_outputs_removes_none(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "manifest.json").write_text(json.dumps({"outputs": {".": 1, "": 1, "mine": 1, "old.html": 1}}))
    (tmp_path / "old.html").write_text("old")
    with open_stage(tmp_path) as stage:
        (stage / "made").mkdir()
        (stage / "made" / "manifest.json").write_text("{}")
        publish(stage / "made", tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["manifest.json", "mine"]


def test_a_link_that_leads_nowhere_is_refused_as_output(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to(tmp_path / "gone")
    assert refuse(tmp_path / "out", corpus) == "The output OUT is a link that leads nowhere. Name a folder with --out."


@pytest.mark.parametrize("name", ["a\0b", "\ud800", "x" * 300, "a\nb"])
def test_a_manifest_that_names_what_no_file_can_be_called_names_nothing(name: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(manifest(name))
    assert list_outputs(tmp_path) <= {"index.html", "x" * 300}
    with open_stage(tmp_path) as stage:
        fill(stage / "made", {"manifest.json": "{}"})
        publish(stage / "made", tmp_path)
    assert read(tmp_path) == {"manifest.json": "{}"}


def test_a_manifest_that_is_a_pipe_or_nested_too_deep_names_nothing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "manifest.json")
    (tmp_path / ".manifest-before.json").write_text("[" * 100_000)
    assert list_outputs(tmp_path) == {"index.html"}


@pytest.mark.parametrize("name", ["index.html", "tables/quotes.csv", "manifest.json", ".manifest-before.json"])
def test_nothing_is_published_where_a_folder_stands_in_the_place_of_a_file(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir(parents=True)
    (tmp_path / "brief.md").write_text("old")
    fill(tmp_path / "stage", {"brief.md": "new", "index.html": "", "manifest.json": "{}", "tables/quotes.csv": ""})
    with pytest.raises(RequestError, match="is a folder, and a file goes there"):
        publish(tmp_path / "stage", tmp_path)
    assert (tmp_path / "brief.md").read_text() == "old"


def test_a_part_of_the_output_that_leads_elsewhere_is_refused(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "tables").symlink_to(corpus)
    assert refuse(tmp_path / "out", corpus).endswith(
        "is a link, and what is written there would go elsewhere. Remove it."
    )


@pytest.mark.parametrize("held", ["articles.csv", "corrections.csv", "tables/articles.csv"])
def test_a_table_that_a_reader_keeps_is_not_replaced(held: str, corpus: Path, tmp_path: Path) -> None:
    column = "article" if "corrections" in held else "file"
    fill(tmp_path / "out", {held: f'source;"{column.title()}"\nQuay;a\n'})
    assert f"that is not from here (it has a column {column}) and would be replaced" in refuse(tmp_path / "out", corpus)
    fill(tmp_path / "out", {held: "article_id,source,event\n"})
    check_output(tmp_path / "out", corpus)
