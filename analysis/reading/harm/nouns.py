"""Acts told by a noun: *the killing of*, *an attack on*, and the verb that carries one (*launched an attack*)."""

from analysis.language.phrases import Words
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


def is_nominal(words: Words, at: int) -> bool:
    """Say whether a form in -ing is a noun here: with an article, a possessor or *of* (*the killing of*)."""
    if words.tag[at] != "VBG":
        return False
    below = words.children[at]
    if words.tag[at - 1] == "POS" or any(words.dep[c] == "poss" for c in below):
        return True
    if any(words.dep[c] in {"nsubj", "aux", "dobj"} for c in below):
        return False
    return any(words.dep[c] in {"det", "poss"} or words.lower[c] == "of" for c in below)


def read_noun(words: Words, at: int, harm: Harm) -> Act | None:
    """Read the noun at this place as an act of harm, or as none."""
    rule = harm.noun(words, at)
    if rule is None or words.dep[at] in {"compound", "nmod", "amod"} or has_no(words, at):
        return None
    above = words.head[at]
    before = {words.lower[c] for c in words.children[at] if c < at} | {words.lemma[c] for c in words.children[at]}
    if before & rule.never or words.lemma[above] in rule.never:
        return None
    agent = patient = -1
    for preposition, noun in list_prepositions(words, at):
        word = words.lower[preposition]
        if words.text[noun] in harm.times:
            continue
        if word in rule.patient and patient < 0 and preposition > at:
            patient = noun
        elif agent < 0 and (word == "by" or (word == "between" and rule.act == "clash")):
            agent = noun
    hands = find_hands(words, at)
    agent = hands if hands >= 0 else agent
    if patient >= 0 and words.lemma[patient] in rule.never:
        return None
    possessor = words.child(at, "poss")
    if possessor is None and words.tag[at - 1] == "POS":
        possessor = words.head[at - 1]
    if possessor is not None and rule.possessor:
        if rule.possessor == "patient" and patient < 0:
            patient = possessor
        elif agent < 0:
            agent = possessor
    if agent >= 0 and words.tag[agent] in {"CD"}:
        agent = -1
    instrument = find_instrument(words, at, harm)
    instrument = -1 if instrument in {agent, patient} and instrument == patient else instrument
    if agent >= 0 and means(words, agent, harm):
        agent, instrument = -1, agent
    if "person" in rule.needs and not (patient >= 0 and is_concrete(words, patient, rule.needs, harm)):
        return None
    gated = "article" in rule.needs or ("military" in rule.needs and patient < 0 and not _is_military(words, at))
    return _with_verb(words, at, rule, harm, agent, patient, instrument, gated)


def _with_verb(
    words: Words, at: int, rule: Rule, harm: Harm, agent: int, patient: int, instrument: int, gated: bool
) -> Act | None:
    """*Rebels carried out an attack*: the verb that carries the noun names its agent."""
    verb, relation = words.head[at], words.dep[at]
    reduced = next((c for c in words.children[at] if words.dep[c] == "acl" and words.tag[c] == "VBN"), None)
    if reduced is not None and harm.supports(words, reduced):
        by = words.child(reduced, "agent")
        actor = words.child(by, "pobj") if by is not None else None
        if actor is not None and agent < 0:
            return Act(at, rule.act, "nominal", actor, patient, instrument, gated)
    if relation in {"dobj", "nsubjpass"} and harm.supports(words, verb) and not is_denied(words, verb):
        if relation == "dobj":
            actor = find_subject(words, verb)
            if actor >= 0 and not means(words, actor, harm):
                return Act(at, rule.act, "active", actor, patient, instrument, gated)
        else:
            by = words.child(verb, "agent")
            inner = words.child(by, "pobj") if by is not None else None
            actor = inner if inner is not None else agent
            form = "passive with agent" if actor >= 0 else "passive without agent"
            return Act(at, rule.act, form, actor, patient, instrument, gated)
    if patient < 0 and relation == "pobj" and words.lower[verb] in {"in", "during", "from"}:
        governor = words.head[verb]
        if words.lemma[governor] in DYING:
            patient = find_subject(words, governor)
    return Act(at, rule.act, "nominal", agent, patient, instrument, gated)


def _is_military(words: Words, at: int) -> bool:
    """A strike beside a country or a weapon is no walkout."""
    return any(
        words.dep[c] in {"amod", "compound", "poss"}
        and (words.text[c][:1].isupper() or words.lower[c] in {"military", "retaliatory", "precision", "nuclear"})
        for c in words.children[at]
    )
