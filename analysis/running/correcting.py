"""Correcting: a row more in the corrections.csv of a corpus, and what it changes in every figure."""

import csv
import io
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.corpus.articles import find_corpus, make_context
from analysis.corpus.corrections import CORRECTIONS
from analysis.corpus.encoding import decode
from analysis.corpus.files import read_bytes
from analysis.corpus.readers.csv_tables import find_delimiter
from analysis.errors import RequestError
from analysis.wording import guard_cell

COLUMNS = ("article", "start", "end", "text", "speaker", "role", "kind", "verdict")
# The figures that a correction may move: table, what its rows are told apart by, the figure and its name.
FIGURES = (
    ("shares", ["by", "source", "name"], "share_words", "share of reported words"),
    ("shares", ["by", "source", "name"], "n_quotes", "quotations"),
    ("diversity", ["by", "source"], "effective", "equally heard voices"),
    ("saying", ["source", "voice", "speaker", "cue"], "n", "times said"),
    ("tone", ["source", "voice", "scorer"], "mean", "mean tone"),
    ("keywords", ["source", "reference", "voice", "term"], "log_ratio", "log ratio of a keyword"),
)
CHANGES = ["figure", "of", "before", "after", "change"]
Row = dict[str, str]


def find_corrections(corpus: str) -> Path:
    """Name the file of the corrections of a corpus.

    Raises: RequestError where the corpus is one file: only a folder has corrections beside its articles.

    >>> find_corrections("seeds").name
    'corrections.csv'
    """
    place = find_corpus(corpus)
    if not place.is_dir():
        raise RequestError(f"'{corpus}' is one file. Put it into a folder of its own: corrections are kept beside it.")
    return place / CORRECTIONS


def save_correction(corpus: str, row: Mapping[str, str], *, overwrite: bool = False) -> Path:
    """Add a row to the corrections of a corpus; what stands in the file stays, byte for byte where that can be.

    `row`: article, start, end, text, speaker, role, kind, verdict, each as it is to stand there; left out: empty.
    Returns: the file. Raises: RequestError where `overwrite` is not set and the file holds a row about the same place,
    or cannot be added to as it is: it lacks a column or is not in UTF-8. With it, that row is replaced or the file
    written anew.
    """
    path = find_corrections(corpus)
    header, rows, delimiter, plain = _load(path, corpus)
    cells = {name: guard_cell(" ".join(str(row.get(name, "")).split())) for name in COLUMNS}
    earlier = next((at for at, held in enumerate(rows) if _same_place(held, cells)), None)
    lacking = [name for name in COLUMNS if cells[name] and name not in header]
    if not overwrite and (earlier is not None or lacking or not plain):
        raise RequestError(_say_why(path, None if earlier is None else rows[earlier], lacking))
    if earlier is None and not lacking and plain:
        held = read_bytes(path, path.name) if path.exists() else b""
        gap = b"\n" if held and not held.endswith((b"\n", b"\r")) else b""
        _replace(path, held + gap + _write([] if held else [header], [cells], header, delimiter))
        return path
    if earlier is not None:
        rows[earlier] = cells
    else:
        rows.append(cells)
    header = [*header, *(name for name in COLUMNS if name not in header)]
    _replace(path, _write([header], rows, header, delimiter))
    return path


def list_changes(before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """List every figure that is another after a correction.

    Returns: figure, of (whose figure it is), before, after (none where there is no such row), change; shares first.

    >>> rows = {"by": "speaker", "source": "A", "name": "Odu", "n_quotes": 1}
    >>> before, after = (pd.DataFrame([rows | {"share_words": share}]) for share in (0.5, 0.25))
    >>> list_changes({"shares": before}, {"shares": after}).values.tolist()
    [['share of reported words', 'speaker, A, Odu', 0.5, 0.25, -0.25]]

    Limits: of figures that rest on chance draws (intervals) nothing is said.
    """
    parts = []
    for name, keys, column, figure in FIGURES:
        if name in before and name in after:
            old, new = (table[name].groupby(keys, sort=False)[column].first() for table in (before, after))
            both = pd.concat({"before": old, "after": new}, axis=1)
            same = (both["before"] - both["after"]).abs().lt(1e-9) | both.isna().all(axis=1)
            moved = both[~same]
            names = [", ".join(filter(None, map(str, key))) for key in moved.index]
            parts.append(moved.reset_index(drop=True).astype(float).assign(figure=figure, of=names))
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=CHANGES)
    return table.assign(change=table["after"].fillna(0) - table["before"].fillna(0))[CHANGES]


def _load(path: Path, corpus: str) -> tuple[list[str], list[Row], str, bool]:
    """Header, rows, what stands between the columns, and whether more can be added behind the bytes that are there."""
    if not path.exists():
        return list(COLUMNS), [], ",", True
    text, remark = decode(read_bytes(path, path.name))
    if not text.strip():
        return list(COLUMNS), [], ",", True
    delimiter = find_delimiter(text, make_context(find_corpus(corpus)))
    lines = [line for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(line)]
    header = [cell.strip().lower() for cell in lines[0]]
    if long := next((number for number, line in enumerate(lines, start=1) if any(line[len(header) :])), 0):
        raise RequestError(f"'{path.name}', row {long}: more cells than the header has. Mend it first.")
    rows = [dict(zip(header, line, strict=False)) for line in lines[1:]]
    return header, rows, delimiter, not remark


def _same_place(held: Mapping[str, str], row: Mapping[str, str]) -> bool:
    if held.get("article") != row.get("article"):
        return False
    spans = [(one.get("start", ""), one.get("end", "")) for one in (held, row)]
    if all(start.isdigit() and end.isdigit() for start, end in spans):
        return spans[0] == spans[1]
    return bool(held.get("text")) and held.get("text") == row.get("text")


def _say_why(path: Path, earlier: Row | None, lacking: list[str]) -> str:
    if earlier is not None:
        said = ", ".join(f"{name} '{earlier[name]}'" for name in COLUMNS[4:] if earlier.get(name)) or "nothing"
        return f"'{path.name}' corrects this place already ({said}). Replace that row?"
    what = f"lacks the column {', '.join(lacking)}" if lacking else "is not in UTF-8"
    return f"'{path.name}' {what}. Write it anew, with all its rows?"


def _write(head: list[list[str]], rows: list[Row], header: list[str], delimiter: str) -> bytes:
    held = io.StringIO(newline="")
    writer = csv.writer(held, delimiter=delimiter, lineterminator="\n")
    writer.writerows([*head, *([row.get(name, "") for name in header] for row in rows)])
    return held.getvalue().encode()


def _replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    handle, stage = tempfile.mkstemp(prefix=".corrections-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.chmod(stage, path.stat().st_mode if path.exists() else 0o644)
        os.replace(stage, path)
    except BaseException:
        Path(stage).unlink(missing_ok=True)
        raise
