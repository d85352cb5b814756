"""Rows: what a cue reports, the attribution that becomes of it, and the quotation as it is handed on."""

from dataclasses import dataclass, field
from typing import NamedTuple

Ranges = list[tuple[int, int]]
Spans = tuple[tuple[int, int], ...]


@dataclass
class Attribution:
    """Somebody reports something: token numbers; `content`, `clause` and `speaker` are token ranges.

    `clause` is the stretch of words that attributes (speaker, cue, what modifies it); `marks` says whether the cue
    may stand beside a quotation in marks.
    """

    rule: str
    cue: list[int]
    act: str
    cue_class: str
    speaker: tuple[int, int] | None = None
    speaker_head: int | None = None
    content: Ranges = field(default_factory=list)
    confidence: float = 0.9
    clause: tuple[int, int] = (0, 0)
    marks: bool = True


@dataclass(eq=False)
class Row:
    """One attribution in offsets of the text; `stretches` are the numbers of the marked stretches that it owns."""

    pieces: list[tuple[int, int]]
    rule: str
    act: str = "speech"
    cue: list[int] = field(default_factory=list)
    cue_class: str = "neutral"
    speaker: tuple[int, int] | None = None
    confidence: float = 0.9
    kind: str = "indirect"
    sentence: int | None = None
    parent: "Row | None" = None
    stretches: list[int] = field(default_factory=list)
    marked: list[tuple[int, int]] = field(default_factory=list)
    inside_marks: bool = False


class Quote(NamedTuple):
    """One attribution of an article; `pieces` are the spans of its content, `marked` those in marks that it touches.

    `told` says that the speaker is a reader's, and stays as it is whatever other articles say.
    """

    quote_id: str
    zone: str
    kind: str
    act: str
    form: str
    start: int
    end: int
    n_words: int
    cue_start: int | None
    cue_end: int | None
    cue_class: str
    speaker_start: int | None
    speaker_end: int | None
    speaker: str
    role: str
    role_text: str
    parent_id: str
    rule: str
    confidence: float
    corrected: bool
    pieces: Spans
    marked: Spans
    told: bool = False
