"""Participants: who and what stands around a verb or noun of harm in the parse, by word position."""

from typing import NamedTuple

from analysis.language.phrases import find_shared_subject
from analysis.language.tree import Tree
from analysis.reading.harm.lexicon import Harm, means

RELATIVE = {"who", "which", "that", "whom"}
INSTRUMENT_PREPOSITIONS = {"in", "with", "by", "from", "during", "using", "via"}


class Participants(NamedTuple):
    """Who does it, to whom, by which means: word positions, None where the text does not say."""

    agent: int | None = None
    patient: int | None = None
    instrument: int | None = None


def find_antecedent(tree: Tree, at: int | None) -> int | None:
    """Give the word that a relative pronoun stands for, the word itself where it is none, None where there is none."""
    if at is None or tree.lower[at] not in RELATIVE:
        return at
    verb = tree.head[at]
    while tree.dep[verb] in {"conj", "xcomp", "auxpass"} and verb != tree.head[verb]:
        verb = tree.head[verb]
    return tree.head[verb] if tree.dep[verb] == "relcl" else None


def find_actor(tree: Tree, at: int) -> int | None:
    """Give who does or undergoes it: the verb's own subject, the noun it describes, the subject of the verb above."""
    own = tree.child(at, "nsubj", "nsubjpass")
    described = tree.dep[at] == "relcl" or (tree.dep[at] == "acl" and tree.tag[at] in {"VBG", "VBN", "VBD"})
    if own is None and described:
        own = tree.head[at]
    return find_antecedent(tree, find_shared_subject(tree, at) if own is None else own)


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


def find_hands(tree: Tree, at: int) -> int | None:
    """Give who stands behind *at the hands of*, or None."""
    hands = (noun for _, noun in list_prepositions(tree, at) if tree.lower[noun] == "hands")
    owners = (tree.child(tree.child(noun, "prep"), "pobj") for noun in hands)
    return next((owner for owner in owners if owner is not None), None)


def find_instrument(tree: Tree, at: int, harm: Harm) -> int | None:
    """Give the means that a verb or noun of harm names behind *in*, *with*, *by* or *using*, or None."""
    for preposition, noun in list_prepositions(tree, at):
        if tree.lower[preposition] in INSTRUMENT_PREPOSITIONS and means(tree, noun, harm):
            return noun
    used = (tree.child(child, "dobj", "pobj") for child in tree.children[at] if tree.lower[child] == "using")
    return next((noun for noun in used if noun is not None), None)


def is_denied(tree: Tree, at: int) -> bool:
    """Say whether the verb is negated or stands behind *without*."""
    if any(tree.dep[c] == "neg" or tree.lower[c] == "never" for c in tree.children[at]):
        return True
    above = tree.head[at]
    return tree.dep[at] == "pcomp" and tree.lower[above] == "without"


def has_no(tree: Tree, noun: int) -> bool:
    """Say whether the noun has *no* or *neither* before it."""
    return any(tree.dep[c] in {"det", "neg"} and tree.lower[c] in {"no", "neither"} for c in tree.children[noun])


def is_nobody(tree: Tree, at: int | None, harm: Harm) -> bool:
    """Say whether a participant is said not to be: *nobody*, *no soldier*."""
    return at is not None and (tree.lower[at] in harm.words["nobody"] or has_no(tree, at))
