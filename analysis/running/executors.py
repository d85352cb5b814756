"""Executors: one pure function over many jobs, in this process, in several, or on a Dask cluster."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

from analysis.errors import RequestError

Job = TypeVar("Job")
Result = TypeVar("Result")

BATCH = 16  # articles a task: one to two seconds of work
PATIENCE = 30  # seconds to wait for a scheduler


def run_batches(
    function: Callable[[Sequence[Job]], Result],
    jobs: Sequence[Job],
    *,
    give_up: Callable[[Job, str], Result],
    workers: int = 1,
    scheduler: str | None = None,
) -> Iterator[Result]:
    """Run a function over batches of jobs and give each result as it comes.

    A batch that fails or whose process is killed, mostly for want of memory, is tried again job by job, each alone and
    never in this process; a job that fails then too gets the result that `give_up` makes of it and of the reason.

    Takes: a function that a fresh process can import; jobs; a number of `workers`, or the address of a Dask
    `scheduler`, which wins. With one worker a batch is one job, so that progress is seen job by job.
    Raises: RequestError where Dask is not installed or no scheduler answers; with one worker, what the function raises.

    >>> sorted(run_batches(sum, [2, 3], give_up=lambda job, why: 0))
    [2, 3]

    Limits: results arrive in no fixed order; whoever needs one sorts by key. A cluster that has lost all its workers is
    waited for.
    """
    if scheduler:
        return _on_dask(function, _batches(jobs, BATCH), give_up, scheduler)
    if workers > 1 and len(jobs) > BATCH:
        return _in_processes(function, _batches(jobs, BATCH), give_up, workers)
    return map(function, _batches(jobs, 1))


def _batches(jobs: Sequence[Job], size: int) -> list[Sequence[Job]]:
    return [jobs[first : first + size] for first in range(0, len(jobs), size)]


def _in_processes(
    function: Callable[[Sequence[Job]], Result],
    batches: list[Sequence[Job]],
    give_up: Callable[[Job, str], Result],
    workers: int,
) -> Iterator[Result]:
    failed: list[Sequence[Job]] = []
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting = {pool.submit(function, batch): batch for batch in batches}
        for future in as_completed(list(waiting)):
            batch = waiting.pop(future)
            try:
                result = future.result()
            except Exception:  # one killed process breaks every batch that is not done
                failed.append(batch)
            else:
                yield result
    while failed:
        yield from _in_one_process(function, failed, give_up)


def _in_one_process(
    function: Callable[[Sequence[Job]], Result], failed: list[Sequence[Job]], give_up: Callable[[Job, str], Result]
) -> Iterator[Result]:
    """Work off what failed in a fresh process, until that is killed; a batch that fails again comes apart into jobs."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        while failed:
            batch = failed.pop(0)
            try:
                result = pool.submit(function, batch).result()
            except Exception as error:
                if len(batch) == 1:
                    yield give_up(batch[0], _say_why(error))
                else:
                    failed[:0] = _batches(batch, 1)
                if isinstance(error, BrokenProcessPool):
                    return
            else:
                yield result


def _on_dask(
    function: Callable[[Sequence[Job]], Result],
    batches: list[Sequence[Job]],
    give_up: Callable[[Job, str], Result],
    scheduler: str,
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
        waiting = dict(zip(client.map(function, batches, pure=False), batches, strict=True))
        failed: list[Job] = []
        for future in dask_completed(list(waiting)):  # type: ignore[no-untyped-call]
            batch = waiting.pop(future)
            try:
                result = future.result()
            except CancelledError:  # the scheduler is gone: nothing more can be asked of it
                raise
            except Exception:
                failed += batch
            else:
                yield result
        for job in failed:  # one after the other, so that no job is blamed for the end of another's worker
            try:
                result = client.submit(function, [job], pure=False).result()
            except CancelledError:
                raise
            except Exception as error:
                result = give_up(job, _say_why(error))
            yield result


def _say_why(error: Exception) -> str:
    if isinstance(error, BrokenProcessPool) or type(error).__name__ == "KilledWorker":
        return "the process that read it was killed, mostly for want of memory"
    return f"{type(error).__name__}: {error}"
