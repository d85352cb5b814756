"""Marked stretches: what they look like, a sentence, part of one, a title, scare quotes; and which are no quotation."""

from collections.abc import Sequence
from typing import NamedTuple

from analysis.language.tree import Tree
from analysis.reading.page import Page
from analysis.reading.page.marks import Marked
from analysis.reading.quotes.rows import Quote

SCARE_WORDS, TITLE_WORDS, LONG_WORD = 3, 10, 3
STOPS = frozenset([".", "!", "?", ":", "…", "...", "—", "–", "--"])
LOOSE = frozenset([",", "—", "–", "--"])
BEFORE_QUOTATION = frozenset([",", ":", "—", "–", "--", "-", "that"])
# Words that give a name: goes by “Lefty”, known as “Spoons”.
NAMING = frozenset(["name", "nickname", "alias", "dub", "nickname", "go by", "know as"])
LINKING = frozenset(["a", "an", "the", "and", ","])
NAMED = frozenset(["oprd", "attr", "acomp", "xcomp"])


class Aside(NamedTuple):
    """Words in marks that are no quotation, and the rule that set them aside."""

    start: int
    end: int
    rule: str


class Stretches:
    """Outermost marked stretches over a tree; a stretch is known by its number, `ranges` holds its tokens."""

    def __init__(self, tree: Tree, marked: Sequence[Marked]) -> None:
        self.tree = tree
        self.marked = marked
        self.ranges: dict[int, tuple[int, int]] = {}
        for i, number in enumerate(tree.stretch):
            if number is not None and tree.start[i] >= marked[number].start and tree.end[i] <= marked[number].end:
                self.ranges[number] = (self.ranges.get(number, (i, i))[0], i)

    def __len__(self) -> int:
        return len(self.marked)

    def is_long(self, token: int) -> bool:
        """Whether a token stands in marks around more words than scare quotes have."""
        return self.tree.is_long(token, SCARE_WORDS)

    def is_mark(self, k: int) -> bool:
        """Whether a token is one of the marks around a stretch."""
        number = self.tree.stretch[k]
        if number is None:
            return False
        return self.tree.end[k] <= self.marked[number].start or self.tree.start[k] >= self.marked[number].end

    def before(self, token: int) -> int:
        """The word or stop before a token, over marks, commas and white space."""
        k = token - 1
        while k >= 0 and (self._is_gap(k) or (self.tree.text[k] in LOOSE and self.tree.stretch[k] is None)):
            k -= 1
        return k

    def after(self, token: int) -> int:
        """The word after a token, over marks, commas, a colon, *that* and white space."""
        k = token + 1
        while k < self.tree.n and (self._is_gap(k) or self.tree.text[k] in BEFORE_QUOTATION):
            k += 1
        return k

    def outside(self, n: int) -> int:
        """The token before the opening mark of a stretch, or -1."""
        k = self.ranges[n][0] - 1
        while k >= 0 and self._is_gap(k):
            k -= 1
        return k

    def _is_gap(self, k: int) -> bool:
        return self.tree.pos[k] == "SPACE" or self.is_mark(k)

    def reads_like_a_sentence(self, n: int) -> bool:
        """Whether a stretch does not carry on the words before it: it follows a stop, a comma or another stretch."""
        tree, (first, last) = self.tree, self.ranges[n]
        k = self.outside(n)
        if k < 0 or tree.sentence[k] != tree.sentence[first] or tree.text[k] in STOPS or self.marked[n].continues:
            return True
        if tree.text[k] == "," or tree.stretch[k] is not None:
            return True
        return tree.text[first][:1].isupper() or tree.text[last] in ("?", "!")

    def is_title(self, n: int) -> bool:
        """A title of a work: a few words, all long ones capitalised, no stop of its own."""
        words = [self.tree.text[k] for k in self._words(n)]
        final = self.tree.text[self.ranges[n][1]]
        if final in ("!", "?") or len(words) > TITLE_WORDS or (len(words) == 1 and final in (".", ",")):
            return False
        long_words = [word for word in words if len(word) > LONG_WORD]
        return bool(long_words) and all(word[0].isupper() or word[0].isdigit() for word in long_words)

    def tell_aside(self, n: int) -> str:
        """Why a stretch is no quotation: a `title of a work`, `scare quotes` (a few words, no stop); else nothing."""
        words = self._words(n)
        final = self.tree.text[self.ranges[n][1]]
        if len(words) <= SCARE_WORDS and self._is_name_given(n):
            return "scare quotes"
        if self.is_title(n):
            return "title of a work"
        stopped = final in ("!", "?") or (final in (".", ",") and self.reads_like_a_sentence(n))
        return "scare quotes" if not words or (len(words) <= SCARE_WORDS and not stopped) else ""

    def _is_name_given(self, n: int) -> bool:
        """`who goes by “Lefty.”`: what somebody is called, whatever stop stands in the marks."""
        tree, k = self.tree, self.outside(n)
        return tree.lemma[k] in NAMING or f"{tree.lemma[tree.head[k]]} {tree.lower[k]}" in NAMING

    def is_scare_word(self, n: int) -> bool:
        """One marked word inside a reported clause, unless it is what somebody or something is called."""
        tree, (first, last) = self.tree, self.ranges[n]
        if len(tree.source[tree.start[first] : tree.end[last]].split()) != 1 or tree.text[last] in (".", "!", "?", ","):
            return False
        k = first - 1
        while k >= 0 and (self._is_gap(k) or tree.lower[k] in LINKING):
            k -= 1
        so_called = tree.lower[k] == "as" and tree.lower[k - 1] != "well"
        called = k >= 0 and (so_called or tree.lemma[k] == "be")
        named = (i for i in range(first, last + 1) if tree.dep[i] in NAMED)
        # There was a “cover-up”: nothing is called so.
        return not called and all(tree.child(tree.head[i], "expl") is not None for i in named)

    def _words(self, n: int) -> list[int]:
        first, last = self.ranges[n]
        return [k for k in range(first, last + 1) if self.tree.pos[k] not in ("PUNCT", "SPACE")]


def list_asides(page: Page, tree: Tree, quotes: Sequence[Quote]) -> list[Aside]:
    """List the words in quotation marks that no attribution takes in, and the rule that set them aside.

    Takes: the page, its tree and the quotes of `find_quotes`.
    Returns: asides with their rule: `title of a work`, `scare quotes` or `marks without a cue`.

    >>> from analysis.reading.article import read_article
    >>> text = "The “reform” cost a fortune. Her novel “Dune” won a prize."
    >>> read_article(text)["asides"][["text", "rule"]].values.tolist()
    [['reform', 'scare quotes'], ['Dune', 'title of a work']]

    Limits: outermost marks of the body only; the rule says what the words look like.
    """
    outer = [mark for mark in page.marked if mark.depth == 0]
    stretches = Stretches(tree.mark([(mark.outer_start, mark.outer_end) for mark in outer]), outer)
    taken = [piece for quote in quotes for piece in quote.pieces]
    body = [(zone.start, zone.end) for zone in page.zones if zone.zone == "body"]
    return [
        Aside(mark.start, mark.end, stretches.tell_aside(n) or "marks without a cue")
        for n, mark in enumerate(outer)
        if n in stretches.ranges
        and any(start <= mark.start < end for start, end in body)
        and not any(start < mark.end and mark.start < end for start, end in taken)
    ]
