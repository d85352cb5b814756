"""Executors: one pure function over many jobs, in this process, in several, or on a Dask cluster."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

from analysis.errors import RequestError

Job = TypeVar("Job")
Result = TypeVar("Result")

BATCH = 16  # articles a task: one to two seconds of work
PATIENCE = 30  # seconds to wait for a scheduler


def run_batches(
    function: Callable[[Sequence[Job]], Result], jobs: Sequence[Job], *, workers: int = 1, scheduler: str | None = None
) -> Iterator[Result]:
    """Run a function over batches of jobs and give each result as it comes.

    Takes: a function that a fresh process can import; jobs; a number of `workers`, or the address of a Dask
    `scheduler`, which wins. With one worker a batch is one job, so that progress is seen job by job.
    Raises: RequestError where Dask is not installed or no scheduler answers.

    >>> sorted(run_batches(sum, [2, 3]))
    [2, 3]

    Limits: results arrive in no fixed order; whoever needs one sorts by key.
    """
    if scheduler:
        return _on_dask(function, _batches(jobs, BATCH), scheduler)
    if workers > 1 and len(jobs) > BATCH:
        return _in_processes(function, _batches(jobs, BATCH), workers)
    return map(function, _batches(jobs, 1))


def _batches(jobs: Sequence[Job], size: int) -> list[Sequence[Job]]:
    return [jobs[first : first + size] for first in range(0, len(jobs), size)]


def _in_processes(
    function: Callable[[Sequence[Job]], Result], batches: list[Sequence[Job]], workers: int
) -> Iterator[Result]:
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting = {pool.submit(function, batch): batch for batch in batches}
        try:
            for future in as_completed(list(waiting)):
                yield future.result()
                del waiting[future]
        except BrokenProcessPool:
            # A process was killed, mostly for want of memory: what is left is done here, one batch at a time.
            left = list(waiting.values())
        else:
            left = []
    yield from map(function, left)


def _on_dask(
    function: Callable[[Sequence[Job]], Result], batches: list[Sequence[Job]], scheduler: str
) -> Iterator[Result]:
    try:
        from dask.distributed import Client
        from dask.distributed import as_completed as dask_completed
    except ImportError as error:
        raise RequestError("--scheduler needs Dask: install the extra 'cluster', or use --workers.") from error
    try:
        client = Client(scheduler, timeout=PATIENCE)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise RequestError(f"No Dask scheduler answers at '{scheduler}': {error}") from error
    with client:
        futures = client.map(function, batches, pure=False)
        for future in dask_completed(futures):  # type: ignore[no-untyped-call]
            yield future.result()
