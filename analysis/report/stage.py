"""Stage: a report is made in a folder of its own beside the final one, and moved file by file when it is complete."""

import json
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from analysis.corpus.articles import find_corpus
from analysis.errors import RequestError
from analysis.running.staging import open_folder

MANIFEST, ASIDE, INDEX, BRIEF = "manifest.json", ".manifest-before.json", "index.html", "brief.md"
ACROSS = "across.html"
DOWNLOADS = "downloads"
FOLDERS = ("articles", DOWNLOADS, "events", "failed", "tables")


def check_output(out: str | Path, corpus: str | Path) -> None:
    """Check that what is written to `out` can neither replace the corpus nor be read as part of it.

    Raises: RequestError that says which of the two would happen, or that `out` is a file.

    Limits: links are followed; two names of one folder on a network may not be recognised.
    """
    if os.path.islink(out) and not os.path.exists(out):
        raise RequestError(f"The output '{out}' is a link that leads nowhere. Name a folder with --out.")
    target, place = Path(out).expanduser().resolve(), find_corpus(corpus).resolve()
    if target == place or (target.exists() and os.path.samefile(target, place)):
        raise RequestError(f"The output '{out}' is the corpus itself. Choose another folder with --out.")
    if target.exists() and not target.is_dir():
        raise RequestError(f"The output '{out}' is a file. Name a folder with --out.")
    if place in target.parents:
        raise RequestError(
            f"The output '{out}' lies inside the corpus '{corpus}' and would be read as part of it. "
            "Choose a folder outside with --out."
        )
    if target in place.parents:
        first = place.relative_to(target).parts[0]
        if first in FOLDERS or (place.parent == target and place.is_file()):
            raise RequestError(
                f"The output '{out}' could overwrite the corpus '{corpus}', which lies in it. "
                "Choose another folder with --out."
            )


@contextmanager
def open_stage(out: Path) -> Iterator[Path]:
    """Make a stage inside `out`, and `out` itself; where nothing comes of it, neither stays."""
    existed = out.exists()
    out.mkdir(parents=True, exist_ok=True)
    try:
        with open_folder(out, ".run-") as stage:
            yield stage
    finally:
        if not existed:
            with suppress(OSError):  # it holds a report now
                out.rmdir()


def publish(stage: Path, out: Path, *, kept: Collection[str] = ()) -> None:
    """Move every file of the stage to its place in `out`, and remove what only an older report had.

    `kept` are files that this report has published already and that stay.

    The older manifest steps aside first and the new one comes last: in between, nothing vouches for what lies in
    `out`, and a run that was cut off there is cleared up by the next. Files that no report wrote are left alone.
    """
    files = sorted(path.relative_to(stage).as_posix() for path in stage.rglob("*") if path.is_file())
    files.sort(key=(INDEX, MANIFEST).__contains__)
    older = list_outputs(out)
    if (out / MANIFEST).exists():
        os.replace(out / MANIFEST, out / ASIDE)
    for name in sorted(older - {*files, *kept}):
        (out / name).unlink(missing_ok=True)
    for name in files:
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        os.replace(stage / name, out / name)
    (out / ASIDE).unlink(missing_ok=True)
    for folder in FOLDERS:
        with suppress(OSError):  # missing, or in use
            (out / folder).rmdir()


def list_outputs(out: Path) -> set[str]:
    """List what the manifest in `out` names as its outputs; nothing, where there is no manifest to be read."""
    names: set[str] = {INDEX}
    for manifest in (out / MANIFEST, out / ASIDE):
        with suppress(OSError, ValueError, KeyError, TypeError):
            names |= {str(name) for name in json.loads(manifest.read_text(encoding="utf-8"))["outputs"]}
    return {
        name for name in names if not (out / name).is_dir() and (out / name).resolve().is_relative_to(out.resolve())
    }
