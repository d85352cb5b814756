"""Joining: give marked stretches to their cues, settle overlaps, nest what is reported inside a report."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.reading.cues import Attribution
from analysis.reading.marks import Marked
from analysis.reading.tree import Tree

SPEECH_VIEW = frozenset(["speech", "slogan", "document"])
SCARE_WORDS = 3
NEAR = 12


@dataclass(eq=False)
class Row:
    """One attribution in offsets of the text."""

    pieces: list[tuple[int, int]]
    rule: str
    act: str = "speech"
    cue: list[int] = field(default_factory=list)
    cue_class: str = "neutral"
    speaker: tuple[int, int] | None = None
    confidence: float = 0.9
    kind: str = "indirect"
    sentence: int = -1
    parent: "Row | None" = None
    source: Attribution | None = None
    stretches: list[int] = field(default_factory=list)


def join_marks(
    tree: Tree, attributions: Sequence[Attribution], stretches: Sequence[Marked], paragraph_of: dict[int, int]
) -> list[Row]:
    """Join what cues report with what stands in marks.

    Returns: rows; every outermost stretch that is a quotation belongs to one of them.
    """
    ranges = _token_ranges(tree, stretches)
    owner: dict[int, Row] = {}
    rows: list[Row] = []
    nested: list[Row] = []
    outside = [a for a in attributions if not _inside_marks(tree, a)]
    for a in sorted(outside, key=lambda a: (a.act not in SPEECH_VIEW, min(a.cue))):
        row = _row_of(tree, a, stretches, ranges, owner)
        if row is not None:
            rows.append(row)
    _own_marks(tree, rows, outside, stretches, ranges, owner, paragraph_of)
    for a in attributions:
        if a.content and a.act in SPEECH_VIEW and a.speaker and a not in outside:
            row = _row_of(tree, a, (), {}, {})
            if row is not None:
                nested.append(row)
    rows = _settle(tree, rows)
    rows += _nest(rows, nested)
    for row in rows:
        row.kind = _kind(tree, row, stretches)
    return rows


def _token_ranges(tree: Tree, stretches: Sequence[Marked]) -> dict[int, tuple[int, int]]:
    """Tokens that lie inside each stretch, without its marks."""
    ranges: dict[int, tuple[int, int]] = {}
    for i, number in enumerate(tree.stretch):
        if number >= 0 and tree.start[i] >= stretches[number].start and tree.end[i] <= stretches[number].end:
            ranges[number] = (ranges.get(number, (i, i))[0], i)
    return ranges


def _inside_marks(tree: Tree, a: Attribution) -> bool:
    number = tree.stretch[a.cue[0]]
    return number >= 0 and tree.stretch_words[number] > SCARE_WORDS


def _row_of(
    tree: Tree, a: Attribution, stretches: Sequence[Marked], ranges: dict[int, tuple[int, int]], owner: dict[int, Row]
) -> Row | None:
    """Turn what a cue reports into offsets, taking along the marked stretches that it holds."""
    if not a.content:
        return None
    cut = {*range(a.clause[0], a.clause[1] + 1), *a.cue} if a.rule != "noun cue" else set(a.cue)
    if a.speaker:
        cut.update(range(a.speaker[0], a.speaker[1] + 1))
    row = Row(
        [],
        a.rule,
        a.act,
        list(a.cue),
        a.cue_class,
        _speaker_span(tree, a),
        a.confidence,
        sentence=tree.sentence[a.cue[0]],
        source=a,
    )
    for first, last in a.content:
        for lo, hi in _pieces_without(first, last, cut):
            lo, hi = tree.trim(lo, hi)
            if lo > hi:
                continue
            held = [
                n for n in {tree.stretch[k] for k in range(lo, hi + 1)} if n >= 0 and n in ranges and n not in owner
            ]
            start, end = tree.span(lo, hi)
            for n in sorted(held):
                s = stretches[n]
                if tree.start[lo] >= s.start and tree.end[hi] <= s.end:
                    start, end = s.start, s.end
                else:
                    start, end = min(start, s.outer_start), max(end, s.outer_end)
                row.stretches.append(n)
            row.pieces.append((start, end))
    if not row.pieces or (not row.stretches and sum(len(tree.source[s:e].split()) for s, e in row.pieces) < 2):
        return None
    for n in row.stretches:
        owner[n] = row
    row.pieces = _merge(row.pieces)
    return row


def _speaker_span(tree: Tree, a: Attribution) -> tuple[int, int] | None:
    return tree.span(*a.speaker) if a.speaker else None


def _pieces_without(first: int, last: int, cut: set[int]) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    for k in range(first, last + 1):
        if k in cut:
            continue
        if pieces and pieces[-1][1] == k - 1:
            pieces[-1] = (pieces[-1][0], k)
        else:
            pieces.append((k, k))
    return pieces


def _merge(pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(pieces):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _own_marks(
    tree: Tree,
    rows: list[Row],
    attributions: Sequence[Attribution],
    stretches: Sequence[Marked],
    ranges: dict[int, tuple[int, int]],
    owner: dict[int, Row],
    paragraph_of: dict[int, int],
) -> None:
    """Find the cue of every marked stretch that no cue has claimed, in the order of the text."""
    row_of = {id(row.source): row for row in rows}
    usable = sorted((a for a in attributions if a.marks), key=lambda a: a.clause[0])
    previous: Row | None = None
    previous_n = -1
    for n, s in enumerate(stretches):
        if n in owner:
            previous, previous_n = owner[n], n
            continue
        if n not in ranges:
            continue
        first, last = ranges[n]
        paragraph = s.paragraph
        here = [
            a
            for a in usable
            if _paragraph(tree, a.cue[0], stretches, paragraph_of) == _paragraph(tree, first, stretches, paragraph_of)
        ]
        a, rule = _cue_of(tree, first, last, here, s)
        goes_on = previous is not None and (
            s.continues or (previous_n >= 0 and stretches[previous_n].paragraph == paragraph)
        )
        if a is None and not s.continues and _is_no_quotation(tree, s, first, last):
            continue
        if s.continues and previous is not None and rule != "cue after":
            row = previous
        elif a is not None and id(a) in row_of:
            row = row_of[id(a)]
        elif a is not None:
            row = Row(
                [],
                rule,
                a.act if a.act in SPEECH_VIEW else "speech",
                list(a.cue),
                a.cue_class,
                _speaker_span(tree, a),
                0.95 if rule.startswith("cue") else 0.7,
                sentence=tree.sentence[first],
                source=a,
            )
            row_of[id(a)] = row
            rows.append(row)
        elif goes_on and previous is not None and previous.stretches:
            row = previous
        else:
            row = Row(
                [], "floating" if previous is not None else "marks alone", confidence=0.5, sentence=tree.sentence[first]
            )
            if previous is not None and previous.speaker and paragraph - stretches[previous_n].paragraph <= 2:
                row.speaker, row.cue_class = previous.speaker, "neutral"
            rows.append(row)
        row.pieces = _merge([*row.pieces, (s.start, s.end)])
        row.stretches.append(n)
        owner[n] = row
        previous, previous_n = row, n


def _paragraph(tree: Tree, token: int, stretches: Sequence[Marked], paragraph_of: dict[int, int]) -> int:
    return paragraph_of.get(tree.sentence[token], -1)


def _cue_of(
    tree: Tree, first: int, last: int, attributions: Sequence[Attribution], s: Marked
) -> tuple[Attribution | None, str]:
    """The cue that a stretch belongs to: right after it, right before it, else the nearest in its sentence."""
    for a in attributions:
        if a.clause[0] > last and _only_punctuation(tree, last + 1, a.clause[0] - 1):
            return a, "cue after"
    for a in reversed(attributions):
        if a.clause[1] < first and _only_punctuation(tree, a.clause[1] + 1, first - 1, ("that",)):
            return a, "cue before"
    sentences = {tree.sentence[first], tree.sentence[last]}
    near = [
        (min(abs(a.cue[0] - first), abs(a.cue[0] - last)), a)
        for a in attributions
        if tree.sentence[a.cue[0]] in sentences and a.speaker
    ]
    near = [(d, a) for d, a in near if d <= 3 * NEAR]
    if near:
        return min(near, key=lambda pair: (pair[0], pair[1].cue[0]))[1], "same sentence"
    return None, ""


def _only_punctuation(tree: Tree, first: int, last: int, words: tuple[str, ...] = ()) -> bool:
    return all(
        tree.pos[k] in ("PUNCT", "SPACE")
        or tree.lower[k] in words
        or (not tree.text[k].isalnum() and len(tree.text[k]) < 3)
        for k in range(first, last + 1)
    )


def _is_no_quotation(tree: Tree, s: Marked, first: int, last: int) -> bool:
    """Scare quotes (a few words without a stop) and titles of works."""
    words = [k for k in range(first, last + 1) if tree.pos[k] not in ("PUNCT", "SPACE")]
    if not words:
        return True
    if len(words) <= SCARE_WORDS and tree.text[last] not in (".", "!", "?", ","):
        return True
    long_words = [tree.text[k] for k in words if len(tree.text[k]) > 3]
    return len(words) <= 10 and bool(long_words) and all(w[0].isupper() or w[0].isdigit() for w in long_words)


def _settle(tree: Tree, rows: list[Row]) -> list[Row]:
    """Where two contents overlap, the inner one is nested in the outer one; crossing ones are cut."""
    rows = sorted(
        (r for r in rows if r.pieces),
        key=lambda r: (r.pieces[0][0], -r.pieces[-1][1], r.act not in SPEECH_VIEW, min(r.cue, default=0)),
    )
    kept: list[Row] = []
    for row in rows:
        around = [k for k in kept if _overlap(k, row) > 0]
        for outer in around:
            if row.parent is None and _inside(row, outer):
                row.parent = outer
                break
            if _inside(outer, row) and outer.parent is None:
                outer.parent = row
            else:
                row.pieces = _subtract(row.pieces, outer.pieces)
        if row.pieces:
            kept.append(row)
    return kept


def _inside(inner: Row, outer: Row) -> bool:
    size = sum(e - s for s, e in inner.pieces)
    return _overlap(inner, outer) >= 0.9 * size and size < sum(e - s for s, e in outer.pieces)


def _overlap(a: Row, b: Row) -> int:
    return sum(max(0, min(e, f) - max(s, t)) for s, e in a.pieces for t, f in b.pieces)


def _subtract(pieces: list[tuple[int, int]], others: list[tuple[int, int]]) -> list[tuple[int, int]]:
    for t, f in others:
        pieces = [part for s, e in pieces for part in ((s, min(e, t)), (max(s, f), e)) if part[1] - part[0] > 2]
    return pieces


def _nest(rows: list[Row], nested: list[Row]) -> list[Row]:
    kept = []
    for row in nested:
        holders = [r for r in rows if _overlap(row, r) >= 0.9 * sum(e - s for s, e in row.pieces)]
        if holders:
            row.parent = min(holders, key=lambda r: r.pieces[-1][1] - r.pieces[0][0])
            kept.append(row)
    return kept


def _kind(tree: Tree, row: Row, stretches: Sequence[Marked]) -> str:
    """direct where (nearly) all of the content stands in marks, indirect where nothing does, else mixed."""
    total = inside = 0
    for start, end in row.pieces:
        length = end - start
        total += length
        inside += sum(
            max(0, min(end, s.end) - max(start, s.start)) for s in stretches if s.start < end and s.end > start
        )
    if not inside or (row.parent is not None and row.source and _inside_marks(tree, row.source)):
        return "indirect"
    return "direct" if inside >= 0.95 * total - 4 else "mixed"
