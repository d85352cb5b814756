"""A browser without a window, and JupyterLab really running; where either is lacking, the tests say so and skip."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analysis.corpus.articles import PROJECT

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
SECONDS = 60


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright, which the extra `test` brings")
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("needs Chromium, which is not on this machine")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """JupyterLab over a folder with the notebooks and two corpora. Gives its address and the folder."""
    pytest.importorskip("jupyterlab", reason="needs JupyterLab")
    root = tmp_path_factory.mktemp("lab")
    shutil.copytree(PROJECT / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".*"))
    for name in ("seeds", "second"):
        shutil.copytree(PROJECT / "seeds", root / name)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    given = os.environ | {"JUPYTER_CONFIG_PATH": str(PROJECT / ".jupyter"), "PYTHONPATH": str(PROJECT)}
    given |= {"JUPYTER_CONFIG_DIR": str(root / ".config"), "JUPYTER_DATA_DIR": str(root / ".data")}
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--IdentityProvider.token=", "--port"),
        *(str(port), f"--ServerApp.root_dir={root}", "--ServerApp.disable_check_xsrf=True", "--log-level=ERROR"),
    ]
    with subprocess.Popen(command, env=given, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(address, server)
            yield address, root
        finally:
            server.terminate()


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(4 * SECONDS):
        if server.poll() is not None:
            pytest.fail(f"JupyterLab ended with {server.returncode} before it answered.")
        try:
            urllib.request.urlopen(f"{address}/api", timeout=5).close()
            return
        except OSError:
            time.sleep(0.25)
    pytest.fail(f"JupyterLab did not answer within {SECONDS} seconds.")
