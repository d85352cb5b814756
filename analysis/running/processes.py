"""Processes: batches of jobs over worker processes that never outlive the run that asked for them."""

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from multiprocessing import connection, get_context, parent_process
from typing import Any, TypeVar

Job = TypeVar("Job")

KILLED = "the process that read it was killed, mostly for want of memory"
_SPAWN = get_context("spawn")


class _Worker:
    """A process that does one batch after the other, and the batch it has in hand."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self.pipe, theirs = _SPAWN.Pipe()
        self.process = _SPAWN.Process(target=_work, args=(function, theirs), daemon=True)
        self.process.start()
        theirs.close()
        self.batch: Sequence[Any] = ()

    def give(self, batch: Sequence[Any]) -> None:
        """Hand over a batch; a worker that is gone already is found out when its answer is awaited."""
        self.batch = batch
        with suppress(OSError):
            self.pipe.send(batch)

    def take(self) -> tuple[Any, str]:
        """Take the answer: the result of the batch, and the reason why there is none."""
        try:
            result, why = self.pipe.recv()
        except (EOFError, OSError):
            return None, KILLED
        return result, why

    def stop(self) -> None:
        """End the process at once, whatever it does."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


def run_processes(
    function: Callable[[Sequence[Job]], Any], batches: Iterable[Sequence[Job]], workers: int
) -> Iterator[tuple[Sequence[Job], Any, str]]:
    """Do batches in fresh processes, each of which does many; give each batch with its result as it comes.

    A batch whose process dies has no result, and another process takes its place. However the run ends, by its end,
    by an exception or by a signal, its processes end at once; where this process itself is killed they end by
    themselves.

    Takes: a function that a fresh process can import; batches, of which no more are taken than there are free workers.
    Returns: batch, result (None where there is none), and why there is none.

    Limits: in no fixed order.
    """
    waiting = iter(batches)
    busy: dict[Any, _Worker] = {}
    try:
        for batch in waiting:
            worker = _Worker(function)
            busy[worker.pipe] = worker
            worker.give(batch)
            if len(busy) == workers:
                break
        while busy:
            for pipe in connection.wait(list(busy)):
                worker = busy.pop(pipe)
                batch = worker.batch
                result, why = worker.take()
                following = next(waiting, None)
                if following is None or why == KILLED:
                    worker.stop()
                if following is not None:
                    worker = _Worker(function) if why == KILLED else worker
                    busy[worker.pipe] = worker
                    worker.give(following)
                yield batch, result, why
    finally:
        for worker in busy.values():
            worker.process.kill()
        for worker in busy.values():
            worker.stop()


def _work(function: Callable[[Any], Any], pipe: Any) -> None:
    """Do batches until there are no more; what stops a run stops it from outside."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=follow_parent, daemon=True).start()
    while True:
        try:
            batch = pipe.recv()
        except EOFError:
            return
        try:
            answer = function(batch), ""
        except Exception as error:  # told to whoever asked
            answer = None, f"{type(error).__name__}: {error}"
        pipe.send(answer)


def follow_parent() -> None:
    """End this process as soon as the one that asked for it is gone, also in the middle of a batch.

    Limits: for a process of `multiprocessing`, in a thread of its own.
    """
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
