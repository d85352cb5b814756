"""Plain text: one file, one article; the heading and the head of Markdown are its title and facts."""

import re

from analysis.corpus.columns import fold_name, names_of
from analysis.corpus.encoding import is_binary
from analysis.corpus.found import FIELDS, Found, Reading, RefusedError
from analysis.corpus.tables import Context, settle_dates

_HEAD = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*\n", re.DOTALL)
_HEADING = re.compile(r"(?m)^#{1,6}[ \t]+(.*?)[ \t]*#*$")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s\"[^\"]*\")?\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


def read_text(text: str, name: str, context: Context, *, remark: str = "") -> Reading:
    """Read a file of plain text as one article, newlines included.

    Raises: RefusedError where it is no text.
    """
    if is_binary(text):
        raise RefusedError(f"'{name}' is no text: it holds control characters.")
    found = Found(text)
    if remark:
        found.remarks.append(("not UTF-8", remark))
    return Reading("text", [found], many=False)


def read_markdown(text: str, name: str, context: Context, *, remark: str = "") -> Reading:
    """Read a file of Markdown as one article, without the marks of its headings, links and strong words.

    Raises: RefusedError where it is no text.
    """
    reading = read_text(text, name, context, remark=remark)
    (found,) = reading.found
    text = found.text.replace("\r\n", "\n")
    if head := _HEAD.match(text):
        _take_head(found, head[1], context)
        text = text[head.end() :]
    heading = _HEADING.match(text.lstrip())
    if heading and not found.title:
        found.title = heading[1]
        text = text.lstrip()[heading.end() :]
    found.text = _STRONG.sub(r"\2", _LINK.sub(r"\1", _HEADING.sub(r"\1", text))).strip()
    reading.kind = "Markdown"
    settle_dates(reading, context)
    return reading


def _take_head(found: Found, head: str, context: Context) -> None:
    known = names_of(context.lexicons)
    for line in head.split("\n"):
        key, colon, value = line.partition(":")
        target = known.get(fold_name(key), ("", 0))[0]
        if colon and target in FIELDS and not getattr(found, target):
            setattr(found, target, value.strip().strip("\"'"))
