"""Stage: a report is made in a folder of its own beside the final one, and moved file by file when it is complete."""

import json
import os
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from analysis.corpus.articles import find_corpus
from analysis.corpus.files import expand_home, read_bytes
from analysis.errors import RequestError
from analysis.running.staging import open_folder, refuse_folders

MANIFEST, ASIDE, INDEX, BRIEF = "manifest.json", ".manifest-before.json", "index.html", "brief.md"
ACROSS = "across.html"
DOWNLOADS = "downloads"
# Tables that a reader keeps beside a corpus under names that are given here too, and the column that tells them apart.
OWN_TABLES = {"articles.csv": "file", "corrections.csv": "article"}
FOLDERS = ("articles", DOWNLOADS, "events", "failed", "tables")


def check_output(out: str | Path, corpus: str | Path) -> None:
    """Check that what is written to `out` can neither replace the corpus nor be read as part of it.

    Raises: RequestError that says which of the two would happen, or that `out` is a file.

    Limits: links are followed; two names of one folder on a network may not be recognised.
    """
    if os.path.islink(out) and not os.path.exists(out):
        raise RequestError(f"The output '{out}' is a link that leads nowhere. Name a folder with --out.")
    target, place = expand_home(out).resolve(), find_corpus(corpus).resolve()
    if target == place or (target.exists() and os.path.samefile(target, place)):
        raise RequestError(f"The output '{out}' is the corpus itself. Choose another folder with --out.")
    if target.exists() and not target.is_dir():
        raise RequestError(f"The output '{out}' is a file. Name a folder with --out.")
    _check_held(target)
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


def _check_held(out: Path) -> None:
    """Refuse a folder of which a part leads elsewhere, or that holds a reader's own table under a table's name."""
    for name in FOLDERS:
        if (out / name).is_symlink():
            raise RequestError(f"'{out / name}' is a link, and what is written there would go elsewhere. Remove it.")
    for name, column in OWN_TABLES.items():
        if any(column in _read_header(out / folder / name) for folder in (".", "tables")):
            raise RequestError(
                f"The output '{out}' holds a {name} that is not from here (it has a column {column}) and would be "
                "replaced. Choose another folder with --out."
            )


def _read_header(file: Path) -> list[str]:
    if not file.is_file():
        return []
    with file.open(encoding="utf-8-sig", errors="replace") as lines:
        return [cell.strip(' "').lower() for cell in re.split("[,;\t]", lines.readline(10_000).strip())]


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
    refuse_folders(out, [*files, MANIFEST, ASIDE])
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
        with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
            names |= {str(name) for name in json.loads(read_bytes(manifest, manifest.name))["outputs"]}
    return {name for name in names if name.isprintable() and _is_output(out / name, out)}


def _is_output(place: Path, out: Path) -> bool:
    try:
        return not place.is_dir() and place.resolve().is_relative_to(out.resolve())
    except (OSError, RuntimeError):  # longer than a name may be, or a link that leads round in a circle
        return False
