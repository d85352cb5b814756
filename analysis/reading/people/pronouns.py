"""Antecedents: which person or body a pronoun that speaks stands for."""

import bisect
from collections.abc import Sequence
from typing import NamedTuple

from analysis.language.tree import Tree
from analysis.reading.people.clusters import Entity

FARTHEST = {"person": 8, "thing": 2, "plural": 3}
SENTENCE, SUBJECT, MAIN, SPEAKING, OWNER, QUOTED = -0.8, 1.5, 1.0, 0.8, -1.0, -1.0
# "..., said an aide. She ...": mostly whom the text is about, not who is heard in passing or for somebody else.
UNNAMED, PASSING, LAST_RESORT = -1.5, -1.0, -2.5
# "The minister, whose brother owns a dredger, met them. He ...": who opens a paragraph is what it is about.
TOPIC, PARAGRAPH = -1.0, -1.2
EMBEDDED = -0.3  # Ana Sol argued that Ivo Berg was wrong. She ...: who argues comes before whom it is about.


class Candidate(NamedTuple):
    """A mention that a later pronoun may stand for; `head` is its token.

    `weight` speaks against who is only described, and against things in the plural.
    """

    head: int
    entity: Entity
    plural: bool = False
    weight: float = 0.0


def is_topic(tree: Tree, head: int) -> bool:
    """Say whether the main clause of a sentence tells of a known person, before its verb: *The minister ...*."""
    main = tree.dep[head] in ("nsubj", "nsubjpass") and tree.dep[tree.head[head]] == "ROOT" and head < tree.head[head]
    return main and tree.lower[tree.first[head]] == "the" and tree.first[head] == tree.sentence_of(head)[0]


def _head(candidate: Candidate) -> int:
    return candidate.head


class Antecedents:
    """Candidates in the order of the text; speakers are added as they are resolved."""

    def __init__(self, tree: Tree, candidates: Sequence[Candidate], speaking: set[int]) -> None:
        self.tree = tree
        self.candidates = sorted(candidates, key=lambda c: c.head)
        self.speaking = speaking
        self.weights: dict[str, float] = {}  # of whom a pronoun was found to mean: so much for the next
        self.told = self._tell_sentences()
        self.firsts: dict[tuple[int, str], int] = {}  # see _first_of; a new candidate may change it

    def _tell_sentences(self) -> dict[int, int]:
        """The number of each sentence where those that stand in marks do not count: `“A. B. C,” he said.`"""
        told, number = {0: 0}, 0
        for sentence, (first, last) in sorted(self.tree.sentence_tokens.items()):
            words = (k for k in range(first, last + 1) if self.tree.pos[k] not in ("PUNCT", "SPACE"))
            number += self.tree.stretch[next(words, first)] is None or self.tree.stretch[last] is None
            told[sentence] = number
        return told

    def add(self, candidate: Candidate) -> None:
        """Let a described speaker (`the farmer`, `residents of Orm`) be meant by later pronouns, as it is printed."""
        at = bisect.bisect_left(self.candidates, candidate.head, key=_head)
        known = at < len(self.candidates) and self.candidates[at].head == candidate.head
        self.candidates[at : at + known] = [candidate]
        self.firsts.clear()

    def find(self, pronoun: int, gender: str, number: str) -> Entity | None:
        """Find the entity that a pronoun stands for: subjects, main clauses, recent sentences and speakers first.

        Returns: an Entity, or None where no mention before the pronoun fits.
        """
        kind = "plural" if number == "plural" else "thing" if gender == "none" else "person"
        if kind == "person":
            pronoun = self._first_of(pronoun, gender)
        best: tuple[float, Entity] | None = None
        for c in reversed(self.candidates[: bisect.bisect_left(self.candidates, pronoun, key=_head)]):
            here, there = self.tree.sentence[pronoun] or 0, self.tree.sentence[c.head] or 0
            distance = here - there
            heard = self.told[here] - self.told[there] if kind == "person" else distance
            if heard > FARTHEST[kind]:
                break
            if not self._fits(c, kind, gender):
                continue
            score = SENTENCE * distance + self._weight(c.head)
            score += 0.0 if c.weight == TOPIC and distance <= 1 else c.weight  # The player shrugged. “No,” he said.
            if (
                kind == "person"
                and distance
                and self._is_inside_paragraph(pronoun)
                and not self._together(c.head, pronoun)
            ):
                score += PARAGRAPH
            if kind == "thing" and c.entity.kind == "name" and " " not in c.entity.name:
                score += PASSING  # A bare name is more often a person's.
            if c.weight and kind == "person" and self.tree.head[c.head] < c.head:
                score += PASSING
            if best is None or score > best[0]:
                best = (score, c.entity)
                self.weights[c.entity.name] = c.weight
        return best[1] if best else None

    def _together(self, one: int, other: int) -> bool:
        """Whether two tokens stand in one paragraph."""
        return "\n" not in self.tree.source[self.tree.start[one] : self.tree.start[other]]

    def _is_inside_paragraph(self, at: int) -> bool:
        """Whether a sentence in the source's voice stands before this one in its paragraph."""
        first = self.tree.sentence_of(at)[0]
        return first > 0 and self._together(first - 1, first) and self.tree.stretch[first - 1] is None

    def _first_of(self, pronoun: int, gender: str) -> int:
        """The first of the same pronouns that stand before one another in its sentence, itself where there is none."""
        passed = []
        while (first := self.firsts.get((pronoun, gender))) is None:
            passed.append(pronoun)
            same = self._same_before(pronoun, gender)
            if same is None:
                first = pronoun
                break
            pronoun = same
        self.firsts |= {(each, gender): first for each in passed}
        return first

    def _same_before(self, pronoun: int, gender: str) -> int | None:
        """The same pronoun as a subject before it in its sentence, where nobody else is a subject between the two."""
        tree = self.tree
        for at in range(pronoun - 1, tree.sentence_of(pronoun)[0] - 1, -1):
            if tree.dep[at] not in ("nsubj", "nsubjpass") or tree.stretch[at] != tree.stretch[pronoun]:
                continue
            if tree.lower[at] == tree.lower[pronoun]:
                return at
            known = bisect.bisect_left(self.candidates, at, key=_head)
            other = known < len(self.candidates) and self.candidates[known].head == at
            if other and self._fits(self.candidates[known], "person", gender):
                return None
        return None

    def _fits(self, c: Candidate, kind: str, gender: str) -> bool:
        if kind == "plural":
            return c.plural
        if c.plural or c.entity.person != (kind == "person"):
            return False
        return gender in ("any", "none") or c.entity.gender in ("", gender)

    def _weight(self, head: int) -> float:
        tree = self.tree
        weight = 0.0
        if tree.dep[head] in ("nsubj", "nsubjpass"):
            verb = tree.head[head]
            main = tree.dep[verb] == "ROOT" or (tree.dep[verb] == "conj" and tree.dep[tree.head[verb]] == "ROOT")
            weight += SUBJECT + (MAIN if main else EMBEDDED if tree.dep[verb] == "ccomp" else 0.0)
        if tree.dep[head] == "poss":
            weight += OWNER
        if head in self.speaking:
            weight += SPEAKING
        return weight + (0.0 if tree.stretch[head] is None else QUOTED)
