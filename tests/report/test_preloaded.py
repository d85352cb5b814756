import sys

from analysis.report.preloaded import LOADED, warm_up


def test_what_every_notebook_needs_is_loaded() -> None:
    warm_up()
    assert set(LOADED) <= set(sys.modules)
