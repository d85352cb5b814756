"""Options: how a corpus is to be read, as a person says it on the command line."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.corpus.found import FIELDS
from analysis.errors import RequestError, suggest

ORDERS = ("dmy", "mdy", "ymd")
EVENTS = ("given", "group", "none")
TARGETS = ("text", *FIELDS)


@dataclass(frozen=True)
class Options:
    """`columns`: field to the name of its column (empty: none); `values`: field to one value for all articles."""

    columns: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    date_order: str = ""
    events: str = ""

    def column_for(self, target: str, header: Sequence[str]) -> str | None:
        """Give the column that was named for a field: None where none was, '' where there is to be none."""
        named = self.columns.get(target)
        if not named:
            return named
        folded = {column.strip().casefold(): column for column in reversed(header)}
        return folded.get(named.strip().casefold())


def read_options(
    columns: Sequence[str] = (), values: Sequence[str] = (), date_order: str = "", events: str = ""
) -> Options:
    """Check what the command line says about a corpus.

    Takes: pairs like `text=body`, pairs like `source=The Herald`, an order of day, month and year, and where the
    events come from.
    Raises: RequestError naming what is not known, and what there is.

    >>> read_options(columns=["text=body"]).columns
    {'text': 'body'}
    >>> read_options(values=["outlet=Herald"])
    Traceback (most recent call last):
    analysis.errors.RequestError: Unknown field 'outlet' in --set. There are: source, event, date, title, author, ...
    """
    return Options(
        _pairs(columns, "--column", TARGETS),
        _pairs(values, "--set", [name for name in FIELDS if name != "article_id"]),
        _one_of(date_order, "--date-order", ORDERS),
        _one_of(events, "--events", EVENTS),
    )


def write_options(options: Options) -> str:
    """Write options as one line, as the command line has them.

    >>> write_options(Options(columns={"text": "full text"}, date_order="dmy"))
    "--column 'text=full text' --date-order dmy"
    """
    words = [word for pair in options.columns.items() for word in ("--column", "=".join(pair))]
    words += [word for pair in options.values.items() for word in ("--set", "=".join(pair))]
    words += ["--date-order", options.date_order] if options.date_order else []
    words += ["--events", options.events] if options.events else []
    return shlex.join(words)


def parse_options(line: str) -> Options:
    """Read the line that `write_options` writes.

    Raises: RequestError where it is no such line.

    >>> parse_options("--set source='The Herald'").values
    {'source': 'The Herald'}
    """
    given: dict[str, list[str]] = {"--column": [], "--set": [], "--date-order": [], "--events": []}
    try:
        words = shlex.split(line)
    except ValueError as error:
        raise RequestError(f"'{line}' cannot be read: {error}.") from None
    for name, value in zip(words[::2], words[1::2], strict=False):
        if name not in given:
            raise RequestError(
                f"'{name}' is no option of a corpus.{suggest(name, given)} There are: {', '.join(given)}."
            )
        given[name].append(value)
    if len(words) % 2:
        raise RequestError(f"'{words[-1]}' lacks its value.")
    single = {name: given[name][-1] if given[name] else "" for name in ("--date-order", "--events")}
    return read_options(given["--column"], given["--set"], single["--date-order"], single["--events"])


def _pairs(pairs: Sequence[str], option: str, known: Sequence[str]) -> dict[str, str]:
    read: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        name = name.strip()
        if not equals:
            raise RequestError(f"'{pair}' is no pair. Write {option} {known[0]}=NAME.")
        if name not in known:
            raise RequestError(
                f"Unknown field '{name}' in {option}.{suggest(name, known)} There are: {', '.join(known)}."
            )
        if name in read:
            raise RequestError(f"{option} {name} is given twice, as '{read[name]}' and as '{value}'. Give it once.")
        read[name] = value.strip()
    return read


def _one_of(value: str, option: str, known: Sequence[str]) -> str:
    if value and value not in known:
        raise RequestError(f"{option} is '{value}'; it must be {', '.join(known[:-1])} or {known[-1]}.")
    return value
