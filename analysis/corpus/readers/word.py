"""Word: the paragraphs of a .docx straight from the zip; exports of a press database in it go to their reader."""

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from analysis.corpus.exports.paragraphs import read_export
from analysis.corpus.found import Found, Reading, RefusedError, join_paragraphs, strip_by
from analysis.corpus.readers.packages import open_package, read_member
from analysis.corpus.tables import Context

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_BYLINE = re.compile(r"By(?:\s+(?:[A-Z][\w.’'-]*|and|de|von|van|bin|al)){1,8}")
TITLES = ("title", "heading1", "titel", "titre", "berschrift1", "überschrift1", "titre1")


def read_word(data: bytes, name: str, context: Context) -> Reading:
    """Read a Word file as one article, or as the export of a press database that it is.

    The first paragraph is the title where it has the style Title or Heading 1. Pictures, headers, footers, comments
    and deleted text are left out; nothing that the file refers to is opened.

    Raises: RefusedError where the file is damaged, or holds no words.
    """
    package = open_package(data, name)
    part = next((member for member in package.namelist() if member.lower() == "word/document.xml"), "")
    if not part:
        raise RefusedError(f"'{name}' is named like a Word file but is none. Open it in Word and save it as .docx.")
    lines = list(_paragraphs(read_member(package, part, name), name))
    export = read_export([text for _, text in lines], name, context, kind="Word")
    if export is not None:
        return export
    title = ""
    first = next((at for at, (_, text) in enumerate(lines) if text.strip()), None)
    if first is not None and lines[first][0] in TITLES:
        title = lines[first][1].strip()
        lines = lines[first + 1 :]
    found = Found(title=title)
    paragraphs = [text for _, text in lines if text.strip()]
    if title and paragraphs and _BYLINE.fullmatch(paragraphs[0].strip()):
        found.author = strip_by(paragraphs.pop(0))
    found.text = join_paragraphs(paragraphs)
    return Reading("Word", [found], many=False)


def _paragraphs(xml: bytes, name: str) -> Iterator[tuple[str, str]]:
    """Style and text of every paragraph, in the order of the file."""
    from defusedxml import ElementTree
    from defusedxml.common import DefusedXmlException

    stack: list[list[str]] = []
    styles: list[str] = []
    # Deleted text, and the second of two readings of one drawing, are no words of the article.
    hidden = 0
    try:
        for event, element in ElementTree.iterparse(BytesIO(xml), events=("start", "end"), forbid_dtd=True):
            tag = element.tag.replace(_STRICT, _W)
            if event == "start":
                hidden += tag in (f"{_W}del", f"{_W}moveFrom") or tag.endswith("}Fallback")
                if tag == f"{_W}p":
                    stack.append([])
                    styles.append("")
                continue
            if tag in (f"{_W}del", f"{_W}moveFrom") or tag.endswith("}Fallback"):
                hidden -= 1
            elif tag == f"{_W}pStyle" and styles:
                styles[-1] = _value(element).lower()
            elif stack and not hidden:
                stack[-1] += _words(tag, element)
            if tag == f"{_W}p":
                yield styles.pop(), "".join(stack.pop())
                element.clear()
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:  # LookupError: an encoding unheard of
        raise RefusedError(f"'{name}' is damaged: {error}. Open it in Word and save it again.") from error


def _words(tag: str, element: Element) -> list[str]:
    if tag == f"{_W}t":
        return [element.text or ""]
    if tag in (f"{_W}br", f"{_W}cr"):
        return ["\n"]
    if tag == f"{_W}noBreakHyphen":
        return ["-"]
    return ["\t"] if tag == f"{_W}tab" and not len(element) and not element.attrib else []


def _value(element: Element) -> str:
    return next((value for key, value in element.attrib.items() if key.endswith("}val")), "").replace(" ", "")
