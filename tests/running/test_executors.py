import os
import signal
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from analysis.errors import RequestError
from analysis.running import cluster
from analysis.running.executors import run_batches

NUMBERS = list(range(100))


def double(jobs: Sequence[int]) -> list[int]:
    return [2 * job for job in jobs]


def double_or_die(jobs: Sequence[tuple[int, str]]) -> list[int]:
    """Kills the process that runs it, once."""
    for _, path in jobs:
        if not Path(path).exists():
            Path(path).touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return [2 * job for job, _ in jobs]


def double_unless_50(jobs: Sequence[int]) -> list[int]:
    """Kills the process that runs it whenever job 50 is among its jobs."""
    if 50 in jobs:
        os.kill(os.getpid(), signal.SIGKILL)
    return [2 * job for job in jobs]


def double_or_fail(jobs: Sequence[int]) -> list[int]:
    if 50 in jobs:
        raise ValueError("50 cannot be doubled")
    return [2 * job for job in jobs]


def say_why(job: int, why: str) -> list[str]:
    return [f"{job}: {why}"]


def run(function: Callable[[Sequence[Any]], Any], jobs: Sequence[Any], **where: Any) -> list[Any]:
    """All results in order; at the end the reasons why some jobs have none."""
    return flat(run_batches(function, jobs, give_up=say_why, **where))


def flat(results: Iterator[Any]) -> list[Any]:
    return sorted((each for batch in results for each in batch), key=lambda each: (isinstance(each, str), each))


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    distributed = pytest.importorskip("dask.distributed")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


@pytest.mark.parametrize("workers", [1, 2])
def test_every_job_is_done_once_whatever_the_number_of_workers(workers: int) -> None:
    assert run(double, NUMBERS, workers=workers) == [2 * n for n in NUMBERS]


def test_a_worker_that_is_killed_once_loses_nothing(tmp_path: Path) -> None:
    jobs = [(n, str(tmp_path / "died")) for n in NUMBERS]
    assert run(double_or_die, jobs, workers=2) == [2 * n for n in NUMBERS]
    assert (tmp_path / "died").exists()


def test_a_job_that_kills_whatever_runs_it_is_named_and_all_others_are_done() -> None:
    *done, named = run(double_unless_50, NUMBERS, workers=2)
    assert done == [2 * n for n in NUMBERS if n != 50]
    assert named == "50: the process that read it was killed, mostly for want of memory"


def test_a_batch_that_fails_is_tried_again_job_by_job() -> None:
    *done, named = run(double_or_fail, NUMBERS, workers=2)
    assert done == [2 * n for n in NUMBERS if n != 50]
    assert named == "50: ValueError: 50 cannot be doubled"


def test_dask_gives_the_same(scheduler: str) -> None:
    assert run(double, NUMBERS, scheduler=scheduler) == [2 * n for n in NUMBERS]


def test_a_batch_that_fails_on_dask_is_tried_again_job_by_job(scheduler: str) -> None:
    *done, named = run(double_or_fail, NUMBERS, scheduler=scheduler)
    assert done == [2 * n for n in NUMBERS if n != 50]
    assert named == "50: ValueError: 50 cannot be doubled"


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("dask.distributed")
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with pytest.raises(RequestError, match=r"No Dask scheduler answers at 'tcp://127.0.0.1:1'"):
        run(double, NUMBERS, scheduler="tcp://127.0.0.1:1")
