"""Phrases: how far a noun phrase reaches in the parse."""

from analysis.language.tree import Tree

BEFORE = {"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "npadvmod", "advmod", "punct"}
JOINS = {"cc", "punct"}
PLACE_PREPOSITIONS = {"in", "from", "at", "outside", "near"}


def left_edge(tree: Tree, head: int) -> int:
    """Give the first word of the noun phrase around this noun: its articles, adjectives, compounds, possessors."""
    first = head
    for child in tree.children[head]:
        if child < head and tree.dep[child] in BEFORE:
            first = min(first, left_edge(tree, child))
    while first < head and (tree.dep[first] == "punct" and tree.text[first] not in {"-", "al"}):
        first += 1
    return first


def phrase(tree: Tree, head: int, *, places: bool = False, joined: bool = False) -> tuple[int, int]:
    """Say from which to which word the noun phrase around this noun reaches.

    Takes: `places` to take in a place that follows at once (*Authorities in Karachi*), `joined` to take in what
    *and* joins to it.
    Returns: first and last word; the phrase takes in *of* and its noun, and leaves out appositions, relative
    clauses and all other prepositions.
    """
    first, last = left_edge(tree, head), head
    below = tree.children[head]
    after = head + 1
    if tree.dep[head] == "conj" and after < tree.n and tree.lower[after] == "of":
        # "the head of the force and architect of its plan": the parser may hang the second "of" on the first noun.
        below = [*below, after] if tree.head[after] == tree.head[head] else below
    for child in below:
        if child == last + 1 and tree.dep[child] == "punct" and tree.text[child] == "-":
            last = child
        if child != last + 1 or tree.dep[child] != "prep":
            continue
        noun = tree.child(child, "pobj")
        if noun is None:
            continue
        place = places and tree.lower[child] in PLACE_PREPOSITIONS and tree.pos[noun] == "PROPN"
        if tree.lower[child] == "of" or place:
            last = phrase(tree, noun, places=places, joined=True)[1]
    if joined:
        for child in tree.children[head]:
            if tree.dep[child] != "conj" or child < last:
                continue
            begin, stop = phrase(tree, child, places=places, joined=True)
            between = range(last + 1, begin)
            if all(tree.dep[w] in JOINS or tree.lower[w] in {"and", "or", ","} for w in between):
                last = stop
    return first, last
