"""Preloaded: what every notebook needs, loaded once in the process from which their kernels branch off."""

import contextlib
import importlib
import io
import os
import signal
from collections.abc import Iterator

LOADED = (
    "ipykernel.kernelapp", "ipykernel.debugger", "ipykernel.zmqshell", "matplotlib.pyplot",
    "matplotlib_inline.backend_inline", "PIL.PngImagePlugin", "scipy.stats", "analysis.running.pipeline",
    "analysis.comparing.sources", "analysis.corpus.likeness", "analysis.plots", "analysis.showing.tables",
)  # fmt: skip
WATCH = 0.5  # seconds
REPORT = "SAMESTORY_REPORT"  # the process that starts this one
QUIET = "PYDEVD_DISABLE_FILE_VALIDATION"  # else the debugger, which nobody asks for, warns of Python's own modules


@contextlib.contextmanager
def watch_parent() -> Iterator[None]:
    """End this process soon after the one that started it; whoever only loads has no eye for that."""
    parent = int(os.environ.get(REPORT) or os.getppid())  # which may be gone by now
    before = signal.signal(signal.SIGALRM, lambda *_: os._exit(1) if os.getppid() != parent else None)
    signal.setitimer(signal.ITIMER_REAL, WATCH, WATCH)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def warm_up() -> None:
    """Do once what is the same in every notebook: libraries, word lists, readers, fonts."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from analysis.corpus.articles import PROJECT, read_corpus
    from analysis.lexicons import standard_lexicons
    from analysis.running.cache import result_version

    given = os.environ.setdefault(QUIET, "1")
    for name in LOADED:
        importlib.import_module(name)
    if given == "1":
        os.environ.pop(QUIET)
    standard_lexicons()
    result_version("comparison")
    with contextlib.suppress(Exception):  # a folder without articles is the notebooks' to tell
        read_corpus(PROJECT / "seeds")
    figure = Figure(layout="constrained")
    FigureCanvasAgg(figure)
    figure.subplots().set_title("Aa")
    figure.savefig(io.BytesIO(), format="png")


with watch_parent():
    warm_up()
