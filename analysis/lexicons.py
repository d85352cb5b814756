"""Word lists and rules as data: one CSV a list, each row with a note, each file open to a reader's own version."""

import csv
import functools
import hashlib
import io
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from analysis.errors import RequestError, shorten, suggest

STANDARD = Path(__file__).parent / "lexicons"
LARGEST = 5_000_000  # bytes of a reader's own list; the largest standard one is a fiftieth of it
Row = dict[str, str]
# Columns that the rules read as codes: a cell, or each word of it (*), must be one that the standard list uses. The
# others are open: words, and names that a reader may give (a role, a frame, an act of harm, the rule behind a row).
CODED = {
    "aliases": ("kind", "form"),
    "columns": ("field",),
    "cues": ("kind", "takes*", "act", "class"),
    "export_labels": ("database", "part"),
    "file_kinds": ("read",),
    "frames": ("pos",),
    "given_names": ("gender",),
    "harm": ("kind", "patient*", "possessor", "needs*"),
    "interest": ("topic", "trait"),
    "loaded_words": ("of", "colour"),
    "name_parts": ("kind", "gender"),
    "no_text": ("kind",),
    "outlet_words": ("kind",),
    "places": ("kind",),
    "pronouns": ("gender", "number", "use"),
    "saying_force": ("force",),
    "scale_words": ("kind",),
    "sentence_borders": ("kind",),
    "stopwords": ("kind",),
    "variants": ("case",),
    "zones": ("zone",),
}
# List (and kind), column, what a cell that is not empty must match, and that in words.
SHAPES = (
    ("columns", "name", r".*[^\W_].*", "a name with a letter or a figure"),
    ("file_kinds", "suffix", r"\.\S+", "a point and what follows it"),
    ("variants", "variant", r".*\w.*", "a word, which a star may follow"),
    ("columns", "rank", r"\d{1,9}", "a whole number"),
    ("months", "month", r"[1-9]|1[0-2]", "a number from 1 to 12"),
    ("interest", "weight", r"\d{1,18}(\.\d{1,18})?", "a number"),
    ("scale_words", "low", r"\d{1,18}(\.\d{1,18})?", "a number"),
    ("scale_words", "high", r"\d{1,18}(\.\d{1,18})?", "a number"),
    ("loaded_words", "word", r"(?=.*[^\W\d_])\S+(\s+\S+){0,2}", "one to three words of letters"),
    ("scale_words: scale", "phrase", r".*[^\W\d_].*", "words of letters"),
    ("scale_words: number", "phrase", r".*[^\W\d_].*", "words of letters"),
    ("scale_words: number in a compound", "phrase", r".*[^\W\d_].*", "words of letters"),
    ("scale_words: multiplier", "phrase", r".*[^\W\d_].*", "words of letters"),
    ("scale_words: fraction", "phrase", r".*[^\W\d_].*", "words of letters"),
    ("tone_exclusions", "phrase", r"[^\^#*].*", "words, and must begin with a word"),
    ("cues: phrase", "cue", r"\S+ .+", "a verb and a word after it"),
)
# Of these lists the rules ask for rows by name: for one that names a share, and for that of each topic.
NEEDED = {"interest": (("topic", "trait"), lambda row: row["topic"] == "share" or not row["trait"])}
PATTERNS = {"boilerplate": "(?:{})", "zones": "{}"}  # how the column `pattern` is compiled


@dataclass(frozen=True)
class Lexicons:
    """All word lists by name, each cut into rows when it is first asked for.

    Hashable by content, so that compiled matchers can be cached.
    """

    sha256: str
    _texts: dict[str, str] = field(hash=False, compare=False, repr=False)
    _tables: dict[str, tuple[Row, ...]] = field(default_factory=dict, init=False, hash=False, compare=False, repr=False)

    def __getitem__(self, name: str) -> tuple[Row, ...]:
        if name not in self._texts:
            raise KeyError(f"No lexicon '{name}'. There are: {', '.join(self)}.")
        if name not in self._tables:
            self._tables[name] = tuple(row for _, row in _rows(self._texts[name]))
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._texts))


def load_lexicons(folder: str | Path | None = None) -> Lexicons:
    """Read the standard word lists, and a reader's own over them.

    `folder` may hold CSV files named like the standard ones (cues.csv, roles.csv ...); such a file replaces
    the standard one as a whole. Lines whose first cell starts with `#` are comments.

    Returns: Lexicons; `lexicons["cues"]` is a tuple of rows, each a dict of strings.
    Raises: RequestError where a file replaces no standard list, lacks one of its columns or a row that the rules ask
    for, or holds a code, a number or a pattern that no rule can read; file and line are named.

    >>> load_lexicons()["variants"][0].keys() >= {"note"}
    True

    Limits: files are read as UTF-8; a reader's file replaces, it does not extend.
    """
    if folder is not None and not Path(folder).is_dir():
        if os.path.lexists(folder):
            raise RequestError(f"'{folder}' is no folder. Word lists of your own stand in a folder of that name.")
        return standard_lexicons()
    texts = {path.stem: path.read_text(encoding="utf-8-sig") for path in sorted(STANDARD.glob("*.csv"))}
    if folder is not None:
        for path in sorted(Path(folder).glob("*.csv")):
            place = f"'{path.name}' in '{folder}'"
            if path.stem not in texts:
                raise RequestError(f"{place} replaces no standard list. There are: {', '.join(texts)}.")
            texts[path.stem] = _read_own(path, place, texts[path.stem])
    digest = hashlib.sha256()
    for name, text in texts.items():
        digest.update(f"{name}\0{len(text)}\0{text}\0".encode())
    return Lexicons(digest.hexdigest(), texts)


@functools.cache
def standard_lexicons() -> Lexicons:
    """Give the standard word lists, read once a process.

    >>> standard_lexicons() is standard_lexicons()
    True
    """
    return load_lexicons()


def _rows(text: str) -> Iterator[tuple[int, Row]]:
    """The rows that are no comments, each with the number of its line."""
    reader = csv.reader(io.StringIO(text, newline=""))  # in half the time of a DictReader
    names = next(reader, [])
    for cells in reader:
        if cells and not cells[0].lstrip().startswith("#"):
            row = dict.fromkeys(names, "") | dict(zip(names, map(str.strip, cells), strict=False))
            row.pop("", None)
            yield reader.line_num, row


def _read_own(path: Path, place: str, standard: str) -> str:
    """A reader's list as text, once every row of it can be read by the rules."""
    if not path.is_file():
        raise RequestError(f"{place} is no file. A word list of your own is a CSV file.")
    if path.stat().st_size > LARGEST:
        raise RequestError(f"{place} is larger than {LARGEST:,} bytes. Keep the rows that you need.")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise RequestError(f"{place} is not UTF-8: {error}. Save it as UTF-8.") from error
    try:
        _check_rows(path.stem, text, standard, place)
    except csv.Error as error:
        raise RequestError(f"{place} is not CSV: {error}.") from error
    return text


def _check_rows(name: str, text: str, standard: str, place: str) -> None:
    header, wanted = (next(csv.reader(io.StringIO(t)), []) for t in (text, standard))
    if lacking := [name for name in wanted if name not in header and name != "note"]:
        raise RequestError(f"{place} lacks the columns {', '.join(lacking)}. Found: {', '.join(header)}.")
    _check_width(header, text, place)
    if next(_rows(text), None) is None:
        raise RequestError(f"{place} holds no row. Take the file away to use the standard list.")
    model = [row for _, row in _rows(standard)]
    codes = {column: {code for row in model for code in _split(row, column)} for column in CODED.get(name, ())}
    filled = {(row.get("kind"), column): True for row in model for column in row if column != "note"}
    filled |= {(row.get("kind"), column): False for row in model for column, cell in row.items() if not cell}
    for line, row in _rows(text):
        if wrong := _find_wrong(name, row, codes, {c for c in row if filled.get((row.get("kind"), c))}):
            raise RequestError(f"{place}, line {line} ('{shorten(next(iter(row.values())))}'): {wrong}")
    if name in NEEDED:
        _check_needed(name, text, model, place)


def _check_needed(name: str, text: str, model: Sequence[dict[str, str]], place: str) -> None:
    """Refuse a list that lacks a row of the standard one for which the rules ask by name."""
    columns, is_needed = NEEDED[name]
    there = {tuple(row[column] for column in columns) for _, row in _rows(text)}
    for row in filter(is_needed, model):
        if tuple(row[column] for column in columns) not in there:
            named = ", ".join(f"{column} '{row[column]}'" for column in columns)
            cells = ",".join(cell for column, cell in row.items() if column != "note")
            raise RequestError(f"{place} lacks the row with {named}. Add it; the standard list has: {cells}")


def _check_width(header: list[str], text: str, place: str) -> None:
    """Refuse a list of which cells would be lost: two under one name, or more of them than names."""
    if twice := [column for at, column in enumerate(header) if column and column in header[:at]]:
        raise RequestError(f"{place} has the column {twice[0]} twice. Remove one.")
    reader = csv.reader(io.StringIO(text, newline=""))
    for cells in reader:
        if any(map(str.strip, cells[len(header) :])) and not cells[0].lstrip().startswith("#"):
            where = f"{place}, line {reader.line_num} ('{shorten(cells[0])}')"
            raise RequestError(f'{where}: more cells than the header has. Put marks (") round a cell with a comma.')


def _split(row: Row, column: str) -> list[str]:
    cell = row[column.rstrip("*")]
    return cell.split() if column.endswith("*") else [cell]


def _find_wrong(name: str, row: Row, codes: dict[str, set[str]], filled: set[str]) -> str:
    """What no rule can read in a row, in words: a code, a gap in a column that has none, a number, a pattern."""
    for column, known in codes.items():
        for code in _split(row, column):
            if code not in known:
                allowed = ", ".join(code or "empty" for code in sorted(known))
                return f"{column.rstrip('*')} is '{shorten(code)}'; it must be one of {allowed}." + suggest(code, known)
    if empty := [column for column in row if column in filled and not row[column]]:
        return f"{empty[0]} is empty; every row of this kind needs it."
    for place, column, shape, meaning in SHAPES:
        if place in (name, f"{name}: {row.get('kind')}") and row[column] and not re.fullmatch(shape, row[column]):
            return f"{column} is '{shorten(row[column])}'; it must be {meaning}."
    try:
        re.compile(PATTERNS.get(name, "").format(row.get("pattern")))
    except re.error as error:
        return f"pattern is no regular expression: {error}."
    return ""
