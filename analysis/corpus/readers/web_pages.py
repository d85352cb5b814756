"""Web pages: saved HTML, single-file pages and MHTML; the article without the page around it, nothing fetched."""

import email
import email.message
import email.policy
import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from analysis.corpus.columns import host_of
from analysis.corpus.dates import read_date
from analysis.corpus.encoding import decode
from analysis.corpus.found import Found, Reading, RefusedError, fold_space, join_paragraphs, strip_by
from analysis.corpus.markup import ENDLESS, MOST_ELEMENTS, MOST_SIGNS, has_endless_tag
from analysis.corpus.mending import text_of
from analysis.corpus.tables import Context
from analysis.language.words import count_words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SAVED = re.compile(rb"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->")
_SINGLE = re.compile(rb"<!--\s*Page saved with SingleFile.{0,40}?\burl:\s*(\S+)", re.DOTALL)
_SHORT, _FEWEST = 60, 5
MOST_BYTES = 20_000_000
_WAY_OUT = "Save the words of the article as text, or leave it out."
_DATES = ("article:published_time", "datePublished", "og:published_time", "date", "dc.date", "dcterms.created",
          "parsely-pub-date", "sailthru.date", "publishdate", "pubdate")  # fmt: skip


def read_web_page(data: bytes, name: str, context: Context, *, address: str = "") -> Reading:
    """Read a saved web page as one article.

    Title, outlet, date and author are those that the page says of itself (JSON-LD, Open Graph, meta); without an
    outlet the source is the host of its address.

    Raises: RefusedError where there is no text in it.

    Limits: what is the article and what surrounds it is decided by trafilatura, set to precision.
    """
    return Reading("web page", [take_article(data, name, context, address=address)], many=False)


def read_mhtml(data: bytes, name: str, context: Context) -> Reading:
    """Read a page that a browser saved with all its parts in one file."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    address = str(message.get("Snapshot-Content-Location", "")).strip()
    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    if not pages:
        raise RefusedError(
            f"'{name}' is a saved page (MHTML) without a page in it. Save it again, as web page, complete."
        )
    payload = pages[0].get_payload(decode=True)
    page = payload if isinstance(payload, bytes) else b""
    found = take_article(page, name, context, address=address or str(pages[0].get("Content-Location", "")))
    return Reading("web page (MHTML)", [found], many=False)


def take_article(data: bytes, name: str, context: Context, *, address: str = "") -> Found:
    """Give the article of a page, with what the page says of itself; set aside where it is only an opening."""
    if len(data) > MOST_BYTES:
        raise RefusedError(f"'{name}' is a page of {len(data) // 1_000_000} MB: too large for an article.")
    if has_endless_tag(data):
        raise RefusedError(f"'{name}' is a page with {ENDLESS}. {_WAY_OUT}")
    # More signs than any page has would fill the memory before its elements can be counted.
    root = None if (n_tags := data.count(b"<")) > MOST_SIGNS else _parse(data)
    if root is not None:
        n_tags = sum(1 for _ in root.iter("*"))
    if n_tags > MOST_ELEMENTS:
        raise RefusedError(
            f"'{name}' is a page of {n_tags:,} tags, more than the {MOST_ELEMENTS:,} that are read of one. {_WAY_OUT}"
        )
    if root is None:
        raise RefusedError(f"'{name}' holds no page.")
    facts = _read_facts(root, context)
    text = _extract(data, root)
    if whole := _longest(facts["body"], text):
        text = whole
    text = _drop_title(text, facts["title"])
    found = Found(text, title=facts["title"], author=facts["author"], date=facts["date"], language=facts["language"])
    found.url = address or _find_address(data) or facts["url"]
    found.source = facts["source"] or host_of(found.url)
    if count_words(text) < _FEWEST:
        found.set_aside("no text", "no article was found in the page; it was skipped")
    elif facts["free"] == "false" and count_words(text) < max(_SHORT, count_words(facts["body"])):
        found.set_aside(
            "cut text",
            "the page says it is not free to read (isAccessibleForFree: false) and holds only the opening: "
            "it was skipped",
        )
    return found


def _parse(data: bytes) -> "HtmlElement | None":
    from lxml import etree, html

    if not data.strip():
        return None
    text, _ = decode_page(data)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return None


def decode_page(data: bytes) -> tuple[str, str]:
    """Decode a page: UTF-8 where it is, else what its own meta tag says, else as any text."""
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        named = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:4096], re.IGNORECASE)
        try:
            return data.decode(named[1].decode("ascii") if named else "x", errors="strict"), ""
        except (LookupError, UnicodeDecodeError):
            return decode(data)


def _extract(data: bytes, root: "HtmlElement") -> str:
    import trafilatura

    text, _ = decode_page(data)
    try:
        found = trafilatura.extract(
            text,
            favor_precision=True,
            include_comments=False,
            include_tables=False,
            include_images=False,
            deduplicate=False,
            with_metadata=False,
        )
    except (RecursionError, ValueError):
        found = None
    if not found:  # a page so small that there is nothing around the article
        bodies = root.xpath("//article") or root.xpath("//body")
        return text_of(bodies[0]) if bodies else ""
    return join_paragraphs(found.split("\n"))


def _longest(body: str, text: str) -> str:
    """The body that the page itself names, where it is the longer and begins alike: the page has cut it nowhere."""
    mine, theirs = fold_space(text), fold_space(body)
    return body if count_words(theirs) > 1.2 * count_words(mine) and theirs[:40] in (mine[:40], "") else ""


def _drop_title(text: str, title: str) -> str:
    first, _, rest = text.partition("\n\n")
    return rest if title and rest and fold_space(first).casefold() == fold_space(title).casefold() else text


def _read_facts(root: "HtmlElement", context: Context) -> dict[str, str]:
    """What the page says of itself, best first: JSON-LD, Open Graph, meta, title."""
    linked = next(_news_items(root), {})
    meta: dict[str, str] = {}
    for element in root.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or ""
        meta.setdefault(key.lower(), fold_space(element.get("content") or ""))
    title = root.findtext(".//title") or ""
    heading = next((fold_space(h.text_content()) for h in root.iter("h1")), "")
    times = [element.get("datetime") or "" for element in root.iter("time")]
    dates = [_text(linked.get("datePublished")), *(meta.get(key.lower(), "") for key in _DATES), *times[:1]]
    read = (read_date(date, order=context.options.date_order, lexicons=context.lexicons) for date in dates if date)
    canonical = next((link.get("href") or "" for link in root.iter("link") if link.get("rel") == "canonical"), "")
    source = _name(linked.get("publisher")) or meta.get("og:site_name", "") or meta.get("application-name", "")
    author = _name(linked.get("author")) or meta.get("author", "") or meta.get("article:author", "")
    whole = fold_space(_text(linked.get("headline")) or meta.get("og:title", "") or heading or title)
    return {
        "title": whole.removesuffix(f" | {source}").removesuffix(f" - {source}") if source else whole,
        "source": source,
        "author": "" if author.startswith("http") else strip_by(author),
        "date": next((date for date in read if date), ""),
        "url": canonical or meta.get("og:url", ""),
        "language": root.get("lang") or "",
        "body": _text(linked.get("articleBody")),
        "free": str(linked.get("isAccessibleForFree", "")).lower(),
    }


def _news_items(root: "HtmlElement") -> Iterator[dict[str, Any]]:
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            stack = [json.loads(script.text or "")]
        except (ValueError, RecursionError):
            continue
        while stack:
            item = stack.pop(0)
            if isinstance(item, list):
                stack += item
            elif isinstance(item, dict):
                kinds = item.get("@type")
                if any("Article" in str(kind) or "Posting" in str(kind) for kind in _listed(kinds)):
                    yield item
                stack += _listed(item.get("@graph"))


def _find_address(data: bytes) -> str:
    found = _SAVED.search(data[:4096]) or _SINGLE.search(data[:4096])
    return found[1].decode("utf-8", "replace") if found else ""


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _name(value: Any) -> str:
    names = [item.get("name", "") if isinstance(item, dict) else item for item in _listed(value)]
    return "; ".join(fold_space(name) for name in names if isinstance(name, str) and name.strip())
