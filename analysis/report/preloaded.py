"""Preloaded: what every notebook needs, loaded once in the process from which their kernels branch off."""

import contextlib
import importlib
import io
import os

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from analysis.corpus.articles import PROJECT, read_corpus
from analysis.lexicons import standard_lexicons
from analysis.running.cache import result_version

LOADED = (
    "ipykernel.kernelapp", "ipykernel.debugger", "ipykernel.zmqshell", "matplotlib.pyplot",
    "matplotlib_inline.backend_inline", "PIL.PngImagePlugin", "scipy.stats", "analysis.running.pipeline",
    "analysis.comparing.sources", "analysis.corpus.likeness", "analysis.plots", "analysis.showing.tables",
)  # fmt: skip
QUIET = "PYDEVD_DISABLE_FILE_VALIDATION"  # else the debugger, which nobody asks for, warns of Python's own modules


def warm_up() -> None:
    """Do once what is the same in every notebook: libraries, word lists, readers, fonts."""
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


warm_up()
