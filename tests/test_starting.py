"""An interrupt is told in one line from the first import on."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import starting

START = "import runpy, signal as s; s.signal(s.SIGINT, s.{}); runpy.run_module('analysis', run_name='__main__')"


@pytest.mark.parametrize(
    ("handler", "told"), [("default_int_handler", (130, "", "Stopped.\n")), ("SIG_IGN", (0, "went on\n", ""))]
)
def test_an_interrupt_while_python_still_imports_is_told_and_ignored_only_where_it_was(
    handler: str, told: tuple[int, str, str], tmp_path: Path
) -> None:
    interrupt = "import os, signal, sys\nos.kill(os.getpid(), signal.SIGINT)\nprint('went on')\nsys.exit()\n"
    (tmp_path / "typer.py").write_text(interrupt)  # what is imported first of all that takes long
    paths = os.pathsep.join([str(tmp_path), str(Path(__file__).parent.parent)])
    words = [sys.executable, "-c", START.format(handler)]
    run = subprocess.run(words, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": paths}, check=False)
    assert (run.returncode, run.stdout, run.stderr) == told


def test_once_there_is_something_to_tidy_an_interrupt_is_raised() -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        starting.stop_at_once()
        assert signal.getsignal(signal.SIGINT) is not signal.default_int_handler
        starting.stop_in_order()
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        starting.stop_at_once()
        starting.stop_in_order()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
