import os
import subprocess
import sys

from analysis.report.preloaded import LOADED, REPORT, warm_up

ORPHANED = """
import time
from analysis.report.preloaded import watch_parent
with watch_parent():
    end = time.monotonic() + 60
    while time.monotonic() < end:
        pass
"""


def test_what_every_notebook_needs_is_loaded() -> None:
    warm_up()
    assert set(LOADED) <= set(sys.modules)


def test_what_loads_for_a_report_that_is_gone_ends_in_the_middle_of_it() -> None:
    gone = os.environ | {REPORT: "1"}  # which is not what started it
    assert subprocess.run([sys.executable, "-c", ORPHANED], env=gone, timeout=50, check=False).returncode == 1
