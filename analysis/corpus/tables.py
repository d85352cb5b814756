"""Tables: rows of named cells become articles, whatever file they came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.corpus.columns import Chosen, map_columns, say_mapping, take_fields
from analysis.corpus.dates import ORDERS, read_dates
from analysis.corpus.found import Found, Reading, RefusedError, fold_space, join_paragraphs, strip_by
from analysis.corpus.options import Options
from analysis.lexicons import Lexicons, standard_lexicons
from analysis.wording import count

MOST_CELLS = 20_000_000  # rows by columns, empty ones too: as many are held in memory
Aside = tuple[str, str]


@dataclass(frozen=True)
class Context:
    """What every reader is told: the options of the corpus and its word lists."""

    options: Options
    lexicons: Lexicons

    @classmethod
    def plain(cls) -> "Context":
        """The context of a corpus without options."""
        return cls(Options(), standard_lexicons())


def read_rows(
    header: Sequence[str],
    rows: Sequence[Mapping[str, Any]],
    *,
    kind: str,
    name: str,
    context: Context,
    asides: Mapping[int, Aside] | None = None,
    said: Sequence[str] = (),
    twice: Sequence[str] = (),
) -> Reading:
    """Turn the rows of a table into articles.

    Takes: the header, the rows by column name, what kind of file it was and its name, by row the reason why it
    cannot be read, and the names that more than one column has.
    Returns: one Found a row, in order. Raises: RefusedError where no column can be the text.

    Limits: a cell that is a list is joined, one that is another structure is no text.
    """
    broken = dict(asides or {})
    cells = [{column: as_text(value) for column, value in row.items()} for row in rows]
    good = [row for at, row in enumerate(cells) if at not in broken]
    if not good:
        raise RefusedError(
            f"'{name}' has no rows that can be read." if broken else f"No articles in '{name}': it has no rows."
        )
    chosen = map_columns(header, good, name=name, options=context.options, lexicons=context.lexicons)
    found = [_make_found(chosen, row) for row in cells]
    for at, (problem, detail) in broken.items():
        found[at].set_aside(problem, detail)
    for at, row in enumerate(rows):
        if at not in broken:
            _require_words(found[at], chosen, row)
    reading = Reading(f"{kind}, {count(len(rows), 'row')}", found, [*said, *say_mapping(chosen, len(good), good)])
    reading.header = list(header)
    reading.problems += _name_twins(chosen, twice)
    settle_dates(reading, context)
    return reading


def name_columns(cells: Sequence[str]) -> tuple[list[str], list[str]]:
    """Give a header every name once, a column without one as Unnamed, as pandas does.

    Returns: the header, and the names that stood there more than once.

    >>> name_columns(["text", "", "text"])
    (['text', 'Unnamed: 1', 'text (2)'], ['text'])
    """
    names: dict[str, None] = {}
    twins: dict[str, int] = {}
    for at, cell in enumerate(cells):
        first = name = fold_space(cell.replace("\ufeff", "")) or f"Unnamed: {at}"
        while name in names:
            twins[first] = twins.get(first, 1) + 1
            name = f"{first} ({twins[first]})"
        names[name] = None
    return list(names), list(twins)


def _name_twins(chosen: Chosen, twice: Sequence[str]) -> list[Aside]:
    """A column that is read although another has its name is said, with the option that reads the other."""
    return [
        (
            "column given twice",
            f'two columns are called {column}; the first is read. For the other: --column {target}="{column} (2)"',
        )
        for target, columns in chosen.columns.items()
        for column in columns
        if column in twice
    ]


def settle_dates(reading: Reading, context: Context) -> None:
    """Read the dates of a whole file, say in which order, and name those that are not clear."""
    dates = read_dates(
        [found.date for found in reading.found], order=context.options.date_order, lexicons=context.lexicons
    )
    for found, value in zip(reading.found, dates.values, strict=True):
        found.date = value
    if dates.order:
        reading.said.append(f"Dates read as {ORDERS[dates.order]}.")
    unclear = [at for at, reason in dates.unclear.items() if reason == "day or month first?"]
    if unclear:
        n = count(len(unclear), "date is", "dates are")
        reading.problems.append(
            (
                "date not clear",
                f"'{dates.values[unclear[0]]}': day or month first? {n} left as "
                f"{'it stands' if len(unclear) == 1 else 'they stand'}. Say so: --date-order dmy or mdy",
            )
        )
    for at, reason in dates.unclear.items():
        if at not in unclear:
            remark = ("date not clear", f"'{dates.values[at][:60]}': {reason}; it is left as it stands")
            reading.found[at].remarks.append(remark)


def as_text(value: Any) -> str:
    """Write a cell as text: nothing for a lacking value, a list of texts as paragraphs, other structures as nothing.

    >>> as_text(None), as_text(2016.0), as_text(["One.", "Two."]), as_text({"a": 1})
    ('', '2016', 'One.\\n\\nTwo.', '')
    """
    if isinstance(value, str):
        return value if value.strip() else ""
    if isinstance(value, bytes):
        return as_text(value.decode("utf-8", "ignore")) if _is_utf8(value) else ""
    if value is None or isinstance(value, dict | bool) or value != value:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, list | tuple):
        named = [item.get("name", "") if isinstance(item, dict) else item for item in value]
        return join_paragraphs(item for item in named if isinstance(item, str))
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return str(value)


def _is_utf8(value: bytes) -> bool:
    try:
        value.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _make_found(chosen: Chosen, row: Mapping[str, str]) -> Found:
    fields = take_fields(chosen, row)
    author = "; ".join(line for line in fields.get("author", "").split("\n") if line.strip())
    found = Found(text=fields.get("text", ""), author=strip_by(author))
    for name, value in fields.items():
        if name not in ("text", "author"):
            setattr(found, name, value.strip())
    return found


def _require_words(found: Found, chosen: Chosen, row: Mapping[str, Any]) -> None:
    """A cell that is no text is named as such: a number, a structure, bytes."""
    values = [row.get(column) for column in chosen.columns["text"]]
    if found.text and any(isinstance(value, str | bytes | list) for value in values):
        return
    for value in values:
        if not value or value != value or isinstance(value, str):
            continue
        detail = f"the column {chosen.columns['text'][0]} holds no words but {type(value).__name__}; it was skipped"
        found.set_aside("not a text", detail)
