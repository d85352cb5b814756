"""Gaps: what is reported of a noun that stands before its cue: `a knife that police say was used`."""

from collections.abc import Sequence

from analysis.language.phrases import phrase
from analysis.language.tree import Tree
from analysis.reading.quotes.rows import Ranges

RELATIVES = frozenset(["that", "which", "who", "what"])
FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")


def find_gap(tree: Tree, i: int, clause: int) -> Ranges:
    """Find what is reported of a noun by a relative clause: the noun and the clause.

    `a knife [that police say] was used`, `a law [they say] could fail`, `what [senators said] was a trick`.

    Takes: the tree, a reporting verb, the head of the clause that it reports.
    Returns: two token ranges; nothing where the clause has its subject.

    Limits: the noun with its *of*, without what else describes it.
    """
    subject, behind = tree.child(clause, *SUBJECTS), (i + 1, tree.last[clause])
    if subject is not None and subject < i and tree.lower[subject] == "what":
        return [(subject, subject), behind]
    bare = subject is None and tree.first[clause] > i and _is_finite_verb(tree, clause)
    relative = subject is not None and subject < i and tree.lower[subject] in RELATIVES
    if tree.dep[i] != "relcl" or not (bare or relative):
        return []
    first, last = phrase(tree, tree.head[i])
    return [(first, min(last, (i if subject is None else subject) - 1)), behind]


def find_described(tree: Tree, i: int, right: Sequence[int]) -> Ranges:
    """Find what a noun before its cue is described as: `a blast [that the mayor described] as a crime`.

    Takes: the tree, a verb that takes *as*, its children behind it.
    Returns: the noun and what it is described as, the latter alone behind *what*; or nothing.
    """
    part = next(
        (c for c in right if tree.lower[c] == "as" and tree.child(c, "pobj", "pcomp", "amod") is not None), None
    )
    thing = tree.child(i, "dobj")
    if part is None or (tree.dep[i] != "relcl" and (thing is None or tree.lower[thing] != "what")):
        return []
    described = (part + 1, tree.last[part])
    if thing is not None and tree.lower[thing] == "what":
        return [described]
    first, last = phrase(tree, tree.head[i])
    return [(first, min(last, i - 1)), described]


def find_bare_talker(tree: Tree, i: int) -> int | None:
    """Find who talks where the parser made one noun phrase of two: `a bridge [critics] said would never pay`.

    Returns: the token before the cue, or None.
    """
    clause, k = next((c for c in tree.children[i] if c > i and tree.dep[c] == "ccomp"), None), i - 1
    if clause is None or k < 1 or tree.tag[i] not in FINITE or tree.tag[k] != "NNS":
        return None
    gap = tree.first[clause] == i + 1 and tree.child(clause, *SUBJECTS) is None and _is_finite_verb(tree, clause)
    glued = tree.dep[k - 1] == "compound" and tree.tag[k - 1] == "NN" and tree.head[k - 1] == k
    return k if gap and glued else None


def _is_finite_verb(tree: Tree, clause: int) -> bool:
    helped = any(tree.tag[c] in FINITE and tree.dep[c] in ("aux", "auxpass") for c in tree.children[clause])
    return tree.tag[clause] in FINITE or helped
