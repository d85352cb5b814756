"""Settings every test shares: one thread, no window, a cache of its own, and where third-party gold may be found."""

import os
import shutil
import tempfile
from pathlib import Path

import matplotlib
import pytest

# What `make quick` leaves out: tests that read whole corpora, run notebooks, start processes or draw for long.
SLOW = (
    "tests/browser/",
    "tests/gold/",
    "tests/report/test_notebook_runs.py",
    "tests/report/test_making.py",
    "tests/running/test_cluster.py",
    "tests/running/test_executors.py",
    "tests/running/test_processes.py",
    "tests/running/test_pipeline.py",
    "tests/running/test_writing.py",
    "tests/test_notebooks.py",
    "test_keyness_seeds.py",
    "test_entities_gold.py",
    "test_a_run_that_is_stopped_from_outside_leaves_nothing",
    "test_planted_copies_are_found_and_nothing_else",
    "test_where_nothing_is_little_is_found",
)


def pytest_addoption(parser):
    parser.addoption(
        "--gold",
        metavar="FOLDER",
        default=None,
        help="folder with third-party gold; tests that measure against it are skipped without",
    )


def pytest_configure(config):
    os.environ["OMP_NUM_THREADS"] = "1"
    os.environ["SAMESTORY_CACHE"] = tempfile.mkdtemp(prefix="samestory-cache-")
    # In this process only: were it in the environment, the kernels would inherit it and show no figures.
    matplotlib.use("Agg")


def pytest_collection_modifyitems(items):
    for item in items:
        if any(place in item.nodeid for place in SLOW):
            item.add_marker("slow")


def pytest_unconfigure(config):
    shutil.rmtree(os.environ.pop("SAMESTORY_CACHE"), ignore_errors=True)


@pytest.fixture(scope="session")
def seeds():
    """Return all tables of the two seed articles, made once; nobody changes them."""
    from analysis.parameters import check_parameters
    from analysis.running.pipeline import make_tables

    return make_tables(check_parameters(corpus="seeds"))


@pytest.fixture
def gold_folder(request):
    """Return the folder given with --gold; without one, skip the test."""
    folder = request.config.getoption("--gold")
    if folder is None:
        pytest.skip("needs third-party gold, which is not part of the project: pytest --gold FOLDER")
    if not Path(folder).is_dir():
        pytest.fail(f"--gold names '{folder}', but there is no such folder.")
    return Path(folder)


SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _write_number(n: int, *, joint: str = " and ", hyphen: str = "-") -> str:
    """Write a whole number below a million in words; the joint stands before what is less than a hundred."""
    if n < 20:
        return SMALL[n]
    if n < 100:
        return TENS[n // 10 - 2] + (hyphen + SMALL[n % 10]) * (n % 10 > 0)
    unit, name = (100, "hundred") if n < 1000 else (1000, "thousand")
    head = f"{_write_number(n // unit, joint=joint, hyphen=hyphen)} {name}"
    rest = n % unit
    return head + ((joint if rest < 100 else " ") + _write_number(rest, joint=joint, hyphen=hyphen)) * (rest > 0)


@pytest.fixture(scope="session")
def write_number():
    return _write_number
