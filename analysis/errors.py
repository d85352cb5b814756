"""The one error a reader can cause, the closest match that its message offers, and how any error ends a command."""

import difflib
import traceback
from collections.abc import Iterable
from pathlib import Path


class RequestError(ValueError):
    """Raised when a request is wrong, before anything has been started or written (exit code 2)."""


def suggest(name: str, known: Iterable[str]) -> str:
    """Word the closest match to a misspelt name, ready to follow a full stop.

    Returns: ` Did you mean 'corpus'?`, or an empty text if nothing is close.

    >>> "Unknown parameter 'corpsu'." + suggest("corpsu", ["corpus", "view"])
    "Unknown parameter 'corpsu'. Did you mean 'corpus'?"

    Limits: closeness is difflib's ratio of matching letters, upper and lower case folded.
    """
    folded = {candidate.casefold(): candidate for candidate in known}
    found = difflib.get_close_matches(name.casefold(), folded, n=1)
    return f" Did you mean '{folded[found[0]]}'?" if found else ""


def describe_failure(error: BaseException) -> tuple[str, int]:
    """Say in one sentence, without its full stop, why a command ends, and with which exit code.

    >>> describe_failure(KeyboardInterrupt()), describe_failure(RequestError("No articles in 'x'"))
    (('Stopped', 130), ("No articles in 'x'", 2))

    Limits: of an error that nobody foresaw it names the innermost line of this package, which need not be its cause.
    """
    if isinstance(error, RequestError):
        return str(error), 2
    if isinstance(error, KeyboardInterrupt):
        return "Stopped", 130
    if isinstance(error, OSError):
        place = f": '{error.filename}'" if error.filename else ""
        return f"{error.strerror or error}{place}", 1
    return f"{type(error).__name__}: {error} ({_find_line(error)})", 1


def _find_line(error: BaseException) -> str:
    """The innermost line of this package that the error came from."""
    here = Path(__file__).parent
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if here in Path(frame.filename).parents]
    if not frames:
        return "outside this package"
    return f"analysis/{Path(frames[-1].filename).relative_to(here).as_posix()}, line {frames[-1].lineno}"
