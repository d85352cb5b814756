"""Telling: what the command line prints, and how whatever goes wrong becomes one sentence and an exit code."""

import atexit
import gc
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from analysis.errors import RequestError
from analysis.starting import stop_in_order
from analysis.wording import escape_controls

STOPPED = (130, 143)  # exit codes of what was interrupted, and of what was told to end


def is_watched() -> bool:
    """Whether somebody watches: a bar is for a terminal, a log has no use for it."""
    return sys.stderr.isatty()


def say(*lines: str, err: bool = False) -> None:
    """Print lines; a control character in a file's name gives no order to the terminal."""
    typer.echo("\n".join(escape_controls(line) for line in lines), err=err)


@contextmanager
def tell_failures(out: Path | None = None) -> Iterator[list[str]]:
    """Turn whatever goes wrong into one sentence and an exit code.

    Yields: what is said of `out` where a run stops; whoever writes there in steps may change it.
    """
    stop_in_order()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(STOPPED[1]))  # an exception, so that a stage is removed then too
    told = [f"'{out}' holds nothing new."] if out else []
    try:
        yield told
    except typer.Exit:
        raise
    except RequestError as error:
        say(*str(error).split("\n"), err=True)
        raise typer.Exit(2) from None
    except KeyboardInterrupt:
        say(" ".join(["Stopped.", *told]), err=True)
        raise typer.Exit(STOPPED[0]) from None
    except OSError as error:
        place = f": '{error.filename}'" if error.filename else ""
        say(" ".join([f"{error.strerror or error}{place}.", *told]), err=True)
        raise typer.Exit(1) from None
    except Exception as error:  # the last resort: still one sentence, with the line to look at
        say(" ".join([f"{type(error).__name__}: {error} ({_find_line(error)}).", *told]), err=True)
        raise typer.Exit(1) from None


def end_at_once(app: Callable[..., object]) -> None:
    """Run the command line; one that was stopped is not taken apart, which takes a busy computer seconds."""
    gc.set_threshold(50_000, 20, 20)  # rows of tables make no rings; to look for some took a tenth of the time
    try:
        app(prog_name="python -m analysis")
    except SystemExit as end:
        if end.code in STOPPED:
            atexit._run_exitfuncs()  # temporary folders go
            for stream in (sys.stdout, sys.stderr):
                stream.flush()
            os._exit(int(end.code))
        raise


def _find_line(error: Exception) -> str:
    """The innermost line of this package that the error came from."""
    here = Path(__file__).parent
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if here in Path(frame.filename).parents]
    return f"analysis/{Path(frames[-1].filename).relative_to(here).as_posix()}, line {frames[-1].lineno}"
