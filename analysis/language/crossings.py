"""Crossings: arcs that cross others, which the model's moves cannot make, but can name."""

from collections.abc import Sequence

NAMED = "||"  # dobj||xcomp: an object, not of the head where it was hung, but of a word below that, an xcomp


def uncross(words: Sequence[str], heads: Sequence[int], relations: Sequence[str]) -> tuple[list[int], list[str]]:
    """Hang the words whose true head is named by its relation on that head: the nearest such word below.

    Returns: heads and relations.
    Source: Nivre and Nilsson (2005), their scheme `head`.

    >>> uncross(["What", "did", "he", "try", "to", "do"], [3, 3, 3, 3, 5, 3], ["dobj||xcomp", *["aux"] * 4, "xcomp"])
    ([5, 3, 3, 3, 5, 3], ['dobj', 'aux', 'aux', 'aux', 'aux', 'xcomp'])

    Limits: where there is no such word below, a word stays where it was hung.
    """
    above, named = list(heads), list(relations)
    crossing = [i for i, relation in enumerate(relations) if NAMED in relation]
    children: dict[int, list[int]] = {}
    for i, head in enumerate(heads if crossing else ()):
        if head != i and not words[i].isspace():
            children.setdefault(head, []).append(i)
    for i in crossing:
        named[i], wanted = relations[i].split(NAMED)
        below = [above[i]]
        for word in below:  # grows while it is gone through: breadth first
            own = [child for child in children.get(word, ()) if child != i and above[child] == word]
            found = next((child for child in own if named[child] == wanted), None)
            if found is not None:
                above[i] = found
                break
            below += own
    return above, named
