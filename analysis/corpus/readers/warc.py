"""WARC: the pages of a web archive, such as those of a news crawl."""

import io

from analysis.corpus.found import Found, Reading, RefusedError
from analysis.corpus.readers.web_pages import MOST_BYTES, take_article
from analysis.corpus.tables import Context
from analysis.wording import count

MOST_PAGES = 2_000


def read_warc(data: bytes, name: str, context: Context) -> Reading:
    """Read the pages of a web archive: its responses with status 200 that are HTML.

    Returns: one Found a page. Raises: RefusedError where it is damaged from the
    start, or holds more pages than are read. A page that breaks off is set aside as cut.

    Limits: at most 2,000 pages a file; a crawl holds the pages of all outlets and wants choosing first.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    found: list[Found] = []
    problems: list[tuple[str, str]] = []
    try:
        for record in ArchiveIterator(io.BytesIO(data)):
            if record.rec_type != "response" or not _is_page(record):
                if lacking := _count_lacking(record):
                    problems.append(("damaged archive", f"after {count(len(found), 'page')}: it breaks off{lacking}"))
                continue
            if len(found) >= MOST_PAGES:
                raise RefusedError(
                    f"'{name}' holds more than {MOST_PAGES:,} pages. Choose those of your outlets first, for example "
                    "with `warcio extract`, or save them as .html into a folder."
                )
            address = record.rec_headers.get_header("WARC-Target-URI") or ""
            page = record.content_stream().read(MOST_BYTES + 1)
            found.append(_read_page(page, address, context))
            if lacking := _count_lacking(record):
                found[-1].set_aside("cut text", f"the archive breaks off in this page{lacking}; it was skipped")
    except RefusedError:
        raise
    except (ArchiveLoadFailed, OSError, EOFError, ValueError) as error:
        reason = str(error).split(", first line: ")[0]  # where it should begin may stand megabytes of signs
        if not found:
            raise RefusedError(f"'{name}' is a damaged web archive: {reason}. Try `warcio recompress`.") from error
        problems.append(("damaged archive", f"after {count(len(found), 'page')}: {reason}; the rest was not read"))
    if not found:
        raise RefusedError(f"'{name}' is a web archive without a page that was answered (status 200, HTML).")
    return Reading(f"web archive, {count(len(found), 'page')}", found, problems=problems)


def _is_page(record: object) -> bool:
    headers = getattr(record, "http_headers", None)
    if headers is None or not str(headers.get_statuscode()).startswith("200"):
        return False
    return "html" in str(headers.get_header("Content-Type", "")).lower()


def _count_lacking(record: object) -> str:
    """How much of a record does not come although its head says so; nothing where it is whole."""
    stream = getattr(record, "raw_stream", None)
    while stream and stream.read(1 << 16):
        pass
    left = getattr(stream, "limit", 0)
    return f", {count(left, 'byte')} before its end" if left > 0 else ""


def _read_page(page: bytes, address: str, context: Context) -> Found:
    try:
        return take_article(page, address, context, address=address)
    except RefusedError as error:
        return Found(url=address, aside=("no text", str(error)))
