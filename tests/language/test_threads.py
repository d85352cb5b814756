"""Threads: one while small matrices are multiplied, as many as before behind it."""

import numpy as np
from threadpoolctl import threadpool_info

from analysis.language.threads import use_one_thread


def count_threads() -> list[int]:
    np.ones((2, 2)) @ np.ones((2, 2))
    return [pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"]


def test_one_thread_and_then_as_many_as_before() -> None:
    before = count_threads()
    with use_one_thread():
        assert set(count_threads()) == {1}
    assert count_threads() == before
