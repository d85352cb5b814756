"""Labels: names that the page prints before, below or behind what somebody said, with nothing but a sign between."""

import bisect
import operator
import re
from collections.abc import Sequence

from analysis.reading.page.blocks import Block
from analysis.reading.page.marks import Marked
from analysis.reading.page.zones import Zone

NAME = r"(?:(?:[A-ZÀ-Þ][\w.’'-]*|de|la|van|von|der|al|bin|of|the)(?:\s+|(?=[:,(.]|$))){1,6}"
SIGNED = re.compile(rf"\s*(?P<dash>―|—|–|--|~|-(?=[\sA-ZÀ-Þ]))\s*(?P<name>{NAME})(?P<rest>[,.(].{{0,80}})?\s*")
WORDS = re.compile(r"\w+")
PERSON = r"[A-ZÀ-Þ][\w.’'-]{0,40}(?:\s(?:(?:de|la|van|von|der|al|bin|dos|da)\s){0,2}[A-ZÀ-Þ][\w.’'-]{0,40}){1,4}"
DASH_BEHIND_MARK = re.compile(r"(?<=[”\"])\s*[―—–~]\s")
# `Carla Nieto, The Daily Ledger:`, `• Ruben Falk:`, `And from Trustee Amos Grey:`
LABEL = re.compile(
    rf"(?:[•*–-]\s*)?(?:(?:[A-ZÀ-Þ]\w*\s)?(?:[Cc]omes\s|[Ii]s\s)?[Ff]rom\s)?"
    rf"(?P<name>{PERSON})(?:,\s[^:“”\".!?]{{2,60}}|\s?\([^()]{{1,60}}\))?\s?(?P<sign>:)\s*"
)
# `From the desk of Tom Reyes, senior analyst.`, `A note from Senator Ola Brandt.`, above a quotation
DESK = re.compile(
    rf"(?:[Ff]rom\sthe\s(?:desk|office|pen)\sof|(?:(?:A|The|This)\s)?(?i:message|note|letter|memo|statement|word)\sfrom)\s"
    rf"(?P<name>{PERSON})(?:,\s[^:“”\".!?]{{2,80}})?\s?(?P<sign>[:.])\s*"
)
ABOVE = frozenset(["body", "headline", "crosshead"])
POST = re.compile(
    r"(?P<said>[^\s“\"‘'].*?)(?:\s*(?:pic\.twitter\.com|https?://t\.co)/\S+)*\s*(?P<sign>—|–|--|-)\s*"
    r"(?P<name>(?:(?!\s-\s)[^@()—–]){2,50}?)\s?\(@\w{2,30}\)(?:\s+\w+\s\d{1,2},\s\d{4})?\s*",
    re.DOTALL,
)


def find_labelled(text: str, zones: Sequence[Zone], marked: Sequence[Marked]) -> dict[int, Block]:
    """Find quotations that fill the rest of a paragraph behind a name and a colon, or a paragraph below one.

    Returns: blocks by the place of the stretch in `marked`.

    >>> from analysis.reading.page import read_page
    >>> page = read_page("Two views.\\n\\nCarla Nieto, The Daily Ledger: “A game for the ages.”")
    >>> [page.text[slice(*b.speaker)] for b in find_labelled(page.text, page.zones, page.marked).values()]
    ['Carla Nieto']

    Limits: a name of one word is no label; a label of the page (`Editor’s note:`) is a zone of its own.
    """
    found: dict[int, Block] = {}
    last_word = {at: _end_of_words(text, zones[at]) for at in {m.paragraph - 1 for m in marked} if 0 <= at < len(zones)}
    for n, m in enumerate(marked):
        at = m.paragraph - 1
        if m.outer_end < last_word.get(at, m.outer_end + 1):
            continue
        begin, end = zones[at].start, m.outer_start
        above = not text[begin:end].strip() and at > 0 and zones[at - 1].zone in ABOVE
        if above:
            begin, end = zones[at - 1].start, zones[at - 1].end
        headed = above and zones[at - 1].zone != "body"
        label = (None if headed else LABEL.fullmatch(text, begin, end)) or DESK.fullmatch(text, begin, end)
        if label is not None:
            found[n] = Block(m.start, m.end, label.span("name"), label.span("sign"), "signed")
    return found


def _end_of_words(text: str, zone: Zone) -> int:
    """Where the last word of a zone ends; where it begins if it holds none."""
    return max((word.end() for word in WORDS.finditer(text, zone.start, zone.end)), default=zone.start)


def find_posts(text: str, zones: Sequence[Zone]) -> list[Block]:
    """Find paragraphs that are a post of somebody: `No water again. — Lena Roth (@lenaroth) May 3, 2023`.

    >>> from analysis.reading.page.zones import split_zones
    >>> text = "Rents rose.\\n\\nWho can pay this? — Lena Roth (@lenaroth) May 3, 2023"
    >>> [text[b.start : b.end] for b in find_posts(text, split_zones(text))]
    ['Who can pay this?']

    Limits: a post without its handle in brackets is not known as one.
    """
    found = []
    for zone in zones if "(@" in text else ():
        if zone.zone == "body" and (post := POST.fullmatch(text, zone.start, zone.end)):
            found.append(Block(*post.span("said"), post.span("name"), post.span("sign"), "signed"))
    return found


def find_signed(text: str, zones: Sequence[Zone], marked: Sequence[Marked]) -> dict[int, Block]:
    """Find quotations with a name below or behind them: `“…” — Jane Doe, Leeds`.

    Returns: blocks by the place of the stretch in `marked`.
    """
    found: dict[int, Block] = {}
    starts, stops = [zone.start for zone in zones], [zone.end for zone in zones]
    ends = set(stops)
    for n, m in enumerate(marked):
        paragraph = m.paragraph - 1
        if not 0 <= paragraph < len(stops) or text[starts[paragraph] : m.outer_start].strip():
            continue
        match = SIGNED.fullmatch(text, m.outer_end, stops[paragraph])
        if match is None and m.outer_end in ends and paragraph + 1 < len(stops):
            match = SIGNED.fullmatch(text, starts[paragraph + 1], stops[paragraph + 1])
        beside = [n]
        if match is None:  # Marks that are muddled inside one signed paragraph.
            dashes = [d.start() for d in DASH_BEHIND_MARK.finditer(text, m.outer_end, stops[paragraph])]
            match = SIGNED.fullmatch(text, dashes[-1], stops[paragraph]) if dashes else None
            last = match.start("dash") if match else 0
            behind = bisect.bisect_right(marked, last, lo=n, key=operator.attrgetter("start"))
            beside = [k for k in range(n, behind) if marked[k].outer_end <= last]
        if match is not None:
            begin = match.start("name")
            speaker = (begin, begin + len(match.group("name").rstrip(" .,(")))
            for k in beside:
                found[k] = Block(marked[k].start, marked[k].end, speaker, match.span("dash"), "signed")
    return found
