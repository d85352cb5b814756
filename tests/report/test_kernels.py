"""Kernels that branch off: fresh each time, with the environment of the report, gone when it is done."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from analysis.report.notebook_runs import run_notebook
from tests.running.test_processes import runs, wait_until

PATIENCE = 20.0  # seconds; a busy computer takes four of them
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels branch off on Linux only")


def run(tmp_path, name, source):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    nbformat.write(notebook, tmp_path / f"{name}.ipynb")
    done = run_notebook(tmp_path / f"{name}.ipynb", tmp_path / "stage", settings={})
    return done.notebook.cells[-1].outputs[0]["text"].strip() if not done.failure else done.failure


@pytest.fixture
def stage(tmp_path):
    (tmp_path / "stage").mkdir()
    return tmp_path


def test_no_notebook_sees_what_another_one_left(stage) -> None:
    count = "import builtins; builtins.n = getattr(builtins, 'n', 0) + 1; print(builtins.n)"
    assert [run(stage, name, count) for name in ("one", "two")] == ["1", "1"]


def test_a_kernel_has_the_folder_and_the_environment_of_this_moment(stage, monkeypatch) -> None:
    monkeypatch.setenv("SAMESTORY_TOLD", "yes")
    told = run(stage, "told", "import os; print(os.environ.get('SAMESTORY_TOLD'), os.getcwd())")
    assert told == f"yes {os.getcwd()}"


def test_a_program_that_comes_from_nowhere_is_not_run_again(stage) -> None:
    """A branch would look for the file of the program that started it."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("print('alive')")])
    nbformat.write(notebook, stage / "one.ipynb")
    program = (
        "import sys; from pathlib import Path; from analysis.report.notebook_runs import run_notebook\n"
        f"run = run_notebook(Path({str(stage / 'one.ipynb')!r}), Path({str(stage / 'stage')!r}), settings={{}})\n"
        "print('started', run.failure)\n"
    )
    done = subprocess.run([sys.executable, "-"], input=program, capture_output=True, text=True, check=False)
    assert done.stdout == "started \n", done.stderr


def test_a_kernel_that_is_killed_fails_its_notebook_only(stage) -> None:
    assert run(stage, "dead", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)").startswith("its kernel died")
    assert run(stage, "next", "print('alive')") == "alive"


def test_no_kernel_outlives_a_report_that_is_killed(stage) -> None:
    told = stage / "told"
    source = f"import os, time; open({str(told)!r}, 'w').write(str(os.getpid())); time.sleep(600)"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)]), stage / "one.ipynb")
    program = (
        "from pathlib import Path; from analysis.report.notebook_runs import run_notebook\n"
        f"run_notebook(Path({str(stage / 'one.ipynb')!r}), Path({str(stage / 'stage')!r}), settings={{}})\n"
    )
    report = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_until(lambda: told.exists() and told.read_text(), seconds=120)
    kernel = int(told.read_text())
    server = int(Path(f"/proc/{kernel}/stat").read_text().rpartition(")")[2].split()[1])
    report.send_signal(signal.SIGKILL)
    report.wait()
    wait_until(lambda: not (runs(kernel) or runs(server)), seconds=PATIENCE)
