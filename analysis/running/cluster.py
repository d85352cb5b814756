"""Cluster: batches of jobs over the workers of a Dask scheduler, which may come and go."""

import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from typing import Any, TypeVar

from analysis.errors import RequestError

Job = TypeVar("Job")
Result = TypeVar("Result")

PATIENCE = 30  # seconds to wait for a scheduler, and for workers where all are gone
PAUSE = 0.2  # seconds between two looks at what is done
AHEAD, FEWEST = 4, 16  # batches that are sent ahead for each thread, and at least
TRIES = 3  # how often work is sent to a scheduler that gives nothing back
LOST = "the scheduler was lost"


def run_cluster(
    function: Callable[[Sequence[Job]], Result],
    batches: Iterable[Sequence[Job]],
    scheduler: str,
    tell: Callable[[str], Any],
) -> Iterator[tuple[Sequence[Job], Any, str]]:
    """Do batches on a Dask cluster; give each with its result as it comes.

    Only a few for each thread of the cluster are sent ahead, so that neither this process nor the scheduler holds all.
    A scheduler that is lost on the way is looked for again, and what it had not done is sent anew; where none answers,
    or all its workers are gone and none comes, the batches that are left come back undone, for whoever asked to do
    them elsewhere. A batch that kills worker after worker comes back undone as well.

    Takes: a function that a worker can import; batches; the address; `tell`, which is told where to watch.
    Returns: batch, result (None where there is none), and why there is none. Raises: RequestError where Dask is not
    installed or no scheduler answers at first.

    Limits: in no fixed order.
    """
    try:
        from dask.distributed import Client
    except ImportError as error:
        raise RequestError("--scheduler needs Dask: install the extra 'cluster', or use --workers.") from error
    work = _Work(batches)
    tries, connected = 0, False
    while work.is_left() and tries < TRIES:
        n_done = work.n_done
        try:
            client = Client(scheduler, timeout=PATIENCE)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            if connected:
                break
            raise RequestError(f"No Dask scheduler answers at '{scheduler}': {error}") from error
        connected = True
        with client:
            tell(f"Reading on the cluster at {scheduler}; to watch it: {client.dashboard_link}")
            deserted = yield from _run_once(client, function, work)
        if deserted:
            break
        tries = tries + 1 if work.n_done == n_done else 0
    if work.is_left():
        tell(f"The cluster at {scheduler} was lost: what is left is read here.")
    while (numbered := work.take()) is not None:
        yield numbered[1], None, LOST


class _Work:
    """Batches that are to be done: those that came back from a lost scheduler first, then the others, as they come."""

    def __init__(self, batches: Iterable[Sequence[Any]]) -> None:
        self._waiting = enumerate(batches)
        self._back: list[tuple[int, Sequence[Any]]] = []
        self.n_done = 0

    def is_left(self) -> bool:
        following = self.take()
        if following is not None:
            self._back.append(following)
        return following is not None

    def take(self) -> tuple[int, Sequence[Any]] | None:
        """Take the next batch, with its number."""
        return self._back.pop() if self._back else next(self._waiting, None)

    def give_back(self, undone: Iterable[tuple[int, Sequence[Any]]]) -> None:
        self._back.extend(undone)


def _run_once(
    client: Any, function: Callable[[Sequence[Job]], Result], work: _Work
) -> Generator[tuple[Sequence[Job], Any, str], None, bool]:
    """Do what is left until it is done or the scheduler is gone; what was sent and not done is given back.

    Returns: whether all workers have gone and none came again.
    """
    from dask.distributed import as_completed

    sent: dict[Any, tuple[int, Sequence[Job]]] = {}
    done: Any = as_completed([])  # type: ignore[no-untyped-call]
    last_seen = time.monotonic()
    try:
        while True:
            n_threads = _count_threads(client)
            while len(sent) < max(FEWEST, AHEAD * n_threads) and (numbered := work.take()) is not None:
                future = client.submit(function, numbered[1], pure=False)
                sent[future] = numbered
                done.add(future)
            if not sent:
                return False
            if not (batch := done.next_batch(block=False)):
                last_seen = time.monotonic() if n_threads else last_seen
                if time.monotonic() - last_seen > PATIENCE:
                    return True
                time.sleep(PAUSE)
            for future in batch:
                try:
                    result, why = future.result(), ""
                except CancelledError:  # so all futures end when the connection is lost
                    return False
                except Exception as error:
                    killed = type(error).__name__ == "KilledWorker"
                    result, why = None, "its worker was killed" if killed else f"{type(error).__name__}: {error}"
                work.n_done += 1
                yield sent.pop(future)[1], result, why
    finally:
        work.give_back(sent.values())


def _count_threads(client: Any) -> int:
    with suppress(OSError):  # a scheduler that is lost ends all futures
        return sum(client.nthreads().values())
    return 0
