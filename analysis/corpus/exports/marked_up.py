"""Exports in HTML and XML: Factiva with its codes, Europresse, Factiva's older XML, LexisNexis pages."""

import re
from typing import TYPE_CHECKING

from analysis.corpus.exports.labels import compare_length, drop_repeated_title
from analysis.corpus.exports.paragraphs import read_export
from analysis.corpus.found import Found, Reading, RefusedError, fold_space, join_paragraphs, strip_by
from analysis.corpus.mending import text_of
from analysis.corpus.tables import Context, settle_dates
from analysis.wording import count

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from lxml.html import HtmlElement

_FACTIVA = re.compile(r"""class=["'][^"']*\barticle\b[^"']*\b[a-z]{2}Article\b""")
_EUROPRESSE = re.compile(r"""class=["'][^"']*\bDocPublicationName\b""")
_ISSUE = re.compile(r",\s*(?:no|n°|nº|vol|núm)\.?\s*[\d.,/ -]+\s*$", re.IGNORECASE)
_NUMBER = re.compile(r"\b(?:news|web|pub|biz)·\d{8}·[\w·-]+")


def read_marked_up(text: str, name: str, context: Context) -> Reading | None:
    """Read an export in HTML or XML, if the text is one.

    Returns: one Found a document, or None where it is no export. Raises: RefusedError where it is a damaged one.
    """
    if "global.factiva.com" in text[:5000] or "<ppsArticleResponse" in text[:5000]:
        return _finish("Factiva (XML)", _read_factiva_xml(text, name), context)
    if _FACTIVA.search(text):
        return _finish("Factiva (HTML)", _read_factiva(text, context), context)
    if _EUROPRESSE.search(text):
        return _finish("Europresse (HTML)", _read_europresse(text), context)
    if "<DOCFULL>" in text or "<!-- Hide XML" in text:
        return read_export(text_of(_parse(text)).split("\n"), name, context, kind="HTML")
    return None


def _finish(kind: str, found: list[Found], context: Context) -> Reading:
    reading = Reading(f"{kind} export, {count(len(found), 'document')}", found)
    settle_dates(reading, context)
    return reading


def _parse(text: str) -> "HtmlElement":
    from lxml import html

    return html.document_fromstring(text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))


def _read_factiva(text: str, context: Context) -> list[Found]:
    found = []
    for article in _parse(text).xpath("//*[contains(concat(' ', normalize-space(@class), ' '), ' article ')]"):
        fields: dict[str, HtmlElement] = {}
        for row in article.iter("tr"):
            cells = row.findall("td")
            code = fold_space(cells[0].text_content()) if len(cells) > 1 else ""
            if re.fullmatch(r"[A-Z]{2,4}", code):
                fields.setdefault(code, cells[1])
        if fields:
            found.append(_make_factiva(fields))
        else:
            export = read_export(text_of(article).split("\n"), "", context, kind="HTML")
            found += export.found if export else [Found(aside=("unreadable record", "it has none of its codes"))]
    return found


def _make_factiva(fields: "dict[str, HtmlElement]") -> Found:
    def word(code: str) -> str:
        return fold_space(fields[code].text_content()) if code in fields else ""

    paragraphs = [
        fold_space(paragraph.text_content())
        for code in ("LP", "TD")
        if code in fields
        for paragraph in (fields[code].findall(".//p") or [fields[code]])
    ]
    found = Found(
        title=word("HD"),
        author=strip_by(word("BY")),
        source=word("SN"),
        date=word("PD"),
        language=word("LA"),
        article_id=word("AN").removeprefix("Document ").removeprefix("Dokument "),
    )
    found.text = drop_repeated_title(join_paragraphs(paragraphs), found.title)
    if not found.text:
        found.set_aside("no body", "the document has no text; it was skipped")
    compare_length(found, word("WC"))
    return found


def _read_europresse(text: str) -> list[Found]:
    root = _parse(text)
    articles = [node for node in root.iter("article") if _class_of(node, "DocPublicationName")]
    if not articles:
        raise RefusedError("This export of Europresse has no <article> in it; export it again, as HTML.")
    return [_make_europresse(article) for article in articles]


def _make_europresse(article: "HtmlElement") -> Found:
    header = " ".join(fold_space(node.text_content()) for node in _class_of(article, "DocHeader"))
    titles = _class_of(article, "titreArticleVisu") or _class_of(article, "titreArticle")
    names = _class_of(article, "docAuthors")
    bodies = _class_of(article, "docOcurrContainer") or _class_of(article, "DocText")
    number = _NUMBER.search(article.text_content())
    source = fold_space(_class_of(article, "DocPublicationName")[0].text_content())
    found = Found(
        title=fold_space(titles[0].text_content()) if titles else "",
        source=_ISSUE.sub("", source),
        date=header,
        author=strip_by(fold_space(names[0].text_content())) if names else "",
        article_id=number[0] if number else "",
    )
    found.text = drop_repeated_title(join_paragraphs(text_of(body) for body in bodies), found.title)
    if not found.text:
        found.set_aside("no body", "the document has no text; it was skipped")
    return found


def _class_of(node: "HtmlElement", name: str) -> "list[HtmlElement]":
    return list(node.xpath(f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"))


def _read_factiva_xml(text: str, name: str) -> list[Found]:
    from xml.etree.ElementTree import ParseError

    from defusedxml import ElementTree
    from defusedxml.common import DefusedXmlException

    try:
        root = ElementTree.fromstring(text.encode("utf-8"), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise RefusedError(f"'{name}' is damaged XML: {error}. Export it again.") from error
    return [_make_factiva_xml(node) for node in root.iter() if _local(node) == "article"]


def _make_factiva_xml(article: "Element") -> Found:
    parts = {_local(node): node for node in article}

    def word(part: str) -> str:
        return fold_space("".join(parts[part].itertext())) if part in parts else ""

    paragraphs = [
        fold_space("".join(node.itertext()))
        for part in ("leadParagraph", "tailParagraphs")
        if part in parts
        for node in parts[part].iter()
        if _local(node) == "paragraph"
    ]
    found = Found(
        title=word("headline"),
        author=strip_by(word("byline")),
        source=word("sourceName") or word("publisherName"),
        date=word("publicationDate"),
        language=word("baseLanguage"),
        article_id=word("accessionNo"),
    )
    found.text = drop_repeated_title(join_paragraphs(paragraphs), found.title)
    if not found.text:
        found.set_aside("no body", "the document has no text; it was skipped")
    compare_length(found, word("wordCount"))
    return found


def _local(node: "Element") -> str:
    return str(node.tag).rpartition("}")[2]
