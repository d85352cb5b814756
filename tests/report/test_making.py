import json
import re
from pathlib import Path

import nbformat
import pytest

from analysis.errors import RequestError
from analysis.parameters import Parameters
from analysis.report.making import write_report
from analysis.report.notebook_runs import Run

CELLS = (
    "import pandas as pd\nfrom analysis.showing.tables import show_figure, show_table\nprint(object(), top_n)",
    'show_table(pd.DataFrame({"sentence_id": ["north/lead:s001"], "n": [top_n]}), caption="Sentences")',
    'import matplotlib.pyplot as plt\nshow_figure(plt.subplots()[1], alt="An empty plot.")',
)


def read(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory, write_notebook):
    folder = tmp_path_factory.mktemp("notebooks")
    write_notebook(folder, "1-first", *CELLS)
    write_notebook(folder, "explore", "raise ValueError")
    return folder


@pytest.fixture(scope="module")
def out(tmp_path_factory, corpus, tables, notebooks):
    """Make one good report."""
    out = tmp_path_factory.mktemp("reports") / "new" / "harbour"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("analysis.running.pipeline.make_tables", lambda parameters, **more: dict(tables))
        made = write_report(Parameters(corpus=str(corpus), top_n=3), out, settings={"top_n": "3"}, notebooks=notebooks)
    assert made.failed == []
    assert made.index == out / "index.html"
    return out


def test_a_report_has_tables_notebooks_pages_and_a_manifest_and_nothing_else(out, tables):
    assert sorted(read(out)) == [
        "1-first.html",
        "1-first.ipynb",
        "articles/north_lead.html",
        "articles/south.html",
        "brief.md",
        *(f"downloads/{name}.csv" for name in sorted(tables)),
        "index.html",
        "manifest.json",
        *(f"tables/{name}.csv" for name in sorted(tables)),
    ]


def test_the_notebook_ran_with_the_settings_and_holds_nothing_of_this_run(out, corpus):
    notebook = nbformat.read(out / "1-first.ipynb", as_version=4)
    assert [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"] == [1, 2, 3, 4, 5]
    injected = next(cell for cell in notebook.cells if cell.id == "injected-parameters")
    assert injected.source == '# Parameters\ncorpus = "harbour"\ntop_n = 3\n'
    assert notebook.cells[3].outputs[0].text == "<object object> 3\n"
    assert "papermill" not in json.dumps(notebook).replace("papermill-error", "")
    assert notebook.metadata == {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }


def test_no_kernel_prints_anything_of_its_own(out):
    notebook = nbformat.read(out / "1-first.ipynb", as_version=4)
    streams = [o for cell in notebook.cells for o in cell.get("outputs", []) if o.output_type == "stream"]
    assert [stream.name for stream in streams] == ["stdout"]


def test_every_page_is_complete_in_itself(out):
    pages = {path: path.read_text(encoding="utf-8") for path in out.rglob("*.html")}
    assert len(pages) == 4
    for path, page in pages.items():
        script = "" if path.name == "index.html" else "script|"
        assert not re.search(rf'<(?:{script}link|iframe)|<(?:img|script)[^>]*src="(?!data:)|No description', page), path
        assert page.count("<h1") == 1, path
        assert '<html lang="en">' in page, path
        assert page.count("<table") == page.count("<caption>"), path
        for link in re.findall(r'href="([^"#]+)', page):
            assert (path.parent / link).exists(), (path, link)


def test_a_number_leads_to_its_sentence(out):
    page = (out / "1-first.html").read_text(encoding="utf-8")
    assert 'href="articles/north_lead.html#north/lead:s001"' in page
    assert 'id="north/lead:s001"' in (out / "articles" / "north_lead.html").read_text(encoding="utf-8")


def test_the_manifest_names_every_other_file(out):
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert sorted(manifest["outputs"]) == [name for name in sorted(read(out)) if name != "manifest.json"]
    assert manifest["settings"]["top_n"] == 3
    assert manifest["failed"] == []


def test_the_same_articles_give_the_same_bytes_from_anywhere(
    out, corpus, notebooks, made_tables, tmp_path, monkeypatch
):
    monkeypatch.chdir(corpus.parent)
    write_report(Parameters(corpus="harbour", top_n=3), tmp_path / "b", settings={"top_n": "3"}, notebooks=notebooks)
    assert read(tmp_path / "b") == read(out)
    assert not [name for name, data in read(out).items() if str(corpus.parent).encode() in data]


def test_a_failed_notebook_is_kept_apart_and_its_older_page_goes(
    out, parameters, made_tables, tmp_path, write_notebook
):
    older = tmp_path / "harbour"
    for name, data in read(out).items():
        (older / name).parent.mkdir(parents=True, exist_ok=True)
        (older / name).write_bytes(data)
    (older / "notes.txt").write_text("mine")
    write_notebook(tmp_path / "n", "1-first", "raise ValueError('no words')")
    write_notebook(tmp_path / "n", "2-second", "b = 2")
    made = write_report(parameters, older, notebooks=tmp_path / "n")
    assert [run.sentence for run in made.failed] == ["1-first failed in code cell 3: ValueError: no words."]
    names = set(read(older))
    assert {"failed/1-first.ipynb", "2-second.html", "2-second.ipynb", "notes.txt"} <= names
    assert not {"1-first.html", "1-first.ipynb"} & names
    assert "This report is not complete." in (older / "index.html").read_text(encoding="utf-8")
    failed = json.loads((older / "manifest.json").read_text(encoding="utf-8"))["failed"]
    assert failed == [{"notebook": "1-first", "code_cell": 3, "failure": "ValueError: no words"}]


def test_a_figure_without_words_fails_its_notebook(parameters, made_tables, notebooks, tmp_path, monkeypatch):
    bare = nbformat.v4.new_output("display_data", data={"image/png": "eA=="})
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("plot()", outputs=[bare])])
    monkeypatch.setattr("analysis.report.making.run_notebook", lambda source, stage, **more: Run(source.stem, notebook))
    (run,) = write_report(parameters, tmp_path, notebooks=notebooks).failed
    assert (
        run.sentence
        == "1-first failed: the figure of code cell 1 has no words; show it with show_figure, in that cell."
    )


@pytest.mark.parametrize("trouble", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_a_run_that_stops_before_the_story_leaves_the_older_report_as_it_was(
    trouble, out, parameters, made_tables, notebooks, monkeypatch
):
    def stop(*args, **more):
        raise trouble

    before = read(out)
    monkeypatch.setattr("analysis.report.making.write_story", stop)
    with pytest.raises((KeyboardInterrupt, OSError)):
        write_report(parameters, out, notebooks=notebooks)
    assert read(out) == before
    assert not list(out.glob(".*"))


def test_the_story_and_the_tables_are_there_before_a_notebook_runs(
    parameters, made_tables, notebooks, tmp_path, monkeypatch
):
    seen = []

    def stop(*args, **more):
        seen.extend(name for name in read(tmp_path / "out") if not name.startswith("."))
        raise KeyboardInterrupt

    monkeypatch.setattr("analysis.report.making.run_notebook", stop)
    told = []
    with pytest.raises(KeyboardInterrupt):
        write_report(parameters, tmp_path / "out", notebooks=notebooks, ready=lambda *words: told.append(words))
    assert told == [(tmp_path / "out" / "index.html", 1)]
    assert {"index.html", "brief.md", "manifest.json", "tables/quotes.csv"} <= set(seen)
    assert sorted(read(tmp_path / "out")) == sorted(seen)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert sorted([*manifest["outputs"], "manifest.json"]) == sorted(seen)


def test_the_story_alone_runs_no_notebook(parameters, made_tables, notebooks, tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.report.making.run_notebook", lambda *args, **more: pytest.fail("a notebook was run"))
    made = write_report(parameters, tmp_path, pages="story", notebooks=notebooks)
    assert made.index.exists()
    assert not list(tmp_path.glob("*.ipynb"))


def test_pages_that_hold_whole_texts_are_refused_where_none_may_be_passed_on(parameters, notebooks, tmp_path):
    with pytest.raises(RequestError, match="With --text none, make --pages story"):
        write_report(parameters, tmp_path, text="none", notebooks=notebooks)


def test_a_second_report_reads_no_article_again(parameters, notebooks, tmp_path, monkeypatch):
    from analysis.running.reader import Reader

    counts, empty = [], nbformat.v4.new_notebook()
    read = Reader.read

    def spy(reader, **more):
        read(reader, **more)
        counts.append((reader.n_read, reader.n_cached))

    monkeypatch.setenv("SAMESTORY_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(Reader, "read", spy)
    monkeypatch.setattr("analysis.report.making.run_notebook", lambda source, stage, **more: Run(source.stem, empty))
    for seed in (3, 4):
        write_report(parameters.model_copy(update={"seed": seed}), tmp_path / "out", notebooks=notebooks)
    assert counts == [(2, 0)]


def test_a_wrong_request_starts_nothing(parameters, notebooks, tmp_path, monkeypatch):
    def start(*args, **more):
        raise AssertionError("something was started")

    monkeypatch.setattr("analysis.running.pipeline.make_tables", start)
    with pytest.raises(RequestError, match="No notebook knows the parameter 'seed'"):
        write_report(parameters, tmp_path / "new", settings={"seed": "1"}, notebooks=notebooks)
    with pytest.raises(RequestError, match="is the corpus itself"):
        write_report(parameters, parameters.corpus, notebooks=notebooks)
    with pytest.raises(RequestError, match="is the folder of the notebooks"):
        write_report(parameters, notebooks / ".." / notebooks.name, notebooks=notebooks)
    assert not (tmp_path / "new").exists()
