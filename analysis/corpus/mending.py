"""Mending: what a file's journey has done to its words is undone where that is certain, and said."""

import html
import quopri
import re
from typing import TYPE_CHECKING

from analysis.corpus.found import Found, fold_space, join_paragraphs
from analysis.corpus.markup import has_endless_tag

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# UTF-8 that was once read as Windows-1252: the openings of quotation marks, dashes and accented letters.
_MOJIBAKE = re.compile(r"â€|Ã[\x80-\xbf©«¢¤¥¨ª®°±´µ¶·¸¹º»¼½¾¿§¡£ƒ„†‡‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Â[£©®°«»\xa0]|ï»¿")
_NAMES = (
    "p br div span a b i em strong ul ol li h[1-6] img figure figcaption blockquote table tr td aside section article "
    "script style iframe hr sup sub u html body"
)
_TAG = re.compile(rf"</?(?:{_NAMES.replace(' ', '|')})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BREAK = re.compile(r"<(?:p|div|br|li|h[1-6])\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
_ESCAPE = re.compile(r'\\(?:(["/])|u([0-9a-fA-F]{4})|([nrt]))')
_ESCAPED = re.compile(r'\\"[^\\]*\\"|\\u[0-9a-fA-F]{4}|\\n\\n|\\r\\n|[.!?”"]\\n')
# Letters of Windows-1252 that were read as Latin-1: marks and dashes became control characters.
_LATIN = re.compile(r"[\x80-\x9f]")
_PRINTABLE = re.compile(r"(?:=[0-9A-F]{2}){2,}|=20\b|=\r?\n")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "table",
        "tr",
        "section",
        "article",
        "figure",
        "header",
        "footer",
        "pre",
        "hr",
        "dd",
        "dt",
    ]
)
DROPPED = frozenset(
    ["script", "style", "aside", "figcaption", "noscript", "template", "iframe", "svg", "button", "form", "nav"]
)


def mend_text(text: str) -> tuple[str, list[str]]:
    """Undo what happened to a text on its way: broken characters, markup, escapes, signs that are none.

    Returns: the text, and what was done, in the words of a problem.

    >>> mend_text("<p>&ldquo;It is safe,&rdquo; she said.</p>")
    ('“It is safe,” she said.', ['markup removed'])
    >>> mend_text("AT&T shares fell; 3 < 4.")
    ('AT&T shares fell; 3 < 4.', [])

    Limits: Windows-1252 is the only wrong reading that is undone; words cut out by a wrong reading stay lost.
    """
    done = []
    wide = not text.isascii()
    if wide and _SURROGATE.search(text):
        text = _SURROGATE.sub("\ufffd", text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
        done.append("damaged characters became �")
    if "\\" in text and _ESCAPED.search(text):
        text = _ESCAPE.sub(_unescape, text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        done.append("escapes undone")
    if "=" in text and len(_PRINTABLE.findall(text)) > 1 and re.search(r"=(?:E2=80|C3|C2|20)", text):
        text = quopri.decodestring(text.encode("utf-8", "surrogatepass")).decode("utf-8", "replace")
        wide = not text.isascii()
        done.append("quoted-printable decoded")
    if wide and _MOJIBAKE.search(text):
        import ftfy

        mended = ftfy.fix_encoding(text)
        if mended != text:
            done.append(f"broken characters repaired ({_first_change(text)})")
            text = mended
        else:
            done.append("broken characters are left")
    if wide and _LATIN.search(text):
        text = _LATIN.sub(lambda found: found[0].encode("latin-1").decode("cp1252", "replace"), text)
        done.append("control characters became the marks that they were")
    if "_x000D_" in text:
        text = text.replace("_x000D_\n", "\n").replace("_x000D_", "\n")
        done.append("line ends of a workbook undone")
    text, more = _take_out_markup(text)
    done += more
    if _CONTROL.search(text):
        text = _CONTROL.sub("", text)
        done.append("control characters removed")
    return text, done


def mend_fields(found: Found) -> list[str]:
    """Mend all that is known of an article but its text and its id, which are mended as it is placed.

    Returns: what was done to the names of its source and its event: by them articles are put together.
    """
    named = []
    for name in ("title", "author", "source", "event", "date", "url"):
        if value := getattr(found, name):
            mended, done = mend_text(value)
            setattr(found, name, fold_space(mended))
            if done and name in ("source", "event"):
                named.append(f"{name} '{spell(value)}' became '{spell(getattr(found, name))}': {', '.join(done)}")
    return named


def spell(name: str) -> str:
    """Spell out what cannot be printed: a name must not command the terminal that tells of it.

    >>> spell("Quay"), spell("Qu\\x1bay")
    ('Quay', 'Qu\\\\x1bay')
    """
    return name if name.isprintable() else ascii(name)[1:-1]


def _take_out_markup(text: str) -> tuple[str, list[str]]:
    """Take out tags and entities, twice where they were written twice."""
    done = []
    for _ in range(2):
        if "<" in text and _TAG.search(text):
            text = strip_markup(text)
            done.append("markup removed")
        elif "&" in text and _ENTITY.search(text) and (plain := html.unescape(text)) != text:
            text = plain
            done.append("entities decoded")
    return text, list(dict.fromkeys(done))


def strip_markup(markup: str) -> str:
    """Give the words of a piece of HTML, paragraphs apart.

    >>> strip_markup("<p>One<br>line.</p><aside>Ad</aside><p>Two.")
    'One\\nline.\\n\\nTwo.'
    """
    from lxml import html as parser

    if has_endless_tag(markup):
        return _TAG.sub(" ", markup)
    clean = _CONTROL.sub("", markup.replace("<![CDATA[", "").replace("]]>", ""))
    try:
        root = parser.fromstring(f"<div>{clean}</div>")
    except (ValueError, SyntaxError):
        return _TAG.sub(" ", markup)
    return text_of(root, keep_lines=not _BREAK.search(markup))


def text_of(element: "HtmlElement", *, keep_lines: bool = False) -> str:
    """Give the words of an element as paragraphs: blocks apart, `br` as a line break, scripts and asides left out.

    `keep_lines`: the line ends of the text are its own, not those of its markup.
    """
    pieces: list[str] = []
    stack: list[tuple[HtmlElement | str, bool]] = [(element, False)]
    while stack:  # no recursion: hostile pages nest deeper than Python may
        node, closing = stack.pop()
        if isinstance(node, str):
            pieces.append(_fold(node, keep_lines))
            continue
        name = node.tag if isinstance(node.tag, str) else "script"
        if closing or name in BLOCKS:
            pieces.append("\n\n")
        if closing or name in DROPPED:
            continue
        if name == "br":
            pieces.append("\n")
        if name in BLOCKS:
            stack.append((node, True))
        for child in reversed(node):
            if child.tail:
                stack.append((child.tail, False))
            stack.append((child, False))
        if node.text:
            stack.append((node.text, False))
    paragraphs = re.split(r"\n\s*\n", "".join(pieces))
    return join_paragraphs("\n".join(line.strip() for line in part.split("\n")) for part in paragraphs)


def _fold(text: str, keep_lines: bool) -> str:
    if keep_lines:
        return text
    return re.sub(r"[^\S\n]*\n\s*\n\s*|\s+", lambda found: "\n\n" if found[0].count("\n") > 1 else " ", text)


def _unescape(found: re.Match[str]) -> str:
    if found[1]:
        return found[1]
    return chr(int(found[2], 16)) if found[2] else {"n": "\n", "r": "", "t": "\t"}[found[3]]


def _first_change(text: str) -> str:
    """One example of a repair, as `â€œ became “`."""
    import ftfy

    found = _MOJIBAKE.search(text)
    if found:
        for length in (4, 3, 2):
            piece = text[found.start() : found.start() + length]
            mended = ftfy.fix_encoding(piece)
            if len(mended) == 1:
                return f"{piece} became {mended}"
    return "UTF-8 had been read as Windows-1252"
