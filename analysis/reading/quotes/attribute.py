"""Joining: make one row of what a cue reports and of the marked stretches that belong to it."""

import bisect
import re
from collections.abc import Container, Sequence
from dataclasses import replace

from analysis.language.tree import Tree
from analysis.reading.page.blocks import Block
from analysis.reading.page.marks import Marked
from analysis.reading.quotes.around import find_around_marks, find_torn_subject
from analysis.reading.quotes.floating import find_named_last
from analysis.reading.quotes.kinds import tell_kind
from analysis.reading.quotes.linking import link_neighbours
from analysis.reading.quotes.marked import SCARE_WORDS, Stretches
from analysis.reading.quotes.nest import nest, settle
from analysis.reading.quotes.pieces import cut_out, merge
from analysis.reading.quotes.rows import Attribution, Row
from analysis.schema import SPEECH_ACTS

CUT_OUT = frozenset(["clause", "after its content", "according to", "quoted as saying"])
REPORTS = frozenset(["clause", "infinitive", "according to", "after its content"])
NOT_OTHERS = frozenset(["i", "we", "you", "it", "that"])
NEAR, FLOATING_PARAGRAPHS = 36, 2


def join_marks(
    tree: Tree,
    attributions: Sequence[Attribution],
    marked: Sequence[Marked],
    blocks: dict[int, Block],
    talkers: Container[str],
) -> list[Row]:
    """Join what cues report with what stands in marks.

    A stretch that reads like a sentence belongs to the cue right after or before it; one inside a reported clause to
    that clause; any other to the nearest cue of its sentence, else to whoever was named or heard last before it.

    Takes: the tree, what cues report, the outermost stretches, which of them the page sets off, and words for those
    who can talk.
    Returns: rows; every stretch that is a quotation belongs to one of them.
    """
    joiner = _Joiner(tree, marked, talkers)
    outside = [a for a in attributions if not joiner.stretches.is_long(a.cue[0])]
    beside_marks = [a for a in outside if a.marks]
    joiner.take_blocks(blocks)
    joiner.links = link_neighbours(joiner.stretches, beside_marks, joiner.owner)
    unlisted = {id(a): a for a, rule in joiner.links.values() if rule == "unlisted verb"}
    for a in sorted([*outside, *unlisted.values()], key=lambda a: (a.act not in SPEECH_ACTS, min(a.cue))):
        joiner.add(a)
    joiner.place_the_rest(beside_marks)
    rows = settle([row for row in joiner.rows if row.pieces])
    inside = [joiner.read_inside(a) for a in attributions if joiner.stretches.is_long(a.cue[0])]
    rows += nest(rows, [row for row in inside if row is not None])
    verbatim = [(m.start, m.end) for n, m in enumerate(marked) if n in joiner.owner and n not in joiner.scare]
    for row in rows:
        tell_kind(tree, row, marked, verbatim)
    return rows


class _Joiner:
    def __init__(self, tree: Tree, marked: Sequence[Marked], talkers: Container[str]) -> None:
        self.tree = tree
        self.marked = marked
        self.starts = [m.start for m in marked]
        self.talkers = talkers
        self.stretches = Stretches(tree, marked)
        self.links: dict[int, tuple[Attribution, str]] = {}
        self.owner: dict[int, Row] = {}
        self.row_of: dict[int, Row] = {}
        self.rows: list[Row] = []
        self.scare: set[int] = set()

    def take_blocks(self, blocks: dict[int, Block]) -> None:
        """Make rows of what the page sets off; the paragraphs of one turn are one row."""
        previous: Block | None = None
        for n, block in sorted(blocks.items()):
            goes_on = previous is not None and (previous.speaker, previous.sign) == (block.speaker, block.sign)
            row, previous = self.rows[-1] if goes_on else None, block
            if row is None:
                sign = max(0, bisect.bisect_right(self.tree.start, block.sign[0]) - 1)
                cue = [sign] if block.sign[1] > block.sign[0] else []
                row = Row([], block.rule, cue=cue, speaker=block.speaker, sentence=self.tree.sentence[sign])
                self.rows.append(row)
            self._hold(row, n)

    def add(self, a: Attribution) -> None:
        """Make a row of what a cue reports: the stretches beside it, else what it takes as its content."""
        linked = [n for n, (cue, _) in self.links.items() if cue is a]
        if not linked:
            row = self._read(a)
            if row is not None:
                self._keep(a, row)
            return
        rule = self.links[linked[0]][1]
        act = a.act if a.act in SPEECH_ACTS else "speech"  # Words in marks were said, whatever the cue calls them.
        for numbers in [[n] for n in linked] if act == "slogan" else [linked]:
            row = self._new(a, rule, act, 0.95)
            for n in numbers:
                self._hold(row, n)
            around = [*find_torn_subject(self.tree, a, row), *find_around_marks(self.stretches, a, numbers)]
            inside = {self.tree.stretch[k] for first, last in around for k in range(first, last + 1)}
            for n in [n for n in self.stretches.ranges if n in inside and n not in self.owner]:
                self._hold(row, n)
            row.pieces = merge([*(self.tree.span(*part) for part in around), *row.pieces])
            self._keep(a, row)

    def _keep(self, a: Attribution, row: Row) -> None:
        self.rows.append(row)
        self.row_of[id(a)] = row

    def _new(self, a: Attribution, rule: str, act: str, confidence: float) -> Row:
        speaker = self.tree.span(*a.speaker) if a.speaker else None
        return Row([], rule, act, list(a.cue), a.cue_class, speaker, confidence, sentence=self.tree.sentence[a.cue[0]])

    def _hold(self, row: Row, n: int) -> None:
        row.pieces = merge([*row.pieces, (self.marked[n].start, self.marked[n].end)])
        row.stretches.append(n)
        self.owner[n] = row

    def _read(self, a: Attribution, *, marks: bool = True) -> Row | None:
        """Turn what a cue takes as its content into offsets, together with the marked stretches that it holds."""
        tree = self.tree
        cut = {*a.cue, *(range(a.speaker[0], a.speaker[1] + 1) if a.speaker else ())}
        if a.rule in CUT_OUT:
            cut.update(range(a.clause[0], a.clause[1] + 1))
        row = self._new(a, a.rule, a.act, a.confidence)
        for first, last in a.content:
            for lo, hi in cut_out(first, last, cut):
                lo, hi = tree.trim(lo, hi)
                if lo <= hi:
                    held = {n for k in range(lo, hi + 1) if marks and (n := tree.stretch[k]) is not None}
                    row.pieces.append(self._with_marks(row, lo, hi, sorted(held)))
        words = sum(len(tree.source[s:e].split()) for s, e in row.pieces)
        noun = a.rule == "object" and tree.dep[a.cue[-1]] == "prep" and tree.pos[a.content[-1][1]] == "NOUN"
        named = a.rule == "stance" and tree.pos[a.content[-1][1]] == "PROPN"
        least = 1 if named or (a.act in SPEECH_ACTS and (row.stretches or noun)) else 2  # Called for calm.
        if not row.pieces or words < least:
            return None
        for n in row.stretches:
            self.owner[n] = row
        if row.act not in SPEECH_ACTS and any(tree.stretch_words[n] > SCARE_WORDS for n in row.stretches):
            row.act = "speech"
        row.pieces = merge(row.pieces)
        return row

    def _with_marks(self, row: Row, lo: int, hi: int, held: Sequence[int]) -> tuple[int, int]:
        """Offsets of a token range, widened to the whole of the stretches that it holds."""
        tree = self.tree
        start, end = tree.span(lo, hi)
        for n in held:
            if n not in self.stretches.ranges or n in self.owner:
                continue
            m = self.marked[n]
            if tree.start[lo] >= m.start and tree.end[hi] <= m.end:
                start, end = m.start, m.end
            else:
                start, end = min(start, m.outer_start), max(end, m.outer_end)
                if self.stretches.is_scare_word(n):
                    self.scare.add(n)
            row.stretches.append(n)
        return start, end

    def read_inside(self, a: Attribution) -> Row | None:
        """A row of what somebody inside a quotation reports of somebody else."""
        other = a.speaker_head is not None and self.tree.lower[a.speaker_head] not in NOT_OTHERS
        if not other or not a.content or a.rule not in REPORTS or a.act not in SPEECH_ACTS:
            return None
        row = self._read(a, marks=False)
        if row is not None:
            row.inside_marks = True
        return row

    def place_the_rest(self, attributions: Sequence[Attribution]) -> None:
        """Place the stretches that no cue has claimed, in the order of the text."""
        previous: Row | None = None
        paragraph = -1
        for n, m in enumerate(self.marked):
            if n not in self.owner and n in self.stretches.ranges:
                row = self._place(n, attributions, previous, paragraph)
                if row is not None:
                    self._hold(row, n)
            if n in self.owner:
                previous, paragraph = self.owner[n], m.paragraph

    def _place(self, n: int, attributions: Sequence[Attribution], previous: Row | None, paragraph: int) -> Row | None:
        """The row of a stretch on its own: the quotation before it goes on, a cue of its sentence, or none."""
        m = self.marked[n]
        if m.continues and previous is not None:
            return previous
        if previous is not None and previous.act == "slogan" and self._only_and(previous, n):
            self.rows.append(replace(previous, pieces=[], stretches=[], marked=[]))
            return self.rows[-1]
        if self.stretches.tell_aside(n):
            return None
        alike = self.stretches.reads_like_a_sentence(n)
        here = previous if previous is not None and paragraph == m.paragraph else None
        a = None if alike and here is not None else self._nearest(n, attributions)
        if a is not None:
            if id(a) not in self.row_of:
                self._keep(a, self._new(a, "same sentence", a.act if a.act in SPEECH_ACTS else "speech", 0.6))
            return self.row_of[id(a)]
        if here is not None and here.stretches:
            return here
        if not m.closed and not (n + 1 < len(self.marked) and self.marked[n + 1].continues):
            return None
        row = Row([], "marks alone", confidence=0.4, sentence=self.tree.sentence[self.stretches.ranges[n][0]])
        named, joint = self._named_last(n, previous) if alike else (None, False)
        heard = previous.speaker if previous is not None and m.paragraph - paragraph <= FLOATING_PARAGRAPHS else None
        speaker = self.tree.span(*named) if named else heard
        if m.outer_start == m.start and self.tree.text[self.stretches.outside(n)] == ":":
            speaker = None  # A list of points went round: nobody who was named before says what the colon sets off.
        if speaker and alike and not joint:
            row.rule, row.speaker, row.confidence = "floating", speaker, 0.5
        self.rows.append(row)
        return row

    def _named_last(self, n: int, previous: Row | None) -> tuple[tuple[int, int] | None, bool]:
        """Who was named as a talker or subject behind the quotation before a stretch; and whether two were."""
        heard, (first, last) = -1, self.stretches.ranges[n]
        if self.tree.text[last] == "?":
            return None, False
        if previous is not None:
            end = previous.pieces[-1][1] if previous.pieces else 0
            heard = max(bisect.bisect_left(self.tree.start, end) - 1, *previous.cue, -1)
        return find_named_last(self.tree, first, heard, self.talkers)

    def _only_and(self, row: Row, n: int) -> bool:
        """Whether nothing but `and` and commas stands between a slogan and a stretch."""
        between = self.tree.source[row.pieces[-1][1] : self.marked[n].outer_start]
        return len(between) < NEAR and all(word in ("and", "or") for word in re.findall(r"\w+", between))

    def _nearest(self, n: int, attributions: Sequence[Attribution]) -> Attribution | None:
        """The nearest cue with a speaker in the sentences of a stretch."""
        tree, (first, last) = self.tree, self.stretches.ranges[n]
        sentences = (tree.sentence[first], tree.sentence[last])
        near = [
            (min(abs(a.cue[0] - first), abs(a.cue[0] - last)), a.cue[0], a)
            for a in attributions
            if a.speaker and tree.sentence[a.cue[0]] in sentences and tree.stretch[a.cue[0]] != n
        ]
        near = [item for item in near if item[0] <= NEAR]
        return min(near, key=lambda item: item[:2])[2] if near else None
