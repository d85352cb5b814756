"""Retriever (Mediearkivet, ATEKST): articles between lines of `=`, each with a line `Source, date`."""

import re
from collections.abc import Sequence

from analysis.corpus.exports.labels import drop_repeated_title, labels_of
from analysis.corpus.found import Found, fold_space, join_paragraphs
from analysis.lexicons import Lexicons

_LINE = re.compile(r"\s*={20,}\s*")
_SOURCE = re.compile(r"(.{2,80}?), (\d{4}-\d{2}-\d{2}|\d{2}\.\d{2}\.\d{4})(?:[ ,]+(?:kl\.? )?\d{2}[:.]\d{2})?")


def recognise(lines: Sequence[str], lexicons: Lexicons) -> bool:
    """Whether the lines are such an export: a line of `=`, a line `Source, date`, and what the archive adds below."""
    feet = labels_of(lexicons, "retriever", "foot")[1:]
    return (
        any(_LINE.fullmatch(line) for line in lines)
        and any(_SOURCE.fullmatch(line.strip()) for line in lines)
        and any(foot in line for line in lines for foot in feet)
    )


def read(lines: Sequence[str], lexicons: Lexicons, *, wrapped: bool = False) -> list[Found]:
    """Read the articles of an export; the list of contents before the first is left out."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if _LINE.fullmatch(line):
            blocks.append([])
        elif not line.startswith(">"):
            blocks[-1].append(line)
    return [_read_article(block, lexicons) for block in blocks if any(line.strip() for line in block)]


def _read_article(lines: Sequence[str], lexicons: Lexicons) -> Found:
    at = next((at for at, line in enumerate(lines) if at and _SOURCE.fullmatch(line.strip())), None)
    if at is None:
        text = join_paragraphs(lines)
        return Found(text, aside=("unreadable record", f"no line names source and date: '{fold_space(text)[:60]}'"))
    source = _SOURCE.fullmatch(lines[at].strip())
    assert source is not None
    above = [line for line in lines[:at] if line.strip()]
    skipped = labels_of(lexicons, "retriever", "skip")
    feet = labels_of(lexicons, "retriever", "foot")
    body: list[str] = []
    for line in lines[at + 1 :]:
        if line.strip().startswith(feet):
            break
        is_note = line.strip().startswith(tuple(f"{word} " for word in skipped)) and len(line.split()) <= 6
        if body or (line.strip() and not is_note):
            body.append(line)
    title = fold_space(above[-1]) if above else ""
    found = Found(title=title, source=fold_space(source[1]), date=source[2])
    found.text = drop_repeated_title(join_paragraphs(body), title)
    address = next((word for line in lines for word in line.split() if word.startswith("http")), "")
    found.url = address
    if not found.text:
        found.set_aside("no body", "the entry has no text; it was skipped")
    return found
