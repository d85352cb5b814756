"""Cluster: batches of jobs over the workers of a Dask scheduler, which may come and go."""

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from typing import Any, TypeVar

from analysis.errors import RequestError

Job = TypeVar("Job")
Result = TypeVar("Result")

PATIENCE = 30  # seconds to wait for a scheduler, and for workers where all are gone
PAUSE = 0.2  # seconds between two looks at what is done
TRIES = 3  # how often work is sent to a scheduler that gives nothing back
LOST = "the scheduler was lost"


def run_cluster(
    function: Callable[[Sequence[Job]], Result],
    batches: Sequence[Sequence[Job]],
    scheduler: str,
    tell: Callable[[str], Any],
) -> Iterator[tuple[Sequence[Job], Any, str]]:
    """Do batches on a Dask cluster; give each with its result as it comes.

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
    left = dict(enumerate(batches))
    tries, connected = 0, False
    while left and tries < TRIES:
        n_left = len(left)
        try:
            client = Client(scheduler, timeout=PATIENCE)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            if connected:
                break
            raise RequestError(f"No Dask scheduler answers at '{scheduler}': {error}") from error
        connected = True
        with client:
            tell(f"Reading on the cluster at {scheduler}; to watch it: {client.dashboard_link}")
            deserted = yield from _run_once(client, function, left)
        if deserted:
            break
        tries = tries + 1 if len(left) == n_left else 0
    if left:
        tell(f"The cluster at {scheduler} was lost: what is left is read here.")
    for batch in left.values():
        yield batch, None, LOST


def _run_once(
    client: Any, function: Callable[[Sequence[Job]], Result], left: dict[int, Sequence[Job]]
) -> Generator[tuple[Sequence[Job], Any, str], None, bool]:
    """Do what is left until it is done or the scheduler is gone; what is done leaves `left`.

    Returns: whether all workers have gone and none came again.
    """
    from dask.distributed import as_completed

    futures = client.map(function, list(left.values()), pure=False)
    numbers = dict(zip(futures, list(left), strict=True))
    done: Any = as_completed(futures)  # type: ignore[no-untyped-call]
    last_seen = time.monotonic()
    while not done.is_empty():
        batch = done.next_batch(block=False)
        if not batch:
            last_seen = time.monotonic() if _has_workers(client) else last_seen
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
            yield left.pop(numbers[future]), result, why
    return False


def _has_workers(client: Any) -> bool:
    with suppress(OSError):  # a scheduler that is lost ends all futures
        return bool(client.nthreads())
    return False
