"""Starting: whoever stops the command line while Python still imports it reads one line too."""

import os
import signal


def stop_at_once() -> None:
    """Let an interrupt end the process with one line, as long as there is nothing to tidy; where it is ignored, not."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _stop)


def stop_in_order() -> None:
    """Let an interrupt be raised again: from here on there is something to tidy, and somebody who tells of it."""
    if signal.getsignal(signal.SIGINT) is _stop:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _stop(*_: object) -> None:
    os.write(2, b"Stopped.\n")
    os._exit(130)
