"""Memory that is free goes back to the system."""

import ctypes
import sys
from pathlib import Path

import pytest

from analysis.running.memory import release_freed


def read_resident() -> int:
    """How many pages of this process are in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1])


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="asks the GNU C library"
)
def test_pages_between_others_that_are_held_go_back() -> None:
    texts = [bytes(5_000) for _ in range(20_000)]  # 100 MB
    full = read_resident()
    held = texts[::50]
    del texts
    release_freed()
    assert full - read_resident() > 15_000  # pages of 4 kB
    assert len(held) == 400
