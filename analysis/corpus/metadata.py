"""Metadata: what articles.csv says of the files of a folder, and which rows of it fit none or two."""

import csv
import difflib
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from analysis.corpus.columns import fold_name, names_of
from analysis.corpus.dates import read_dates
from analysis.corpus.encoding import decode
from analysis.corpus.files import File, Problem, read_bytes
from analysis.corpus.found import FIELDS, RefusedError
from analysis.corpus.readers.csv_tables import find_delimiter
from analysis.corpus.tables import Context
from analysis.errors import RequestError
from analysis.wording import count

ARTICLES = "articles.csv"
Row = dict[str, str]


def read_sheet(sheet: File, name: str, key: str, context: Context) -> list[tuple[int, Row]]:
    """Read a table that a person keeps beside a corpus.

    Takes: the file, the corpus's `name` for messages, and the field that no row should lack.
    Returns: line and cells of every row by the folded name of its column, and under no name what is wrong with the row;
    none where there is no file.
    Raises: RequestError where it cannot be read, or lacks the column.
    """
    if not sheet.place.exists() and not sheet.place.is_symlink():
        return []
    try:
        text, _ = decode(sheet.read())
        delimiter = find_delimiter(text, context)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        lines = [(reader.line_num, cells) for cells in _rows_of(reader) if any(cell.strip() for cell in cells)]
    except (RefusedError, ValueError, csv.Error) as error:
        raise RequestError(
            f"'{sheet.path}' in '{name}' cannot be read: {str(error).rstrip('.')}. It must be CSV in UTF-8."
        ) from error
    header = [cell.strip() for cell in lines[0][1]] if lines else []
    names = _name_fields(header, context) if key == "file" else [column.lower() for column in header]
    if key not in names:
        raise RequestError(
            f"'{sheet.path}' in '{name}' lacks the column {key}. Found: {', '.join(header) or 'nothing'}."
        )
    if twice := [column for at, column in enumerate(names) if column and column in names[:at]]:
        raise RequestError(f"'{sheet.path}' in '{name}' has the column {twice[0]} twice. Remove one.")
    rows = []
    for line, cells in lines[1:]:
        row: Row = {}
        for column, cell in zip(names, cells, strict=False):
            row.setdefault(column, cell.strip())
        if not row.get(key):
            row[""] = f"Row {line} names no {key}."
        elif any(cell.strip() for cell in cells[len(names) :]):
            row[""] = f"Row {line} has more cells than the header. Put quotation marks round a text with a comma."
        rows.append((line, row))
    return rows


def index_articles(ids: Sequence[str], paths: Sequence[str]) -> dict[str, list[str]]:
    """Give the ids of the articles by each name that a reader may use: an id, or the path of a file for all in it.

    >>> index_articles(["t-001", "t-002"], ["t.csv", "t.csv"])["t.csv"]
    ['t-001', 't-002']
    """
    known: dict[str, list[str]] = {}
    for article_id, path in zip(ids, paths, strict=True):
        if path:
            known.setdefault(path, []).append(article_id)
    return known | {article_id: [article_id] for article_id in ids}


def list_remarks(sheet: File) -> list[Problem]:
    """List what had to be assumed to read the letters of a table that a person keeps beside a corpus."""
    remark = decode(sheet.read())[1] if sheet.place.is_file() else ""
    return [(sheet.path, "not UTF-8", remark)] if remark else []


def _rows_of(reader: Any) -> Iterator[list[str]]:
    """The rows of a table; what is wrong in one is said with its number."""
    try:
        yield from reader
    except csv.Error as error:
        raise ValueError(f"{error} (row {reader.line_num})") from error


def _name_fields(header: Sequence[str], context: Context) -> list[str]:
    """The field of each column, each field once; a column that is no field keeps its name."""
    known = names_of(context.lexicons)
    names: list[str] = []
    for column in header:
        field = known.get(fold_name(column), ("", 0))[0]
        names.append(field if field in (*FIELDS, "file") and field not in names else column)
    return names


def read_metadata(
    folder: Path, name: str, paths: Sequence[str], context: Context
) -> tuple[dict[str, Row], list[Problem], list[str]]:
    """Read articles.csv: the fields of files by their path.

    A file may be named without its suffix, its folder or in other capitals, as long as one file only fits.

    Returns: the fields by path, problems (rows that fit two files, files named twice, odd dates), and what was said.
    Raises: RequestError where a row fits no file.
    """
    sheet = File(ARTICLES, folder / ARTICLES)
    rows = read_sheet(sheet, name, "file", context)
    fits = _index(paths)
    table: dict[str, Row] = {}
    problems = list_remarks(sheet)
    for line, row in rows:
        if wrong := row.pop("", ""):
            problems.append((ARTICLES, "metadata not clear", wrong))
        if not row.get("file"):
            continue
        file = row["file"].replace("\\", "/").removeprefix("./")
        fitting = [file] if file in paths else fits.get(file.casefold(), [])
        if not fitting and (inside := [path for path in paths if path.startswith(f"{file.rstrip('/')}/")]):
            fitting = inside[:1] if len(inside) == 1 else inside
        if not fitting:
            near = difflib.get_close_matches(file, list(paths), n=1)
            hint = f" Closest: '{near[0]}'." if near else ""
            raise RequestError(f"articles.csv names '{row['file']}', but there is no such file in '{name}'.{hint}")
        if len(fitting) > 1:
            listed = " and ".join(f"'{path}'" for path in fitting[:2])
            detail = f"line {line}: '{row['file']}' fits {count(len(fitting), 'file')}, {listed}; it was not used"
            problems.append((ARTICLES, "metadata not clear", detail))
        elif fitting[0] in table:
            detail = f"line {line}: '{row['file']}' is listed a second time; the first line stands"
            problems.append((ARTICLES, "file listed twice", detail))
        else:
            table[fitting[0]] = {key: value for key, value in row.items() if key in FIELDS}
    return table, problems + _settle_dates(table, context), _say([row for _, row in rows if row.get("file")])


def _settle_dates(table: Mapping[str, Row], context: Context) -> list[Problem]:
    rows = [row for row in table.values() if row.get("date")]
    dates = read_dates([row["date"] for row in rows], order=context.options.date_order, lexicons=context.lexicons)
    for row, date in zip(rows, dates.values, strict=True):
        row["date"] = date
    return [
        (ARTICLES, "date not clear", f"'{rows[at]['date']}': {reason} It is left as it stands.")
        for at, reason in dates.unclear.items()
    ]


def _index(paths: Sequence[str]) -> dict[str, list[str]]:
    """The paths by every shorter way to write them."""
    found: dict[str, list[str]] = {}
    for path in paths:
        short = path.rpartition("/")[2]
        ways = {path, short, path.rpartition(".")[0], short.rpartition(".")[0]}
        for way in {way.casefold() for way in ways if way}:
            found.setdefault(way, []).append(path)
    return found


def _say(rows: Sequence[Row]) -> list[str]:
    if not rows:
        return []
    used = [field for field in FIELDS if any(row.get(field) for row in rows)]
    unread = dict.fromkeys(column for row in rows for column in row if column not in (*FIELDS, "file", ""))
    said = [f"{count(len(rows), 'file')} described: {', '.join(used) or 'nothing'}"]
    return said + ([f"not read: {', '.join(unread)}"] if unread else [])


def describes_files(folder: Path, context: Context) -> bool:
    """Whether articles.csv describes files; one with texts and no column for files is itself the table of articles."""
    place = folder / ARTICLES
    if not place.is_file():
        return place.exists() or place.is_symlink()
    head, _ = decode(read_bytes(place, ARTICLES)[:20_000])
    line = next(io.StringIO(head, newline=""), "")
    delimiter = find_delimiter(line, context)
    fields = _name_fields(next(csv.reader([line], delimiter=delimiter), []), context)
    columns = {fold_name(column) for column in fields}
    return "file" in fields or not any(names_of(context.lexicons).get(c, ("",))[0] == "text" for c in columns)
