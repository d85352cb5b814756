"""Acts told by a verb: active, passive with or without agent, instrument as subject."""

from typing import NamedTuple

from analysis.language.tree import Tree
from analysis.reading.harm.lexicon import Harm, Rule, is_concrete, means, noun_keys
from analysis.reading.harm.participants import (
    RELATIVE,
    find_antecedent,
    find_hands,
    find_instrument,
    find_subject,
    has_no,
    is_denied,
    list_prepositions,
)

NOBODY = {"nobody", "none", "no-one", "neither"}
LEFT = {"dead": "killing", "injured": "injuring", "wounded": "injuring", "hurt": "injuring", "maimed": "injuring"}
HELD = {"hostage", "captive", "prisoner", "gunpoint", "custody", "detention", "incommunicado", "knifepoint"}


class Act(NamedTuple):
    """One act by word positions; -1 where the text does not say."""

    at: int
    act: str
    form: str
    agent: int
    patient: int
    instrument: int
    gated: bool


def read_verb(tree: Tree, at: int, harm: Harm) -> Act | None:
    """Read the verb at this place as an act of harm, or as none."""
    if tree.lemma[at] == "leave":
        return _read_leave(tree, at, harm)
    rule = harm.verb(tree, at)
    if rule is None or is_denied(tree, at):
        return None
    passive = _is_passive(tree, at, rule)
    agent = patient = -1
    goods = tree.child(at, "dobj")
    if passive:
        patient = find_subject(tree, at)
        by = tree.child(at, "agent")
        by = by if by is not None else next((c for c in tree.children[at] if tree.lower[c] == "by"), None)
        actor = tree.child(by, "pobj") if by is not None else None
        agent = actor if actor is not None else find_hands(tree, at)
        if agent < 0:
            agent = _shared_agent(tree, at)
    else:
        agent = find_subject(tree, at)
        patient = _object(tree, at, rule, goods)
    instrument = find_instrument(tree, at, harm)
    thrown = not passive and "object" not in rule.patient and not rule.rest
    if thrown and goods is not None and means(tree, goods, harm):
        instrument = goods
    if not _fits(tree, at, rule, patient, goods, instrument, harm, passive):
        return None
    if patient >= 0 and (tree.lower[patient] in NOBODY or has_no(tree, patient)):
        return None
    if agent >= 0 and (has_no(tree, agent) or tree.lower[agent] in NOBODY):
        return None
    if agent == patient:
        agent = -1
    if agent >= 0 and means(tree, agent, harm):
        form = "passive without agent" if passive else "instrument as subject"
        return Act(at, rule.act, form, -1, patient, agent, False)
    if passive:
        form = "passive with agent" if agent >= 0 else "passive without agent"
        return Act(at, rule.act, form, agent, patient, instrument if instrument != agent else -1, False)
    return Act(at, rule.act, "active", agent, patient, instrument, False)


def _is_passive(tree: Tree, at: int, rule: Rule) -> bool:
    below = {tree.dep[c] for c in tree.children[at]}
    if below & {"auxpass", "nsubjpass", "agent"}:
        return True
    if "dobj" in below or "object" not in rule.patient or tree.tag[at] not in {"VBN", "VBD"}:
        return False
    has = any(tree.dep[c] == "aux" and tree.lemma[c] in {"have", "'ve"} for c in tree.children[at])
    if tree.tag[at] == "VBN" and not has:
        if tree.dep[at] == "conj" and "nsubj" not in below:
            return _is_passive(tree, tree.head[at], rule)
        if tree.dep[at] in {"acl", "advcl", "xcomp", "ROOT", "ccomp", "oprd"}:
            return True
    if tree.tag[at] == "VBD" and tree.dep[at] == "conj" and "nsubj" not in below:
        above = {tree.dep[c] for c in tree.children[tree.head[at]]}
        return bool(above & {"auxpass", "nsubjpass"})
    preposition = next((c for c in tree.children[at] if tree.lower[c] == "by"), None)
    if preposition is not None and "nsubj" in below:
        noun = tree.child(preposition, "pobj")
        if noun is not None and tree.pos[noun] in {"NOUN", "PROPN"} and tree.tag[noun] != "CD":
            return True
    # "Protester shot in clash": a verb that must have an object and has none.
    return rule.always and "nsubj" in below and tree.dep[at] != "relcl" and not has


def _shared_agent(tree: Tree, at: int) -> int:
    """*was shot and killed by police*"""
    joined = tree.child(at, "conj")
    by = tree.child(joined, "agent") if joined is not None and tree.tag[joined] == "VBN" else None
    if by is None or any(tree.dep[c] in {"nsubj", "nsubjpass"} for c in tree.children[joined or 0]):
        return -1
    noun = tree.child(by, "pobj")
    return -1 if noun is None else noun


def _read_leave(tree: Tree, at: int, harm: Harm) -> Act | None:
    """*The blast left nine dead.*"""
    state = next((c for c in tree.children[at] if tree.lower[c] in LEFT), None)
    subject, patient = tree.child(at, "nsubj"), tree.child(at, "dobj")
    if state is None or subject is None or is_denied(tree, at):
        return None
    if patient is None:
        patient = tree.child(state, "nsubj")
    subject = find_antecedent(tree, subject)
    if patient is None or subject < 0:
        return None
    if means(tree, subject, harm):
        return Act(at, LEFT[tree.lower[state]], "instrument as subject", -1, patient, subject, False)
    return Act(at, LEFT[tree.lower[state]], "active", subject, patient, -1, False)


def _object(tree: Tree, at: int, rule: Rule, goods: int | None) -> int:
    if goods is not None and "object" in rule.patient:
        return find_antecedent(tree, goods)
    for child in tree.children[at]:
        if tree.dep[child] in {"prep", "prt", "dative"} and tree.lower[child] in rule.patient:
            noun = tree.child(child, "pobj")
            if noun is not None:
                return find_antecedent(tree, noun)
    if "object" not in rule.patient:
        if goods is not None:
            deep = [n for p, n in list_prepositions(tree, goods) if tree.lower[p] in rule.patient]
            return deep[0] if deep else -1
        return -1
    if tree.dep[at] == "relcl":
        subject = tree.child(at, "nsubj")
        if subject is not None and tree.lower[subject] not in RELATIVE:
            return tree.head[at]
    return -1


def _fits(
    tree: Tree, at: int, rule: Rule, patient: int, goods: int | None, instrument: int, harm: Harm, passive: bool
) -> bool:
    """Whether the patient can suffer this act: bills are killed, records are attacked, teams are beaten."""
    if patient >= 0 and tree.lemma[patient] in rule.never:
        return False
    needs = rule.needs
    if "verbal" in needs and instrument < 0 and any(tree.lower[c] in {"for", "over"} for c in tree.children[at]):
        return False
    if "optional" in needs and patient < 0:
        return True
    if "hold" in needs:
        return any(tree.lower[w] in HELD for w in range(at + 1, min(at + 7, tree.n)))
    if "way" in needs:
        return patient >= 0 and tree.lemma[patient] in {"way", "entry"}
    if "force" in needs:
        return patient >= 0 and any(key in harm.forces for key in noun_keys(tree, patient))
    if "device" in needs:
        named = goods is not None and any(key in harm.weapons for key in noun_keys(tree, goods))
        return named or (passive and patient >= 0)
    if "people" in needs:
        after = tree.lower[at + 1 : at + 6]
        if "up" in after[:3] or "death" in after or (instrument >= 0 and patient >= 0):
            return True
    if needs & {"person", "people", "target", "event"}:
        return patient >= 0 and is_concrete(tree, patient, needs, harm)
    return True
