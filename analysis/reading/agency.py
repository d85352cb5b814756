"""Agency: for every act of harm or force, who does what to whom, and in which grammatical form that is told."""

import bisect
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.lexicons import Lexicons, standard_lexicons
from analysis.reading.harm import Harm, Rule, compile_harm, is_concrete, means, noun_keys
from analysis.reading.phrases import Words, left_edge, phrase, read_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

FORMS = ("active", "passive with agent", "passive without agent", "nominal", "instrument as subject")
COLUMNS = ["sentence_id", "voice", "act", "form", "agent", "patient", "instrument", "start", "end", "text"]
SET_ASIDE = {"related link", "byline", "dateline"}
RELATIVE = {"who", "which", "that", "whom"}
NOBODY = {"nobody", "none", "no-one", "neither"}
INSTRUMENT_PREPOSITIONS = {"in", "with", "by", "from", "during", "using", "via", "after"}
DYING = {"die", "perish"}
LEFT = {"dead": "killing", "injured": "injuring", "wounded": "injuring", "hurt": "injuring", "maimed": "injuring"}
HELD = {"hostage", "captive", "prisoner", "gunpoint", "custody", "detention", "incommunicado", "knifepoint"}
SERIOUS = {"killing", "shooting", "bombing", "injuring", "attack", "invasion"}


class Act(NamedTuple):
    """One act by word positions; -1 where the text does not say."""

    at: int
    act: str
    form: str
    agent: int
    patient: int
    instrument: int
    gated: bool


def find_agency(
    doc: "Doc", segments: pd.DataFrame, sentences: pd.DataFrame, *, lexicons: Lexicons | None = None
) -> pd.DataFrame:
    """Find acts of harm and force, and the form in which each is told.

    Forms: active (*rebels shot him*), passive with agent (*was shot by rebels*), passive without agent (*was shot*;
    a means behind *by* or *in* is no agent), nominal (*the killing of*), instrument as subject (*an airstrike
    killed*). The words are in lexicons/harm.csv; who may be harmed, in lexicons/people.csv.

    Takes: the Doc of `parse`, the segments of `split_voices`, the sentences of `split_sentences`.
    Returns: sentence_id, voice (own, direct, indirect; own outside the body), act, form, agent, patient,
    instrument (as printed, empty where the text does not say), start, end, text.
    Source: forms after Trew (1979) and van Leeuwen (1996) on agent deletion, counted over a dependency parse.

    >>> from analysis.reading.layout import split_zones
    >>> from analysis.reading.language import parse, split_sentences
    >>> text = "Soleimani was killed in a US drone strike in Baghdad on Friday."
    >>> zones = split_zones(text)
    >>> doc = parse(text, zones)
    >>> found = find_agency(doc, pd.DataFrame(), split_sentences(doc, zones))
    >>> found[["form", "agent", "patient", "instrument"]].values.tolist()
    [['passive without agent', '', 'Soleimani', 'a US drone strike']]

    Limits: negated acts are left out, intended and feared ones are not; agents stay as printed (*he*); no verdict
    on metaphors beyond the lexicon's own list of objects that cannot be harmed.
    """
    harm = compile_harm(lexicons or standard_lexicons())
    words = read_words(doc)
    kept = sentences[~sentences["zone"].isin(SET_ASIDE)]
    borders = list(zip(kept["start"], kept["end"], kept["sentence_id"], strict=True))
    voices = _voices(segments)
    rows = []
    for act in _acts(words, harm):
        first, last = _span(words, act)
        start, end = words.start[first], words.end[last]
        place = bisect.bisect_right(borders, (words.start[act.at], float("inf"))) - 1
        if place < 0 or borders[place][1] <= words.start[act.at]:
            continue
        parts = [_printed(words, at, places) for at, places in ((act.agent, True), (act.patient, True))]
        parts.append(_printed(words, act.instrument, False))
        voice = _voice(voices, words.start[act.at])
        rows.append((borders[place][2], voice, act.act, act.form, *parts, start, end, words.article[start:end]))
    rows.sort(key=lambda row: (row[7], row[8], row[2]))
    return pd.DataFrame(rows, columns=COLUMNS).astype({"start": "int64", "end": "int64"})


def _voices(segments: pd.DataFrame) -> list[tuple[int, int, str]]:
    if segments.empty:
        return []
    return sorted(zip(segments["start"].tolist(), segments["end"].tolist(), segments["voice"].tolist(), strict=True))


def _voice(voices: list[tuple[int, int, str]], offset: int) -> str:
    place = bisect.bisect_right(voices, (offset, float("inf"), "")) - 1
    return voices[place][2] if place >= 0 and voices[place][1] > offset else "own"


def _printed(words: Words, at: int, places: bool) -> str:
    return words.slice(*phrase(words, at, places=places, joined=places)) if at >= 0 else ""


def _span(words: Words, act: Act) -> tuple[int, int]:
    """A passive begins with its auxiliary; everything else with the first of its parts."""
    # A subject that the verb shares with an earlier one stands elsewhere in the sentence and stays outside.
    shared = act.form == "active" and words.head[act.agent] != act.at
    agent = -1 if shared else act.agent
    parts = [at for at in (agent, act.patient) if at >= 0]
    spans = [phrase(words, at, places=True, joined=True) for at in parts]
    if act.instrument >= 0:
        spans.append(phrase(words, act.instrument))
    if act.form.startswith("passive"):
        first = min([act.at, *(c for c in words.children[act.at] if words.dep[c] in {"aux", "auxpass"})])
    else:
        # In a headline's capitals the words before the noun are often its verb: "Rally Protests Killing".
        own = left_edge(words, act.at) if act.form == "nominal" and words.pos[act.at] != "PROPN" else act.at
        first = min([own, *(first for first, _ in spans)])
    return first, max([act.at, *(last for _, last in spans)])


def _acts(words: Words, harm: Harm) -> list[Act]:
    found: list[Act] = []
    used: set[int] = set()
    for at, pos in enumerate(words.pos):
        if pos == "VERB" and not _is_nominal(words, at):
            act = _read_verb(words, at, harm)
            if act:
                found.append(act)
                used.update((act.agent, act.patient, act.instrument, act.at))
    for at, pos in enumerate(words.pos):
        if at not in used and (pos in {"NOUN", "PROPN"} or (pos == "VERB" and _is_nominal(words, at))):
            act = _read_noun(words, at, harm)
            if act and not (act.instrument in used and act.instrument >= 0):
                found.append(act)
                used.update((act.instrument, at))
    # An airstrike that is the means of another act's noun is that act, not a second one.
    means_of_others = {act.instrument for act in found}
    found = [act for act in found if act.at not in means_of_others]
    serious = any(not act.gated and act.act in SERIOUS for act in found)
    return [act for act in found if serious or not act.gated]


def _is_nominal(words: Words, at: int) -> bool:
    """*the killing of*: a form in -ing with an article, a possessor or *of* is a noun, whatever its tag."""
    if words.tag[at] != "VBG":
        return False
    below = words.children[at]
    if any(words.dep[c] in {"nsubj", "aux", "dobj"} for c in below):
        return False
    return any(words.dep[c] in {"det", "poss"} or words.lower[c] == "of" for c in below)


def _is_passive(words: Words, at: int, rule: Rule) -> bool:
    below = {words.dep[c] for c in words.children[at]}
    if below & {"auxpass", "nsubjpass", "agent"}:
        return True
    if "dobj" in below or "object" not in rule.patient or words.tag[at] not in {"VBN", "VBD"}:
        return False
    has = any(words.dep[c] == "aux" and words.lemma[c] in {"have", "'ve"} for c in words.children[at])
    if words.tag[at] == "VBN" and not has:
        if words.dep[at] == "conj" and "nsubj" not in below:
            return _is_passive(words, words.head[at], rule)
        if words.dep[at] in {"acl", "advcl", "xcomp", "ROOT", "ccomp", "oprd"}:
            return True
    if words.tag[at] == "VBD" and words.dep[at] == "conj" and "nsubj" not in below:
        above = {words.dep[c] for c in words.children[words.head[at]]}
        return bool(above & {"auxpass", "nsubjpass"})
    preposition = next((c for c in words.children[at] if words.lower[c] == "by"), None)
    if preposition is not None and "nsubj" in below:
        noun = words.child(preposition, "pobj")
        if noun is not None and words.pos[noun] in {"NOUN", "PROPN"} and words.tag[noun] != "CD":
            return True
    # "Protester shot in clash": a verb that must have an object and has none.
    return rule.always and "nsubj" in below and words.dep[at] != "relcl" and not has


def _antecedent(words: Words, at: int) -> int:
    if words.lower[at] in RELATIVE:
        verb = words.head[at]
        while words.dep[verb] in {"conj", "xcomp", "auxpass"} and verb != words.head[verb]:
            verb = words.head[verb]
        if words.dep[verb] == "relcl":
            return words.head[verb]
        return -1
    return at


def _subject(words: Words, at: int, depth: int = 0) -> int:
    """Who does it: the verb's own subject, or that of the verb it hangs on."""
    own = words.child(at, "nsubj", "nsubjpass")
    if own is not None:
        return _antecedent(words, own)
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
            return _antecedent(words, controlled)
        return _subject(words, above, depth + 1)
    return -1


def _read_verb(words: Words, at: int, harm: Harm) -> Act | None:
    if words.lemma[at] == "leave":
        return _read_leave(words, at, harm)
    rule = harm.verb(words, at)
    if rule is None or _is_denied(words, at):
        return None
    passive = _is_passive(words, at, rule)
    agent = patient = -1
    goods = words.child(at, "dobj")
    if passive:
        patient = _subject(words, at)
        by = words.child(at, "agent")
        by = by if by is not None else next((c for c in words.children[at] if words.lower[c] == "by"), None)
        agent = (words.child(by, "pobj") if by is not None else None) or _hands(words, at)
        if agent < 0:
            agent = _shared_agent(words, at)
    else:
        agent = _subject(words, at)
        patient = _object(words, at, rule, goods)
    instrument = _instrument(words, at, harm)
    thrown = not passive and "object" not in rule.patient and not rule.rest
    if thrown and goods is not None and means(words, goods, harm):
        instrument = goods
    if not _fits(words, at, rule, patient, goods, instrument, harm, passive):
        return None
    if patient >= 0 and (words.lower[patient] in NOBODY or _has_no(words, patient)):
        return None
    if agent >= 0 and (_has_no(words, agent) or words.lower[agent] in NOBODY):
        return None
    if agent == patient:
        agent = -1
    if agent >= 0 and means(words, agent, harm):
        form = "passive without agent" if passive else "instrument as subject"
        return Act(at, rule.act, form, -1, patient, agent, False)
    if passive:
        form = "passive with agent" if agent >= 0 else "passive without agent"
        return Act(at, rule.act, form, agent, patient, instrument if instrument != agent else -1, False)
    return Act(at, rule.act, "active", agent, patient, instrument, False)


def _shared_agent(words: Words, at: int) -> int:
    """*was shot and killed by police*"""
    joined = words.child(at, "conj")
    by = words.child(joined, "agent") if joined is not None and words.tag[joined] == "VBN" else None
    if by is None or any(words.dep[c] in {"nsubj", "nsubjpass"} for c in words.children[joined or 0]):
        return -1
    noun = words.child(by, "pobj")
    return -1 if noun is None else noun


def _read_leave(words: Words, at: int, harm: Harm) -> Act | None:
    """*The blast left nine dead.*"""
    state = next((c for c in words.children[at] if words.lower[c] in LEFT), None)
    subject, patient = words.child(at, "nsubj"), words.child(at, "dobj")
    if state is None or subject is None or _is_denied(words, at):
        return None
    if patient is None:
        patient = words.child(state, "nsubj")
    subject = _antecedent(words, subject)
    if patient is None or subject < 0:
        return None
    if means(words, subject, harm):
        return Act(at, LEFT[words.lower[state]], "instrument as subject", -1, patient, subject, False)
    return Act(at, LEFT[words.lower[state]], "active", subject, patient, -1, False)


def _object(words: Words, at: int, rule: Rule, goods: int | None) -> int:
    if goods is not None and "object" in rule.patient:
        return _antecedent(words, goods)
    for child in words.children[at]:
        if words.dep[child] in {"prep", "prt", "dative"} and words.lower[child] in rule.patient:
            noun = words.child(child, "pobj")
            if noun is not None:
                return _antecedent(words, noun)
    if "object" not in rule.patient:
        if goods is not None:
            deep = [n for p, n in _prepositions(words, goods) if words.lower[p] in rule.patient]
            return deep[0] if deep else -1
        return -1
    if words.dep[at] == "relcl":
        subject = words.child(at, "nsubj")
        if subject is not None and words.lower[subject] not in RELATIVE:
            return words.head[at]
    return -1


def _fits(
    words: Words, at: int, rule: Rule, patient: int, goods: int | None, instrument: int, harm: Harm, passive: bool
) -> bool:
    """Whether the patient can suffer this act: bills are killed, records are attacked, teams are beaten."""
    if patient >= 0 and words.lemma[patient] in rule.never:
        return False
    needs = rule.needs
    if "verbal" in needs and instrument < 0 and any(words.lower[c] in {"for", "over"} for c in words.children[at]):
        return False
    if "optional" in needs and patient < 0:
        return True
    if "hold" in needs:
        return any(words.lower[w] in HELD for w in range(at + 1, min(at + 7, len(words.text))))
    if "way" in needs:
        return patient >= 0 and words.lemma[patient] in {"way", "entry"}
    if "force" in needs:
        return patient >= 0 and any(key in harm.forces for key in noun_keys(words, patient))
    if "device" in needs:
        named = goods is not None and any(key in harm.weapons for key in noun_keys(words, goods))
        return named or (passive and patient >= 0)
    if "people" in needs:
        after = words.lower[at + 1 : at + 6]
        if "up" in after[:3] or "death" in after or (instrument >= 0 and patient >= 0):
            return True
    if needs & {"person", "people", "target", "event"}:
        return patient >= 0 and is_concrete(words, patient, needs, harm)
    return True


def _instrument(words: Words, at: int, harm: Harm) -> int:
    for preposition, noun in _prepositions(words, at):
        if words.lower[preposition] in INSTRUMENT_PREPOSITIONS - {"after"} and means(words, noun, harm):
            return noun
    for child in words.children[at]:
        if words.lower[child] == "using":
            noun = words.child(child, "dobj", "pobj")
            if noun is not None:
                return noun
    return -1


def _prepositions(words: Words, at: int, depth: int = 0) -> list[tuple[int, int]]:
    """Prepositions below a word with their nouns, those that the parser hung one noun too low included."""
    found = []
    for child in words.children[at]:
        if words.dep[child] in {"prep", "agent"}:
            noun = words.child(child, "pobj")
            if noun is not None:
                found.append((child, noun))
                if depth < 2:
                    found += _prepositions(words, noun, depth + 1)
        elif words.dep[child] == "dobj" and depth < 1:
            found += _prepositions(words, child, depth + 1)
    return sorted(found)


def _hands(words: Words, at: int) -> int:
    """*at the hands of*"""
    for _, noun in _prepositions(words, at):
        if words.lower[noun] == "hands":
            of = words.child(noun, "prep")
            inner = words.child(of, "pobj") if of is not None else None
            if inner is not None:
                return inner
    return -1


def _is_denied(words: Words, at: int) -> bool:
    if any(words.dep[c] == "neg" or words.lower[c] == "never" for c in words.children[at]):
        return True
    above = words.head[at]
    return words.dep[at] == "pcomp" and words.lower[above] == "without"


def _has_no(words: Words, noun: int) -> bool:
    return any(words.dep[c] in {"det", "neg"} and words.lower[c] in {"no", "neither"} for c in words.children[noun])


def _read_noun(words: Words, at: int, harm: Harm) -> Act | None:
    rule = harm.noun(words, at)
    if rule is None or words.dep[at] in {"compound", "nmod", "amod"} or _has_no(words, at):
        return None
    above = words.head[at]
    before = {words.lower[c] for c in words.children[at] if c < at} | {words.lemma[c] for c in words.children[at]}
    if before & rule.never or words.lemma[above] in rule.never:
        return None
    agent = patient = -1
    for preposition, noun in _prepositions(words, at):
        word = words.lower[preposition]
        if word in rule.patient and patient < 0 and preposition > at:
            patient = noun
        elif word in {"by", "between"} and agent < 0:
            agent = noun
    hands = _hands(words, at)
    agent = hands if hands >= 0 else agent
    if patient >= 0 and words.lemma[patient] in rule.never:
        return None
    possessor = words.child(at, "poss")
    if possessor is not None and rule.possessor:
        if rule.possessor == "patient" and patient < 0:
            patient = possessor
        elif agent < 0:
            agent = possessor
    if agent >= 0 and words.tag[agent] in {"CD"}:
        agent = -1
    instrument = _instrument(words, at, harm)
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
    if relation in {"dobj", "nsubjpass"} and harm.supports(words, verb) and not _is_denied(words, verb):
        if relation == "dobj":
            actor = _subject(words, verb)
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
            patient = _subject(words, governor)
    return Act(at, rule.act, "nominal", agent, patient, instrument, gated)


def _is_military(words: Words, at: int) -> bool:
    """A strike beside a country or a weapon is no walkout."""
    return any(
        words.dep[c] in {"amod", "compound", "poss"}
        and (words.text[c][:1].isupper() or words.lower[c] in {"military", "retaliatory", "precision", "nuclear"})
        for c in words.children[at]
    )
