"""Blocks: speech that the page sets off: transcripts, a block after a colon, a name below a letter or a quotation."""

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from analysis.language.tree import Tree
from analysis.reading.page.marks import Marked
from analysis.reading.page.zones import Zone

NAME = r"(?:(?:[A-ZÀ-Þ][\w.’'-]*|de|la|van|von|der|al|bin|of|the)(?:\s+|(?=[:,(.]|$))){1,6}"
TURN = re.compile(r"[\"“'‘]?(?P<name>(?:[A-ZÀ-Þ][\w.’'-]*\s?){1,5}?|[QA])(?:\s*\((?:[^()]{1,40})\))?\s?:\s+(?=\S)")
ASIDE = re.compile(r"[\"“]?[(\[][^()\[\]]{1,60}[)\]][\"”.]*")
SIGNED = re.compile(rf"\s*(?P<dash>―|—|–|--|~|-\s)\s*(?P<name>{NAME})(?P<rest>[,.(].{{0,80}})?\s*")
LONGEST_GAP = 3
LEAD_WORDS, SHORTEST = 12, 12


class Block(NamedTuple):
    """A stretch of speech set off on the page: its offsets, who is printed as the speaker, the sign between them."""

    start: int
    end: int
    speaker: tuple[int, int]
    sign: tuple[int, int]
    rule: str


def find_turns(text: str, zones: Sequence[Zone]) -> list[Block]:
    """Find the turns of a transcript: paragraphs that begin with a name and a colon, where several do.

    Paragraphs between two turns belong to the first; asides in brackets to nobody.

    Returns: blocks in the order of the text.

    >>> from analysis.reading.page.zones import split_zones
    >>> text = "Two people spoke on Monday in a long debate.\\n\\nRUIZ: Why now?\\n\\nOKAFOR: Because it is late."
    >>> [text[b.start : b.end] for b in find_turns(text, split_zones(text))]
    ['Why now?', 'Because it is late.']

    Limits: one labelled paragraph alone is no transcript.
    """
    body = [(zone.start, zone.end) for zone in zones if zone.zone in ("body", "crosshead")]
    matches = [TURN.match(text, start, end) for start, end in body]
    names = [m.group("name").strip() for m in matches if m]
    real = {n for n in names if n in ("Q", "A") or n.isupper() or names.count(n) > 1}
    turns = [k for k, m in enumerate(matches) if m and m.group("name").strip() in real]
    if len(turns) < 2:
        return []
    blocks = []
    for k, following in zip(turns, [*turns[1:], turns[-1] + 1], strict=True):
        m = matches[k]
        assert m is not None
        speaker = (m.start("name"), m.start("name") + len(m.group("name").rstrip()))
        colon = text.index(":", speaker[1])
        until = following if following - k <= LONGEST_GAP + 1 else k + 1
        for j in range(k, until):
            start, end = body[j]
            if j > k and ASIDE.fullmatch(text, start, end):
                continue
            blocks.append(Block(m.end() if j == k else start, end, speaker, (colon, colon + 1), "transcript"))
    return blocks


def find_signed(text: str, zones: Sequence[Zone], marked: Sequence[Marked]) -> dict[int, Block]:
    """Find quotations with a name below or behind them: `“…” — Jane Doe, Leeds`.

    Returns: blocks by the place of the stretch in `marked`.
    """
    found: dict[int, Block] = {}
    starts, stops = [zone.start for zone in zones], [zone.end for zone in zones]
    for n, m in enumerate(marked):
        paragraph = m.paragraph - 1
        if not 0 <= paragraph < len(stops) or text[starts[paragraph] : m.outer_start].strip():
            continue
        match = SIGNED.fullmatch(text, m.outer_end, stops[paragraph])
        if match is None and m.outer_end in stops and paragraph + 1 < len(stops):
            match = SIGNED.fullmatch(text, starts[paragraph + 1], stops[paragraph + 1])
        if match is not None:
            begin = match.start("name")
            speaker = (begin, begin + len(match.group("name").rstrip(" .,(")))
            found[n] = Block(m.start, m.end, speaker, match.span("dash"), "signed")
    return found


def find_after_colon(
    tree: Tree, zones: Sequence[Zone], marked: Sequence[Marked], words: Container[str]
) -> list[tuple[int, int]]:
    """Find speech without marks that a colon sets off: the rest of a paragraph, or the paragraph after it.

    Takes: `words`, the lemmas that may stand before the colon (`tweeted:`, `in a statement:`).
    Returns: offsets, in the order of the text.

    Limits: only one paragraph after a colon is taken.
    """
    text = tree.source
    starts, stops = [zone.start for zone in zones], [zone.end for zone in zones]
    body = [zone.zone == "body" for zone in zones]
    found: list[tuple[int, int]] = []
    if ":" not in text:
        return found
    lemmas: list[str] = []
    paragraph = 0
    for i in range(tree.n):
        place = tree.start[i]
        while paragraph < len(stops) - 1 and place >= stops[paragraph]:
            paragraph += 1
            lemmas = []
        if tree.text[i] == ":" and body[paragraph] and any(lemma in words for lemma in lemmas[-LEAD_WORDS:]):
            after = place + 1
            start, end = (after, stops[paragraph])
            if not text[after : stops[paragraph]].strip():
                if paragraph + 1 >= len(starts) or not body[paragraph + 1]:
                    continue
                start, end = starts[paragraph + 1], stops[paragraph + 1]
            elif lemmas[-1:] and lemmas[-1] not in words:
                continue
            start += len(text[start:end]) - len(text[start:end].lstrip())
            clear = not any(m.outer_start < end and start < m.outer_end for m in marked)
            if clear and end - start > SHORTEST and text[start].isupper() and text[end - 1] != ":":
                found.append((start, end))
        lemmas.append(tree.lemma[i])
        if tree.text[i] in (".", "!", "?"):
            lemmas = []
    return found


def with_blocks(marked: Sequence[Marked], blocks: Sequence[tuple[int, int]]) -> list[Marked]:
    """Outermost stretches together with what the page sets off; marks inside a block are part of it."""
    kept = [m for m in marked if not any(m.start < end and start < m.end for start, end in blocks)]
    added = [Marked(start, end, start, end, True) for start, end in blocks]
    return sorted([*kept, *added], key=lambda m: m.outer_start)
