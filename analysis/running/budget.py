"""Budget: the time that one article may take, after which it is given up and named."""

import ctypes
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

SECONDS = 25  # an article of 400,000 characters takes about as long


@contextmanager
def limit_time(seconds: float = SECONDS) -> Iterator[None]:
    """Raise TimeoutError in what runs inside once it has taken so many seconds.

    In the main thread these are seconds of the processor, so that a busy computer gives up nothing that an idle one
    reads; in another thread, and on Windows, seconds of the clock.

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
    thread = ctypes.c_ulong(threading.get_ident())
    raise_there = ctypes.pythonapi.PyThreadState_SetAsyncExc
    timer = threading.Timer(seconds, raise_there, (thread, ctypes.py_object(_TimeUpError)))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
