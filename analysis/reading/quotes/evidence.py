"""Evidence against: what has the form of a report and is none, by the kind of its subject and of its object."""

from collections.abc import Container

from analysis.language.tree import Tree
from analysis.language.words import DOER
from analysis.reading.quotes.cue_lists import CueLists
from analysis.reading.quotes.rows import Attribution

LESS_THAN_A_CLAUSE = frozenset(["object", "infinitive", "as", "predicate", "stance"])
PRIVATE_ACTS = frozenset(["belief", "perception", "plan"])
PRESENT = frozenset(["VBP", "VB"])
NOBODY = frozenset(["nobody", "none", "no-one", "neither"])
EVERYBODY = frozenset(["one", "everyone", "everybody", "all"])
ANYBODY = frozenset(["you", "one", "'s", "’s"])  # Let's say ...
COUNTING = frozenset(["PRON", "ADJ", "NUM", "DET"])


def is_no_report(tree: Tree, a: Attribution, lists: CueLists, roles: dict[str, str]) -> bool:
    """Say whether something speaks against a report.

    Three kinds: what anybody sees or believes (`from here you see that ...`); a thing as subject of a verb that needs
    a talker (`the recipe calls for eggs`); an object with which the verb does something else (`called an election`).

    Takes: the tree, what a cue reports, the cues and the roles.

    Limits: a talker is known by a pronoun, a name, a role or an ending; `the chair calls for calm` may be lost.
    """
    head = a.speaker_head
    if head is not None and a.act not in PRIVATE_ACTS and _is_nobody(tree, head):
        return True  # Nobody said so; not everyone agrees.
    anybody = head is not None and _is_anybody(tree, head) and tree.stretch[a.cue[0]] is None
    if anybody and (a.act in PRIVATE_ACTS or tree.tag[a.cue[0]] in PRESENT):
        return True  # By signing up, you agree to ...: what a reader does is not reported; what you said is.
    if a.rule == "verb and noun" and head is not None and not can_talk(tree, head, {*roles, *lists.bodies}):
        return True  # The delay raises questions about the plan.
    if head is None and a.act in PRIVATE_ACTS and tree.tag[a.cue[0]] == "VB" and tree.dep[a.cue[0]] == "ROOT":
        return True  # Do not forget that ...: what a reader is told to do.
    if a.rule in LESS_THAN_A_CLAUSE and len(a.cue) == 1 and tree.child(a.cue[0], "prt") is not None:
        return True  # Showed off the medal: another verb, which is in no list.
    marked = any(tree.stretch[k] is not None for first, last in a.content for k in range(first, last + 1))
    if a.rule not in LESS_THAN_A_CLAUSE or not a.content or marked:
        return False
    verb = tree.lemma[a.cue[0]]
    cue = " ".join([verb, *(tree.lower[k] for k in a.cue[1:])])
    passive = tree.child(a.cue[0], "nsubjpass") is not None
    if head is None and cue in lists.talker and a.rule == "object" and tree.tag[a.cue[0]] in PRESENT:
        return True
    if head is not None and (cue in lists.talker or passive) and not can_talk(tree, head, {*roles, *lists.bodies}):
        return True  # Warmed by the sun, supported by pillars: done by a thing.
    given = verb in lists.giving and tree.child(a.cue[0], "dative") is not None and len(a.cue) == 1
    things = [c for c in tree.children[a.cue[0]] if tree.dep[c] in ("dobj", "oprd") and c > a.cue[0]]
    things = things or [c for c in tree.children[a.cue[0]] if tree.dep[c] == "nsubjpass"]
    if verb not in lists.verbs:  # Pointed to the door.
        things = [c for c in tree.children[a.cue[-1]] if tree.dep[c] == "pobj"]
    done = len(things) == 1 and verb in lists.done.get(tree.lemma[things[0]], ())
    # Nobody knew that street; the best goal seen that season.
    done = done or (a.act in PRIVATE_ACTS and any(tree.lower[tree.first[c]] == "that" for c in things))
    return a.rule != "infinitive" and (given or done)


def _is_nobody(tree: Tree, head: int) -> bool:
    """*nobody*, *no one*, *none of them*, *not everyone*: that somebody does not say a thing is no report of it."""
    if tree.lower[head] in NOBODY:
        return True
    return tree.lower[tree.first[head]] in ("no", "not") and tree.lower[head] in EVERYBODY


def _is_anybody(tree: Tree, head: int) -> bool:
    return tree.lower[head] in ANYBODY and tree.pos[head] == "PRON" and not tree.children[head]


def can_talk(tree: Tree, head: int, talkers: Container[str]) -> bool:
    """Say whether somebody is a person, a body or a text, as far as one word tells."""
    of = next((c for c in tree.children[head] if tree.lower[c] == "of"), None)
    if tree.pos[head] != "NOUN" and of is not None and tree.pos[head] in COUNTING:
        head = tree.child(of, "pobj") or head  # Some of the paper.
    if tree.pos[head] != "NOUN":
        return True
    words = (tree.lemma[head], tree.lower[head])
    return any(word in talkers for word in words) or DOER.search(tree.lower[head]) is not None
