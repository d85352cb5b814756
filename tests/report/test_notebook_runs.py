import json
import logging
import sys

import pytest

from analysis.errors import RequestError
from analysis.report.notebook_runs import Run, find_notebooks, find_parameters, leave_out_validation, run_notebook


@pytest.fixture
def run(tmp_path, write_notebook):
    """Run the cells of a notebook with few seconds a cell."""

    def run(*cells, **settings):
        (tmp_path / "stage").mkdir()
        path = write_notebook(tmp_path, "1-first", *cells)
        return run_notebook(path, tmp_path / "stage", settings=settings, seconds=4)

    return run


def test_numbered_notebooks_run_in_the_order_of_their_numbers(tmp_path, write_notebook):
    for name in ("10-last", "2-tone", "1-quotes", "explore"):
        write_notebook(tmp_path, name)
    assert [path.stem for path in find_notebooks(tmp_path)] == ["1-quotes", "2-tone", "10-last"]


def test_the_page_on_a_coded_sample_is_made_only_where_one_was_drawn(tmp_path):
    pages = [tmp_path / "1-quotes.ipynb", tmp_path / "5-validation.ipynb"]
    (tmp_path / "story").mkdir()
    assert leave_out_validation(pages, str(tmp_path / "story")) == pages[:1]
    (tmp_path / "story" / "validation").mkdir()
    (tmp_path / "story" / "validation" / "key.csv").touch()
    assert leave_out_validation(pages, str(tmp_path / "story")) == pages


def test_a_folder_without_notebooks_is_refused(tmp_path):
    with pytest.raises(RequestError, match=r"A report needs the project's folder, not the package alone\.$"):
        find_notebooks(tmp_path)


def test_each_notebook_says_which_parameters_it_knows(tmp_path, write_notebook):
    path = write_notebook(tmp_path, "1-quotes")
    assert find_parameters([path], {"top_n": "3"}) == {"1-quotes": {"corpus", "top_n"}}


def test_a_setting_that_no_notebook_knows_is_refused(tmp_path, write_notebook):
    path = write_notebook(tmp_path, "1-quotes")
    with pytest.raises(RequestError) as caught:
        find_parameters([path], {"tpo_n": "3"})
    assert str(caught.value) == "No notebook knows the parameter 'tpo_n'. Did you mean 'top_n'?"


def test_a_file_that_is_no_notebook_is_refused(tmp_path):
    (tmp_path / "1-quotes.ipynb").write_text("{")
    with pytest.raises(RequestError, match=r"^'1-quotes\.ipynb' is no notebook that can be read: "):
        find_parameters([tmp_path / "1-quotes.ipynb"], {})


def test_an_error_is_told_with_its_cell_and_its_last_lines(run):
    made = run("a = 1", "def fail():\n    raise ValueError('no words\\nat all')\nfail()", "b = 2", corpus="x")
    assert made.sentence == "1-first failed in code cell 4: ValueError: no words."
    assert made.last_lines[-2:] == ("ValueError: no words", "at all")
    assert any("fail()" in line for line in made.last_lines)
    outputs = json.dumps(made.notebook)
    assert "ValueError" in outputs
    assert '"papermill":' not in outputs


def test_a_cell_that_ends_the_run_is_a_failure(run):
    made = run("import sys\nsys.exit(0)", "b = 2")
    assert made.sentence == "1-first failed in code cell 2: it ended the run early, and 1 code cell never ran."


def test_a_kernel_that_dies_is_a_failure_and_what_ran_is_kept(run):
    made = run("print('so far')", "import os\nos._exit(1)", "c = 3")
    assert made.sentence == "1-first failed in code cell 3: its kernel died, perhaps for lack of memory."
    assert made.notebook.cells[2].outputs[0].text == "so far\n"


def test_a_cell_that_hangs_is_a_failure(run):
    made = run("import time\ntime.sleep(60)")
    assert made.sentence == "1-first failed in code cell 2: the cell took longer than 4 seconds."


def test_a_run_changes_neither_log_levels_nor_what_can_be_imported(run):
    levels = {name: logging.getLogger(name).level for name in ("papermill", "asyncio")}
    run("a = 1")
    assert {name: logging.getLogger(name).level for name in levels} == levels
    assert [name for name, module in sys.modules.items() if module is None] == []


def test_a_run_that_reached_its_end_has_no_failure():
    assert not Run("1-first").failure
