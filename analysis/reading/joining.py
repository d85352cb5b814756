"""Joining: give marked stretches to the cues that report them."""

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from analysis.reading.blocks import Block
from analysis.reading.cuelists import Attribution
from analysis.reading.marks import Marked
from analysis.reading.settling import nest, settle
from analysis.reading.tree import Tree

SPEECH_VIEW = frozenset(["speech", "slogan", "document"])
SCARE_WORDS = 3
NEAR = 36
STOPS = frozenset([".", "!", "?", ":", "…", "...", "—", "–", "--"])


@dataclass(eq=False)
class Row:
    """One attribution in offsets of the text; `stretches` are the numbers of the marked stretches that it holds,
    `scare` of those among them that are no verbatim speech."""

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
    stretches: list[int] = field(default_factory=list)
    scare: list[int] = field(default_factory=list)
    inside_marks: bool = False


def join_marks(
    tree: Tree, attributions: Sequence[Attribution], stretches: Sequence[Marked], blocks: dict[int, Block]
) -> list[Row]:
    """Join what cues report with what stands in marks.

    A stretch that reads like a sentence belongs to the cue right after or before it; one inside a reported clause to
    that clause; any other to the nearest cue of its sentence, else to the speaker before it.

    Takes: the tree, what cues report, the outermost stretches, and which of them the page sets off.
    Returns: rows; every stretch that is a quotation belongs to one of them.
    """
    joiner = _Joiner(tree, stretches)
    outside = [a for a in attributions if not joiner.is_inside(a)]
    inside = [a for a in attributions if joiner.is_inside(a) and a.act in SPEECH_VIEW and joiner.is_report(a)]
    joiner.take_blocks(blocks)
    joiner.link_neighbours([a for a in outside if a.marks])
    joiner.link_back()
    for a in sorted(outside, key=lambda a: (a.act not in SPEECH_VIEW, min(a.cue))):
        joiner.add(a)
    joiner.place_the_rest([a for a in outside if a.marks])
    rows = settle([row for row in joiner.rows if row.pieces])
    rows += nest(rows, [row for row in map(joiner.read_inside, inside) if row is not None])
    for row in rows:
        for above in _parents(row):
            above.stretches += [n for n in row.stretches if n not in above.stretches]
            above.scare += row.scare
    for row in rows:
        row.kind = _kind(row, stretches)
    return rows


def _parents(row: Row) -> list[Row]:
    found = []
    while row.parent is not None and row.parent not in found:
        row = row.parent
        found.append(row)
    return found


class _Joiner:
    def __init__(self, tree: Tree, stretches: Sequence[Marked]) -> None:
        self.tree = tree
        self.stretches = stretches
        self.ranges = _token_ranges(tree, stretches)
        self.link: dict[int, tuple[Attribution, str]] = {}
        self.owner: dict[int, Row] = {}
        self.row_of: dict[int, Row] = {}
        self.rows: list[Row] = []

    def is_inside(self, a: Attribution) -> bool:
        """Whether the cue itself stands in a quotation."""
        number = self.tree.stretch[a.cue[0]]
        return number >= 0 and self.tree.stretch_words[number] > SCARE_WORDS

    def is_report(self, a: Attribution) -> bool:
        """Whether somebody other than the one who is quoted is clearly reported."""
        other = a.speaker is not None and self.tree.lower[a.speaker_head] not in ("i", "we", "you", "it", "that")
        return other and bool(a.content) and a.rule in ("clause", "infinitive", "according to", "after its content")

    def take_blocks(self, blocks: dict[int, Block]) -> None:
        """Make rows of what the page sets off; the turns of one speaker in a row are one."""
        for n, block in sorted(blocks.items()):
            row = self.rows[-1] if self.rows and self.rows[-1].speaker == block.speaker else None
            if row is None:
                row = Row([], block.rule, cue=self._tokens(block.sign), speaker=block.speaker, confidence=0.9)
                row.sentence = self.tree.sentence[row.cue[0]] if row.cue else -1
                self.rows.append(row)
            self._hold(row, n)

    def _tokens(self, span: tuple[int, int]) -> list[int]:
        k = bisect.bisect_right(self.tree.start, span[0]) - 1
        return [k] if k >= 0 else []

    def link_neighbours(self, attributions: Sequence[Attribution]) -> None:
        """Link each stretch that reads like a sentence to the cue right after it or right before it."""
        after = {}
        before = {}
        for a in attributions:
            before[self._previous(a.clause[0])] = a
            after[self._next(a.clause[1])] = a
        for n, (first, last) in self.ranges.items():
            if n in self.owner:
                continue
            if self._is_title(first, last) and self._previous(first) not in self._slots(after):
                continue
            if not self._reads_like_a_sentence(n, first, last):
                continue
            following = before.get(last)
            leading = after.get(first)
            if following is not None and self.tree.sentence[last] != self.tree.sentence[following.clause[0]]:
                following = None
            if leading is not None and not self._leads(leading, first):
                leading = None
            if leading is None and following is None:
                leading = self._across_colon(first, attributions)
            if following is not None and (leading is None or self.tree.text[last] in (",", "?", "!")):
                self.link[n] = (following, "cue after")
            elif leading is not None:
                self.link[n] = (leading, "cue before")

    def link_back(self) -> None:
        """A quotation that goes on in the next paragraph belongs to the cue found there."""
        for n in range(len(self.stretches) - 2, -1, -1):
            following = self.link.get(n + 1)
            if following is not None and self.stretches[n + 1].continues and n not in self.link and n not in self.owner:
                self.link[n] = following

    def _across_colon(self, first: int, attributions: Sequence[Attribution]) -> Attribution | None:
        """`She wrote what they should have done: “…”`: the topmost cue of a sentence that a colon ends."""
        tree = self.tree
        k = first - 1
        while k >= 0 and (tree.pos[k] == "SPACE" or self._is_mark(k)):
            k -= 1
        if k < 0 or tree.text[k] != ":":
            return None
        here = [a for a in attributions if tree.sentence[a.cue[0]] == tree.sentence[k] and a.cue[0] < k and a.speaker]
        return min(here, key=lambda a: (len(list(tree.ancestors(a.cue[0]))), -a.cue[0])) if here else None

    def _leads(self, a: Attribution, first: int) -> bool:
        """Whether a cue before a stretch can lead to it: in its sentence, or across a colon."""
        tree = self.tree
        if tree.sentence[a.clause[1]] == tree.sentence[first]:
            return True
        return any(tree.text[k] == ":" for k in range(a.clause[1] + 1, first))

    def _slots(self, after: dict[int, Attribution]) -> set[int]:
        return {self._previous(k) for k in after}

    def _previous(self, token: int) -> int:
        """The word or stop inside marks that stands before a token, over marks, commas and space."""
        k = token - 1
        while k >= 0 and (self.tree.pos[k] == "SPACE" or self._is_mark(k) or self._loose(k)):
            k -= 1
        return k if k < 0 or not self._is_loose_stop(k) else k

    def _next(self, token: int) -> int:
        k = token + 1
        while k < self.tree.n and (
            self.tree.pos[k] == "SPACE"
            or self._is_mark(k)
            or self.tree.text[k] in (",", ":", "—", "–", "--", "-", "that")
        ):
            k += 1
        return k

    def _loose(self, k: int) -> bool:
        return self.tree.text[k] in (",", "—", "–", "--") and self.tree.stretch[k] < 0

    def _is_loose_stop(self, k: int) -> bool:
        return self.tree.text[k] in STOPS and self.tree.stretch[k] < 0

    def _is_mark(self, k: int) -> bool:
        number = self.tree.stretch[k]
        if number < 0:
            return False
        s = self.stretches[number]
        return self.tree.end[k] <= s.start or self.tree.start[k] >= s.end

    def _reads_like_a_sentence(self, n: int, first: int, last: int) -> bool:
        """A stretch that does not carry on the words before it."""
        tree = self.tree
        k = first - 1
        while k >= 0 and (tree.pos[k] == "SPACE" or self._is_mark(k)):
            k -= 1
        if k < 0 or tree.sentence[k] != tree.sentence[first] or tree.text[k] in STOPS or self.stretches[n].continues:
            return True
        if tree.text[k] == "," or tree.stretch[k] >= 0:
            return True
        return tree.text[first][0].isupper() or tree.text[last] in ("?", "!")

    def _is_title(self, first: int, last: int) -> bool:
        """A title of a work: a few words, all long ones capitalised."""
        words = [self.tree.text[k] for k in range(first, last + 1) if self.tree.pos[k] not in ("PUNCT", "SPACE")]
        long_words = [w for w in words if len(w) > 3]
        if self.tree.text[last] in ("!", "?") or len(words) > 10:
            return False
        if len(words) == 1:
            return self.tree.text[last] not in (".", ",")
        return bool(long_words) and all(w[0].isupper() or w[0].isdigit() for w in long_words)

    def add(self, a: Attribution) -> None:
        """Make a row of what a cue reports, with the stretches that it holds."""
        linked = [n for n, (cue, _) in self.link.items() if cue is a]
        if not linked:
            row = self._read(a)
            if row is not None:
                self.rows.append(row)
                self.row_of[id(a)] = row
            return
        rule = self.link[linked[0]][1]
        if a.act == "slogan":
            for n in linked:
                self.rows.append(self._new(a, rule, a.act, 0.9))
                self._hold(self.rows[-1], n)
            self.row_of[id(a)] = self.rows[-1]
            return
        act = a.act if a.act in SPEECH_VIEW else "speech"
        row = self._new(a, rule, act, 0.95)
        for n in linked:
            self._hold(row, n)
        self.rows.append(row)
        self.row_of[id(a)] = row
        partial = [(lo, hi) for lo, hi in a.content if a.rule not in ("clause", "after its content")]
        if partial and all(self.tree.stretch[k] < 0 for lo, hi in partial for k in range(lo, hi + 1)):
            other = self._read(a)
            if other is not None:
                row.pieces = merge([*row.pieces, *other.pieces])
                row.stretches += [n for n in other.stretches if n not in row.stretches]

    def _new(self, a: Attribution, rule: str, act: str, confidence: float) -> Row:
        speaker = self.tree.span(*a.speaker) if a.speaker else None
        return Row([], rule, act, list(a.cue), a.cue_class, speaker, confidence, sentence=self.tree.sentence[a.cue[0]])

    def _hold(self, row: Row, n: int) -> None:
        s = self.stretches[n]
        row.pieces = merge([*row.pieces, (s.start, s.end)])
        row.stretches.append(n)
        self.owner[n] = row

    def _read(self, a: Attribution, *, marks: bool = True) -> Row | None:
        """Turn what a cue reports into offsets, taking along the marked stretches that it holds."""
        tree = self.tree
        cut = set(a.cue)
        if a.speaker:
            cut.update(range(a.speaker[0], a.speaker[1] + 1))
        if a.rule in ("clause", "after its content", "according to", "quoted as saying"):
            cut.update(range(a.clause[0], a.clause[1] + 1))
        row = self._new(a, a.rule, a.act, a.confidence)
        for first, last in a.content:
            for lo, hi in _pieces_without(first, last, cut):
                lo, hi = tree.trim(lo, hi)
                if lo > hi:
                    continue
                held = sorted({tree.stretch[k] for k in range(lo, hi + 1)} - {-1}) if marks else []
                held = [n for n in held if n in self.ranges and (n not in self.owner or self.owner[n] is row)]
                start, end = tree.span(lo, hi)
                for n in held:
                    s = self.stretches[n]
                    if tree.start[lo] >= s.start and tree.end[hi] <= s.end:
                        start, end = s.start, s.end
                    else:
                        start, end = min(start, s.outer_start), max(end, s.outer_end)
                        if self._is_scare_word(n):
                            row.scare.append(n)
                    row.stretches.append(n)
                row.pieces.append((start, end))
        words = sum(len(tree.source[s:e].split()) for s, e in row.pieces)
        if not row.pieces or (words < 2 and (not row.stretches or a.act not in SPEECH_VIEW)):
            return None
        for n in row.stretches:
            self.owner[n] = row
        if row.act not in SPEECH_VIEW and any(self.tree.stretch_words[n] > SCARE_WORDS for n in row.stretches):
            row.act = "speech"  # Words in marks were said, whatever the cue calls them.
        row.pieces = merge(row.pieces)
        return row

    def _is_scare_word(self, n: int) -> bool:
        """One marked word inside a reported clause, unless it is what somebody or something is called."""
        tree, (first, last) = self.tree, self.ranges[n]
        if self.tree.stretch_words[n] != 1 or tree.text[last] in (".", "!", "?", ","):
            return False
        k = first - 1
        while k >= 0 and (
            tree.pos[k] == "SPACE" or self._is_mark(k) or tree.lower[k] in ("a", "an", "the", "and", ",")
        ):
            k -= 1
        named = k >= 0 and (tree.lower[k] == "as" or tree.lemma[k] == "be")
        return not named and not any(tree.dep[i] in ("oprd", "attr", "acomp", "xcomp") for i in range(first, last + 1))

    def read_inside(self, a: Attribution) -> Row | None:
        """A row of what somebody inside a quotation reports."""
        row = self._read(a, marks=False)
        if row is not None:
            row.inside_marks = True
        return row

    def place_the_rest(self, attributions: Sequence[Attribution]) -> None:
        """Place the stretches that no cue has claimed, in the order of the text."""
        previous: Row | None = None
        previous_paragraph = -1
        for n, s in enumerate(self.stretches):
            if n in self.owner:
                previous, previous_paragraph = self.owner[n], s.paragraph
                continue
            if n not in self.ranges:
                continue
            row = self._place(n, attributions, previous, previous_paragraph)
            if row is not None:
                self._hold(row, n)
                previous, previous_paragraph = row, s.paragraph

    def _place(self, n: int, attributions: Sequence[Attribution], previous: Row | None, paragraph: int) -> Row | None:
        s, (first, last) = self.stretches[n], self.ranges[n]
        if s.continues and previous is not None:
            return previous
        alike = self._reads_like_a_sentence(n, first, last)
        if previous is not None and previous.act == "slogan" and self._only_and(previous, first):
            row = replace(previous, pieces=[], stretches=[], scare=[])
            self.rows.append(row)
            return row
        if self._is_no_quotation(first, last):
            return None
        a = (
            None
            if alike and previous is not None and paragraph == s.paragraph
            else self._nearest(first, last, attributions)
        )
        if a is not None and id(a) in self.row_of:
            return self.row_of[id(a)]
        if a is not None:
            row = self._new(a, "same sentence", a.act if a.act in SPEECH_VIEW else "speech", 0.6)
            self.row_of[id(a)] = row
        elif previous is not None and previous.stretches and paragraph == s.paragraph:
            return previous
        else:
            row = Row([], "marks alone", confidence=0.4, sentence=self.tree.sentence[first])
            if not s.closed and not self._goes_on(n):
                return None
            if previous is not None and previous.speaker and alike and s.paragraph - paragraph <= 2:
                row.rule, row.speaker, row.confidence = "floating", previous.speaker, 0.5
        self.rows.append(row)
        return row

    def _only_and(self, row: Row, first: int) -> bool:
        """Whether nothing but `and` and commas stands between a slogan and a stretch."""
        between = self.tree.source[row.pieces[-1][1] : self.tree.start[first]]
        return len(between) < 20 and all(word in ("and", "or") for word in re.findall(r"\w+", between))

    def _goes_on(self, n: int) -> bool:
        return n + 1 < len(self.stretches) and self.stretches[n + 1].continues

    def _nearest(self, first: int, last: int, attributions: Sequence[Attribution]) -> Attribution | None:
        tree = self.tree
        sentences = {tree.sentence[first], tree.sentence[last]}
        near = [
            (min(abs(a.cue[0] - first), abs(a.cue[0] - last)), a.cue[0], a)
            for a in attributions
            if tree.sentence[a.cue[0]] in sentences and a.speaker
        ]
        near = [item for item in near if item[0] <= NEAR]
        return min(near, key=lambda item: item[:2])[2] if near else None

    def _is_no_quotation(self, first: int, last: int) -> bool:
        """Scare quotes (a few words without a stop) and titles of works."""
        words = [k for k in range(first, last + 1) if self.tree.pos[k] not in ("PUNCT", "SPACE")]
        short = len(words) <= SCARE_WORDS and self.tree.text[last] not in (".", "!", "?", ",")
        return not words or short or self._is_title(first, last)


def merge(pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, overlapping ones made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(pieces):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _token_ranges(tree: Tree, stretches: Sequence[Marked]) -> dict[int, tuple[int, int]]:
    """Tokens that lie inside each stretch, without its marks."""
    ranges: dict[int, tuple[int, int]] = {}
    for i, number in enumerate(tree.stretch):
        if number >= 0 and tree.start[i] >= stretches[number].start and tree.end[i] <= stretches[number].end:
            ranges[number] = (ranges.get(number, (i, i))[0], i)
    return ranges


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


def _kind(row: Row, stretches: Sequence[Marked]) -> str:
    """direct where (nearly) all of the content stands in marks, indirect where nothing does, else mixed."""
    if row.inside_marks:
        return "indirect"
    total = sum(end - start for start, end in row.pieces)
    verbatim = [stretches[n] for n in row.stretches if n not in row.scare]
    inside = sum(max(0, min(end, s.end) - max(start, s.start)) for start, end in row.pieces for s in verbatim)
    if not inside:
        return "indirect"
    return "direct" if inside >= 0.95 * total - 4 else "mixed"
