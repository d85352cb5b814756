"""Kill, crowd and starve a run, and see that the next one is complete, the same to the byte, and leaves nothing.

    python benchmarks/crash.py [CORPUS] [--kills 40] [--seed 0] [--command report|tables]

For `kill -9` at a random point of a run: no half file at a final place; the run after it ends well, gives the bytes of
an undisturbed run, and no folder of a killed run is left. Then: two runs at once into one folder, a kept reading that
is spoilt, an output that is read-only or full (`/dev/full` is no folder, so a small tmpfs where this user may mount
one). A line for each trial that failed, and the counts.
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
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
Print = dict[str, str]


def start(command: str, corpus: Path, out: Path, cache: Path, *more: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {"SAMESTORY_CACHE": str(cache), "PYTHONPATH": str(PROJECT)}
    words = [sys.executable, "-m", "analysis", command, str(corpus), "--out", str(out), *more]
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
    code = start(command, corpus, out, cache).wait()
    found = print_of(out)
    faults += [f"the next run ended with {code}"] * (code != 0)
    faults += [f"left over: {name}" for name in found if name.startswith(".")]
    faults += [f"not the same: {name}" for name in whole if found.get(name) != whole[name]]
    return faults


def run_two(command: str, corpus: Path, work: Path, whole: Print) -> list[str]:
    out = work / "two"
    both = [start(command, corpus, out, work / "cache-of-two") for _ in range(2)]
    codes = [process.wait() for process in both]
    return [f"ended with {codes}"] * (codes != [0, 0]) + ["not the same"] * (print_of(out) != whole)


def spoil_cache(command: str, corpus: Path, work: Path, whole: Print, chance: random.Random) -> list[str]:
    faults = []
    files = [path for path in (work / "cache").rglob("*") if path.is_file()] if (work / "cache").is_dir() else []
    for path in files or [work / "cache"]:
        data = bytearray(path.read_bytes())
        for _ in range(max(1, len(data) // 2000)):
            data[chance.randrange(len(data))] ^= 0xFF
        path.write_bytes(data)
    code = start(command, corpus, work / "spoilt", work / "cache").wait()
    faults += [f"spoilt cache: ended with {code}"] * (code != 0)
    return faults + ["spoilt cache: not the same"] * (print_of(work / "spoilt") != whole)


def starve(command: str, corpus: Path, work: Path) -> list[str]:
    """An output on a full disk, where this user may mount one."""
    place = work / "small"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)], check=False).returncode
    if mounted != 0:
        return ["full disk: not tried, no right to mount"]
    try:
        code = start(command, corpus, place / "out", work / "cache").wait()
        left = [path.name for path in (place / "out").rglob("*")] if (place / "out").exists() else []
    finally:
        subprocess.run(["umount", str(place)], check=False)
    return [f"full disk: ended with {code}"] * (code != 1) + [f"full disk: left {left}"] * bool(left)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?", default=PROJECT / "seeds")
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--command", choices=["report", "tables"], default="tables")
    options = parser.parse_args()
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
                (work / "cache").unlink(missing_ok=True) if (work / "cache").is_file() else shutil.rmtree(
                    work / "cache", ignore_errors=True
                )
            after = chance.uniform(0, seconds)
            faults = kill_once(options.command, options.corpus, work, whole, first, after)
            failed += bool(faults)
            for fault in faults:
                print(f"kill {number} after {after:.1f} s: {fault}", flush=True)
        print(f"{options.kills} kills of `{options.command}`: {failed} failed")
        for name, faults in {
            "two at once": run_two(options.command, options.corpus, work, whole),
            "spoilt cache": spoil_cache(options.command, options.corpus, work, whole, chance),
            "full disk": starve(options.command, options.corpus, work),
        }.items():
            print(f"{name}: {'; '.join(faults) or 'as it should be'}", flush=True)


if __name__ == "__main__":
    main()
