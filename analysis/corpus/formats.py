"""Formats: what a file is, by its content first and its name second, and which reader opens it."""

import functools
import re
from pathlib import PurePosixPath

from analysis.corpus.columns import fold_name, names_of
from analysis.corpus.encoding import decode
from analysis.corpus.found import Found, Reading, RefusedError, UnreadKindError
from analysis.corpus.tables import Context
from analysis.lexicons import Lexicons

TABLES = (".csv", ".tsv", ".tab")
PAGES = (".html", ".htm", ".xhtml")
_HTML = re.compile(r"(?:<\?xml[^>]*\?>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_COMMENT = re.compile(r"\s*<!--.*?-->\s*", re.DOTALL)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_MHTML = re.compile(rb"(?im)^content-type:\s*multipart/related")
_ENTITIES = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_LONGEST_NAME = 40
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_file(data: bytes, name: str, context: Context) -> Reading:
    """Read whatever a file holds.

    Takes: its bytes, and its name for messages and as the second hint.
    Returns: a Reading. Raises: RefusedError where it is nothing that is read, with the way out.

    >>> read_file(b'{"text": "The talks failed."}', "a.txt", Context.plain()).kind
    'JSON, 1 row'

    Limits: a table without a known suffix is known by the names in its first line only.
    """
    suffix = PurePosixPath(name.lower()).suffix
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\0 \r\n\t"):
        return Reading("text", [Found()], many=False)
    packed = _read_packed(data, name, suffix, context)
    if packed is not None:
        return packed
    _refuse_kind(suffix, name, context)
    try:
        text, remark = decode(data)
    except ValueError as error:
        if suffix in (".txt", ".md", ".html", ".json", *TABLES):
            raise RefusedError(f"'{name}' cannot be read as {suffix}: {error}.") from error
        raise UnreadKindError(f"'{name}' is of a kind that is not read: {error}.") from error
    return _read_written(data, text, remark, name, suffix, context)


def _read_packed(data: bytes, name: str, suffix: str, context: Context) -> Reading | None:
    """Formats that are known by their first bytes."""
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _read_zipped(data, name, suffix, context)
    if data.startswith(b"{\\rtf"):
        from analysis.corpus.readers.rtf import read_rtf

        return read_rtf(data, name, context)
    if data.lstrip()[:5] == b"%PDF-":
        from analysis.corpus.readers.pdf import read_pdf

        return read_pdf(data, name, context)
    if data.startswith(b"PAR1"):
        from analysis.corpus.readers.parquet import read_parquet

        return read_parquet(data, name, context)
    if data.startswith(b"\x1f\x8b"):
        return _read_gzip(data, name, context)
    if data.startswith(b"WARC/"):
        from analysis.corpus.readers.warc import read_warc

        return read_warc(data, name, context)
    if data.startswith(_OLE):
        if "Workbook".encode("utf-16-le") in data[: 1 << 20] or suffix == ".xls":
            from analysis.corpus.readers.spreadsheets import read_spreadsheet

            return read_spreadsheet(data, name, context)
        raise UnreadKindError(
            f"'{name}' is a Word file of the kind before 2007 (.doc). Open it in Word and save it as .docx."
        )
    if _MHTML.search(data[:8192]) and b"mime-version" in data[:8192].lower():
        from analysis.corpus.readers.web_pages import read_mhtml

        return read_mhtml(data, name, context)
    return None


def _read_zipped(data: bytes, name: str, suffix: str, context: Context) -> Reading:
    from analysis.corpus.readers.packages import open_package

    members = {member.lower() for member in open_package(data, name).namelist()}
    if "word/document.xml" in members:
        from analysis.corpus.readers.word import read_word

        return read_word(data, name, context)
    if any(member.startswith("xl/") for member in members) or suffix == ".ods":
        from analysis.corpus.readers.spreadsheets import read_spreadsheet

        return read_spreadsheet(data, name, context)
    _refuse_kind(suffix, name, context)
    if suffix in (".docx", ".xlsx"):
        raise RefusedError(f"'{name}' is named {suffix} but is another kind of package. Open it and save it again.")
    raise UnreadKindError(f"'{name}' is a package of a kind that is not read. Unpack it into a folder.")


def _read_gzip(data: bytes, name: str, context: Context) -> Reading:
    from analysis.corpus.readers.packages import unpack_gzip

    if unpack_gzip(data, name, most=5) == b"WARC/":
        from analysis.corpus.readers.warc import read_warc

        return read_warc(data, name, context)
    unpacked = unpack_gzip(data, name)
    if unpacked.startswith(b"\x1f\x8b"):
        raise RefusedError(f"'{name}' is packed twice. Unpack it.")
    return read_file(unpacked, name[:-3] if name.lower().endswith(".gz") else name, context)


@functools.lru_cache(maxsize=4)
def readable_suffixes(lexicons: Lexicons) -> tuple[str, ...]:
    """List the suffixes that are read, in the order of the list.

    >>> from analysis.lexicons import standard_lexicons
    >>> readable_suffixes(standard_lexicons())[:2]
    ('.txt', '.text')
    """
    return tuple(row["suffix"] for row in lexicons["file_kinds"] if row["read"] == "yes")


@functools.lru_cache(maxsize=4)
def _unread(lexicons: Lexicons) -> dict[str, str]:
    return {row["suffix"]: row["hint"] for row in lexicons["file_kinds"] if row["read"] == "no"}


def _refuse_kind(suffix: str, name: str, context: Context) -> None:
    hint = _unread(context.lexicons).get(suffix)
    if hint is not None:
        raise UnreadKindError(f"'{name}' is of a kind that is not read ({suffix}). {hint}")


def _read_written(data: bytes, text: str, remark: str, name: str, suffix: str, context: Context) -> Reading:
    """Formats that are written in letters."""
    head = text[:20_000].lstrip()
    if head.startswith("<") or suffix in (*PAGES, ".xml", ".rss", ".atom"):
        marked = _read_marked_up(data, text, head, name, suffix, context)
        if marked is not None:
            return marked
    if head[:1] in ("{", "[") and (suffix in (".json", ".jsonl", ".ndjson", ".jl") or _is_json(head)):
        from analysis.corpus.readers.json_files import read_json

        return read_json(text, name, context, remark=remark)
    if suffix in (".docx", ".xlsx", ".xls", ".pdf", ".parquet", ".rtf", ".zip", ".gz", ".warc"):
        is_page = _is_page(head) or head[:1] == "<"
        what = "a web page" if is_page else "plain text" if text.isprintable() or len(text) > 20 else "something else"
        raise RefusedError(
            f"'{name}' is named {PurePosixPath(name).suffix} but is {what}, no whole file of that kind: "
            "download or save it again, and look whether it opens."
        )
    if suffix in TABLES or (suffix in (".txt", "") and _is_table(text, context)):
        from analysis.corpus.readers.csv_tables import read_csv

        return read_csv(text, name, context, remark=remark)
    if suffix in (".json", ".jsonl", ".ndjson", ".jl"):
        from analysis.corpus.readers.json_files import read_json

        return read_json(text, name, context, remark=remark)
    return _read_plain(text, remark, name, suffix, context)


def _read_plain(text: str, remark: str, name: str, suffix: str, context: Context) -> Reading:
    from analysis.corpus.exports.paragraphs import read_export
    from analysis.corpus.readers.text import read_markdown, read_text

    if (
        suffix
        and suffix not in readable_suffixes(context.lexicons)
        and re.fullmatch(r"\.[a-z0-9]{1,8}", suffix)
        and not suffix[1:].isdigit()
    ):
        raise UnreadKindError(f"'{name}' is of a kind that is not read ({suffix}). If it is plain text, name it .txt.")
    export = read_export(text.splitlines(), name, context, kind="text", wrapped=True)
    if export is not None:
        return export
    reader = read_markdown if suffix in (".md", ".markdown") else read_text
    return reader(text, name, context, remark=remark)


def _read_marked_up(data: bytes, text: str, head: str, name: str, suffix: str, context: Context) -> Reading | None:
    from analysis.corpus.exports.marked_up import read_marked_up

    page = _is_page(head)
    if not page and _ENTITIES.search(text[:100_000]):
        raise RefusedError(
            f"'{name}' is XML that defines entities of its own, which no article needs. It is not opened."
        )
    if export := read_marked_up(text, name, context):
        return export
    if not page and _FEED.search(head):
        from analysis.corpus.readers.feeds import read_feed

        return read_feed(data, name, context)
    if suffix in (".docx", ".xlsx", ".xls", ".pdf", ".rtf", ".txt", ".md", *TABLES) and not page:
        return None
    if suffix in (".docx", ".xlsx", ".xls", ".pdf"):
        return None
    if page or suffix in PAGES:
        from analysis.corpus.readers.web_pages import read_web_page

        return read_web_page(data, name, context)
    raise UnreadKindError(f"'{name}' is XML of a kind that is not read. Export it as text, HTML or CSV.")


def _is_page(head: str) -> bool:
    """Whether a text begins as a web page does, comments aside."""
    at = 0
    while comment := _COMMENT.match(head, at):
        at = comment.end()
    return bool(_HTML.match(head, at))


def _is_json(head: str) -> bool:
    return bool(re.match(r"""[\[{]\s*(?:["{\[\]}]|$)""", head)) and not head.startswith("[[")


def _is_table(text: str, context: Context) -> bool:
    """Whether the first line names columns, one of them the text."""
    first = re.split(r"[\r\n]", text[:2000].lstrip("\ufeff"), maxsplit=1)[0]
    known = names_of(context.lexicons)
    for delimiter in ("\t", ",", ";", "|"):
        cells = first.split(delimiter)
        if len(cells) < 2 or max(map(len, cells)) > _LONGEST_NAME:
            continue
        fields = [known.get(fold_name(cell.strip().strip('"')), ("", 0))[0] for cell in cells]
        if "text" in fields and sum(bool(field) for field in fields) > 1:
            return True
    return False
