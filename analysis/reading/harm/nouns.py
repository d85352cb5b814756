"""Acts told by a noun: *the killing of*, *an attack on*, and the verb that carries one (*launched an attack*)."""

from analysis.language.tree import Tree
from analysis.reading.harm.lexicon import CALENDAR, Harm, Rule, is_concrete, means
from analysis.reading.harm.participants import (
    Participants,
    find_actor,
    find_hands,
    find_instrument,
    has_no,
    is_denied,
    list_prepositions,
)
from analysis.reading.harm.verbs import Act

ARTICLE, MILITARY = "article", "military"


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
    """Read the noun at this place as an act of harm, or as none.

    >>> from analysis.lexicons import standard_lexicons
    >>> from analysis.language.parse import parse
    >>> from analysis.language.tree import build_tree
    >>> from analysis.reading.harm.lexicon import compile_harm
    >>> tree = build_tree(parse("The invasion of the islands began."))
    >>> act = read_noun(tree, 1, compile_harm(standard_lexicons()))
    >>> act.act, tree.text[act.patient]
    ('invasion', 'islands')
    """
    rule = harm.noun(tree, at)
    if rule is None or tree.dep[at] in {"compound", "nmod", "amod"} or has_no(tree, at):
        return None
    parts = _find_participants(tree, at, rule, harm)
    patient = parts.patient
    if _is_other_sense(tree, at, rule) or (patient is not None and tree.lemma[patient] in rule.never):
        return None
    parts = _take_instrument(tree, at, _take_possessor(tree, at, rule, parts, harm), harm)
    patient = parts.patient
    if "person" in rule.needs and not (patient is not None and is_concrete(tree, patient, rule.needs, harm)):
        return None
    unclear = MILITARY in rule.needs and patient is None and not is_military(tree, at, harm)
    gated = MILITARY if unclear else ARTICLE if ARTICLE in rule.needs else ""
    return _take_verb(tree, Act(at, rule.act, "nominal", *parts, gated), harm)


def _is_other_sense(tree: Tree, at: int, rule: Rule) -> bool:
    """*heart attack*, *make a killing*: a word beside the noun, or the one it hangs on, gives it another sense."""
    beside = {tree.lower[c] for c in tree.children[at] if c < at} | {tree.lemma[c] for c in tree.children[at]}
    above = tree.lemma[tree.head[at]]
    return bool(beside & rule.never) or above in rule.never or f"{above}_" in rule.never


def _find_participants(tree: Tree, at: int, rule: Rule, harm: Harm) -> Participants:
    """Who stands behind the noun's prepositions."""
    agent = patient = None
    for preposition, noun in list_prepositions(tree, at):
        word = tree.lower[preposition]
        if tree.text[noun] in harm.words[CALENDAR]:
            continue
        if word in rule.patient and patient is None and preposition > at:
            patient = noun
        elif agent is None and (word == "by" or (word == "between" and rule.act == "clash")):
            agent = noun
    hands = find_hands(tree, at)
    return Participants(agent if hands is None else hands, patient)


def _take_possessor(tree: Tree, at: int, rule: Rule, parts: Participants, harm: Harm) -> Participants:
    """Add whose the noun is: *the editor's arrest*, *Velland's invasion*."""
    agent, patient, _ = parts
    possessor = tree.child(at, "poss")
    if possessor is None and tree.tag[at - 1] == "POS":
        possessor = tree.head[at - 1]
    if possessor is not None and rule.possessor and tree.text[possessor] not in harm.words[CALENDAR]:
        if rule.possessor == "patient" and patient is None:
            patient = possessor
        elif agent is None:
            agent = possessor
    return Participants(None if agent is not None and tree.tag[agent] == "CD" else agent, patient)


def _take_instrument(tree: Tree, at: int, parts: Participants, harm: Harm) -> Participants:
    """Add the means; an agent that is a means is that."""
    agent, patient, _ = parts
    instrument = find_instrument(tree, at, harm)
    instrument = None if instrument == patient else instrument
    if agent is not None and means(tree, agent, harm):
        agent, instrument = None, agent
    return Participants(agent, patient, instrument)


def _take_verb(tree: Tree, act: Act, harm: Harm) -> Act:
    """Add what the verb around the noun says: *rebels carried out an attack*, *died in an air strike*."""
    verb, relation = tree.head[act.at], tree.dep[act.at]
    reduced = next((c for c in tree.children[act.at] if tree.dep[c] == "acl" and tree.tag[c] == "VBN"), None)
    if reduced is not None and act.agent is None and harm.supports(tree, reduced):
        actor = tree.child(tree.child(reduced, "agent"), "pobj")
        if actor is not None:
            return act._replace(agent=actor)
    if relation in {"dobj", "nsubjpass"} and harm.supports(tree, verb) and not is_denied(tree, verb):
        carried = _take_carrier(tree, act, verb, relation, harm)
        if carried is not None:
            return carried
    if act.patient is None and relation == "pobj" and tree.lower[verb] in {"in", "during", "from"}:
        governor = tree.head[verb]
        if tree.lemma[governor] in harm.words["dying"]:
            return act._replace(patient=find_actor(tree, governor))
    return act


def _take_carrier(tree: Tree, act: Act, verb: int, relation: str, harm: Harm) -> Act | None:
    """The subject of the verb that carries the noun, or who stands behind its *by*, is the agent."""
    if relation == "dobj":
        actor = find_actor(tree, verb)
        return None if actor is None or means(tree, actor, harm) else act._replace(form="active", agent=actor)
    inner = tree.child(tree.child(verb, "agent"), "pobj")
    actor = act.agent if inner is None else inner
    form = "passive without agent" if actor is None else "passive with agent"
    return act._replace(form=form, agent=actor)


def is_military(tree: Tree, at: int, harm: Harm) -> bool:
    """Say whether a noun stands beside a country or a weapon: such a strike is no walkout."""
    return any(
        tree.dep[c] in {"amod", "compound", "poss"}
        and (tree.text[c][:1].isupper() or tree.lower[c] in harm.words[MILITARY])
        for c in tree.children[at]
    )
