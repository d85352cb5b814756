import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from analysis.running.processes import KILLED, run_processes

PATIENCE = 5.0
SLEEPERS = """
import signal, sys
from analysis.running.processes import run_processes
from tests.running.test_processes import tell_and_sleep
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored by what a shell starts in the background
    for _ in run_processes(tell_and_sleep, [[sys.argv[1]]] * 2, 2):
        pass
"""


def process_ids(jobs: Sequence[int]) -> int:
    return os.getpid()


def die_of_2(jobs: Sequence[int]) -> int:
    if 2 in jobs:
        os.kill(os.getpid(), signal.SIGKILL)
    return sum(jobs)


def fail_of_2(jobs: Sequence[int]) -> int:
    if 2 in jobs:
        raise ValueError("two")
    return sum(jobs)


def tell_and_sleep(jobs: Sequence[str]) -> None:
    """Write down which process this is, then take longer than anybody waits."""
    Path(jobs[0], str(os.getpid())).touch()
    time.sleep(600)


def test_a_process_does_many_batches() -> None:
    done = list(run_processes(process_ids, [[n] for n in range(20)], 2))
    assert sorted(batch for batch, _, _ in done) == [[n] for n in range(20)]
    assert len({process for _, process, _ in done}) <= 2


def test_only_the_batch_whose_process_is_killed_has_no_result() -> None:
    done = {tuple(batch): (result, why) for batch, result, why in run_processes(die_of_2, [[1], [2], [3], [4]], 2)}
    assert done == {(1,): (1, ""), (2,): (None, KILLED), (3,): (3, ""), (4,): (4, "")}


def test_a_batch_that_fails_says_why() -> None:
    assert list(run_processes(fail_of_2, [[2]], 2)) == [([2], None, "ValueError: two")]


def test_no_batches_start_no_process() -> None:
    assert list(run_processes(process_ids, [], 4)) == []


def test_whoever_stops_asking_stops_the_processes() -> None:
    asked = run_processes(process_ids, [[n] for n in range(100)], 2)
    processes = {next(asked)[1] for _ in range(4)}
    asked.close()
    assert not any(runs(process) for process in processes)


@pytest.mark.parametrize("name", ["SIGINT", "SIGKILL"])
def test_no_process_outlives_a_run_that_is_stopped_in_the_middle_of_a_batch(name: str, tmp_path: Path) -> None:
    run = subprocess.Popen([sys.executable, "-c", SLEEPERS, str(tmp_path)], stderr=subprocess.DEVNULL)
    wait_until(lambda: len(list(tmp_path.iterdir())) == 2, seconds=60)
    workers = [int(path.name) for path in tmp_path.iterdir()]
    assert all(map(runs, workers))
    run.send_signal(getattr(signal, name))
    run.wait(timeout=PATIENCE)
    wait_until(lambda: not any(map(runs, workers)), seconds=PATIENCE)


def runs(process: int) -> bool:
    """Whether a process is there and no mere entry of one that has ended."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


def wait_until(true: object, *, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.05)
