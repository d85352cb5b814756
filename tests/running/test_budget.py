import sys
import threading
import time

import pytest

from analysis.running.budget import limit_time


def work(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        try:
            sum(range(1000))
        except Exception:  # a rule that copes with whatever goes wrong
            continue


def test_what_takes_too_long_is_stopped_also_where_every_exception_is_coped_with() -> None:
    begin = time.process_time()
    with pytest.raises(TimeoutError, match=r"it took more than 0\.2 seconds to read"), limit_time(0.2):
        work(60)
    assert time.process_time() - begin < 5


def test_what_is_done_in_time_is_left_alone_afterwards() -> None:
    with limit_time(0.2):
        work(0.01)
    work(0.5)


def test_another_thread_has_a_limit_too() -> None:
    found: list[str] = []

    def run() -> None:
        try:
            with limit_time(0.2):
                work(60)
        except TimeoutError as error:
            found.append(str(error))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(timeout=30)
    assert found == ["it took more than 0.2 seconds to read"]


@pytest.mark.skipif(sys.platform != "linux", reason="only there a thread has a clock of the processor")
def test_another_thread_that_only_waits_for_a_busy_computer_is_left_alone() -> None:
    found: list[str] = []

    def run() -> None:
        with limit_time(0.1):
            time.sleep(0.5)
            found.append("done")

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(timeout=30)
    assert found == ["done"]
