"""Budget: the time that one article may take, after which it is given up and named."""

import ctypes
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import FrameType

SECONDS = 25  # an article of 400,000 characters takes about as long


@contextmanager
def limit_time(seconds: float = SECONDS) -> Iterator[None]:
    """Raise TimeoutError in what runs inside once it has taken so many seconds.

    These are seconds of the processor, so that a busy computer gives up nothing that an idle one reads; in another than
    the main thread, where the system does not count for each thread, seconds of the clock.

    >>> with limit_time(0.1):
    ...     while True: pass
    Traceback (most recent call last):
    TimeoutError: it took more than 0.1 seconds to read

    Limits: a call into a library ends before it is interrupted.
    """
    why = f"it took more than {seconds:g} seconds to read"
    try:
        if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
            yield from _limit_process(seconds)
        else:
            yield from _limit_thread(seconds)
    except _TimeUpError:
        raise TimeoutError(why) from None


class _TimeUpError(BaseException):
    """Not an Exception, so that no rule that copes with its own errors takes it for one."""


def _limit_process(seconds: float) -> Iterator[None]:
    def stop(_: int, __: FrameType | None) -> None:
        raise _TimeUpError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _limit_thread(seconds: float) -> Iterator[None]:
    thread = threading.get_ident()
    read_clock = _clock_of(thread)
    begin, done = read_clock(), threading.Event()

    def watch() -> None:
        try:
            while (left := seconds - (read_clock() - begin)) > 0:
                if done.wait(left):
                    return
        except OSError:  # a thread that has ended has no clock, and nothing to be stopped
            return
        if not done.is_set():
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(_TimeUpError))

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        done.set()


def _clock_of(thread: int) -> Callable[[], float]:
    """What tells how many seconds of the processor a thread has had, else the time."""
    if sys.platform == "linux":
        return partial(time.clock_gettime, time.pthread_getcpuclockid(thread))
    return time.monotonic
