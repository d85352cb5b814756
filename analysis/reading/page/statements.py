"""Statements: what stands below the line with a name in a round-up, and below unlabelled questions in an interview."""

import re
from collections.abc import Iterator, Sequence

from analysis.reading.page.blocks import Block
from analysis.reading.page.labels import PERSON
from analysis.reading.page.zones import SENTENCE_END, Zone

HEADED = frozenset(["body", "crosshead", "headline"])
NAME_LINE = re.compile(rf"(?P<name>{PERSON})(?:,\s[^.!?:“”\"]{{1,80}}|\s?\([^()]{{1,60}}\))?\s*")
SPOKE = re.compile(
    rf"(?P<name>{PERSON})\s(?:was|is|has\sbeen)?\s?(?:speaking|talking|spoke|talked|speaks|talks|sat\sdown)\s(?:to|with)\s"
)
OF_THE_SPEAKER = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|[Mm]ine|[Uu]s)\b")
QUESTION = re.compile(r"[^.!?]{4,240}\?")
REPORTED = re.compile(r"[”\"’'],?\s[^”\"]{0,60}\b(?:said|says|told|wrote|asked)\b")
LONGEST_ROLE, LONGEST_NAME, LONGEST_STATEMENT = 12, 100, 3000


def find_statements(text: str, zones: Sequence[Zone]) -> list[Block]:
    """Find statements below names that stand on their own line, and answers below questions that nobody signs.

    Two names at least, and half of what stands below them in the first person; of the questions two at least, and a
    line that says who was asked (`Ines Kolb was speaking to Jon Reed`).

    Returns: blocks in the order of the text.

    >>> from analysis.reading.page.zones import split_zones
    >>> text = "Two views.\\n\\nAna Ruiz\\n\\nI see calm.\\n\\nBo Falk\\n\\nPotter, Lind\\n\\nMy kiln is cold."
    >>> [text[b.start : b.end] for b in find_statements(text, split_zones(text))]
    ['I see calm.', 'My kiln is cold.']

    Limits: the last statement is one paragraph; a question is left to the source.
    """
    shown = [zone for zone in zones if zone.zone in HEADED]
    return [*_below_names(text, shown)] or [*_below_questions(text, shown)]


def _below_names(text: str, shown: Sequence[Zone]) -> Iterator[Block]:
    heads = [k for k, zone in enumerate(shown[:-1]) if _is_name_line(text, zone)]
    parts = []
    for k, following in zip(heads, [*heads[1:], len(shown)], strict=False):
        first = k + 1 + (_is_role_line(text, shown[k + 1]) and k + 2 < following)
        last = following if following < len(shown) else min(first + 1, following)
        said = [zone for zone in shown[first:last] if SENTENCE_END.search(text[zone.start : zone.end])]
        parts.append((k, said))
    told = [said for _, said in parts if said]
    own = sum(any(OF_THE_SPEAKER.search(text, z.start, z.end) for z in said) for said in told)
    longest = max((said[-1].end - said[0].start for said in told), default=0)
    reported = any(REPORTED.search(text, z.start, z.end) for said in told for z in said)
    if len(told) < 2 or len(told) < len(parts) or 2 * own < len(told) or reported or longest > LONGEST_STATEMENT:
        return
    for k, said in parts:
        name = NAME_LINE.fullmatch(text, shown[k].start, shown[k].end)
        assert name is not None
        yield from (Block(z.start, z.end, name.span("name"), (shown[k].end, shown[k].end), "signed") for z in said)


def _is_name_line(text: str, zone: Zone) -> bool:
    line = text[zone.start : zone.end]
    return (
        len(line) <= LONGEST_NAME
        and not SENTENCE_END.search(line)
        and NAME_LINE.fullmatch(text, zone.start, zone.end) is not None
    )


def _is_role_line(text: str, zone: Zone) -> bool:
    """`Chief economist, Quay Bank – Lindport`"""
    line = text[zone.start : zone.end]
    return len(line.split()) <= LONGEST_ROLE and not SENTENCE_END.search(line)


def _below_questions(text: str, shown: Sequence[Zone]) -> Iterator[Block]:
    asked = [k for k, zone in enumerate(shown) if QUESTION.fullmatch(text, zone.start, zone.end)]
    credit = next((k for k, z in enumerate(shown) if k not in asked and SPOKE.search(text, z.start, z.end)), None)
    if len(asked) < 2 or credit is None:
        return
    name = SPOKE.search(text, shown[credit].start, shown[credit].end)
    assert name is not None
    for k, following in zip(asked, [*asked[1:], len(shown)], strict=False):
        last = min(following, k + 2) if following == len(shown) else following
        for zone in shown[k + 1 : last]:
            if zone is not shown[credit] and zone.zone == "body":
                yield Block(zone.start, zone.end, name.span("name"), (shown[k].end, shown[k].end), "transcript")
