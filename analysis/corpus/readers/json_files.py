"""JSON and JSON lines: crawlers' files and the answers of news interfaces, opened down to their list of articles."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from analysis.corpus.columns import fold_name, names_of
from analysis.corpus.found import Found, Reading, RefusedError, join_paragraphs
from analysis.corpus.tables import Aside, Context, read_rows
from analysis.wording import count, join_words

_DEPTH = 4
_SAMPLE = 200
_BAD = (ValueError, RecursionError)
Record = dict[str, Any]


def read_json(text: str, name: str, context: Context, *, remark: str = "") -> Reading:
    """Read JSON: a list of articles, one article, an answer with a list in it, or one object a line.

    Takes: the text, and what it was read as where that is not UTF-8.
    Returns: one Found an article; a line or an item that is none is set aside with its number.
    Raises: RefusedError where nothing in it is an article.
    """
    if "%FEATURE_STRUCTURES" in text and (annotated := _read_annotation(_try(text))):
        return Reading("annotation (CAS JSON)", [annotated], many=False)
    notes = _Notes()
    kind, records, asides = _load(text, name, notes)
    flat = [_flatten(record) for record in records]
    header = list(dict.fromkeys(key for row in flat for key in row))
    said = [f"{remark[0].upper()}{remark[1:]}."] if remark else []
    reading = read_rows(header, flat, kind=kind, name=name, context=context, asides=asides, said=said)
    reading.many = len(records) > 1
    if len(notes.lists) > 1:
        reading.said.insert(0, f"The lists {join_words(notes.lists)} are read one after another.")
        if not any(found.source for found in reading.found):
            reading.said[0] += " Their names are no source: to have one, give each article a field source."
    if notes.unread:
        reading.said.append(f"not read, since it holds other things: {join_words(notes.unread)}")
    for key, n in notes.twice.items():
        detail = f"the name {key[:60]} stands twice in {count(n, 'object')}; the last is read, the first is lost"
        reading.problems.append(("name given twice", detail))
    return reading


class _Notes:
    """What is noted while a file is read: names that one object has twice, lists that were read or not."""

    def __init__(self) -> None:
        self.twice: Counter[str] = Counter()
        self.lists: list[str] = []
        self.unread: list[str] = []
        self.decoder = json.JSONDecoder(object_pairs_hook=self._make)

    def _make(self, pairs: list[tuple[str, Any]]) -> Record:
        made = dict(pairs)
        if len(made) < len(pairs):
            names = Counter(key for key, _ in pairs)
            self.twice.update(key for key, n in names.items() if n > 1)
        return made


def _load(text: str, name: str, notes: _Notes) -> tuple[str, list[Record], dict[int, Aside]]:
    """The kind, the articles as objects, and by number the reason why one cannot be read."""
    try:
        return "JSON", *_as_records(_open_envelope(notes.decoder.decode(text), notes), "item")
    except _BAD as error:
        # The error itself would hold this frame, and so the whole file, until rings are looked for.
        fault = _word(error)
    notes.twice.clear()
    lines = [line for line in text.split("\n") if line.strip()]
    whole = [_try(line) for line in lines[:200]]
    if len(lines) > 1 and any(isinstance(item, dict) for item in whole):
        return "JSON lines", *_read_lines(text, notes.decoder)
    recovered, complete = _recover(text, notes.decoder)
    if recovered:
        records, asides = _as_records(recovered, "item")
        if complete:
            return "JSON", records, asides
        detail = f"the file breaks off or is damaged after {len(recovered)}: {fault}"
        asides[len(records)] = ("unreadable item", detail)
        return "JSON", [*records, {}], asides
    raise RefusedError(f"'{name}' cannot be read as JSON: {fault}")


def _read_lines(text: str, decoder: json.JSONDecoder) -> tuple[list[Record], dict[int, Aside]]:
    records: list[Record] = []
    asides: dict[int, Aside] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = decoder.decode(line)
            if not isinstance(record, dict):
                raise ValueError("not an object")
        except _BAD as error:
            asides[len(records)] = ("unreadable line", f"line {number}: {_word(error)}; it was skipped")
            record = {}
        records.append(record)
    return records, asides


def _try(line: str) -> Any:
    try:
        return json.loads(line)
    except _BAD:
        return None


def _recover(text: str, decoder: json.JSONDecoder) -> tuple[list[Any], bool]:
    """The whole objects at the beginning of a list that breaks off, or one after another; whether these are all."""
    found: list[Any] = []
    begin = text.find("{")
    while begin >= 0:
        try:
            item, end = decoder.raw_decode(text, begin)
        except _BAD:
            return found, False
        found.append(item)
        begin = _skip(text, end)
        if begin >= len(text):
            return found, text[:1] == "{"
        if text[begin] != "{":
            return found, False
    return found, False


def _skip(text: str, at: int) -> int:
    """The next place that is neither white space nor a comma."""
    while at < len(text) and text[at] in " \r\n\t,":
        at += 1
    return at


def _as_records(items: list[Any], noun: str) -> tuple[list[Record], dict[int, Aside]]:
    asides = {
        at: (f"unreadable {noun}", f"{noun} {at + 1} is no object but {type(item).__name__}; it was skipped")
        for at, item in enumerate(items)
        if not isinstance(item, dict)
    }
    return [item if isinstance(item, dict) else {} for item in items], asides


def _open_envelope(value: Any, notes: _Notes) -> list[Any]:
    """The articles in an answer: the list itself, the lists of articles inside, or the one object."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        raise ValueError("neither an object nor a list")
    if isinstance(value.get("columns"), list) and isinstance(value.get("data"), list):  # as pandas splits a table
        names = [str(column) for column in value["columns"]]
        return [dict(zip(names, row, strict=False)) if isinstance(row, list) else row for row in value["data"]]
    if _is_article(value):
        columns = [column for column in value.values() if isinstance(column, dict)]
        if len(columns) == len(value) > 1 and len({tuple(column) for column in columns}) == 1:  # by column
            return [{name: value[name][key] for name in value} for key in columns[0]]
        return [value]
    if len(value) > 1 and all(isinstance(item, dict) and _is_article(item) for item in value.values()):
        return [{"article_id": key, **item} for key, item in value.items()]
    return _choose_lists(list(_lists(value, _DEPTH)), notes) or [value]


def _choose_lists(lists: list[tuple[str, list[Any]]], notes: _Notes) -> list[Any]:
    """The longest list of objects, and with it each that holds articles too, or objects of the same names."""
    held = [(name, items, [item for item in items if isinstance(item, dict)]) for name, items in lists]
    longest = max((objects for *_, objects in held), key=len, default=[])
    chosen: list[Any] = []
    for name, items, objects in held if longest else []:
        alike = any(item.keys() == longest[0].keys() or _is_article(item) for item in objects[:_SAMPLE])
        if objects:
            (notes.lists if alike else notes.unread).append(name[:60])
        chosen += items if alike else []
    return chosen


def _lists(value: Mapping[str, Any], depth: int, prefix: str = "") -> Iterator[tuple[str, list[Any]]]:
    """The lists inside by their dotted names."""
    for key, item in value.items():
        if isinstance(item, list):
            yield f"{prefix}{key}", item
        elif isinstance(item, dict) and depth:
            yield from _lists(item, depth - 1, f"{prefix}{key}.")


def _is_article(value: Mapping[str, Any]) -> bool:
    from analysis.lexicons import standard_lexicons

    known = names_of(standard_lexicons())
    names = [(fold_name(key), item) for key, item in value.items()]
    listed = any(known.get(name, ("",))[0] == "text" and isinstance(item, list) and item and isinstance(item[0], dict)
                 for name, item in names)  # fmt: skip
    texts = any(known.get(name, ("",))[0] == "text" and item for name, item in names)
    return texts and not listed


def _flatten(record: Record, prefix: str = "", depth: int = _DEPTH) -> Record:
    """The values of an object by dotted name; the parts of a body become one text."""
    flat: Record = {}
    for key, value in record.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and (whole := _join_sections(value)):
            flat[name] = whole
        elif isinstance(value, dict) and depth:
            flat |= _flatten(value, f"{name}.", depth - 1)
        else:
            flat[name] = value
    return flat


def _join_sections(body: Mapping[str, Any]) -> str:
    """A body of summary and sections, as Fundus gives it: the crossheads stand before their paragraphs."""
    sections = body.get("sections")
    if not isinstance(sections, list):
        return ""
    paragraphs = _as_list(body.get("summary"))
    for section in sections:
        if isinstance(section, dict):
            paragraphs += [*_as_list(section.get("headline")), *_as_list(section.get("paragraphs"))]
    return join_paragraphs(paragraph for paragraph in paragraphs if isinstance(paragraph, str))


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _read_annotation(record: Any) -> Found | None:
    """The text of an annotated document (UIMA CAS JSON, as INCEpTION writes it)."""
    structures = record.get("%FEATURE_STRUCTURES") if isinstance(record, dict) else None
    if not isinstance(structures, list):
        return None
    for structure in structures:
        if isinstance(structure, dict) and isinstance(structure.get("sofaString"), str):
            return Found(structure["sofaString"])
    return Found(aside=("no text", "the annotation holds no text; it was skipped"))


def _word(error: Exception) -> str:
    return "it is nested too deep" if isinstance(error, RecursionError) else str(error)
