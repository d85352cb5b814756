"""Participants: who and what stands around a verb or noun of harm in the parse, by word position."""

from analysis.language.phrases import Words
from analysis.reading.harm.lexicon import Harm, means

RELATIVE = {"who", "which", "that", "whom"}
INSTRUMENT_PREPOSITIONS = {"in", "with", "by", "from", "during", "using", "via"}


def find_antecedent(words: Words, at: int) -> int:
    """Give the word that a relative pronoun stands for, the word itself where it is none, -1 where there is none."""
    if words.lower[at] in RELATIVE:
        verb = words.head[at]
        while words.dep[verb] in {"conj", "xcomp", "auxpass"} and verb != words.head[verb]:
            verb = words.head[verb]
        if words.dep[verb] == "relcl":
            return words.head[verb]
        return -1
    return at


def find_subject(words: Words, at: int, depth: int = 0) -> int:
    """Give who does it: the verb's own subject, or that of the verb it hangs on; -1 where nobody is named."""
    own = words.child(at, "nsubj", "nsubjpass")
    if own is not None:
        return find_antecedent(words, own)
    above, relation = words.head[at], words.dep[at]
    if depth > 4 or above == at:
        return -1
    if relation == "acl" and words.tag[at] in {"VBG", "VBN", "VBD"}:
        return above if words.pos[above] in {"NOUN", "PROPN", "PRON", "NUM"} else -1
    if relation == "relcl":
        return above
    if relation == "pcomp":
        governor = words.head[above]
        if words.pos[governor] in {"NOUN", "PROPN"}:
            return -1
        relation, above = "xcomp", governor
    if relation in {"xcomp", "ccomp", "advcl", "conj", "oprd"} and words.pos[above] in {"VERB", "AUX"}:
        controlled = words.child(above, "dobj") if relation in {"xcomp", "ccomp"} else None
        if controlled is not None:
            return find_antecedent(words, controlled)
        return find_subject(words, above, depth + 1)
    return -1


def list_prepositions(words: Words, at: int, depth: int = 0) -> list[tuple[int, int]]:
    """List prepositions below a word with their nouns, those that the parser hung one noun too low included."""
    found = []
    for child in words.children[at]:
        if words.dep[child] in {"prep", "agent"}:
            noun = words.child(child, "pobj")
            if noun is not None:
                found.append((child, noun))
                if depth < 2:
                    found += list_prepositions(words, noun, depth + 1)
        elif words.dep[child] == "dobj" and depth < 1:
            found += list_prepositions(words, child, depth + 1)
    return sorted(found)


def find_hands(words: Words, at: int) -> int:
    """Give who stands behind *at the hands of*, or -1."""
    for _, noun in list_prepositions(words, at):
        if words.lower[noun] == "hands":
            of = words.child(noun, "prep")
            inner = words.child(of, "pobj") if of is not None else None
            if inner is not None:
                return inner
    return -1


def find_instrument(words: Words, at: int, harm: Harm) -> int:
    """Give the means that a verb or noun of harm names behind *in*, *with*, *by* or *using*, or -1."""
    for preposition, noun in list_prepositions(words, at):
        if words.lower[preposition] in INSTRUMENT_PREPOSITIONS and means(words, noun, harm):
            return noun
    for child in words.children[at]:
        if words.lower[child] == "using":
            used = words.child(child, "dobj", "pobj")
            if used is not None:
                return used
    return -1


def is_denied(words: Words, at: int) -> bool:
    """Say whether the verb is negated or stands behind *without*."""
    if any(words.dep[c] == "neg" or words.lower[c] == "never" for c in words.children[at]):
        return True
    above = words.head[at]
    return words.dep[at] == "pcomp" and words.lower[above] == "without"


def has_no(words: Words, noun: int) -> bool:
    """Say whether the noun has *no* or *neither* before it."""
    return any(words.dep[c] in {"det", "neg"} and words.lower[c] in {"no", "neither"} for c in words.children[noun])
