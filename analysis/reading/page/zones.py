"""Layout: what on the page is headline, dateline, crosshead, byline, related link, and what is the article itself."""

import functools
import re
from typing import NamedTuple

from analysis.language.words import WORD, count_words
from analysis.lexicons import Lexicons, standard_lexicons

LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
HEADLINE_WORDS, CROSSHEAD_WORDS, PARAGRAPH_WORDS = 25, 12, 20
TURN_OF_TWO = re.compile(r"[QA]:\s")  # question and answer
OPENING_PARAGRAPHS = 5  # a dateline may stand behind captions and notes, not in the middle of an article
LABEL, STUCK = "heading with a colon", frozenset(["promo line in capitals", "credit in brackets"])


class Zone(NamedTuple):
    """A stretch of layout, and the rule that told it."""

    zone: str
    start: int
    end: int
    rule: str


class Block(NamedTuple):
    """A paragraph or a line that stands alone."""

    start: int
    end: int
    text: str


def split_zones(text: str, *, lexicons: Lexicons | None = None) -> list[Zone]:
    """Mark what is headline, dateline, crosshead, byline, related link and body of an article.

    Nothing is deleted: every stretch that is not white space stands in one zone, body zones being paragraphs.
    The patterns are in lexicons/zones.csv; `rule` says which of them, or which shape of line, decided.

    Returns: zones in the order of the text, never overlapping.

    >>> text = "Talks Fail Again\\n\\nGENEVA (AP) — The talks failed on Sunday, officials said."
    >>> [(zone.zone, text[zone.start : zone.end]) for zone in split_zones(text)][:2]
    [('headline', 'Talks Fail Again'), ('dateline', 'GENEVA (AP) —')]

    Limits: a first line with a full stop is taken for a headline only where nearly every word is capitalised.
    """
    lexicons = lexicons or standard_lexicons()
    blocks = _blocks(text)
    zones: list[Zone] = []
    in_head, without_dateline, n_body = True, True, 0
    for index, block in enumerate(blocks):
        zone, rule = _zone_of_line(block, lexicons)
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if not zone and in_head and following and _is_headline(block.text):
            zone, rule = "headline", "first line" if not any(z.zone == "headline" for z in zones) else "line below it"
        if not zone and not in_head and following and _is_crosshead(block.text, following.text, lexicons):
            zone, rule = "crosshead", "short line between paragraphs"
        if zone:
            zones.append(Zone(zone, block.start, block.end, rule))
            continue
        start = block.start
        if without_dateline and n_body < OPENING_PARAGRAPHS:
            end, rule = _dateline(block.text, lexicons, first=in_head)
            if end:
                zones.append(Zone("dateline", start, start + end, rule))
                start = _skip_space(text, start + end, block.end)
                without_dateline = False
        in_head, n_body = False, n_body + 1
        zones += _cut_body(text, start, block.end, lexicons)
    return zones


def _cut_body(text: str, start: int, end: int, lexicons: Lexicons) -> list[Zone]:
    """A paragraph of the body, and the labels, credits and promo lines that stick to its sentences."""
    zones: list[Zone] = []
    for zone, rule, pattern in _patterns(lexicons):
        label = pattern.match(text, start, end) if rule == LABEL else None
        if label:
            zones.append(Zone(zone, start, label.end(), rule))
            start = _skip_space(text, label.end(), end)
            break
    inside = (
        Zone(zone, _skip_space(text, match.start(), end), match.end(), rule)
        for zone, rule, pattern in _patterns(lexicons)
        if rule in STUCK
        for match in pattern.finditer(text, start, end)
    )
    for stuck in sorted(inside, key=lambda z: z.start):
        before = _trim(text, start, stuck.start)
        if stuck.start < start or not before.text:
            continue
        zones += [Zone("body", before.start, before.end, "paragraph"), stuck]
        start = _skip_space(text, stuck.end, end)
    return [*zones, Zone("body", start, end, "paragraph")] if start < end else zones


def _skip_space(text: str, start: int, end: int) -> int:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip())


def _blocks(text: str) -> list[Block]:
    """Paragraphs: a line each, unless the text is wrapped at a fixed width and blank lines part its paragraphs."""
    lines = [_trim(text, m.start(), m.end()) for m in LINE.finditer(text) if m.group().strip()]
    groups: list[list[Block]] = []
    for line in lines:
        between = text[groups[-1][-1].end : line.start] if groups else ""
        if groups and len(re.findall(r"\r\n|[\r\n\v\f\x85\u2028\u2029]", between)) == 1:
            groups[-1].append(line)
        else:
            groups.append([line])
    wrapped = [line for group in groups for line in group[:-1]]
    if len(groups) < 2 or len(wrapped) < 4 or not _looks_wrapped(wrapped):
        return lines
    return [Block(g[0].start, g[-1].end, text[g[0].start : g[-1].end]) for g in groups]


def _looks_wrapped(lines: list[Block]) -> bool:
    """Lines of one width that mostly stop in the middle of a sentence."""
    open_ended = sum(not SENTENCE_END.search(line.text) for line in lines)
    return max(len(line.text) for line in lines) <= 120 and open_ended >= 0.6 * len(lines)


def _trim(text: str, start: int, end: int) -> Block:
    piece = text[start:end]
    start, end = start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
    return Block(start, end, text[start:end])


@functools.lru_cache(maxsize=8)
def _patterns(lexicons: Lexicons) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple((row["zone"], row["rule"], re.compile(row["pattern"])) for row in lexicons["zones"])


def _zone_of_line(block: Block, lexicons: Lexicons) -> tuple[str, str]:
    if count_words(block.text) <= 40:
        for zone, rule, pattern in _patterns(lexicons):
            # A label alone does not make a link: "More: the minister resigned." is a sentence.
            sentence = rule == "label before a link" and re.search(r"[.”\"]$", block.text)
            if zone != "dateline" and not sentence and pattern.fullmatch(block.text):
                return zone, rule
    return "", ""


def _dateline(text: str, lexicons: Lexicons, *, first: bool) -> tuple[int, str]:
    """The end of a dateline and its rule; behind other paragraphs only one that names its agency in brackets."""
    for zone, rule, pattern in _patterns(lexicons):
        match = pattern.match(text) if zone == "dateline" else None
        if match is None or not (first or "(" in match.group()):
            continue
        unmistakable = rule in ("place agency and dash", "place and dash", "agency and dash")
        if unmistakable or (first and count_words(text) >= PARAGRAPH_WORDS):
            return match.end(), rule
    return 0, ""


def _is_headline(text: str) -> bool:
    n_words = count_words(text)
    if n_words > HEADLINE_WORDS or TURN_OF_TWO.match(text) or (not text[0].isalnum() and text[0] not in "‘'“\"$£€#"):
        return False
    return not SENTENCE_END.search(text) or re.search(r"[?!]$", text) is not None or _title_case(text) >= 0.8


def _is_crosshead(text: str, following: str, lexicons: Lexicons) -> bool:
    n_words = count_words(text)
    if SENTENCE_END.search(text) or n_words > CROSSHEAD_WORDS or not text[0].isupper():
        return False
    if count_words(following) < CROSSHEAD_WORDS and not SENTENCE_END.search(following):
        return False
    return n_words <= 6 or _title_case(text) >= 0.7


def _title_case(text: str) -> float:
    """Share of longer words that begin with a capital; 0 where fewer than four can be judged."""
    long_words = [word for word in WORD.findall(text) if len(word) > 3 and word[0].isalpha()]
    return sum(word[0].isupper() for word in long_words) / len(long_words) if len(long_words) > 3 else 0.0
