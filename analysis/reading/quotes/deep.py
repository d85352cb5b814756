"""Depth: clauses that stand inside one another without end, as no writer writes, are read down to some depth."""

from dataclasses import replace

from analysis.language.tree import Tree

CLAUSES = frozenset(["ccomp", "xcomp", "acl", "relcl", "advcl"])
MOST_INSIDE = 64  # clauses inside one another; people write five or six


def find_deep(tree: Tree) -> list[int]:
    """Find the heads of clauses that stand inside more than 64 others, and what stands between these.

    >>> from analysis.language.parse import parse
    >>> from analysis.language.tree import build_tree
    >>> find_deep(build_tree(parse("He said she knew that they feared he would go.")))
    []
    """
    inside: dict[int, int] = {}
    for i in range(tree.n):
        if tree.dep[i] not in CLAUSES:
            continue
        path = []
        while i not in inside and tree.head[i] != i:
            path.append(i)
            i = tree.head[i]
        n = inside.get(i, 0)
        for k in reversed(path):
            n += tree.dep[k] in CLAUSES
            inside[k] = n
    return [i for i, n in inside.items() if n > MOST_INSIDE]


def hide_deep(tree: Tree) -> Tree:
    """Give the tree in which no clause that stands too deep has a word that a rule knows as one of saying.

    Each such report would be the rest of its sentence once more, so that many take the square of its length.
    """
    deep = find_deep(tree)
    if not deep:
        return tree
    lemma = list(tree.lemma)
    for i in deep:
        lemma[i] = ""
    return replace(tree, lemma=lemma)
