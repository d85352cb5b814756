"""Acts: every verb and noun of harm in a parse, with agent, patient and instrument by word position."""

from analysis.language.tree import Tree
from analysis.reading.harm.lexicon import Harm
from analysis.reading.harm.nouns import is_nominal, read_noun
from analysis.reading.harm.verbs import Act, read_verb

SERIOUS = {"killing", "shooting", "bombing", "injuring", "attack", "invasion"}


def read_acts(tree: Tree, harm: Harm) -> list[Act]:
    """Read every act of harm and force from a parse: verbs first, then the nouns that no verb has used.

    >>> from analysis.lexicons import standard_lexicons
    >>> from analysis.reading.harm.lexicon import compile_harm
    >>> from analysis.language.parse import load_model
    >>> from analysis.language.tree import build_tree
    >>> tree = build_tree(load_model()("A rocket killed four fishermen."))
    >>> [(act.form, tree.text[act.patient]) for act in read_acts(tree, compile_harm(standard_lexicons()))]
    [('instrument as subject', 'fishermen')]
    """
    found: list[Act] = []
    used: set[int] = set()
    for at in range(tree.n):
        pos = tree.pos[at]
        # "job-killing", "the wounded soldiers": in front of a noun it is a property, not told as an act.
        if pos == "VERB" and tree.dep[at] != "amod" and not is_nominal(tree, at):
            act = read_verb(tree, at, harm)
            if act:
                found.append(act)
                used.update((act.agent, act.patient, act.instrument, act.at))
    for at in range(tree.n):
        pos = tree.pos[at]
        if at not in used and (pos in {"NOUN", "PROPN"} or (pos == "VERB" and is_nominal(tree, at))):
            act = read_noun(tree, at, harm)
            if act and not (act.instrument in used and act.instrument >= 0):
                found.append(act)
                used.update((act.instrument, at))
    # An airstrike that is the means of another act's noun is that act, not a second one.
    means_of_others = {act.instrument for act in found}
    found = [act for act in found if act.at not in means_of_others]
    serious = any(not act.gated and act.act in SERIOUS for act in found)
    return [act for act in found if serious or not act.gated]
