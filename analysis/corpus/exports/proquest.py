"""ProQuest: records between lines of underscores, `Name: value` from a closed list, the text after `Full text:`."""

import re
from collections.abc import Sequence

from analysis.corpus.exports.labels import drop_repeated_title, match_labels
from analysis.corpus.found import Found, fold_space, join_paragraphs, strip_by
from analysis.lexicons import Lexicons

_LINE = re.compile(r"\s*_{20,}\s*")
_SIGNS = ("ProQuest document ID:", "Full text:", "Full Text:", "Publication title:")


def recognise(lines: Sequence[str], lexicons: Lexicons) -> bool:
    """Whether the lines are such an export: two or more of its own names stand in it."""
    return len({sign for line in lines for sign in _SIGNS if line.startswith(sign)}) >= 2


def read(lines: Sequence[str], lexicons: Lexicons, *, wrapped: bool = False) -> list[Found]:
    """Read the records of an export; one without its full text is set aside."""
    records: list[list[str]] = [[]]
    for line in lines:
        if _LINE.fullmatch(line):
            records.append([])
        else:
            records[-1].append(line)
    read = [_read_fields(record, lexicons) for record in records]
    return [
        _make_found(fields) for fields in read if {"title", "publication title", "proquest document id"} & set(fields)
    ]


def _read_fields(lines: Sequence[str], lexicons: Lexicons) -> dict[str, str]:
    """The fields of a record by name in small letters; the full text goes on until the next name that is known."""
    names = match_labels(lexicons, "proquest", "field")
    fields: dict[str, list[str]] = {}
    current = ""
    for line in lines:
        if named := names.fullmatch(line.strip()):
            current = named[1].lower()
            fields.setdefault(current, [])
            line = named[2]
        if current:
            fields[current].append(line)
    return {name: "\n".join(value).strip() for name, value in fields.items()}


def _make_found(fields: dict[str, str]) -> Found:
    title = fold_space(fields.get("title", ""))
    info = fields.get("publication info", "")
    found = Found(
        text=drop_repeated_title(join_paragraphs(fields.get("full text", "").split("\n\n")), title),
        title=title,
        source=fold_space(fields.get("publication title", "") or re.split(r"\s*;", info)[0]),
        date=fold_space(fields.get("publication date", "")),
        author=strip_by(fields.get("author", "")),
        url=fold_space(fields.get("document url", "")),
        article_id=fold_space(fields.get("proquest document id", "")),
        language=fold_space(fields.get("language of publication", "").split(";")[0]),
    )
    if not found.text or found.text.lower() in ("none available.", "not available"):
        found.set_aside("no body", "the record has no full text; it was skipped")
    return found
