"""Borders: where what is reported goes on behind its first clause, and what at its edges is no part of it."""

from collections.abc import Container

from analysis.language.tree import Tree
from analysis.reading.quotes.rows import Ranges

LONGEST_DATE, LONGEST_MOMENT = 4, 4
JOINS = frozenset(["and", "but", "or"])
DASHES = frozenset(["—", "–", "--", "-"])
# Words that give the reason or the condition of what is said, not of its being said.
GROUNDS = frozenset(["because", "if", "unless", "so", "in"])
WHOSE = frozenset(["which", "who", "whose", "whom", "where"])
VERBS, THINGS = frozenset(["VERB", "AUX"]), frozenset(["NOUN", "PROPN", "ADJ"])


def run_on(tree: Tree, i: int, content: Ranges, reporting: Container[str]) -> Ranges:
    """Let what is reported run on over the parts that the parser tore off its end.

    `hacking of the council and of state offices [can be traced to one man]`, `the plant is sound[, and it will open]`.

    Takes: the tree; the cue; its content, to the right of it; lemmas of reporting verbs.
    Returns: the content, its last piece perhaps longer.

    Limits: form alone; a clause with a noun of its own as subject behind *and* is left to the source.
    """
    first, last = content[-1]
    if first < i or tree.dep[i] == "relcl":
        return content
    limit = tree.sentence_of(i)[1]
    following = _next_part(tree, i, first, last, limit, reporting)
    while following is not None and last < following <= limit:
        last, following = following, _next_part(tree, i, first, following, limit, reporting)
    while last > first and (tree.lower[last] in JOINS or tree.text[last] == ","):
        last -= 1  # The plant is sound and: the parser tore off more than it left.
    return [*content[:-1], (first, last)]


def _next_part(tree: Tree, i: int, first: int, last: int, limit: int, reporting: Container[str]) -> int | None:
    """Last token of the part that goes on right behind a content, or None."""
    k = last + 1
    while k <= limit and (tree.text[k] == "," or tree.pos[k] == "SPACE" or tree.lower[k] in JOINS):
        k += 1
    if k >= limit or "\n" in tree.source[tree.end[last] : tree.start[k]]:
        return None
    top, between = _top_behind(tree, k, last), range(last + 1, k)
    if tree.first[top] != k or tree.text[k] in DASHES:
        return None
    joined = len(between) > 0 and tree.dep[top] == "conj" and tree.head[top] == i
    if tree.pos[top] not in VERBS:
        return tree.last[top] if joined and tree.pos[top] in THINGS else None
    subject = tree.child(top, "nsubj", "nsubjpass", "expl")
    reports = tree.lemma[top] in reporting
    apart = len(between) > 0 or any(tree.lower[n] in JOINS for n in range(k - 3, k))
    second = reports and subject is None and apart
    torn = tree.dep[top] == "ccomp" and tree.head[top] == i and not second
    broken = not between and tree.head[top] == top and top != i and not (reports and subject is not None)
    mark = tree.child(top, "mark")
    ground = tree.dep[top] == "advcl" and tree.head[top] == i and mark is not None and tree.lower[mark] in GROUNDS
    form = {"VB": "TO", "VBG": "VBG"}.get(tree.tag[top], "")
    bare = joined and subject is None and any(tree.tag[n] == form for n in range(first, last))
    return tree.last[top] if torn or broken or ground or bare else None


def _top_behind(tree: Tree, k: int, last: int) -> int:
    """The highest word above a token that still stands behind another one."""
    while tree.head[k] > last and tree.head[k] != k:
        k = tree.head[k]
    return k


def after_moment(tree: Tree, piece: tuple[int, int], moments: Container[str]) -> tuple[int, int]:
    """`said [on Sunday] he would run`: when it was said stands before the pronoun, without a comma."""
    first, last = piece
    for k in range(first, min(first + LONGEST_MOMENT, last)):
        if tree.pos[k] not in ("ADP", "DET", "ADJ", "NOUN", "PROPN"):
            break
        if tree.lower[k] in moments and tree.tag[k + 1] == "PRP":
            return k + 1, last
    return piece


def before_circumstance(tree: Tree, piece: tuple[int, int], words: Container[str]) -> tuple[int, int]:
    """`will not take sides, amid growing tension`: a circumstance behind a comma is the source's own voice."""
    first, last = piece
    for k in range(first + 2, last):
        if tree.text[k] == "," and tree.lower[k + 1] in words and tree.stretch[k] is None:
            return first, k - 1
    return piece


def before_medium(tree: Tree, piece: tuple[int, int], media: Container[str]) -> tuple[int, int]:
    """`called the plan a joke [in a statement on Monday]`: where it was said is no part of what was said."""
    first, last = piece
    for k in range(first + 1, last):
        inner = tree.child(k, "pobj") if tree.lower[k] in ("in", "during", "on", "at", "via") else None
        told = inner is not None and tree.lemma[inner] in media and tree.last[k] >= last - LONGEST_DATE
        if told and all(tree.stretch[n] is None for n in range(k, last + 1)):
            return first, k - 1
    return piece


def before_report(tree: Tree, piece: tuple[int, int], reporting: Container[str]) -> tuple[int, int]:
    """`praised the cook[, saying he was a wizard]`: a participle that reports begins a report of its own."""
    first, last = piece
    for k in range(first + 1, last):
        participle = tree.tag[k + 1] == "VBG" and tree.lemma[k + 1] in reporting
        if tree.text[k] == "," and participle and tree.stretch[k] is None:
            return first, k - 1
    return piece


def before_aside(tree: Tree, piece: tuple[int, int]) -> tuple[int, int]:
    """`praised the plan[, which was drawn up in May]`: what a comma adds to a noun is told by the source."""
    first, last = piece
    for k in range(first + 1, last):
        if tree.text[k] != "," or tree.stretch[k] is not None:
            continue
        top = _top_behind(tree, k + 1, k)
        added = (tree.dep[top] == "appos" and tree.pos[top] == "NOUN") or (
            tree.dep[top] == "relcl" and tree.lower[k + 1] in WHOSE
        )
        if added and tree.first[top] == k + 1 and tree.last[top] >= last and tree.head[top] >= first:
            return first, k - 1
    return piece


def without_moment(
    tree: Tree, span: tuple[int, int], head: int, moments: Container[str], media: Container[str]
) -> tuple[int, int]:
    """`The mayor [on Friday] said`, `The firm [in a statement] said`: when and where is no part of who said it."""
    first, last = span
    k = last
    while k > head and tree.lower[k] in moments:
        k -= 1
    if k == last and tree.lower[k] in media and tree.lower[k - 2 : k] in (["in", "a"], ["in", "an"]):
        k -= 1
    if k == last or k < head:
        return span
    while k > head and tree.pos[k] in ("ADP", "DET", "PUNCT", "ADJ"):
        k -= 1
    beside = any(tree.head[c] == head for c in range(k + 1, last + 1))
    return (first, k) if beside else span
