"""Agency: for every act of harm or force, who does what to whom, and in which grammatical form that is told."""

from collections.abc import Sequence
from typing import NamedTuple

from analysis.language.parse import Sentence
from analysis.language.phrases import left_edge, phrase
from analysis.language.tree import Tree
from analysis.lexicons import Lexicons, standard_lexicons
from analysis.reading.harm.lexicon import Harm, compile_harm
from analysis.reading.harm.nouns import ARTICLE, MILITARY, is_military, is_nominal, read_noun
from analysis.reading.harm.verbs import Act, read_verb
from analysis.reading.people.clusters import SET_ASIDE

SERIOUS = {"killing", "shooting", "bombing", "injuring", "attack", "invasion"}
WARLIKE = {"bombing", "invasion"}


class Agency(NamedTuple):
    """An act of harm or force as it is told; `at` is where the word stands whose voice is the act's."""

    sentence_id: str
    voice: str
    act: str
    form: str
    agent: str
    patient: str
    instrument: str
    start: int
    end: int
    at: int


def find_agency(tree: Tree, sentences: Sequence[Sentence], *, lexicons: Lexicons | None = None) -> list[Agency]:
    """Find acts of harm and force, and the form in which each is told.

    Forms: active (*rebels shot him*), passive with agent (*was shot by rebels*), passive without agent (*was shot*;
    a means behind *by* or *in* is no agent), nominal (*the killing of*), instrument as subject (*an airstrike
    killed*). The words are in lexicons/harm.csv; who may be harmed, in lexicons/people.csv.

    Takes: the tree and the sentences of one article.
    Returns: acts in the order of the text; agent, patient and instrument as printed, empty where the text does not
    say; voice own until `find_voices` tells whose it is.
    Source: forms after Trew (1979) and van Leeuwen (1996) on agent deletion, counted over a dependency parse.

    >>> from analysis.reading.article import read_article
    >>> found = read_article("Soleimani was killed in a US drone strike in Baghdad on Friday.")["agency"]
    >>> found[["form", "agent", "patient", "instrument"]].values.tolist()
    [['passive without agent', '', 'Soleimani', 'a US drone strike']]

    Limits: negated acts are left out, intended and feared ones are not; agents stay as printed (*he*); no verdict
    on metaphors beyond the lexicon's own list of objects that cannot be harmed.
    """
    harm = compile_harm(lexicons or standard_lexicons())
    rows = []
    for act in read_acts(tree, harm):
        number = tree.sentence[act.at]
        if number is None or sentences[number].zone in SET_ASIDE:
            continue
        agent, patient = (_printed(tree, at, True) for at in (act.agent, act.patient))
        instrument = _printed(tree, act.instrument, False)
        start, end = tree.span(*_span(tree, act))
        told = (act.act, act.form, agent, patient, instrument)
        rows.append(Agency(sentences[number].sentence_id, "own", *told, start, end, tree.start[act.at]))
    return sorted(rows, key=lambda row: (row.start, row.end, row.act))


def read_acts(tree: Tree, harm: Harm) -> list[Act]:
    """Read every act of harm and force from a parse: verbs first, then the nouns that no verb has used.

    >>> from analysis.language.parse import parse
    >>> from analysis.language.tree import build_tree
    >>> tree = build_tree(parse("A rocket killed four fishermen."))
    >>> [(act.form, tree.text[act.patient]) for act in read_acts(tree, compile_harm(standard_lexicons()))]
    [('instrument as subject', 'fishermen')]
    """
    found: list[Act] = []
    used: set[int | None] = set()
    for at in range(tree.n):
        # "job-killing", "the wounded soldiers": in front of a noun it is a property, not told as an act.
        if tree.pos[at] == "VERB" and tree.dep[at] != "amod" and not is_nominal(tree, at):
            act = read_verb(tree, at, harm)
            if act:
                found.append(act)
                used.update((act.agent, act.patient, act.instrument, act.at))
    used.discard(None)
    for at in range(tree.n):
        is_noun = tree.pos[at] in {"NOUN", "PROPN"} or (tree.pos[at] == "VERB" and is_nominal(tree, at))
        act = read_noun(tree, at, harm) if is_noun and at not in used else None
        if act and act.instrument not in used:
            found.append(act)
            used.update(place for place in (act.instrument, at) if place is not None)
    # An airstrike that is the means of another act's noun is that act, not a second one.
    means_of_others = {act.instrument for act in found}
    found = [act for act in found if act.at not in means_of_others]
    serious = [act for act in found if not act.gated and act.act in SERIOUS]
    met = {"": True, ARTICLE: bool(serious), MILITARY: any(_is_warlike(tree, act, harm) for act in serious)}
    return [act for act in found if met[act.gated]]


def _is_warlike(tree: Tree, act: Act, harm: Harm) -> bool:
    """Whether an act shows that an article's strikes are no walkouts."""
    if act.act in WARLIKE:
        return True
    means = act.at if act.instrument is None else act.instrument
    return harm.is_one(tree, means, MILITARY) or is_military(tree, means, harm)


def _printed(tree: Tree, at: int | None, places: bool) -> str:
    return "" if at is None else tree.slice(*phrase(tree, at, places=places, joined=places))


def _span(tree: Tree, act: Act) -> tuple[int, int]:
    """A passive begins with its auxiliary; everything else with the first of its parts."""
    # A subject that the verb shares with an earlier one stands elsewhere in the sentence and stays outside.
    shared = act.form == "active" and (act.agent is None or tree.head[act.agent] != act.at)
    parts = [at for at in (None if shared else act.agent, act.patient) if at is not None]
    spans = [phrase(tree, at, places=True, joined=True) for at in parts]
    if act.instrument is not None:
        spans.append(phrase(tree, act.instrument))
    if act.form.startswith("passive"):
        first = min([act.at, *(c for c in tree.children[act.at] if tree.dep[c] in {"aux", "auxpass"})])
    else:
        # In a headline's capitals the words before the noun are often its verb: "Rally Protests Killing".
        own = left_edge(tree, act.at) if act.form == "nominal" and tree.pos[act.at] != "PROPN" else act.at
        first = min([own, *(first for first, _ in spans)])
    return first, max([act.at, *(last for _, last in spans)])
