"""Recognise the export of a press database in the lines of a file, whatever format carried them."""

import re
from collections.abc import Sequence

from analysis.corpus.exports import factiva, lexisnexis, nexis, proquest, retriever
from analysis.corpus.exports.labels import labels_of
from analysis.corpus.found import Found, Reading, RefusedError
from analysis.corpus.tables import Context, settle_dates
from analysis.wording import count

_READERS = {
    "Nexis Uni": nexis,
    "LexisNexis": lexisnexis,
    "ProQuest": proquest,
    "Factiva": factiva,
    "Retriever": retriever,
}
_NUMBERED = re.compile(r"(\d+) of (\d+) DOCUMENTS?|Document (\d+) of (\d+)")
_MOST = 50
_UNREAD = {"EBSCO": "as a spreadsheet or as CSV with the full text", "NewsBank": "each article as text"}


def read_export(
    lines: Sequence[str], name: str, context: Context, *, kind: str, wrapped: bool = False
) -> Reading | None:
    """Read the export of a press database, if the lines are one.

    Takes: the lines of a file; `wrapped` where a line is no paragraph.
    Returns: one Found a document, or None where it is no export.
    Raises: RefusedError where it is one that cannot be read, with the way out.

    Limits: a database is known by its own marks, of 2026 or earlier, in the languages of its interface.
    """
    lines = [line.replace("\u00a0", " ").rstrip() for line in lines]
    for database, reader in _READERS.items():
        if reader.recognise(lines, context.lexicons):
            found = reader.read(lines, context.lexicons, wrapped=wrapped)
            if not found:
                raise RefusedError(
                    f"'{name}' looks like an export of {database}, but no whole article was found in it. "
                    "Export it again with the full text, in English."
                )
            reading = Reading(f"{database} export ({kind}), {count(len(found), 'document')}", found)
            reading.problems += _find_lacking(lines, database, found)
            settle_dates(reading, context)
            return reading
    whole = "\n".join(lines)
    for database, way in _UNREAD.items():
        signs = labels_of(context.lexicons, database, "sign")
        if signs and all(re.search(rf"\b{re.escape(sign)}\b", whole) for sign in signs):
            raise RefusedError(f"'{name}' is an export of {database}, which is not read yet. Export it {way}.")
    return None


def _find_lacking(lines: Sequence[str], database: str, found: Sequence[Found]) -> list[tuple[str, str]]:
    """Name the documents that the export counts and does not hold: it was cut, or is a part of one."""
    counted = (re.fullmatch(r"(?:Document|Dokument)e?s? \((\d{1,5})\)", line.strip()) for line in lines)
    stated = next((int(number[1]) for number in counted if number), 0) if database == "Nexis Uni" else 0
    stated = sum(line.startswith("> ") for line in lines) if database == "Retriever" else stated
    lacking = [f"document {number + 1} of {stated}" for number in range(len(found), stated)]
    numbered = [_NUMBERED.fullmatch(line.strip()) for line in lines] if database in ("LexisNexis", "ProQuest") else []
    numbers = {int(match[1] or match[3]): int(match[2] or match[4]) for match in numbered if match}
    if numbers:
        total = max(numbers.values())
        lacking = [f"document {n} of {total}" for n in range(min(numbers), total + 1) if n not in numbers]
    shown = lacking[:_MOST] + ([f"{len(lacking) - _MOST} more"] if len(lacking) > _MOST else [])
    return [("document lacking", f"{what} is counted by the export but not in the file") for what in shown]
