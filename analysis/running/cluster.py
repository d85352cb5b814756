"""Cluster: batches of jobs over the workers of a Dask scheduler, which may come and go."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from typing import Any, TypeVar

from analysis.errors import RequestError

Job = TypeVar("Job")
Result = TypeVar("Result")

PATIENCE = 30  # seconds to wait for a scheduler
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
    the batches that are left come back undone, for whoever asked to do them elsewhere.

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
            yield from _run_once(client, function, left)
        tries = tries + 1 if len(left) == n_left else 0
    if left:
        tell(f"The cluster at {scheduler} was lost: what is left is read here.")
    for batch in left.values():
        yield batch, None, LOST


def _run_once(
    client: Any, function: Callable[[Sequence[Job]], Result], left: dict[int, Sequence[Job]]
) -> Iterator[tuple[Sequence[Job], Any, str]]:
    """Do what is left until it is done or the scheduler is gone; what is done leaves `left`."""
    from dask.distributed import as_completed

    futures = client.map(function, list(left.values()), pure=False)
    numbers = dict(zip(futures, list(left), strict=True))
    for future in as_completed(futures):  # type: ignore[no-untyped-call]
        try:
            result, why = future.result(), ""
        except CancelledError:  # so all futures end when the connection is lost
            return
        except Exception as error:
            killed = type(error).__name__ == "KilledWorker"
            result, why = None, "its worker was killed" if killed else f"{type(error).__name__}: {error}"
        yield left.pop(numbers[future]), result, why
