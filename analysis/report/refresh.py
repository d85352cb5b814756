"""Refresh: run every notebook with its defaults and write it back with its outputs, so that they stay true.

python -m analysis.report.refresh [notebooks/1-quotes.ipynb ...]
"""

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from analysis.corpus.articles import PROJECT
from analysis.report.notebook_runs import run_notebook

NOTEBOOKS = PROJECT / "notebooks"


def refresh_notebooks(paths: Sequence[Path]) -> None:
    """Run notebooks with their defaults and replace each by its run, whole or not at all.

    Raises: RuntimeError naming the cell at which a notebook stopped; that notebook stays as it was.
    """
    import nbformat

    for path in paths:
        with tempfile.TemporaryDirectory(prefix=".refresh-", dir=path.parent) as folder:
            run = run_notebook(path, Path(folder), settings={})
            if run.failure:
                raise RuntimeError("\n".join([run.sentence, *run.last_lines]))
            written = Path(folder) / path.name
            nbformat.write(run.notebook, written)  # type: ignore[no-untyped-call]
            os.replace(written, path)


if __name__ == "__main__":
    refresh_notebooks([Path(name) for name in sys.argv[1:]] or sorted(NOTEBOOKS.glob("*.ipynb")))
