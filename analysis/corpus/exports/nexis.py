"""Nexis Uni and Lexis Advance: documents between a cover and `End of Document`, the text after a line `Body`."""

import re
from collections.abc import Sequence

from analysis.corpus.exports.labels import (
    compare_length,
    drop_repeated_title,
    labels_of,
    match_labels,
    read_date_line,
    split_blocks,
)
from analysis.corpus.found import Found, fold_space, join_paragraphs, strip_by
from analysis.lexicons import Lexicons

_COPYRIGHT = re.compile(r"(?:Copyright\b|©|\(c\)\s)", re.IGNORECASE)
_COVER = re.compile(r"\s*\d{1,4}\.\s*(.*)")
_APPENDED = re.compile(r".*\bAppended$|.*\bEdition$|.*\bUpdated$", re.IGNORECASE)
_PAGE = re.compile(r"Page \d+ of \d+")
_NOTICE = re.compile(r"About LexisNexis\b")


def recognise(lines: Sequence[str], lexicons: Lexicons) -> bool:
    """Whether the lines are such an export: a line that ends a document, and one that opens a text."""
    stripped = {line.strip() for line in lines}
    return bool(stripped & set(labels_of(lexicons, "nexis", "end")))


def read(lines: Sequence[str], lexicons: Lexicons, *, wrapped: bool = False) -> list[Found]:
    """Read the documents of an export; one without a text, a graphic, is set aside."""
    ends = set(labels_of(lexicons, "nexis", "end"))
    lines = _drop_page_heads(lines) if wrapped else lines
    found: list[Found] = []
    titles = _read_cover(lines)
    block: list[str] = []
    for line in lines:
        if line.strip() in ends:
            found.append(_read_document(block, titles, lexicons, wrapped))
            block = []
        else:
            block.append(line)
    if any(line.strip() in labels_of(lexicons, "nexis", "body") for line in block):
        cut = _read_document(block, titles, lexicons, wrapped)
        cut.set_aside("cut text", "the file breaks off before the end of this document; it was skipped")
        found.append(cut)
    return found


def _drop_page_heads(lines: Sequence[str]) -> list[str]:
    """Take out what a PDF prints on top of each page: its number, the title again, the notices of the database."""
    kept: list[str] = []
    for at, line in enumerate(lines):
        if _PAGE.fullmatch(line.strip()):
            kept.append("")
        elif not (_NOTICE.match(line.strip()) or (at and _PAGE.fullmatch(lines[at - 1].strip()))):
            kept.append(line)
    return kept


def _read_cover(lines: Sequence[str]) -> set[str]:
    """The titles that the cover lists."""
    titles = set()
    for at, line in enumerate(lines):
        if numbered := _COVER.fullmatch(line):
            titles.add(fold_space(numbered[1] or (lines[at + 1] if at + 1 < len(lines) else "")))
        if _COPYRIGHT.match(line.strip()):
            break
    return titles - {""}


def _read_document(block: list[str], titles: set[str], lexicons: Lexicons, wrapped: bool) -> Found:
    bodies = labels_of(lexicons, "nexis", "body")
    body = next((at for at, line in enumerate(block) if line.strip() in bodies), None)
    head, rest = (block, []) if body is None else (block[:body], block[body + 1 :])
    label = match_labels(lexicons, "nexis", "head")
    fields: dict[str, str] = {}
    begin = len(head)
    for at in range(len(head) - 1, -1, -1):
        line = head[at].strip()
        if found := label.fullmatch(line):
            fields.setdefault(found[1], found[2].strip())
            begin = at
        elif _COPYRIGHT.match(line):
            begin = at
            break
    title, source, date = _read_heading(head[:begin], titles, lexicons)
    made = Found(title=title, source=source, date=date, author=strip_by(_first(fields, ("Byline", "Autor", "Auteur"))))
    if body is None:
        made.set_aside("no body", "the document has no text (a graphic or a notice); it was skipped")
        return made
    made.text = drop_repeated_title(_read_body(rest, lexicons, wrapped), title)
    made.language = _read_language(rest)
    compare_length(made, _first(fields, ("Length", "Länge", "Longueur", "Lengte")))
    return made


def _read_heading(lines: Sequence[str], titles: set[str], lexicons: Lexicons) -> tuple[str, str, str]:
    """Title, source and date: the last lines above the copyright, the date on a line of its own."""
    at = next((at for at in range(len(lines) - 1, -1, -1) if read_date_line(lines[at], lexicons)), None)
    date = "" if at is None else read_date_line(lines[at], lexicons)
    above = split_blocks(lines[: len(lines) if at is None else at])
    group = [fold_space(line) for line in (above[-1] if above else [])]
    while len(group) > 2 and _APPENDED.fullmatch(group[-1]) and group[-2] not in titles:
        group.pop()
    for first in range(len(group)):
        for last in range(first + 1, min(first + 5, len(group))):
            if (title := " ".join(group[first:last])) in titles:
                return title, group[last], date
    if not group:
        return "", "", date
    return (" ".join(group[:-1]) if len(group) > 1 else ""), group[-1], date


def _read_body(lines: Sequence[str], lexicons: Lexicons, wrapped: bool) -> str:
    foot = match_labels(lexicons, "nexis", "foot")
    alone = {label for label in labels_of(lexicons, "nexis", "foot") if label in ("Classification", "Klassifikation",
             "Classificatie", "Graphic", "Notes")}  # fmt: skip
    kept = []
    for line in lines:
        stripped = line.strip()
        if stripped in alone or foot.fullmatch(stripped):
            break
        kept.append(line)
    if wrapped:
        return join_paragraphs(fold_space(" ".join(block)) for block in split_blocks(kept))
    return join_paragraphs(kept)


def _read_language(lines: Sequence[str]) -> str:
    named = (re.fullmatch(r"(?:Language|Sprache)\s*:\s*(.+)", line.strip()) for line in lines)
    return next((found[1].split(";")[0].strip().title() for found in named if found), "")


def _first(fields: dict[str, str], names: Sequence[str]) -> str:
    return next((fields[name] for name in names if name in fields), "")
