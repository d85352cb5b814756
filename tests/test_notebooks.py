import ast
import io
import re
import tokenize
from pathlib import Path

import nbformat
import pytest

from analysis.parameters import Parameters
from analysis.report.notebook_runs import run_notebook

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
SEEDS = Path(__file__).parent.parent / "seeds"
EVERY = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def code_cells(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def parameter_cells(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]


def test_the_six_notebooks_are_there() -> None:
    names = ["1-quotes", "2-sentiment", "3-framing", "4-comparison", "5-validation", "explore"]
    assert [path.stem for path in NOTEBOOKS] == names


@EVERY
def test_a_notebook_opens_with_a_title_and_what_one_will_learn(path: Path) -> None:
    first = read(path).cells[0]
    assert first.cell_type == "markdown"
    assert re.match(r"# \S.*\n\n\S", first.source)
    assert "You will" in first.source
    headings = re.findall(r"(?m)^#+ ", "\n".join(c.source for c in read(path).cells if c.cell_type == "markdown"))
    assert headings.count("# ") == 1
    assert set(headings) <= {"# ", "## "}


@EVERY
def test_parameters_are_typed_commented_and_those_of_the_model(path: Path) -> None:
    (cell,) = parameter_cells(read(path))
    comments = {
        token.start[0]: token.string.removeprefix("# ")
        for token in tokenize.generate_tokens(io.StringIO(cell.source).readline)
        if token.type == tokenize.COMMENT
    }
    names = []
    for statement in ast.parse(cell.source).body:
        assert isinstance(statement, ast.AnnAssign)
        assert isinstance(statement.target, ast.Name)
        assert statement.value is not None
        field = Parameters.model_fields[statement.target.id]
        assert ast.unparse(statement.annotation) == ("int" if field.annotation is int else "str")
        assert ast.literal_eval(statement.value) == field.default
        assert comments[statement.lineno] == field.description
        names.append(statement.target.id)
    assert names == list(Parameters.model_fields)


@EVERY
def test_the_cell_after_the_parameters_checks_every_one_of_them(path: Path) -> None:
    cells = code_cells(read(path))
    assert cells[0] in parameter_cells(read(path))
    calls = [node for node in ast.walk(ast.parse(cells[1].source)) if isinstance(node, ast.Call)]
    (compare,) = [call for call in calls if getattr(call.func, "id", "").endswith("_corpus")]
    assert [keyword.arg for keyword in compare.keywords] == list(Parameters.model_fields)
    assert all(keyword.arg == keyword.value.id for keyword in compare.keywords)  # type: ignore[attr-defined]
    rest = [node for node in ast.parse(cells[1].source).body if not isinstance(node, ast.ImportFrom)]
    assert sum((node.end_lineno or 0) - node.lineno + 1 for node in rest) <= 6


@EVERY
def test_a_cell_neither_joins_tables_nor_says_a_plot_twice(path: Path) -> None:
    source = "\n".join(cell.source for cell in code_cells(read(path)))
    assert not re.findall(r"\.merge\(|\.map\(|\.set_index\(|\.pivot_table\(|describe_\w+|alt=", source)


@EVERY
def test_prose_quotes_no_words_of_the_seeds(path: Path) -> None:
    """The prose stands in everybody's report: what it sets in italics or marks is a term of ours, or in no seed."""
    prose = " ".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")
    quoted = re.findall(r"(?<!\*)\*([^*\s][^*]*)\*(?!\*)|“([^”]+)”", " ".join(prose.split()))
    ours = {"own", "direct", "indirect", "supported", "descriptive", "speaker", "speaker as printed"}
    seeds = " ".join(" ".join(p.read_text(encoding="utf-8").split()) for p in SEEDS.glob("*.txt")).lower()
    found = {words.lower() for pair in quoted for words in pair if words} - ours
    assert {words for words in found if re.search(rf"\b{re.escape(words)}\b", seeds)} == set()


@EVERY
def test_a_notebook_holds_prose_and_calls_only(path: Path) -> None:
    for cell in code_cells(read(path)):
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda | ast.While)
            if isinstance(node, ast.For):
                assert (node.end_lineno or 0) - node.lineno < 3


@EVERY
def test_every_code_cell_was_run_in_order_and_without_an_error(path: Path) -> None:
    cells = code_cells(read(path))
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    for cell in cells:
        assert not [output for output in cell.outputs if output.output_type in ("error", "stream")]
    assert sum(bool(cell.outputs) for cell in cells) >= len(cells) - 3


@EVERY
def test_every_figure_has_words_and_every_table_a_caption(path: Path) -> None:
    for cell in code_cells(read(path)):
        for output in cell.outputs:
            data = output.get("data", {})
            if "image/png" in data:
                assert len(output.metadata["image/png"]["alt"]) > 20
            if "<table" in data.get("text/html", ""):
                assert "<caption>" in data["text/html"]


@EVERY
def test_metadata_say_nothing_of_a_machine(path: Path) -> None:
    notebook = read(path)
    assert notebook.metadata.kernelspec == {
        "display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3",
    }  # fmt: skip
    assert notebook.metadata.language_info == {"name": "python"}
    assert notebook.metadata.title
    assert str(Path.home()) not in path.read_text(encoding="utf-8")
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)


def test_a_notebook_runs_under_papermill_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That all of them give what is committed is nbval's part."""
    monkeypatch.chdir(tmp_path)
    run = run_notebook(NOTEBOOKS[0], tmp_path, settings={})
    assert run.failure == ""
    assert "Articles" in str(code_cells(run.notebook)[2].outputs)
