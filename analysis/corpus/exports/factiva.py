"""Factiva: articles in the text format, known by a line `523 words` and a last line `Document ABC...`."""

import re
from collections.abc import Sequence

from analysis.corpus.exports.labels import compare_length, drop_repeated_title, labels_of, read_date_line, split_blocks
from analysis.corpus.found import Found, fold_space, join_paragraphs, strip_by
from analysis.lexicons import Lexicons

_COPYRIGHT = re.compile(r"(?:Copyright\b|©|\(c\)\s|Copr\.)", re.IGNORECASE)
_CODE = re.compile(r"[A-Z0-9]{3,8}")


def recognise(lines: Sequence[str], lexicons: Lexicons) -> bool:
    """Whether the lines are such an export: a line that ends a document, and one that states a length."""
    end, words = _patterns(lexicons)
    return any(end.fullmatch(line.strip()) for line in lines) and any(words.fullmatch(line.strip()) for line in lines)


def read(lines: Sequence[str], lexicons: Lexicons, *, wrapped: bool = False) -> list[Found]:
    """Read the articles of an export; the summary of the search at its end is left out."""
    end, words = _patterns(lexicons)
    found: list[Found] = []
    block: list[str] = []
    for line in lines:
        if closing := end.fullmatch(line.strip()):
            found.append(_read_article(block, words, lexicons, wrapped))
            found[-1].article_id = closing[1]
            block = []
        else:
            block.append(line)
    if any(words.fullmatch(line.strip()) for line in block):
        cut = _read_article(block, words, lexicons, wrapped)
        cut.set_aside("cut text", "the file breaks off before the end of this document; it was skipped")
        found.append(cut)
    return found


def _patterns(lexicons: Lexicons) -> tuple[re.Pattern[str], re.Pattern[str]]:
    documents, words = (
        "|".join(map(re.escape, labels_of(lexicons, "factiva", part))) or "(?!)" for part in ("document", "words")
    )
    return re.compile(rf"(?:{documents}) ([A-Za-z0-9]{{15,}})"), re.compile(rf"[\d.,]+ (?:{words})")


def _read_article(lines: Sequence[str], words: re.Pattern[str], lexicons: Lexicons, wrapped: bool) -> Found:
    at = next((at for at, line in enumerate(lines) if words.fullmatch(line.strip())), None)
    if at is None:
        text = join_paragraphs(lines)
        return Found(text, aside=("unreadable record", f"no line states its length: '{fold_space(text)[:60]}'"))
    title, author = _read_heading(lines[:at])
    below = [fold_space(line) for line in lines[at + 1 :]]
    found = Found(
        title=title, author=author, date=next((d for line in below[:4] if (d := read_date_line(line, lexicons))), "")
    )
    begin = next((n for n, line in enumerate(below) if _COPYRIGHT.match(line)), None)
    if begin is None:
        begin = next((n for n, line in enumerate(below) if not line), 0)
    facts = [line for line in below[:begin] if line and not read_date_line(line, lexicons) and ":" not in line[:3]]
    found.source = next((line for line in facts if not _CODE.fullmatch(line)), facts[0] if facts else "")
    rest = lines[at + 1 + begin + 1 :]
    blocks = split_blocks(rest)
    body = [fold_space(" ".join(block)) for block in blocks] if wrapped else rest
    found.text = drop_repeated_title(join_paragraphs(body), title)
    if not found.text:
        found.set_aside("no body", "the document has no text; it was skipped")
    compare_length(found, lines[at])
    return found


def _read_heading(lines: Sequence[str]) -> tuple[str, str]:
    """Title and author: the last lines above the length; a section may stand above the title."""
    group = [fold_space(line) for line in lines if line.strip()]
    if not group:
        return "", ""
    names = group[-1].split()
    capital = all(word[:1].isupper() or word in ("and", "de", "von", "van") for word in names)
    if len(group) > 1 and (
        group[-1].lower().startswith("by ") or (capital and len(names) <= 4 < len(group[-2].split()))
    ):
        return group[-2], strip_by(group[-1])
    return group[-1], ""
