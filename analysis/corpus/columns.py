"""Columns: which column of a table is the text, which the source, by the names that the field uses; never by guess."""

import functools
import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from analysis.corpus.found import FIELDS, RefusedError, fold_space
from analysis.corpus.options import Options
from analysis.errors import suggest
from analysis.lexicons import Lexicons
from analysis.wording import count, join_words

Cells = Sequence[Mapping[str, str]]
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]*>|&\w+;")
_SAMPLE = 200
_LONG, _WORDS = 40, 12
_STRETCH = 1 << 20
_WRAPPERS = (
    "fields.", "attributes.", "_source.", "article.", "metadata.", "properties.", "item.", "document.", "data.",
)  # fmt: skip


@dataclass
class Chosen:
    """Which column gives which field; `host`: the source is the host of the address."""

    columns: dict[str, tuple[str, ...]]
    host: bool = False
    notes: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def fold_name(name: str) -> str:
    """Fold the name of a column to its letters and figures.

    >>> fold_name(" Full_Text"), fold_name("publishedAt")
    ('fulltext', 'publishedat')
    """
    for wrapper in _WRAPPERS:
        name = name.removeprefix(wrapper)
    return "".join(c for c in unicodedata.normalize("NFKC", name).lower() if c.isalnum())


@functools.lru_cache(maxsize=4)
def names_of(lexicons: Lexicons) -> dict[str, tuple[str, int]]:
    """Give field and rank by folded name, `text` and 1 for `text`."""
    rows = lexicons["columns"]
    return {fold_name(row["name"]): (row["field"], int(row["rank"] or 0)) for row in rows}


def map_columns(header: Sequence[str], rows: Cells, *, name: str, options: Options, lexicons: Lexicons) -> Chosen:
    """Decide which column gives which field.

    A column called text that is filled is the text. Else the best-ranked name is; where two of them hold different
    texts, or none is known, the file is refused with the option that answers.

    Takes: the header; the rows by column name; the file's `name` for messages.
    Raises: RefusedError.

    >>> from analysis.lexicons import standard_lexicons
    >>> rows = [{"Body": "The talks failed.", "Outlet": "Herald"}]
    >>> map_columns(["Body", "Outlet"], rows, name="t.csv", options=Options(), lexicons=standard_lexicons()).columns
    {'text': ('Body',), 'source': ('Outlet',)}

    Limits: names are known in English, and a few of other languages.
    """
    known = names_of(lexicons)
    filled = [column for column in header if any(row.get(column) for row in rows)]
    ranked: dict[str, list[str]] = {}
    for column in sorted(filled, key=lambda column: known.get(fold_name(column), ("", 0))[1]):
        ranked.setdefault(known.get(fold_name(column), ("", 0))[0], []).append(column)
    made = Chosen({})
    made.columns["text"] = _choose_text(ranked, filled, rows, name, options)
    for target in FIELDS:
        given = options.column_for(target, header)
        columns = ranked.get(target, []) if given is None else [given] * bool(given)
        if target == "article_id":
            columns = [column for column in columns if fold_name(column) == "articleid" or _identifies(column, rows)]
        if columns:
            made.columns[target] = (columns[0],)
    _settle_source(made, ranked, rows, options)
    used = {column for columns in made.columns.values() for column in columns}
    made.unread = [column or "(no name)" for column in header if column not in used]
    return made


def _choose_text(
    ranked: Mapping[str, list[str]], filled: list[str], rows: Cells, name: str, options: Options
) -> tuple[str, ...]:
    given = options.column_for("text", filled)
    if given:
        return (given,)
    named = options.columns.get("text")
    if named and not ranked.get("text"):
        there = f" There are: {', '.join(filled)}."
        raise RefusedError(f"No column '{named}' in '{name}'.{suggest(named, filled)}{there}")
    candidates = ranked.get("text", [])
    exact = [column for column in candidates if fold_name(column) == "text"]
    if len(exact) == 1:
        return (exact[0],)
    if not candidates:
        raise RefusedError(_say_no_text(ranked, filled, rows, name))
    best = candidates[0]
    for other in candidates[1:]:
        both = [(row[best], row[other]) for row in rows if row.get(best) and row.get(other)]
        if both and not all(_same_words(a, b) for a, b in both[:_SAMPLE]):
            sizes = [f"{column} (median {_median_words(column, rows)} words)" for column in (best, other)]
            longer = max((best, other), key=lambda column: _median_words(column, rows))
            raise RefusedError(
                f"'{name}': two columns could be the text: {sizes[0]} and {sizes[1]}. "
                f"Say which: --column text={_quote(longer)}"
            )
        if both and sum(_paragraphs(b) - _paragraphs(a) for a, b in both[:_SAMPLE]) > 0:
            best = other  # the same words, with their paragraphs
    # A second name for rows in which the first is empty.
    return (best, *(c for c in candidates if c != best and any(row.get(c) and not row.get(best) for row in rows)))


def _say_no_text(ranked: Mapping[str, list[str]], filled: list[str], rows: Cells, name: str) -> str:
    listed = ", ".join(column if len(column) <= _LONG else f"{column[:_LONG].rstrip()}…" for column in filled)
    if any(len(column.split()) > _WORDS for column in filled):
        names = "Write the names above: source,date,title,text"
        return f"'{name}' has no line that names its columns. Found: {listed}. {names}"
    if ranked.get("file"):
        way = "unpack the package into a folder" if name.endswith("/articles.csv") else "name it articles.csv"
        return f"'{name}' has no texts but a column of files ({ranked['file'][0]}). To describe files, {way}"
    teasers = [column for column in ranked.get("never text", []) if _median_words(column, rows) >= 5]
    unknown = [column for column in ranked.get("", []) if _median_words(column, rows) >= 20]
    if unknown:
        longest = max(unknown, key=lambda column: _median_words(column, rows))
        return (
            f"'{name}' has no column whose name says it is the text. Found: {listed}. '{longest}' holds the longest "
            f"texts (median {_median_words(longest, rows)} words): --column text={_quote(longest)}"
        )
    if teasers:
        longest = max(teasers, key=lambda column: _median_words(column, rows))
        return (
            f"'{name}' has no column with the text of the articles. Found: {listed}. '{longest}' holds a short text "
            f"(median {_median_words(longest, rows)} words); to compare these all the same: "
            f"--column text={_quote(longest)}"
        )
    if ranked.get("url"):
        return (
            f"'{name}' lists {count(len(rows), 'story', 'stories')} by address (columns {', '.join(filled)}), but has "
            "no text. Save the pages as .html into a folder, put this file beside them as articles.csv (columns file, "
            "url) and name the folder."
        )
    return f"'{name}' lacks the column text. Found: {listed or 'nothing in any column'}. To choose: --column text=NAME"


def _settle_source(made: Chosen, ranked: Mapping[str, list[str]], rows: Cells, options: Options) -> None:
    """Take a source that is an address for what it is, and say where another column tells the outlets apart."""
    if options.column_for("source", ()) is not None:
        return
    candidates = ranked.get("source", [])
    addresses = [column for column in candidates if _all_addresses(column, rows)]
    names = [column for column in candidates if column not in addresses]
    if addresses:
        made.columns.setdefault("url", (addresses[0],))
        made.columns.pop("source", None)
        if names:
            made.columns["source"] = (names[0],)
        else:
            made.host = True
        said = "" if names else ", and the source is the host"
        made.notes.append(f"The column {addresses[0]} holds addresses: it is read as url{said}.")
    if not names or len(rows) < 2:
        return
    first = Counter(row.get(names[0], "") for row in rows)
    others = [c for c in names[1:] if len({row[c] for row in rows if row.get(c)}) > 1]
    if len(first) == 1 and others:
        n = len({row[others[0]] for row in rows if row.get(others[0])})
        made.notes.append(
            f"All {len(rows):,} articles have the source '{fold_space(next(iter(first)))}'. "
            f"The column {others[0]} holds {n} names: --column source={_quote(others[0])}"
        )


def take_fields(mapping: Chosen, row: Mapping[str, str]) -> dict[str, str]:
    """Give the fields of one row."""
    fields = {target: next((row[c] for c in columns if row.get(c)), "") for target, columns in mapping.columns.items()}
    if mapping.host:
        fields["source"] = host_of(fields.get("url", ""))
    return fields


def host_of(address: str) -> str:
    """Give the host of an address, without www.

    >>> host_of("https://www.herald.example/a?b"), host_of("no address")
    ('herald.example', '')
    """
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.") if "." in host and " " not in host else ""


def say_mapping(mapping: Chosen, n_rows: int, rows: Cells) -> list[str]:
    """Put a mapping into lines for `check`."""
    lines = []
    for target, columns in mapping.columns.items():
        filled = sum(any(row.get(c) for c in columns) for row in rows)
        more = f", median {_median_words(columns[0], rows)} words" if target == "text" else ""
        lines.append(f"{target} from {join_words(columns)}: {filled:,} of {n_rows:,} filled{more}")
    if mapping.unread:
        lines.append(f"not read: {', '.join(mapping.unread)}")
    return lines + mapping.notes


def _identifies(column: str, rows: Cells) -> bool:
    values = [row[column] for row in rows if row.get(column)]
    return 2 * len(set(values)) > len(values)


def _all_addresses(column: str, rows: Cells) -> bool:
    return all(_ADDRESS.match(row[column].strip()) for row in rows if row.get(column))


def _median_words(column: str, rows: Cells) -> int:
    found = [_count_words(row[column]) for row in rows[:_SAMPLE] if row.get(column)]
    return round(statistics.median(found)) if found else 0


def _count_words(cell: str) -> int:
    n = 0
    for at in range(0, len(cell), _STRETCH):  # the list of all words of a large cell takes ten times its memory
        piece = cell[at : at + _STRETCH]
        n += len(piece.split()) - (at > 0 and not (cell[at - 1].isspace() or piece[0].isspace()))
    return n


def _same_words(a: str, b: str) -> bool:
    words, others = Counter(_TAGS.sub(" ", a).split()), Counter(_TAGS.sub(" ", b).split())
    return sum((words & others).values()) >= 0.85 * max(sum(words.values()), sum(others.values()))


def _paragraphs(text: str) -> int:
    return text.count("\n\n") + len(re.findall(r"<p\b|<br", text))


def _quote(column: str) -> str:
    return f'"{column}"' if " " in column else column
