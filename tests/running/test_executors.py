import os
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from analysis.errors import RequestError
from analysis.running import executors
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


def flat(results: object) -> list[int]:
    return sorted(number for batch in results for number in batch)  # type: ignore[attr-defined]


@pytest.mark.parametrize("workers", [1, 2])
def test_every_job_is_done_once_whatever_the_number_of_workers(workers: int) -> None:
    assert flat(run_batches(double, NUMBERS, workers=workers)) == [2 * n for n in NUMBERS]


def test_a_killed_worker_loses_nothing(tmp_path: Path) -> None:
    jobs = [(n, str(tmp_path / "died")) for n in NUMBERS]
    assert flat(run_batches(double_or_die, jobs, workers=2)) == [2 * n for n in NUMBERS]
    assert (tmp_path / "died").exists()


def test_dask_gives_the_same(tmp_path: Path) -> None:
    distributed = pytest.importorskip("dask.distributed")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
    ) as cluster:
        assert flat(run_batches(double, NUMBERS, scheduler=cluster.scheduler_address)) == [2 * n for n in NUMBERS]


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("dask.distributed")
    monkeypatch.setattr(executors, "PATIENCE", 1)
    with pytest.raises(RequestError, match=r"No Dask scheduler answers at 'tcp://127.0.0.1:1'"):
        list(run_batches(double, NUMBERS, scheduler="tcp://127.0.0.1:1"))
