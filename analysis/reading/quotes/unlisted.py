"""Unlisted verbs: words in marks with a verb and its subject right behind them: `,” the coach beamed`."""

from analysis.language.phrases import mention_span
from analysis.language.tree import Tree
from analysis.reading.quotes.marked import STOPS, Stretches
from analysis.reading.quotes.rows import Attribution

OPEN = frozenset([",", "—", "–", "--"])
CRIES = frozenset(["?", "!"])
TOLD = frozenset(["VBD", "VBZ"])
LINKING = frozenset(["be", "have", "do", "become", "seem", "remain"])
NAMING = frozenset(["PROPN", "NOUN", "PRON", "NUM"])
SUBJECTS = ("nsubj", "nsubjpass")
LONGEST_SUBJECT = 12


def find_unlisted(stretches: Stretches, n: int) -> Attribution | None:
    """Find who utters a stretch by the verb and the subject right behind it, where no listed cue stands there.

    Takes: the stretches, the number of one that reads like a sentence.
    Returns: an attribution without content of its own, or None. A comma in the marks shows that the sentence goes on;
    after a question or a cry the verb must close its clause.

    >>> from analysis.reading.article import read_article
    >>> read_article("The mayor left. “We won the cup,” the coach beamed.")["quotes"]["speaker_text"].tolist()
    ['the coach']

    Limits: a cry and what somebody did after it cannot always be told apart: `“Fire!” The keeper ran.`
    """
    tree, last = stretches.tree, stretches.ranges[n][1]
    final = tree.text[last]
    if final not in OPEN | CRIES or stretches.is_title(n):
        return None
    k = last + 1
    while k < tree.n and (stretches.is_mark(k) or tree.pos[k] == "SPACE"):
        k += 1
    if k >= tree.n or tree.sentence[k] is None or "\n" in tree.source[tree.end[last] : tree.start[k]]:
        return None
    verb, subject = _inverted(tree, k) or _in_order(tree, k) or (None, None)
    if verb is None or subject is None or tree.lemma[verb] in LINKING or tree.sentence[k] != tree.sentence[verb]:
        return None
    if final in CRIES and not (_closes(tree, verb, subject) and _opens(stretches, n)):
        return None
    speaker = mention_span(tree, subject, {verb})
    clause = min(verb, speaker[0]), max(verb, speaker[1])
    return Attribution("", [verb], "speech", "neutral", speaker, subject, confidence=0.8, clause=clause)


def _inverted(tree: Tree, k: int) -> tuple[int, int] | None:
    """`posed Ana Njeri`: the verb, and the noun behind it that is its subject or was taken for an object."""
    if tree.tag[k] not in TOLD or tree.pos[k] != "VERB":
        return None
    behind = [c for c in tree.children[k] if c > k and tree.first[c] == k + 1 and tree.pos[c] in NAMING]
    return (k, behind[0]) if behind and tree.child(k, *SUBJECTS) in (None, behind[0]) else None


def _in_order(tree: Tree, k: int) -> tuple[int, int] | None:
    """`the coach beamed`: the noun phrase that begins here, and the finite verb whose subject it is."""
    for i in range(k, min(k + LONGEST_SUBJECT, tree.n)):
        if tree.dep[i] in SUBJECTS and tree.first[i] == k and tree.pos[i] in NAMING:
            verb = tree.head[i]
            return (verb, i) if verb > i and tree.tag[verb] in TOLD and tree.dep[verb] != "relcl" else None
    return None


def _closes(tree: Tree, verb: int, subject: int) -> bool:
    """Whether nothing but where, when and how stands behind a verb and its subject: no object, no second clause."""
    behind = [c for c in tree.children[verb] if c > max(verb, subject)]
    return not any(tree.dep[c] in ("dobj", "ccomp", "attr", "dative") for c in behind)


def _opens(stretches: Stretches, n: int) -> bool:
    """Whether a stretch stands where a sentence may begin: `Under the banner “Save us!” they marched` has it inside."""
    tree, k = stretches.tree, stretches.outside(n)
    return k < 0 or tree.sentence[k] != tree.sentence[stretches.ranges[n][0]] or tree.text[k] in STOPS
