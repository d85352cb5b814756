"""Notebook runs: papermill behind guards. A run either gives a whole notebook or says which cell failed and why."""

import logging
import re
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from analysis.errors import RequestError, suggest
from analysis.wording import count

NUMBERED = "[0-9]*-*.ipynb"
SECONDS_A_CELL, SECONDS_TO_START = 600, 120
Job = TypeVar("Job")
COLOUR_CODES = re.compile(r"\x1b\[[0-9;]*m")
ADDRESSES = re.compile(r" at 0x[0-9a-f]+")


@dataclass(frozen=True)
class Run:
    """A notebook that was run: `notebook` as far as it got, and why it stopped, empty if it reached its end."""

    name: str
    notebook: Any = None
    cell: int = 0
    failure: str = ""
    last_lines: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """Say in one sentence where and why the notebook failed."""
        place = f" in code cell {self.cell}" if self.cell else ""
        return f"{self.name} failed{place}: {self.failure.rstrip('.')}."


def find_notebooks(folder: Path) -> list[Path]:
    """Find the numbered notebooks of a report, in their order.

    Raises: RequestError where there are none.
    """
    found = sorted(folder.glob(NUMBERED), key=lambda path: (int(re.match(r"\d+", path.name)[0]), path.name))  # type: ignore[index]
    if not found:
        raise RequestError(f"No notebooks in '{folder}'. A report needs the project's folder, not the package alone.")
    return found


def leave_out_validation(notebooks: Collection[Path], corpus: str) -> list[Path]:
    """Leave out the page on a coded sample where the corpus has none: it would say nothing of these texts."""
    from analysis.running.coded_tables import has_sample

    return [path for path in notebooks if not path.stem.endswith("-validation") or has_sample(corpus)]


def load_papermill() -> Any:
    """Load papermill without a grammar of addresses: 1.5 seconds of work for a check that no notebook asks for."""
    unneeded = "rfc3987_syntax" not in sys.modules
    if unneeded:
        sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]  # jsonschema goes on without what it lacks
    try:
        import papermill
    finally:
        if unneeded:
            del sys.modules["rfc3987_syntax"]
    return papermill


def find_parameters(notebooks: Collection[Path], settings: Mapping[str, str]) -> dict[str, set[str]]:
    """Find the parameters that each notebook knows.

    Returns: parameter names by notebook name.
    Raises: RequestError for a setting that no notebook knows, and for a file that is no notebook.
    """
    papermill = load_papermill()
    known: dict[str, set[str]] = {}
    for path in notebooks:
        try:
            known[path.stem] = set(papermill.inspect_notebook(str(path)))
        except Exception as error:  # whatever the reader raises, it is the same to the user
            raise RequestError(f"'{path.name}' is no notebook that can be read: {_first_line(error)}") from error
    every = sorted(set().union(*known.values()))
    for name in settings:
        if name not in every:
            raise RequestError(f"No notebook knows the parameter '{name}'.{suggest(name, every)}")
    return known


def run_notebook(
    source: Path,
    stage: Path,
    *,
    settings: Mapping[str, Any],
    published: Mapping[str, Any] | None = None,
    seconds: int = SECONDS_A_CELL,
) -> Run:
    """Run a notebook in a fresh kernel and take out of it whatever differs from run to run.

    `settings` go into its parameters cell; the notebook that is kept says `published` instead, where a setting
    holds a path of this machine. A cell may take `seconds`. `stage` is for what papermill writes on the way.

    Returns: Run. An error in a cell, a cell that ends the run early, a kernel that dies and a cell that takes too
    long are all failures of the run, never exceptions.

    Limits: the kernel starts in the current folder and sees the environment of this process.
    """
    import nbformat
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    part = stage / source.name
    problem = _execute(source, part, stage.resolve() / f"ipython-{source.stem}", settings, seconds)
    if isinstance(problem, OSError) and not isinstance(problem, TimeoutError):
        raise problem  # the disk's, not the notebook's
    notebook = nbformat.read(part, as_version=4) if part.exists() else None  # type: ignore[no-untyped-call]
    part.unlink(missing_ok=True)
    cell, never_ran, broke_off = _find_stop(notebook)
    if notebook is not None:
        _scrub(notebook, settings if published is None else published)
    failure, last = "", tuple[str, ...]()
    if isinstance(problem, PapermillExecutionError):
        failure = f"{problem.ename}: {_first_line(problem.evalue)}"
        lines = [line for part in problem.traceback for line in COLOUR_CODES.sub("", part).splitlines()]
        last = tuple(line for line in lines if line.strip())[-6:]
    elif isinstance(problem, DeadKernelError):
        failure = "its kernel died, perhaps for lack of memory"
    elif isinstance(problem, CellTimeoutError):
        failure = f"the cell took longer than {count(seconds, 'second')}"
    elif problem is not None:
        failure = f"{type(problem).__name__}: {_first_line(problem)}"
    elif never_ran or broke_off:
        failure = f"it ended the run early, and {count(never_ran, 'code cell')} never ran"
    return Run(source.stem, notebook, cell if failure else 0, failure, last)


def run_abreast(run: Callable[[Job], Run], jobs: Sequence[Job], *, workers: int, progress: bool = False) -> list[Run]:
    """Run notebooks, `workers` of them at a time, each in a kernel of its own; give the runs in the order of the jobs.

    Limits: `run` is called in threads of this process.
    """
    from concurrent.futures import ThreadPoolExecutor

    from tqdm import tqdm

    # None: a bar where there is a terminal, nothing in a log.
    hidden = None if progress else True
    with _silence("papermill", "asyncio"), ThreadPoolExecutor(max(1, workers)) as pool:
        done = pool.map(run, jobs)
        return list(tqdm(done, desc="notebooks", unit=" notebooks", total=len(jobs), disable=hidden, leave=False))


def _execute(source: Path, part: Path, ipython: Path, settings: Mapping[str, Any], seconds: int) -> Exception | None:
    """Let papermill write to `part` how far a notebook runs; give what stopped it."""
    from traitlets.config import Config

    from analysis.report.kernels import choose_manager

    papermill = load_papermill()
    ipython.mkdir(parents=True, exist_ok=True)
    # asyncio tells of every task that a stop from outside leaves behind.
    with _silence("papermill", "asyncio"):
        try:
            papermill.execute_notebook(
                str(source),
                str(part),
                parameters=dict(settings),
                kernel_name="python3",
                language="python",
                progress_bar=False,
                start_timeout=SECONDS_TO_START,
                execution_timeout=seconds,
                # Encrypted where the kernel can do it: asked for nothing, it prints a warning at every start.
                config=Config({"KernelManager": {"transport_encryption": "auto"}}),
                # No start-up files of the reader's own IPython, which would be part of the result unseen, and no log
                # of the kernel's own on the screen: what a cell says goes into the notebook.
                extra_arguments=[f"--ipython-dir={ipython}", "--log-level=CRITICAL"],
                **choose_manager(),
            )
        except Exception as error:  # papermill passes on whatever the kernel or the disk raises
            return error
    return None


@contextmanager
def _silence(*names: str) -> Iterator[None]:
    """Let some loggers say nothing for a while, and then speak as before."""
    loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _find_stop(notebook: Any) -> tuple[int, int, bool]:
    """The code cell that ran last, numbered as its prompt is; how many never ran; whether the last one broke off."""
    if notebook is None:
        return 0, 0, False
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    progress = [cell.metadata.get("papermill", {}) for cell in cells]
    started = sum(cell.get("start_time") is not None for cell in progress)  # the status says completed for all
    return started, len(cells) - started, any(cell.get("exception") for cell in progress)


def _scrub(notebook: Any, published: Mapping[str, Any]) -> None:
    """Take times, paths, addresses and versions out of a notebook, in place: it has just been read from the stage."""
    from papermill.translators import PythonTranslator

    notebook.metadata.pop("papermill", None)
    notebook.metadata["kernelspec"] = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    notebook.metadata["language_info"] = {"name": "python"}
    for number, cell in enumerate(notebook.cells):
        for key in ("papermill", "execution", "ExecuteTime"):
            cell.metadata.pop(key, None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.id = "injected-parameters"
            cell.source = PythonTranslator.codify(dict(published), "Parameters")
        elif "papermill-error-cell-tag" in cell.metadata.get("tags", []):
            cell.id = f"papermill-error-{number}"
        for output in cell.get("outputs", []):
            for texts, key in [(output, "text"), (output.get("data", {}), "text/plain")]:
                if isinstance(texts.get(key), str):
                    texts[key] = ADDRESSES.sub("", texts[key])


def _first_line(error: object) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
