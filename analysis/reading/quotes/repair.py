"""Repairs: where the parser tends to hang a verb on the wrong side of a report, hang it where reporting puts it."""

from collections.abc import Container

from analysis.language.tree import Tree

CLOSING = frozenset(["”", '"', "''", "’"])
CONTRAST = frozenset(["though", "although", "while", "even"])


class _Draft:
    """The heads of a tree while they are being changed; everything else is asked of the tree itself."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.head = list(tree.head)
        self.children = [list(below) for below in tree.children]
        self.moved: dict[int, int] = {}

    def hang(self, i: int, head: int) -> None:
        """Hang a token, and what is below it, on another head."""
        self.children[self.head[i]].remove(i)
        self.head[i] = self.moved[i] = head
        self.children[head] = sorted([*self.children[head], i])

    def child(self, i: int, *relations: str) -> int | None:
        """First child with one of the relations."""
        return next((c for c in self.children[i] if self.tree.dep[c] in relations), None)


def repair_reports(tree: Tree, cues: Container[str]) -> Tree:
    """Hang verbs around reporting cues where reporting puts them.

    Takes: the tree of one article; the lemmas of reporting verbs, those of phrases with their particle.
    Returns: a new tree, or the same one where nothing is to be repaired.

    Limits: each repair looks at form alone (tense, commas, subjects); what it means is not known.
    """
    draft = _Draft(tree)
    for i in range(tree.n):
        if tree.pos[i] not in ("VERB", "AUX") or draft.head[i] == i:
            continue
        if tree.dep[i] == "conj":
            _ = (
                _raise_second_report(draft, i, cues)
                or _lower_bare_verb(draft, i)
                or _lower_same_subject(draft, i, cues)
            )
        elif tree.dep[i] == "advcl":
            _ = (
                _hang_beside(draft, i, cues)
                or _raise_participle(draft, i, cues)
                or _raise_over_relative(draft, i, cues)
            )
        elif tree.dep[i] == "acl" and tree.tag[i] == "VBG" and tree.lemma[i] in cues:
            _free_participle(draft, i)
    return tree.rehang(draft.moved) if draft.moved else tree


def _report_above(draft: _Draft, clause: int, cues: Container[str]) -> int | None:
    """The reporting verb that takes a clause (or the clause it is coordinated with), or None."""
    tree = draft.tree
    while tree.dep[clause] == "conj" and draft.head[clause] != clause:
        clause = draft.head[clause]
    head = draft.head[clause]
    if tree.dep[clause] in ("ccomp", "xcomp") and head != clause and head < clause and tree.lemma[head] in cues:
        return head
    return None


def _raise_second_report(draft: _Draft, i: int, cues: Container[str]) -> bool:
    """`said he would order a review and warned against delay`: *warned* goes with *said*, not with *order*."""
    tree = draft.tree
    report = _report_above(draft, draft.head[i], cues)
    if report is None or tree.tag[i] not in ("VBD", "VBZ") or tree.tag[i] != tree.tag[report]:
        return False
    deps = {tree.dep[c] for c in draft.children[i]}
    subject = deps & {"nsubj", "nsubjpass"}
    first = draft.head[i]
    modal = any(tree.tag[c] == "MD" for c in draft.children[first])
    if subject:
        moved = tree.lemma[i] in cues and modal and "mark" not in deps
    else:
        moved = (
            (tree.lemma[i] in cues or f"{tree.lemma[i]} {tree.lower[i + 1]}" in cues)
            and (modal or tree.tag[first] != tree.tag[i] or _tells_of_a_thing(draft, first))
            and not deps & {"aux", "auxpass", "mark"}
        )
    if moved:
        conjunction = next((c for c in draft.children[first] if c == i - 1 and tree.dep[c] == "cc"), None)
        if conjunction is not None:
            draft.hang(conjunction, report)
        draft.hang(i, report)
    return moved


def _tells_of_a_thing(draft: _Draft, clause: int) -> bool:
    """`said the truce was a farce and called on ...`: what something is, not what somebody did."""
    subject = draft.child(clause, "nsubj")
    return subject is not None and draft.tree.pos[subject] == "NOUN" and draft.tree.lemma[clause] == "be"


def _lower_bare_verb(draft: _Draft, i: int) -> bool:
    """`wants to triple the budget, grow the corps and create a reserve`: bare verbs belong to the infinitive."""
    tree = draft.tree
    head = draft.head[i]
    if tree.tag[i] != "VB" or tree.tag[head] == "VB" or any(tree.dep[c] in ("aux", "nsubj") for c in draft.children[i]):
        return False
    infinitive = [c for c in draft.children[head] if head < c < i and tree.dep[c] == "xcomp"]
    if infinitive:
        draft.hang(i, infinitive[-1])
    return bool(infinitive)


def _lower_same_subject(draft: _Draft, i: int, cues: Container[str]) -> bool:
    """`says she hopes to win, but she knows that ...`: a clause that repeats the pronoun goes on reporting."""
    tree = draft.tree
    head = draft.head[i]
    if tree.lemma[head] not in cues:
        return False
    clause = [c for c in draft.children[head] if head < c < i and tree.dep[c] == "ccomp"]
    if not clause:
        return False
    subject, again = draft.child(clause[-1], "nsubj", "nsubjpass"), draft.child(i, "nsubj", "nsubjpass")
    modal = any(tree.tag[c] == "MD" for c in draft.children[i])
    modal_before = any(tree.tag[c] == "MD" for c in draft.children[clause[-1]])
    alike = (modal and modal_before) or (tree.tag[i] == tree.tag[clause[-1]] and modal == modal_before)
    same = alike and subject is not None and again is not None and tree.lower[subject] == tree.lower[again]
    # The plant was sound, and it would open: what was to come is told by whoever told the rest.
    same = same or any(tree.lower[c] == "would" for c in draft.children[i])
    pronoun = again is not None and tree.pos[again] == "PRON"
    if (same and pronoun) or (again is None and modal):
        draft.hang(i, clause[-1])
        return True
    return False


def _hang_beside(draft: _Draft, i: int, cues: Container[str]) -> bool:
    """`“...,” the keeper said, adding ...`: a participle right behind a report and a comma goes with it."""
    tree = draft.tree
    report = tree.first[i] - 2
    if report < 0 or tree.tag[i] != "VBG" or tree.text[report + 1] != "," or draft.head[i] == report:
        return False
    beside = tree.tag[report] in ("VBD", "VBZ") and tree.lemma[report] in cues and tree.dep[report] != "relcl"
    if beside and draft.child(i, "nsubj", "mark") is None:
        draft.hang(i, report)
        return True
    return False


def _raise_over_relative(draft: _Draft, i: int, cues: Container[str]) -> bool:
    """`thanked the man who found the cat, saying ...`: who thanked says so, not who found."""
    tree = draft.tree
    relative = draft.head[i]
    if tree.dep[relative] != "relcl" or tree.tag[i] != "VBG" or tree.lemma[i] not in cues or i < relative:
        return False
    comma = tree.first[i] > 0 and tree.text[tree.first[i] - 1] == ","
    set_off = tree.text[tree.first[relative] - 1] in (",", "—", "–", "--", "-", "(")
    told = tree.lemma[relative] in cues and tree.lemma[relative] != "say"
    if not comma or set_off or told or draft.child(i, "nsubj", "mark") is not None:
        return False
    above = next((a for a in tree.ancestors(relative) if draft.child(a, "nsubj") is not None), None)
    if above is None or above > relative:
        return False
    draft.hang(i, above)
    return True


def _raise_participle(draft: _Draft, i: int, cues: Container[str]) -> bool:
    """`said the plan had failed, citing delays`: who cites is who said."""
    tree = draft.tree
    report = _report_above(draft, draft.head[i], cues)
    if report is None or not (tree.lemma[i] in cues or f"{tree.lemma[i]} {tree.lower[i + 1]}" in cues):
        return False
    before = tree.first[i] - (2 if tree.text[tree.first[i] - 1] in CLOSING else 1)
    comma = before >= 0 and tree.text[before] == ","
    mark = draft.child(i, "mark")
    participle = tree.tag[i] == "VBG" and draft.child(i, "nsubj") is None and mark is None
    contrast = mark is not None and tree.lower[mark] in CONTRAST
    if comma and i > draft.head[i] and (participle or contrast):
        draft.hang(i, report)
        return True
    return False


def _free_participle(draft: _Draft, i: int) -> None:
    """`attacked her rival, saying he was weak`: behind a comma whoever attacks says so, not the rival."""
    tree, noun = draft.tree, draft.head[i]
    above = draft.head[noun] if tree.dep[noun] in ("dobj", "pobj") else noun
    while tree.dep[above] in ("prep", "pobj", "pcomp") and draft.head[above] != above:
        above = draft.head[above]
    if tree.text[tree.first[i] - 1] == "," and tree.first[i] == i and tree.pos[above] in ("VERB", "AUX"):
        draft.hang(i, above)
