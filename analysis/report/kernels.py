"""Kernels: a fresh one for each notebook, branched off a process that has the libraries loaded already."""

import os
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from types import ModuleType
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from analysis.running.processes import follow_parent

REPORT = "SAMESTORY_REPORT"  # told to what is preloaded, which process the report is
LOADED = "analysis.report.preloaded"
STARTING = threading.Lock()


class Branch:
    """A process as `subprocess` would give it."""

    stdin = stdout = stderr = None

    def __init__(self, process: Any) -> None:
        self._process, self.pid = process, process.pid

    def poll(self) -> int | None:
        """Give its exit code; None while it runs."""
        code: int | None = self._process.exitcode
        return code

    def wait(self) -> int | None:
        """Wait for its end."""
        self._process.join()
        return self.poll()

    def send_signal(self, number: int) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()


class BranchProvisioner(LocalProvisioner):
    """Starts a kernel by a branch of the server of processes, not by a new interpreter."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Start the kernel that a command names, in the folder and the environment that it would have."""
        context = get_context("forkserver")
        context.set_forkserver_preload([LOADED])
        folder, environment = str(kwargs.get("cwd") or os.getcwd()), dict(kwargs.get("env") or os.environ)
        process = context.Process(target=serve_kernel, args=(cmd[cmd.index("-f") :], environment, folder))
        with _no_main():
            process.start()
        self.process = Branch(process)  # type: ignore[assignment]  # all that is asked of a process is here
        self.pid = self.pgid = process.pid
        return self.connection_info


@contextmanager
def _no_main() -> Iterator[None]:
    """Hide the program that is running: a branch would run it again to find what it defines, and needs none of it.

    The server of processes, if it starts now, is told whose it is.
    """
    with STARTING:
        program = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        os.environ[REPORT] = str(os.getpid())
        try:
            yield
        finally:
            sys.modules["__main__"] = program
            del os.environ[REPORT]


class BranchManager(AsyncKernelManager):
    """Manages one such kernel."""

    async def _async_pre_start_kernel(self, **options: Any) -> tuple[list[str], dict[str, Any]]:
        if self.provisioner is None:
            self.provisioner = BranchProvisioner(kernel_spec=self.kernel_spec, parent=self)
        return await super()._async_pre_start_kernel(**options)


def choose_manager() -> dict[str, Any]:
    """Choose how papermill starts its kernels: branched off where the system can, else as it always does.

    Limits: on Linux only; elsewhere a branch of a process with so much loaded is not safe.
    """
    return {"kernel_manager_class": BranchManager} if sys.platform == "linux" else {}


def serve_kernel(arguments: Sequence[str], environment: dict[str, str], folder: str) -> None:
    """Be the kernel, in this process, until its client says that it is enough."""
    import matplotlib
    from ipykernel.kernelapp import IPKernelApp

    # With the report goes the kernel; the server of processes waits for its kernels, and so never goes before them.
    threading.Thread(target=follow_parent, daemon=True).start()
    os.setsid()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment | {"JPY_PARENT_PID": str(os.getppid())})
    kernel = IPKernelApp.instance()
    kernel.initialize(list(arguments))  # type: ignore[no-untyped-call]
    matplotlib.rcParams["backend"] = os.environ["MPLBACKEND"]  # loaded before the kernel could choose it
    kernel.start()  # type: ignore[no-untyped-call]
