"""Acts told by a verb: active, passive with or without agent, instrument as subject."""

from typing import NamedTuple

from analysis.language.tree import Tree
from analysis.reading.harm.lexicon import CALENDAR, Harm, Rule, means
from analysis.reading.harm.needs import Told, meets_needs
from analysis.reading.harm.participants import (
    RELATIVE,
    Participants,
    find_actor,
    find_antecedent,
    find_hands,
    find_instrument,
    is_denied,
    is_nobody,
    list_prepositions,
)


class Act(NamedTuple):
    """One act by word positions, None where the text does not say.

    `gated` says beside what it counts only: *article*, any serious act; *military*, one with military means.
    """

    at: int
    act: str
    form: str
    agent: int | None
    patient: int | None
    instrument: int | None
    gated: str = ""


def read_verb(tree: Tree, at: int, harm: Harm) -> Act | None:
    """Read the verb at this place as an act of harm, or as none.

    >>> from analysis.lexicons import standard_lexicons
    >>> from analysis.language.parse import parse
    >>> from analysis.language.tree import build_tree
    >>> from analysis.reading.harm.lexicon import compile_harm
    >>> tree = build_tree(parse("Two hikers were killed in an avalanche."))
    >>> act = read_verb(tree, 3, compile_harm(standard_lexicons()))
    >>> act.form, tree.text[act.instrument]
    ('passive without agent', 'avalanche')
    """
    if tree.lemma[at] == "leave":
        return _read_leave(tree, at, harm)
    rule = harm.verb(tree, at)
    if rule is None or is_denied(tree, at):
        return None
    passive = _is_passive(tree, at, rule)
    goods = tree.child(at, "dobj")
    parts = _find_passive(tree, at, rule, harm) if passive else _find_active(tree, at, rule, goods, harm)
    told = Told(at, rule, parts, goods, passive)
    if not meets_needs(tree, told, harm) or is_nobody(tree, parts.patient, harm) or is_nobody(tree, parts.agent, harm):
        return None
    return _name_form(tree, told, harm)


def _find_passive(tree: Tree, at: int, rule: Rule, harm: Harm) -> Participants:
    by = tree.child(at, "agent")
    by = by if by is not None else next((c for c in tree.children[at] if tree.lower[c] == "by"), None)
    agent = tree.child(by, "pobj")
    agent = find_hands(tree, at) if agent is None else agent
    agent = _find_shared_agent(tree, at) if agent is None else agent
    subject, instrument = find_actor(tree, at), find_instrument(tree, at, harm)
    if "object" in rule.patient or not rule.patient:
        return Participants(agent, subject, instrument)
    # "Rockets were fired at the town": the subject is the means; a director who was fired is none.
    thrown = subject is not None and means(tree, subject, harm)
    return Participants(agent, _find_patient(tree, at, rule, None, harm), subject if thrown else instrument)


def _find_active(tree: Tree, at: int, rule: Rule, goods: int | None, harm: Harm) -> Participants:
    thrown = "object" not in rule.patient and not rule.rest and goods is not None and means(tree, goods, harm)
    instrument = goods if thrown else find_instrument(tree, at, harm)
    return Participants(find_actor(tree, at), _find_patient(tree, at, rule, goods, harm), instrument)


def _name_form(tree: Tree, told: Told, harm: Harm) -> Act:
    agent, patient, instrument = told.parts
    agent = None if agent == patient else agent
    if agent is not None and means(tree, agent, harm):
        form = "passive without agent" if told.passive else "instrument as subject"
        return Act(told.at, told.rule.act, form, None, patient, agent)
    if not told.passive:
        return Act(told.at, told.rule.act, "active", agent, patient, instrument)
    form = "passive without agent" if agent is None else "passive with agent"
    return Act(told.at, told.rule.act, form, agent, patient, None if instrument == agent else instrument)


def _is_passive(tree: Tree, at: int, rule: Rule) -> bool:
    below = {tree.dep[c] for c in tree.children[at]}
    if below & {"auxpass", "nsubjpass", "agent"}:
        return True
    if "dobj" in below or "object" not in rule.patient or tree.tag[at] not in {"VBN", "VBD"}:
        return False
    has = any(tree.dep[c] == "aux" and tree.lemma[c] in {"have", "'ve"} for c in tree.children[at])
    joined = tree.dep[at] == "conj" and "nsubj" not in below
    if joined and tree.tag[at] == "VBN" and not has:
        return _is_passive(tree, tree.head[at], rule)
    if joined and tree.tag[at] == "VBD":
        above = {tree.dep[c] for c in tree.children[tree.head[at]]}
        return bool(above & {"auxpass", "nsubjpass"})
    return _is_reduced(tree, at, rule, has, "nsubj" in below)


def _is_reduced(tree: Tree, at: int, rule: Rule, has: bool, subject: bool) -> bool:
    """*marchers stopped by police*, "Protester shot in clash": a passive without its auxiliary."""
    if tree.tag[at] == "VBN" and not has and tree.dep[at] in {"acl", "advcl", "xcomp", "ROOT", "ccomp", "oprd"}:
        return True
    noun = tree.child(next((c for c in tree.children[at] if tree.lower[c] == "by"), None), "pobj")
    if noun is not None and subject and tree.pos[noun] in {"NOUN", "PROPN"} and tree.tag[noun] != "CD":
        return True
    # A verb that must have an object and has none.
    return rule.always and subject and tree.dep[at] != "relcl" and not has


def _find_shared_agent(tree: Tree, at: int) -> int | None:
    """*was shot and killed by police*"""
    joined = tree.child(at, "conj")
    if joined is None or tree.tag[joined] != "VBN" or tree.child(joined, "nsubj", "nsubjpass") is not None:
        return None
    return tree.child(tree.child(joined, "agent"), "pobj")


def _read_leave(tree: Tree, at: int, harm: Harm) -> Act | None:
    """*The blast left nine dead.*"""
    state = next((c for c in tree.children[at] if tree.lower[c] in harm.states), None)
    subject, patient = tree.child(at, "nsubj"), tree.child(at, "dobj")
    if state is None or is_denied(tree, at):
        return None
    subject, patient = find_antecedent(tree, subject), tree.child(state, "nsubj") if patient is None else patient
    if patient is None or subject is None:
        return None
    act = harm.states[tree.lower[state]]
    if means(tree, subject, harm):
        return Act(at, act, "instrument as subject", None, patient, subject)
    return Act(at, act, "active", subject, patient, None)


def _find_patient(tree: Tree, at: int, rule: Rule, goods: int | None, harm: Harm) -> int | None:
    if goods is not None and "object" in rule.patient:
        return find_antecedent(tree, goods)
    for child in tree.children[at]:
        if tree.dep[child] in {"prep", "prt", "dative"} and tree.lower[child] in rule.patient:
            noun = tree.child(child, "pobj")
            if noun is not None and tree.text[noun] not in harm.words[CALENDAR]:
                return find_antecedent(tree, noun)
    if "object" not in rule.patient:
        deep = list_prepositions(tree, goods) if goods is not None else []
        return next((noun for preposition, noun in deep if tree.lower[preposition] in rule.patient), None)
    subject = tree.child(at, "nsubj") if tree.dep[at] == "relcl" else None
    return tree.head[at] if subject is not None and tree.lower[subject] not in RELATIVE else None
