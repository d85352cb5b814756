"""The one error a reader can cause, and the closest match that its message offers."""

import difflib
from collections.abc import Iterable


class RequestError(ValueError):
    """Raised when a request is wrong, before anything has been started or written (exit code 2)."""


def shorten(text: str, longest: int = 60) -> str:
    """Cut what a message quotes, so that the message stays one line.

    >>> shorten("abcdef", 4)
    'abcd…'
    """
    return text if len(text) <= longest else text[:longest] + "…"


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
