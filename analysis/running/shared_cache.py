"""Shared cache: one for all processes of a run, also where none can be kept."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from analysis.running.cache import PLACE, Cache


@contextmanager
def share_cache() -> Iterator[None]:
    """Give all processes of a run one cache, also where none can be kept: the notebooks of a report read nothing anew.

    Else each would say that there is none, in what it shows.
    """
    cache, given = Cache(), os.environ.get(PLACE)
    if cache.lasting:
        yield
        return
    os.environ[PLACE] = str(cache.folder)
    try:
        yield
    finally:
        os.environ.pop(PLACE)
        os.environ |= {PLACE: given} if given else {}
