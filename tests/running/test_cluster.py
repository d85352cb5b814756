import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from analysis.errors import RequestError
from analysis.running import cluster
from analysis.running.cluster import LOST, run_cluster

distributed = pytest.importorskip("dask.distributed")
CLUSTER = """
import os, sys, time
from dask.distributed import LocalCluster
while os.path.exists(sys.argv[2]):
    time.sleep(0.05)
here = {"n_workers": 1, "threads_per_worker": 1, "processes": False, "dashboard_address": None}
cluster = LocalCluster(scheduler_port=int(sys.argv[1]), protocol="tcp://", **here)
print(cluster.scheduler_address, flush=True)
time.sleep(600)
"""


def total(jobs: Sequence[int]) -> int:
    return sum(jobs)


def end_the_worker(jobs: Sequence[int]) -> int:
    """Ends whichever process runs it, where job 2 is among its jobs."""
    if 2 in jobs:
        os._exit(1)
    return sum(jobs)


def end_the_cluster_once(jobs: Sequence[str]) -> str:
    """Ends the process that holds scheduler and worker, as long as a file says so."""
    if Path(jobs[0]).exists():
        Path(jobs[0]).unlink()
        os._exit(1)
    return "done"


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts clusters, each in a process of its own that begins when a file is gone, and ends them all."""
    started: list[subprocess.Popen[str]] = []

    def start(port: int = 0, after: str = "") -> subprocess.Popen[str]:
        words = [sys.executable, "-c", CLUSTER, str(port), after]
        started.append(subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_work_goes_where_the_address_says_and_that_is_told() -> None:
    told: list[str] = []
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None) as here:
        done = sorted(run_cluster(total, [[1, 2], [3]], here.scheduler_address, told.append))
    assert done == [([1, 2], 3, ""), ([3], 3, "")]
    assert len(told) == 1
    assert here.scheduler_address in told[0]


def test_no_more_is_sent_ahead_than_a_few_batches_for_each_thread() -> None:
    taken = 0

    def make() -> Iterator[list[int]]:
        nonlocal taken
        for n in range(200):
            taken = n
            yield [n]

    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None) as here:
        done = 0
        for _ in run_cluster(total, make(), here.scheduler_address, str):
            done += 1
            assert taken <= done + cluster.FEWEST
    assert done == 200


def test_a_scheduler_that_never_answers_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with pytest.raises(RequestError, match=r"No Dask scheduler answers at 'tcp://127.0.0.1:1'"):
        list(run_cluster(total, [[1]], "tcp://127.0.0.1:1", str))


def test_what_a_lost_scheduler_has_not_done_comes_back_undone(
    tmp_path: Path, start: Callable[..., subprocess.Popen[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    fuse = tmp_path / "fuse"
    fuse.touch()
    address = start().stdout.readline().strip()  # type: ignore[union-attr]
    told: list[str] = []
    assert list(run_cluster(end_the_cluster_once, [[str(fuse)]], address, told.append)) == [([str(fuse)], None, LOST)]
    assert told[-1] == f"The cluster at {address} was lost: what is left is read here."


def test_a_scheduler_that_is_started_again_is_sent_what_is_left(
    tmp_path: Path, start: Callable[..., subprocess.Popen[str]]
) -> None:
    fuse = tmp_path / "fuse"
    fuse.touch()
    address = start().stdout.readline().strip()  # type: ignore[union-attr]
    start(port=int(address.rpartition(":")[2]), after=str(fuse))
    done = list(run_cluster(end_the_cluster_once, [[str(fuse)]], address, str))
    assert done == [([str(fuse)], "done", "")]


@pytest.mark.slow
def test_a_batch_that_ends_worker_after_worker_comes_back_undone_and_the_others_done() -> None:
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as here:
        done = sorted(run_cluster(end_the_worker, [[1], [2], [3]], here.scheduler_address, str))
    assert done == [([1], 1, ""), ([2], None, "its worker was killed"), ([3], 3, "")]


def test_a_cluster_without_a_worker_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with distributed.LocalCluster(n_workers=0, processes=False, dashboard_address=None) as here:
        assert list(run_cluster(total, [[1]], here.scheduler_address, str)) == [([1], None, LOST)]
