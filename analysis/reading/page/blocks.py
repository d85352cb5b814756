"""Blocks: speech that the page sets off without marks: turns under a name, and what follows a colon."""

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from analysis.language.tree import Tree
from analysis.reading.page.marks import Marked
from analysis.reading.page.zones import LABEL, Zone

TURN = re.compile(
    r"[\"“'‘]?(?P<name>@\w{2,30}|[A-ZÀ-Þ][\w.’'-]*+(?:\s[A-ZÀ-Þ][\w.’'-]*+){0,4}?\s?|[QA])"
    r"(?:\s*\((?:[^()]{1,40})\)|,\s[A-ZÀ-Þ][A-ZÀ-Þ .,&’'-]{1,40})?\s?:(?:\s+(?=\S)|\Z)"
)
ASIDE = re.compile(r"[\"“]?[(\[][^()\[\]]{1,60}[)\]][\"”.]*")
LONGEST_GAP = 3
LEAD_WORDS, SHORTEST, MOST_MARKED = 12, 12, 8
BULLET = re.compile(r"(?P<sign>[-–•*·])\s*[A-ZÀ-Þ]")


class Block(NamedTuple):
    """A stretch of speech set off on the page: its offsets, who is printed as the speaker, the sign between them."""

    start: int
    end: int
    speaker: tuple[int, int]
    sign: tuple[int, int]
    rule: str


def find_turns(text: str, zones: Sequence[Zone]) -> list[Block]:
    """Find the turns of a transcript: paragraphs that begin with a name and a colon, where several do.

    The name may stand alone on its line, with a role in capitals; paragraphs between two turns belong to the first;
    asides in brackets to nobody. A paragraph under the handle of an account is a turn also where it is the only one.

    Returns: blocks in the order of the text.

    >>> from analysis.reading.page.zones import split_zones
    >>> text = "Two people spoke on Monday in a long debate.\\n\\nRUIZ: Why now?\\n\\nOKAFOR: Because it is late."
    >>> [text[b.start : b.end] for b in find_turns(text, split_zones(text))]
    ['Why now?', 'Because it is late.']

    Limits: one labelled paragraph alone is no transcript.
    """
    body = [(z.start, z.end) for z in zones if z.zone in ("body", "crosshead") and z.rule != LABEL]
    matches = [TURN.match(text, start, end) for start, end in body]
    names = [m.group("name").strip() if m else "" for m in matches]
    several = {n for n in names if n and (n in ("Q", "A") or n.isupper() or names.count(n) > 1)}
    turns = [k for k, name in enumerate(names) if name in several or name.startswith("@")]
    if len(turns) < 2 and not any(names[k].startswith("@") for k in turns):
        return []
    blocks: list[Block] = []
    for k, following in zip(turns, [*turns[1:], len(body)], strict=True):
        label = matches[k]
        assert label is not None
        last = _last_of_turn(k, following, alone=label.end() == body[k][1], to_the_end=k == turns[-1], name=names[k])
        speaker = (label.start("name"), label.start("name") + len(names[k]))
        colon = text.index(":", speaker[1])
        for j in range(k, last):
            start, end = (label.end(), body[k][1]) if j == k else body[j]
            if start < end and not (j > k and ASIDE.fullmatch(text, start, end)):
                blocks.append(Block(start, end, speaker, (colon, colon + 1), "transcript"))
    return blocks


def _last_of_turn(k: int, following: int, *, alone: bool, to_the_end: bool, name: str) -> int:
    """Where a turn ends, as a number of paragraph: before the next one, if that is near; a post is one paragraph."""
    shortest = min(k + 1 + alone, following)
    far = to_the_end or following - k > LONGEST_GAP + 1 or name.startswith("@")
    return shortest if far else following


def find_after_colon(
    tree: Tree, zones: Sequence[Zone], marked: Sequence[Marked], words: Container[str]
) -> list[tuple[int, int]]:
    """Find speech without marks that a colon sets off: the rest of a paragraph, or the paragraph after it.

    Takes: `words`, the lemmas that may stand before the colon (`tweeted:`, `in a statement:`).
    Returns: offsets, in the order of the text.

    Limits: one paragraph after a colon is taken, or a list whose items begin with the same bullet.
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
            apart = not text[after : stops[paragraph]].strip()
            if _is_said(text, start, end, marked, apart=apart):
                found.append((start, end))
                found += _items_after(text, start, paragraph + 2, zones) if apart else []
        lemmas.append(tree.lemma[i])
        if tree.text[i] in (".", "!", "?"):
            lemmas = []
    return found


def _is_said(text: str, start: int, end: int, marked: Sequence[Marked], *, apart: bool) -> bool:
    """Whether a stretch behind a colon reads as speech without marks; a paragraph apart may hold a few marked words."""
    inside = [m for m in marked if m.outer_start < end and start < m.outer_end]
    few = apart and sum(m.end - m.start for m in inside) * MOST_MARKED < end - start
    clear = not inside or (few and all(m.outer_start > start and m.outer_end < end for m in inside))
    opens = text[start].isupper() or (apart and BULLET.match(text, start) is not None)
    return clear and end - start > SHORTEST and opens and text[end - 1] != ":"


def _items_after(text: str, start: int, following: int, zones: Sequence[Zone]) -> list[tuple[int, int]]:
    """The further items of a list whose first one begins with a bullet."""
    bullet = BULLET.match(text, start)
    items: list[tuple[int, int]] = []
    for zone in zones[following:] if bullet else ():
        if zone.zone != "body" or bullet is None or not text.startswith(bullet.group("sign"), zone.start):
            break
        items.append((zone.start, zone.end))
    return items


def with_blocks(marked: Sequence[Marked], blocks: Sequence[tuple[int, int]]) -> list[Marked]:
    """Outermost stretches together with what the page sets off; marks inside a block are part of it."""
    kept = [m for m in marked if not any(m.start < end and start < m.end for start, end in blocks)]
    ends = {end for _, end in blocks}
    added = [Marked(a, b, a, b, True, continues=a - 1 in ends or a - 2 in ends) for a, b in blocks]
    return sorted([*kept, *added], key=lambda m: m.outer_start)
