"""Floating: whose words stand in marks without a cue: of whoever was named last as a talker or as a subject."""

from collections.abc import Container

from analysis.language.phrases import mention_span
from analysis.language.tree import Tree

PERSONAL = frozenset(["he", "she"])
SUBJECTS = ("nsubj", "nsubjpass")


def find_named_last(tree: Tree, first: int, after: int, talkers: Container[str]) -> tuple[tuple[int, int] | None, bool]:
    """Find who is the subject of the sentence right before a quotation, if it stands behind whoever was heard before.

    Takes: the first token of the quotation; the token of the last quotation or its cue; words for those who can talk.
    Returns: token range of the mention, or None; and whether two fit equally, so that nobody is to be chosen.

    Limits: main clauses only; a pronoun is handed on as it is printed.
    """
    led = _before_colon(tree, first, after)
    if led is not None and _can_be_meant(tree, led, talkers) and not _is_joint(tree, led):
        return mention_span(tree, led, {tree.head[led]}), False
    number = tree.sentence[first]
    begin, end = tree.sentence_tokens.get((number or 0) - 1, (0, -1))
    opens = all(tree.pos[k] in ("PUNCT", "SPACE") for k in range(tree.sentence_of(first)[0], first))
    subject = _subject(tree, begin, end) if opens and after < begin <= end else None
    if subject is None or not _can_be_meant(tree, subject, talkers):
        return None, False
    if _is_joint(tree, subject):
        return None, True
    return mention_span(tree, subject, {tree.head[subject]}), False


def _before_colon(tree: Tree, first: int, after: int) -> int | None:
    """`The keeper had one answer: “...”`: the subject of what leads to a quotation."""
    colon = first - 1
    while colon > 0 and tree.pos[colon] in ("PUNCT", "SPACE") and tree.text[colon] != ":":
        colon -= 1
    if tree.text[colon] != ":" or colon < after:
        return None
    begin = tree.sentence_of(colon)[0]
    subjects = (k for k in range(begin, colon) if tree.dep[k] in SUBJECTS and tree.stretch[k] is None)
    led = next((k for k in subjects if tree.pos[tree.head[k]] in ("VERB", "AUX") and tree.head[k] < colon), None)
    return led if led is not None and tree.dep[tree.head[led]] in ("ROOT", "ccomp", "conj", "parataxis") else None


def _subject(tree: Tree, begin: int, end: int) -> int | None:
    """The subject of the main verb of a sentence, outside marks."""
    root = next((k for k in range(begin, end + 1) if tree.dep[k] == "ROOT"), None)
    if root is None or tree.pos[root] not in ("VERB", "AUX"):
        return None
    return next((c for c in tree.children[root] if tree.dep[c] in SUBJECTS and tree.stretch[c] is None), None)


def _can_be_meant(tree: Tree, subject: int, talkers: Container[str]) -> bool:
    """One person: *he* or *she*, a noun for somebody who can talk, a name printed with a first name or a title."""
    if tree.lower[subject] in PERSONAL:
        return True
    if tree.tag[subject] == "NN":
        return tree.lemma[subject] in talkers
    articled = any(tree.dep[c] == "det" for c in tree.children[subject])
    if tree.tag[subject] != "NNP" or articled or tree.text[subject].isupper():
        return False
    return any(tree.text[k] == tree.text[subject] and _has_forename(tree, k) for k in range(subject, -1, -1))


def _has_forename(tree: Tree, k: int) -> bool:
    return tree.dep[k - 1] == "compound" and tree.head[k - 1] == k and tree.pos[k] == "PROPN"


def _is_joint(tree: Tree, subject: int) -> bool:
    return any(tree.dep[c] == "conj" and tree.pos[c] in ("PROPN", "NOUN") for c in tree.children[subject])
