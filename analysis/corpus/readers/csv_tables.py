"""CSV: any delimiter, encoding and quoting; rows that are wrong are named, none is moved."""

import csv
import io
import itertools
import re
from collections.abc import Iterator, Sequence

from analysis.corpus.columns import fold_name, names_of
from analysis.corpus.encoding import is_binary
from analysis.corpus.found import Reading, RefusedError
from analysis.corpus.tables import Aside, Context, name_columns, read_rows
from analysis.wording import count

DELIMITERS = {",": ",", ";": ";", "\t": "tab", "|": "|"}
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_HEAD_ROWS = 10
_SEP = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_BACKSLASH = re.compile(r'\\(["\\])')
csv.field_size_limit(1 << 28)  # the standard limit of 131,072 cuts no text, it refuses the file

Line = tuple[int, list[str]]  # where a row begins, and its cells


def read_csv(text: str, name: str, context: Context, *, remark: str = "") -> Reading:
    """Read a table of delimited text.

    Takes: the text, and what it was read as where that is not UTF-8.
    Returns: one Found a row; a row with too many or too few cells is set aside with its line.
    Raises: RefusedError where a cell is never closed, or no column can be the text.
    """
    if is_binary(text):
        raise RefusedError(f"'{name}' cannot be read as CSV: it is no text.")
    kind, delimiter = "CSV", ""
    if marked := _SEP.match(text):
        delimiter, text = marked[1], text[marked.end() :]
    delimiter = delimiter or find_delimiter(text, context)
    text = _straighten_quotes(text, delimiter)
    lines, asides, escaped = _parse(text, delimiter, name)
    if not lines:
        raise RefusedError(f"No articles in '{name}': it has no rows.")
    top = find_header([cells for _, cells in lines[:_HEAD_ROWS]], context)
    lines, asides = lines[top:], {at - top: aside for at, aside in asides.items() if at >= top}
    header, twice = name_columns(lines[0][1])
    rows: list[dict[str, str]] = []
    for at, (line, cells) in enumerate(lines[1:]):
        while len(cells) > len(header) and not cells[-1].strip():
            cells.pop()
        if cells == lines[0][1]:
            asides[at] = ("repeated header", f"line {line}: the names of the columns stand here again; it was skipped")
        if at in asides or len(cells) == len(header):
            rows.append(dict(zip(header, cells, strict=False)))
            continue
        few = "few" if len(cells) < len(header) else "many"
        found = f"line {line}: {count(len(cells), 'cell')}, the header has {len(header)}; it was skipped"
        asides[at] = (f"too {few} cells", found)
        rows.append({})
    said = [f"The table begins in line {lines[0][0]}."] if top else []
    said += [f"{remark[0].upper()}{remark[1:]}, with {_name(delimiter)} between columns."] if remark else []
    if not remark and delimiter != ",":
        said.append(f"Read with {_name(delimiter)} between columns.")
    if escaped:
        said.append("Quotation marks are escaped by a backslash.")
    kind += f", {remark.removeprefix('read as ')}" if remark else ""
    return read_rows(header, rows, kind=kind, name=name, context=context, asides=asides, said=said, twice=twice)


def find_delimiter(text: str, context: Context) -> str:
    """Find what stands between the columns: what splits the first line into the most names that are known.

    >>> find_delimiter("source;text\\nHerald;No, he said.", Context.plain())
    ';'

    Limits: where no name is known, what splits the first rows most evenly.
    """
    known = names_of(context.lexicons)
    head = list(_head(text))

    def score(delimiter: str) -> tuple[int, int, int]:
        try:
            rows = list(csv.reader(head, delimiter=delimiter))[:20]
        except csv.Error:
            return (0, 0, 0)
        if not rows:
            return (0, 0, 0)
        top = rows[find_header(rows[:_HEAD_ROWS], context)]
        width = len(top)
        named = sum(fold_name(cell.strip("'\"")) in known for cell in top)
        even = sum(len(row) == width for row in rows)
        return (named, even if width > 1 else 0, width)

    return max(DELIMITERS, key=score)


def _head(text: str) -> Iterator[str]:
    yield from itertools.islice(_split_lines(text[:100_000]), 200)


def _split_lines(text: str) -> Iterator[str]:
    """The lines of a text with their ends, one after another: a copy of a large file would double its memory."""
    return (found[0] for found in _LINE.finditer(text))


def find_header(rows: Sequence[Sequence[str]], context: Context) -> int:
    """Find the row that names the columns: the first, unless a later one names a text and the first does not.

    >>> find_header([["Export of May", ""], ["source", "text"], ["Quay", "No."]], Context.plain())
    1
    """
    known = names_of(context.lexicons)
    for at, row in enumerate(rows):
        fields = [known.get(fold_name(cell), ("", 0))[0] for cell in row]
        if "text" in fields and (at == 0 or sum(map(bool, fields)) > 1):
            return at
    return 0


def _straighten_quotes(text: str, delimiter: str) -> str:
    """Give cells in single quotation marks the usual ones, where every name of the first line stands in such."""
    first = next(_split_lines(text), "").strip().split(delimiter)
    if not all(len(cell) > 2 and cell[0] == cell[-1] == "'" for cell in first):
        return text
    rows = csv.reader(_split_lines(text), delimiter=delimiter, quotechar="'")
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return stream.getvalue()


def _parse(text: str, delimiter: str, name: str) -> tuple[list[Line], dict[int, Aside], bool]:
    """The rows with the line that each begins in, reasons by row, and whether marks are escaped by a backslash."""
    lines, broken = _read_strictly(text, delimiter)
    if '\\"' in text:
        changed = _BACKSLASH.sub(lambda found: '""' if found[1] == '"' else "\\", text)
        others, broken_too = _read_strictly(changed, delimiter)
        if not broken_too and (broken or (_is_even(others) and not _is_even(lines))):
            return others, {}, True
    if not broken:
        return lines, {}, False
    return _read_around(text, delimiter, name)


def _read_strictly(text: str, delimiter: str) -> tuple[list[Line], bool]:
    reader = csv.reader(_split_lines(text), delimiter=delimiter, strict=True)
    lines: list[Line] = []
    begin = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append((begin, cells))
            begin = reader.line_num + 1
    except csv.Error:
        return lines, True
    return lines, False


def _is_even(lines: Sequence[Line]) -> bool:
    return len({len(cells) for _, cells in lines}) == 1


def _read_around(text: str, delimiter: str, name: str) -> tuple[list[Line], dict[int, Aside], bool]:
    """Read a file with broken quoting: a row that is broken is named, and reading goes on with the next whole one."""
    physical = list(_split_lines(text))
    lines: list[Line] = []
    asides: dict[int, Aside] = {}
    at = 0
    while at < len(physical):
        cells, end, fault = _read_one(physical, at, delimiter)
        width = len(lines[0][1]) if lines else 0
        if fault == "open":
            row, column = len(lines), len(cells)
            label = lines[0][1][column - 1] if lines and 0 < column <= width else str(column)
            raise RefusedError(
                f"'{name}' cannot be read as CSV: the cell that begins in line {at + 1} (row {row}, column {label}) "
                "is never closed. Was the file cut off?"
            )
        if fault:
            end = _find_next(physical, at + 1, delimiter, width)
            where = f"line {at + 1}" if end == at + 1 else f"lines {at + 1} to {end}"
            asides[len(lines) - 1] = ("broken quoting", f"{where}: a quotation mark stands inside a cell; skipped")
            cells = []
        if fault or any(cell.strip() for cell in cells):
            lines.append((at + 1, cells))
        at = end
    return lines, asides, False


def _read_one(physical: Sequence[str], at: int, delimiter: str) -> tuple[list[str], int, str]:
    """One row that begins in a line: its cells, the line after it, and what is wrong (open, broken)."""
    reader = csv.reader((physical[line] for line in range(at, len(physical))), delimiter=delimiter, strict=True)
    try:
        cells = next(reader, [])
        return cells, at + max(1, reader.line_num), ""
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            loose = next(csv.reader(physical[at : at + 1], delimiter=delimiter), [])
            return loose, len(physical), "open"
        return [], at + max(1, reader.line_num), "broken"


def _find_next(physical: Sequence[str], at: int, delimiter: str, width: int) -> int:
    """The next line in which a whole row begins: the right number of cells, its marks in pairs, and the next so too."""

    def fits(at: int) -> int:
        cells, end, fault = _read_one(physical, at, delimiter)
        pairs = sum(line.count('"') for line in physical[at:end]) % 2 == 0
        return end if not fault and len(cells) == width and pairs else 0

    while at < len(physical):
        end = fits(at)
        if end and (end >= len(physical) or fits(end) or not physical[end].strip()):
            return at
        at += 1
    return at


def _name(delimiter: str) -> str:
    return "tabs" if delimiter == "\t" else DELIMITERS.get(delimiter, delimiter)
