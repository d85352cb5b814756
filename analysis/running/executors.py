"""Executors: one pure function over many jobs, in this process, in several, or on a Dask cluster."""

from collections.abc import Callable, Generator, Iterator, Sequence
from typing import Any, TypeVar

from analysis.running.cluster import run_cluster
from analysis.running.processes import run_processes

Job = TypeVar("Job")
Result = TypeVar("Result")

BATCH = 16  # articles a task: one to two seconds of work


def run_batches(
    function: Callable[[Sequence[Job]], Result],
    jobs: Sequence[Job],
    *,
    give_up: Callable[[Job, str], Result],
    workers: int = 1,
    scheduler: str | None = None,
    tell: Callable[[str], Any] = str,
) -> Generator[Result, None, None]:
    """Run a function over batches of jobs and give each result as it comes.

    A batch that fails or whose process is killed, mostly for want of memory, is tried again job by job, each alone in
    a process beside this one; a job that fails then too gets the result that `give_up` makes of it and of the reason.

    Takes: a function that a fresh process can import; jobs; a number of `workers`, or the address of a Dask
    `scheduler`, which wins; `tell`, which is told where a cluster can be watched and when it is lost. With one worker a
    batch is one job, so that progress is seen job by job.
    Raises: RequestError where Dask is not installed or no scheduler answers; with one worker, what the function raises.

    >>> sorted(run_batches(sum, [2, 3], give_up=lambda job, why: 0))
    [2, 3]

    Limits: results arrive in no fixed order; whoever needs one sorts by key.
    """
    if not scheduler and (workers == 1 or len(jobs) <= BATCH):
        for batch in _cut(jobs, BATCH):  # what a job needs is asked for sixteen at a time
            yield from map(function, _cut(batch, 1))
        return
    batches = _cut(jobs, BATCH)
    done = run_cluster(function, batches, scheduler, tell) if scheduler else run_processes(function, batches, workers)
    failed: list[Job] = []
    for batch, result, why in done:
        if why:
            failed += batch
        else:
            yield result
    for (job,), result, why in run_processes(function, _cut(failed, 1), 1):
        yield give_up(job, why) if why else result


def _cut(jobs: Sequence[Job], size: int) -> Iterator[Sequence[Job]]:
    """Cut jobs into batches, each when it is asked for: jobs may be made as they are."""
    return (jobs[first : first + size] for first in range(0, len(jobs), size))
