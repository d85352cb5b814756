"""Objects: noun phrases as what is reported, and what belongs to them."""

from collections.abc import Container, Sequence

from analysis.language.tree import Tree
from analysis.reading.quotes.cue_lists import Entry
from analysis.reading.quotes.gaps import find_described
from analysis.reading.quotes.rows import Ranges

TAILS = frozenset(
    ["for", "about", "against", "between", "toward", "towards", "of", "with", "as", "from", "by", "to", "over", "into"]
)
Found = tuple[Entry, str, Ranges]


def find_object(tree: Tree, i: int, takes: dict[str, Entry], nouns: Container[str]) -> Found | None:
    """Find a noun phrase as content: `stress the need for`, `call it a mess`, `accuse X of Y`, `reject the story as`.

    Takes: the tree; the verb; its rows of the cue list by what they take; nouns that take clauses of their own.
    Returns: the row that takes it, the name of the frame, token ranges; or None.
    """
    right = [c for c in tree.children[i] if c > i]
    objects = [c for c in right if tree.dep[c] in ("dobj", "oprd")]
    if not objects:
        of_noun = find_described(tree, i, right) if "as" in takes else []
        return (takes["as"], "as", of_noun) if of_noun else None
    first, last = tree.first[objects[0]], max(_end_of(tree, c) for c in objects)
    tail = [c for c in right if c > objects[-1] and tree.dep[c] in ("prep", "xcomp", "oprd")]
    likened = [c for c in right if tree.dep[c] == "advcl" and tree.child(c, "nsubj", "nsubjpass") is None]
    as_part = [c for c in right if tree.lower[c] == "as" or (c in likened and tree.lower[tree.first[c]] == "as")]
    of_part = [c for c in right if tree.lower[c] in ("of", "for")]
    named = any(
        (tree.stretch[c] is not None and c > objects[0] and tree.stretch[objects[0]] is None)
        or (tree.dep[c] == "acl" and _is_to_be(tree, c))
        or (tree.dep[c] == "amod" and c > objects[0])  # Called the delay disappointing.
        or ("to" in takes and tree.lower[c] == "to")  # Likened the tax to theft.
        for c in tree.children[objects[0]]
        if tree.dep[c] != "punct"
    )
    if "predicate" in takes and (len(objects) > 1 or tree.dep[objects[0]] == "oprd" or tail or named):
        frame, more = "predicate", tail
    elif "as" in takes and (as_part or not takes.keys() & {"object", "only"}):
        frame, more = "as", as_part or find_tail(tree, objects[-1], right, nouns)
    elif "charge" in takes:
        frame, more = "charge", of_part
    elif "stance" in takes:
        frame, more = "stance", of_part + as_part
        if more and "marks" in takes:  # Slammed the club for its silence: words were said.
            takes = {**takes, "stance": takes["stance"]._replace(act="speech")}
    elif "object" in takes and (tree.pos[objects[0]] != "PRON" or as_part):
        frame, more = "object", as_part + find_tail(tree, objects[-1], right, nouns)
        told = tree.child(i, "dative")
        first = tree.first[told] if told is not None and told > i and tree.pos[told] == "NOUN" else first
    else:
        return None
    return takes[frame], frame, [(first, max([last, *(tree.last[c] for c in more)]))]


def _end_of(tree: Tree, c: int) -> int:
    """Last token of what something is called: `called the plan “mad” [and left]`."""
    deeds = [k for k in tree.children[c] if tree.dep[k] == "conj" and tree.tag[k] in ("VBD", "VBN")]
    joint = [k for k in tree.children[c] if tree.dep[k] == "cc"]
    if tree.pos[c] == "ADJ" and deeds and joint and tree.text[joint[0] - 1] in ("”", '"', "’", "'"):
        return joint[0] - 1
    return tree.last[c]


def _is_to_be(tree: Tree, c: int) -> bool:
    """`judged the offer to be a trap`"""
    to = tree.child(c, "aux")
    return tree.lemma[c] == "be" and to is not None and tree.lower[to] == "to"


def find_tail(tree: Tree, thing: int, right: Sequence[int], nouns: Container[str]) -> list[int]:
    """Find what belongs to a noun but was hung on its verb: `promised a ban [on plastic]`, `his vow [to leave]`."""
    last, tail = tree.last[thing], []
    for c in right:
        inner = tree.child(c, "pobj", "pcomp")
        about = tree.dep[c] == "prep" and tree.lower[c] in TAILS and inner is not None and tree.tag[inner] != "PRP"
        purpose = tree.lower[tree.first[c]] == "to" and (
            tree.dep[c] == "xcomp" or (tree.dep[c] == "advcl" and tree.lemma[thing] in nouns)
        )
        if c > thing and tree.first[c] == last + 1 and (about or purpose):
            tail.append(c)
            last = tree.last[c]
    return tail
