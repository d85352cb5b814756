"""Kill, crowd and starve a run, and see that the next one is complete, the same to the byte, and leaves nothing.

    python benchmarks/crash.py [CORPUS] [--kills 40] [--seed 0] [--command report|tables] [-p NAME=VALUE ...]

For `kill -9` at a random point of a run: no half file at a final place, no process that lives on for five seconds; the
run after it ends well, gives the bytes of an undisturbed run, and no folder of a killed run is left, neither in the
output nor in the cache. Then: two runs at once into one folder; a cache that is spoilt in three ways; an output and a
cache on a full and on a read-only disk (a small tmpfs, where this user may mount one: permissions stop no root). A
line for each trial that failed, and the counts.
"""

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
PATIENCE = 5.0  # seconds that a process may outlive the run that started it
Print = dict[str, str]
SETTINGS: list[str] = []


def start(command: str, corpus: Path, out: Path, cache: Path, *more: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {"SAMESTORY_CACHE": str(cache), "PYTHONPATH": str(PROJECT)}
    settings = [word for setting in SETTINGS for word in ("-p", setting)]
    words = [sys.executable, "-m", "analysis", command, str(corpus), "--out", str(out), *settings, *more]
    # A session of its own, so that a kill reaches kernels and workers only where the run itself sees to that.
    return subprocess.Popen(
        words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def print_of(out: Path) -> Print:
    """The hash of every file below a folder."""
    files = sorted(path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def find_half_files(out: Path, whole: Print, first: Print) -> list[str]:
    """Files at a final place that are neither those of an undisturbed run nor what a report publishes first."""
    found = print_of(out) if out.exists() else {}
    known = {name: {prints.get(name) for prints in (whole, first)} for name in found}
    return [name for name, value in found.items() if not name.startswith(".") and value not in known[name]]


def kill_once(command: str, corpus: Path, work: Path, whole: Print, first: Print, seconds: float) -> list[str]:
    out, cache = work / "out", work / "cache"
    shutil.rmtree(out, ignore_errors=True)
    process = start(command, corpus, out, cache)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    process.wait()
    faults = [f"half file {name}" for name in find_half_files(out, whole, first)]
    faults += [f"lives on: {name}" for name in find_alive(cache)]
    code = start(command, corpus, out, cache).wait()
    found = print_of(out)
    faults += [f"the next run ended with {code}"] * (code != 0)
    faults += [f"left over: {name}" for name in found if name.startswith(".")]
    faults += [f"left over in the cache: {path.name}" for path in cache.rglob(".new-*")]
    faults += [f"not the same: {name}" for name in whole if found.get(name) != whole[name]]
    return faults


def find_alive(cache: Path) -> list[str]:
    """Find the processes of a run, known by the cache that they were given, once they had time to end."""
    mark, end = f"SAMESTORY_CACHE={cache}\0".encode(), time.monotonic() + PATIENCE
    while (alive := [path for path in Path("/proc").glob("[0-9]*") if mark in read_file(path / "environ")]) and (
        time.monotonic() < end
    ):
        time.sleep(0.1)
    return [read_file(path / "cmdline").replace(b"\0", b" ").decode(errors="replace")[:200] for path in alive]


def read_file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # it has ended, or is another user's
        return b""


def run_two(command: str, corpus: Path, work: Path, whole: Print) -> list[str]:
    out = work / "two"
    both = [start(command, corpus, out, work / "cache-of-two") for _ in range(2)]
    codes = [process.wait() for process in both]
    return [f"ended with {codes}"] * (codes != [0, 0]) + ["not the same"] * (print_of(out) != whole)


def spoil_cache(command: str, corpus: Path, work: Path, whole: Print, spoil: Callable[[bytes], bytes]) -> list[str]:
    cache, out = work / "cache", work / "spoilt"
    start(command, corpus, out, cache).wait()
    for path in cache.rglob("*"):
        if path.is_file():
            path.write_bytes(spoil(path.read_bytes()))
    shutil.rmtree(out)
    code = start(command, corpus, out, cache).wait()
    return [f"ended with {code}"] * (code != 0) + ["not the same"] * (print_of(out) != whole)


def flip(data: bytes, chance: random.Random) -> bytes:
    flipped = bytearray(data)
    for _ in range(len(data) and max(1, len(data) // 2000)):
        flipped[chance.randrange(len(data))] ^= 0xFF
    return bytes(flipped)


@contextmanager
def small_disk(place: Path, size: str = "64k") -> Iterator[Path]:
    """A disk of its own. Raises: PermissionError where this user may mount none."""
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], check=False).returncode:
        raise PermissionError("not tried, no right to mount")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=False)


def starve(command: str, corpus: Path, work: Path, whole: Print, *, what: str, full: bool) -> list[str]:
    """An output, or a cache, on a disk that is full or read-only: no output is made, or it is made without a cache."""
    try:
        with small_disk(work / f"small-{what}-{full}") as disk:
            if not full:
                subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
            out = disk / "out" if what == "output" else work / f"out-{full}"
            cache = disk / "cache" if what == "cache" else work / "cache"
            code = start(command, corpus, out, cache).wait()
            found = print_of(out) if out.exists() else {}
    except PermissionError as error:
        return [str(error)]
    if what == "cache":
        return [f"ended with {code}"] * (code != 0) + ["not the same"] * (found != whole)
    return [f"ended with {code}"] * (code != 1) + [f"left {sorted(found)}"] * bool(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?", default=PROJECT / "seeds")
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--command", choices=["report", "tables"], default="tables")
    parser.add_argument("-p", dest="settings", action="append", default=[], metavar="NAME=VALUE")
    options = parser.parse_args()
    SETTINGS.extend(options.settings)
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        begin = time.monotonic()
        if start(options.command, options.corpus, work / "whole", work / "cache").wait() != 0:
            parser.error(f"an undisturbed run over '{options.corpus}' fails")
        seconds, whole = time.monotonic() - begin, print_of(work / "whole")
        first: Print = {}
        if options.command == "report":  # its story page, its tables and a manifest of them come before the notebooks
            start("report", options.corpus, work / "first", work / "cache", "--pages", "story").wait()
            first = print_of(work / "first")
        failed = 0
        for number in range(options.kills):
            if number % 2 == 0:
                shutil.rmtree(work / "cache", ignore_errors=True)
            after = chance.uniform(0, seconds)
            faults = kill_once(options.command, options.corpus, work, whole, first, after)
            failed += bool(faults)
            for fault in faults:
                print(f"kill {number} after {after:.1f} s: {fault}", flush=True)
        print(f"{options.kills} kills of `{options.command}`: {failed} failed")
        what = (options.command, options.corpus, work)
        trials: dict[str, Callable[[], list[str]]] = {
            "two at once": lambda: run_two(*what, whole),
            "cache with flipped bytes": lambda: spoil_cache(*what, whole, lambda data: flip(data, chance)),
            "cache cut short": lambda: spoil_cache(*what, whole, lambda data: data[: len(data) // 2]),
            "cache of noise": lambda: spoil_cache(*what, whole, lambda data: chance.randbytes(len(data))),
            "output on a full disk": lambda: starve(*what, whole, what="output", full=True),
            "read-only output": lambda: starve(*what, whole, what="output", full=False),
            "cache on a full disk": lambda: starve(*what, whole, what="cache", full=True),
            "read-only cache": lambda: starve(*what, whole, what="cache", full=False),
        }
        for name, trial in trials.items():
            print(f"{name}: {'; '.join(trial()) or 'as it should be'}", flush=True)


if __name__ == "__main__":
    main()
