"""Participants: who and what stands around a verb or noun of harm in the parse, by word position."""

from analysis.language.tree import Tree
from analysis.reading.harm.lexicon import Harm, means

RELATIVE = {"who", "which", "that", "whom"}
INSTRUMENT_PREPOSITIONS = {"in", "with", "by", "from", "during", "using", "via"}


def find_antecedent(tree: Tree, at: int) -> int:
    """Give the word that a relative pronoun stands for, the word itself where it is none, -1 where there is none."""
    if tree.lower[at] in RELATIVE:
        verb = tree.head[at]
        while tree.dep[verb] in {"conj", "xcomp", "auxpass"} and verb != tree.head[verb]:
            verb = tree.head[verb]
        if tree.dep[verb] == "relcl":
            return tree.head[verb]
        return -1
    return at


def find_subject(tree: Tree, at: int, depth: int = 0) -> int:
    """Give who does it: the verb's own subject, or that of the verb it hangs on; -1 where nobody is named."""
    own = tree.child(at, "nsubj", "nsubjpass")
    if own is not None:
        return find_antecedent(tree, own)
    above, relation = tree.head[at], tree.dep[at]
    if depth > 4 or above == at:
        return -1
    if relation == "acl" and tree.tag[at] in {"VBG", "VBN", "VBD"}:
        return above if tree.pos[above] in {"NOUN", "PROPN", "PRON", "NUM"} else -1
    if relation == "relcl":
        return above
    if relation == "pcomp":
        governor = tree.head[above]
        if tree.pos[governor] in {"NOUN", "PROPN"}:
            return -1
        relation, above = "xcomp", governor
    if relation in {"xcomp", "ccomp", "advcl", "conj", "oprd"} and tree.pos[above] in {"VERB", "AUX"}:
        controlled = tree.child(above, "dobj") if relation in {"xcomp", "ccomp"} else None
        if controlled is not None:
            return find_antecedent(tree, controlled)
        return find_subject(tree, above, depth + 1)
    return -1


def list_prepositions(tree: Tree, at: int, depth: int = 0) -> list[tuple[int, int]]:
    """List prepositions below a word with their nouns, those that the parser hung one noun too low included."""
    found = []
    for child in tree.children[at]:
        if tree.dep[child] in {"prep", "agent"}:
            noun = tree.child(child, "pobj")
            if noun is not None:
                found.append((child, noun))
                if depth < 2:
                    found += list_prepositions(tree, noun, depth + 1)
        elif tree.dep[child] == "dobj" and depth < 1:
            found += list_prepositions(tree, child, depth + 1)
    return sorted(found)


def find_hands(tree: Tree, at: int) -> int:
    """Give who stands behind *at the hands of*, or -1."""
    for _, noun in list_prepositions(tree, at):
        if tree.lower[noun] == "hands":
            of = tree.child(noun, "prep")
            inner = tree.child(of, "pobj") if of is not None else None
            if inner is not None:
                return inner
    return -1


def find_instrument(tree: Tree, at: int, harm: Harm) -> int:
    """Give the means that a verb or noun of harm names behind *in*, *with*, *by* or *using*, or -1."""
    for preposition, noun in list_prepositions(tree, at):
        if tree.lower[preposition] in INSTRUMENT_PREPOSITIONS and means(tree, noun, harm):
            return noun
    for child in tree.children[at]:
        if tree.lower[child] == "using":
            used = tree.child(child, "dobj", "pobj")
            if used is not None:
                return used
    return -1


def is_denied(tree: Tree, at: int) -> bool:
    """Say whether the verb is negated or stands behind *without*."""
    if any(tree.dep[c] == "neg" or tree.lower[c] == "never" for c in tree.children[at]):
        return True
    above = tree.head[at]
    return tree.dep[at] == "pcomp" and tree.lower[above] == "without"


def has_no(tree: Tree, noun: int) -> bool:
    """Say whether the noun has *no* or *neither* before it."""
    return any(tree.dep[c] in {"det", "neg"} and tree.lower[c] in {"no", "neither"} for c in tree.children[noun])
