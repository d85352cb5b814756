"""Acts told by a noun: *the killing of*, *an attack on*, and the verb that carries one (*launched an attack*)."""

from analysis.language.tree import Tree
from analysis.reading.harm.lexicon import Harm, Rule, is_concrete, means
from analysis.reading.harm.participants import (
    find_hands,
    find_instrument,
    find_subject,
    has_no,
    is_denied,
    list_prepositions,
)
from analysis.reading.harm.verbs import Act

DYING = {"die", "perish"}


def is_nominal(tree: Tree, at: int) -> bool:
    """Say whether a form in -ing is a noun here: with an article, a possessor or *of* (*the killing of*)."""
    if tree.tag[at] != "VBG":
        return False
    below = tree.children[at]
    if tree.tag[at - 1] == "POS" or any(tree.dep[c] == "poss" for c in below):
        return True
    if any(tree.dep[c] in {"nsubj", "aux", "dobj"} for c in below):
        return False
    return any(tree.dep[c] in {"det", "poss"} or tree.lower[c] == "of" for c in below)


def read_noun(tree: Tree, at: int, harm: Harm) -> Act | None:
    """Read the noun at this place as an act of harm, or as none."""
    rule = harm.noun(tree, at)
    if rule is None or tree.dep[at] in {"compound", "nmod", "amod"} or has_no(tree, at):
        return None
    above = tree.head[at]
    before = {tree.lower[c] for c in tree.children[at] if c < at} | {tree.lemma[c] for c in tree.children[at]}
    if before & rule.never or tree.lemma[above] in rule.never:
        return None
    agent = patient = -1
    for preposition, noun in list_prepositions(tree, at):
        word = tree.lower[preposition]
        if tree.text[noun] in harm.times:
            continue
        if word in rule.patient and patient < 0 and preposition > at:
            patient = noun
        elif agent < 0 and (word == "by" or (word == "between" and rule.act == "clash")):
            agent = noun
    hands = find_hands(tree, at)
    agent = hands if hands >= 0 else agent
    if patient >= 0 and tree.lemma[patient] in rule.never:
        return None
    possessor = tree.child(at, "poss")
    if possessor is None and tree.tag[at - 1] == "POS":
        possessor = tree.head[at - 1]
    if possessor is not None and rule.possessor:
        if rule.possessor == "patient" and patient < 0:
            patient = possessor
        elif agent < 0:
            agent = possessor
    if agent >= 0 and tree.tag[agent] in {"CD"}:
        agent = -1
    instrument = find_instrument(tree, at, harm)
    instrument = -1 if instrument in {agent, patient} and instrument == patient else instrument
    if agent >= 0 and means(tree, agent, harm):
        agent, instrument = -1, agent
    if "person" in rule.needs and not (patient >= 0 and is_concrete(tree, patient, rule.needs, harm)):
        return None
    gated = "article" in rule.needs or ("military" in rule.needs and patient < 0 and not _is_military(tree, at))
    return _with_verb(tree, at, rule, harm, agent, patient, instrument, gated)


def _with_verb(
    tree: Tree, at: int, rule: Rule, harm: Harm, agent: int, patient: int, instrument: int, gated: bool
) -> Act | None:
    """*Rebels carried out an attack*: the verb that carries the noun names its agent."""
    verb, relation = tree.head[at], tree.dep[at]
    reduced = next((c for c in tree.children[at] if tree.dep[c] == "acl" and tree.tag[c] == "VBN"), None)
    if reduced is not None and harm.supports(tree, reduced):
        by = tree.child(reduced, "agent")
        actor = tree.child(by, "pobj") if by is not None else None
        if actor is not None and agent < 0:
            return Act(at, rule.act, "nominal", actor, patient, instrument, gated)
    if relation in {"dobj", "nsubjpass"} and harm.supports(tree, verb) and not is_denied(tree, verb):
        if relation == "dobj":
            actor = find_subject(tree, verb)
            if actor >= 0 and not means(tree, actor, harm):
                return Act(at, rule.act, "active", actor, patient, instrument, gated)
        else:
            by = tree.child(verb, "agent")
            inner = tree.child(by, "pobj") if by is not None else None
            actor = inner if inner is not None else agent
            form = "passive with agent" if actor >= 0 else "passive without agent"
            return Act(at, rule.act, form, actor, patient, instrument, gated)
    if patient < 0 and relation == "pobj" and tree.lower[verb] in {"in", "during", "from"}:
        governor = tree.head[verb]
        if tree.lemma[governor] in DYING:
            patient = find_subject(tree, governor)
    return Act(at, rule.act, "nominal", agent, patient, instrument, gated)


def _is_military(tree: Tree, at: int) -> bool:
    """A strike beside a country or a weapon is no walkout."""
    return any(
        tree.dep[c] in {"amod", "compound", "poss"}
        and (tree.text[c][:1].isupper() or tree.lower[c] in {"military", "retaliatory", "precision", "nuclear"})
        for c in tree.children[at]
    )
