"""LexisNexis Academic: documents under `1 of 10 DOCUMENTS`, labels in capitals, lines wrapped."""

import re
from collections.abc import Sequence

from analysis.corpus.exports.labels import (
    compare_length,
    drop_repeated_title,
    match_labels,
    read_date_line,
    split_blocks,
)
from analysis.corpus.found import Found, fold_space, join_paragraphs, strip_by
from analysis.lexicons import Lexicons

_NUMBER = re.compile(r"\s*(?:\d+ of \d+ DOCUMENTS?|Dokument \d+ von \d+|Document \d+ (?:de|van) \d+)\s*")
_COPYRIGHT = re.compile(r"\s*(?:Copyright\b|©)")


def recognise(lines: Sequence[str], lexicons: Lexicons) -> bool:
    """Whether the lines are such an export: a line that counts the documents."""
    return any(_NUMBER.fullmatch(line) for line in lines)


def read(lines: Sequence[str], lexicons: Lexicons, *, wrapped: bool = True) -> list[Found]:
    """Read the documents of an export; what stands before the first is its cover."""
    starts = [at for at, line in enumerate(lines) if _NUMBER.fullmatch(line)]
    ends = [*starts[1:], len(lines)]
    return [_read_document(lines[start + 1 : end], lexicons) for start, end in zip(starts, ends, strict=True)]


def _read_document(lines: Sequence[str], lexicons: Lexicons) -> Found:
    blocks = split_blocks(lines)
    heads = match_labels(lexicons, "lexisnexis", "head")
    feet = match_labels(lexicons, "lexisnexis", "foot")
    first = next((at for at, block in enumerate(blocks) if heads.match(block[0]) or feet.match(block[0])), len(blocks))
    found = _read_heading(blocks[:first], lexicons)
    fields: dict[str, str] = {}
    body: list[str] = []
    for block in blocks[first:]:
        text = fold_space(" ".join(block))
        if _COPYRIGHT.match(block[0]) or feet.match(block[0]):
            if language := re.match(r"(?:LANGUAGE|SPRACHE|LANGUE)\s*:\s*([^;,]+)", text):
                found.language = language[1].strip().title()
            if body:
                fields.setdefault("ended", "yes")
        elif (label := heads.match(text)) and not body:
            fields.setdefault(label[1], label[2])
        elif "ended" not in fields:
            body.append(text)
    found.title = found.title or fields.get("HEADLINE", "")
    found.author = strip_by(fields.get("BYLINE", "") or fields.get("AUTOR", "") or fields.get("AUTEUR", ""))
    found.text = drop_repeated_title(join_paragraphs(body), found.title)
    if not found.text:
        found.set_aside("no body", "the document has no text (a graphic or a notice); it was skipped")
    compare_length(
        found, next((fields[name] for name in ("LENGTH", "LÄNGE", "LONGUEUR", "LENGTE") if name in fields), "")
    )
    return found


def _read_heading(blocks: Sequence[list[str]], lexicons: Lexicons) -> Found:
    """Source, then the date and the edition, then the title, each in a block of its own."""
    lines = [(at, fold_space(line)) for at, block in enumerate(blocks) for line in block]
    dated = next(((at, date) for at, line in lines if (date := read_date_line(line, lexicons))), None)
    if dated is None:
        source = fold_space(" ".join(blocks[0])) if blocks else ""
        return Found(source=source, title=fold_space(" ".join(blocks[-1])) if len(blocks) > 1 else "")
    above, below = blocks[: dated[0]], blocks[dated[0] + 1 :]
    source = fold_space(" ".join(above[0])) if above else lines[0][1]
    return Found(source=source, date=dated[1], title=fold_space(" ".join(below[-1])) if below else "")
