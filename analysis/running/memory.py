"""Memory: what a step has freed goes back to the system, so that the next one does not come on top of it."""

import ctypes
import sys


def release_freed() -> None:
    """Give memory that is free back to the system.

    The C library keeps pages that are free for later, and those between two that are not it seldom uses again: after a
    large corpus is read, 3 kB an article. So does what holds the texts of tables.

    Limits: of the GNU C library alone; elsewhere only the texts of tables go.
    """
    import pyarrow

    pyarrow.default_memory_pool().release_unused()
    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    if library is not None and hasattr(library, "malloc_trim"):
        library.malloc_trim(0)
