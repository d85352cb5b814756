from pathlib import Path

import nbformat
import pytest

from analysis.report.refresh import refresh_notebooks


def write(path: Path, code: str) -> Path:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, path)
    return path


def test_a_notebook_is_written_back_with_what_it_shows(tmp_path: Path) -> None:
    path = write(tmp_path / "sum.ipynb", "40 + 2")
    refresh_notebooks([path])
    [cell] = nbformat.read(path, as_version=4).cells
    assert cell.outputs[0]["data"]["text/plain"] == "42"
    assert [item.name for item in tmp_path.iterdir()] == ["sum.ipynb"]


def test_a_notebook_that_fails_stays_as_it_was_and_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "broken.ipynb", "1 / 0")
    before = path.read_bytes()
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        refresh_notebooks([path])
    assert path.read_bytes() == before
