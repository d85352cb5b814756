"""PDF: the words of a file with a text layer; a scan is refused."""

import io
import logging
import re
from collections import Counter

from analysis.corpus.exports.paragraphs import read_export
from analysis.corpus.found import Found, Reading, RefusedError, fold_space, join_paragraphs
from analysis.corpus.tables import Context

MOST_OBJECTS, MOST_PAGES, MOST_BYTES = 200_000, 2_000, 200_000_000
_PAGE = re.compile(r"(?i)(?:page|seite|p\.)?\s*\d+\s*(?:(?:of|/|von|sur|de)\s*\d+)?")


def read_pdf(data: bytes, name: str, context: Context) -> Reading:
    """Read a PDF as one article, or as the export of a press database that it is.

    Lines that stand on top of or below most pages, and page numbers, are left out; lines are joined.

    Raises: RefusedError where the file is damaged, locked, too large, or a scan without text.

    Limits: a PDF knows no paragraphs and no columns; what stands side by side may be mixed up, and that is said.
    """
    pages = _read_pages(data, name)
    if not any(page.strip() for page in pages):
        raise RefusedError(
            f"'{name}' is a PDF without text, a scan. Have a text recognition program (OCR) make a text of it first."
        )
    whole = [line for page in pages for line in page.split("\n")]
    export = read_export(whole, name, context, kind="PDF", wrapped=True)
    if export is not None:
        return export
    found = Found(_join_lines(_drop_running_heads([page.split("\n") for page in pages])))
    found.remarks.append(("layout lost", "a PDF has no paragraphs: columns, captions and headers may be mixed up"))
    return Reading("PDF", [found], many=False)


def _read_pages(data: bytes, name: str) -> list[str]:
    if len(data) > MOST_BYTES or len(re.findall(rb"\d obj\b", data)) > MOST_OBJECTS:
        raise RefusedError(f"'{name}' is a PDF of too many parts to read. Print it to a new PDF, or copy its text.")
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise RefusedError(f"'{name}' is a PDF locked with a password. Save it without one.")
        if len(reader.pages) > MOST_PAGES:
            raise RefusedError(
                f"'{name}' is a PDF of {len(reader.pages):,} pages, more than is read at once. Split it."
            )
        return [page.extract_text() for page in reader.pages]
    except RefusedError:
        raise
    except Exception as error:  # a damaged file can fail anywhere in its parser
        raise RefusedError(f"'{name}' is a damaged PDF: {error}. Print it to a new PDF, or copy its text.") from error


def _drop_running_heads(pages: list[list[str]]) -> list[str]:
    """The lines of all pages without those that most pages share at their edges."""
    edges = Counter(fold_space(line) for page in pages for line in {*page[:2], *page[-2:]} if line.strip())
    most = {line for line, n in edges.items() if len(pages) > 2 and n > len(pages) / 2}
    kept = []
    for page in pages:
        for at, line in enumerate(page):
            edge = at < 2 or at >= len(page) - 2
            if not (edge and (fold_space(line) in most or _PAGE.fullmatch(fold_space(line)))):
                kept.append(line)
    return kept


def _join_lines(lines: list[str]) -> str:
    """Join the lines of a page: an empty line parts paragraphs, a hyphen at the end of a line joins."""
    paragraphs = re.split(r"\n\s*\n", "\n".join(line.strip() for line in lines))
    return join_paragraphs(re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", part).replace("\n", " ") for part in paragraphs)
