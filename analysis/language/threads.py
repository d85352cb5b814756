"""Threads: small matrices are multiplied by one thread, for a second would only wait for the first."""

import functools
from contextlib import AbstractContextManager
from typing import Any

from threadpoolctl import ThreadpoolController


def use_one_thread() -> AbstractContextManager[Any]:
    """Let one thread multiply matrices while the context is open.

    >>> import numpy as np
    >>> with use_one_thread():
    ...     product = np.ones((2, 3)) @ np.ones((3, 2))
    >>> product.tolist()
    [[3.0, 3.0], [3.0, 3.0]]

    Limits: of libraries that are loaded before it is first called.
    """
    limited: AbstractContextManager[Any] = _threads().limit(limits=1)
    return limited


@functools.cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()
