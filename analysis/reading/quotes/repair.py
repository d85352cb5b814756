"""Repairs: where the parser tends to hang a verb on the wrong side of a report, hang it where reporting puts it."""

from collections.abc import Container

from analysis.language.tree import Tree

CONTRAST = frozenset(["though", "although", "while", "even"])


def repair_reports(tree: Tree, cues: Container[str]) -> None:
    """Re-hang verbs around reporting cues, in place, before any rule reads the tree.

    Takes: the tree of one article and the lemmas of reporting verbs.

    Limits: each repair looks at form alone (tense, commas, subjects); what it means is not known.
    """
    changed = False
    for i in range(tree.n):
        if tree.pos[i] not in ("VERB", "AUX") or tree.head[i] == i:
            continue
        if tree.dep[i] == "conj":
            changed |= (
                _raise_second_report(tree, i, cues) or _lower_bare_verb(tree, i) or _lower_same_subject(tree, i, cues)
            )
        elif tree.dep[i] == "advcl":
            changed |= _raise_participle(tree, i, cues)
    if changed:
        tree.measure()


def _report_above(tree: Tree, clause: int, cues: Container[str]) -> int:
    """The reporting verb that takes a clause (or the clause it is coordinated with), or -1."""
    while tree.dep[clause] == "conj" and tree.head[clause] != clause:
        clause = tree.head[clause]
    head = tree.head[clause]
    if tree.dep[clause] in ("ccomp", "xcomp") and head != clause and head < clause and tree.lemma[head] in cues:
        return head
    return -1


def _raise_second_report(tree: Tree, i: int, cues: Container[str]) -> bool:
    """`said he would order a review and warned against delay`: *warned* goes with *said*, not with *order*."""
    report = _report_above(tree, tree.head[i], cues)
    if report < 0 or tree.tag[i] not in ("VBD", "VBZ") or tree.tag[i] != tree.tag[report]:
        return False
    deps = {tree.dep[c] for c in tree.children[i]}
    subject = deps & {"nsubj", "nsubjpass"}
    first = tree.head[i]
    modal = any(tree.tag[c] == "MD" for c in tree.children[first])
    if subject:
        moved = tree.lemma[i] in cues and modal and "mark" not in deps
    else:
        moved = (
            tree.lemma[i] in cues
            and (modal or tree.tag[first] != tree.tag[i])
            and not deps & {"aux", "auxpass", "mark"}
        )
    if moved:
        conjunction = next((c for c in tree.children[first] if c == i - 1 and tree.dep[c] == "cc"), -1)
        if conjunction >= 0:
            tree.hang(conjunction, report)
        tree.hang(i, report)
    return moved


def _lower_bare_verb(tree: Tree, i: int) -> bool:
    """`wants to triple the budget, grow the corps and create a reserve`: bare verbs belong to the infinitive."""
    head = tree.head[i]
    if tree.tag[i] != "VB" or tree.tag[head] == "VB" or any(tree.dep[c] in ("aux", "nsubj") for c in tree.children[i]):
        return False
    infinitive = [c for c in tree.children[head] if head < c < i and tree.dep[c] == "xcomp"]
    if infinitive:
        tree.hang(i, infinitive[-1])
    return bool(infinitive)


def _lower_same_subject(tree: Tree, i: int, cues: Container[str]) -> bool:
    """`says she hopes to win, but she knows that ...`: a clause that repeats the pronoun goes on reporting."""
    head = tree.head[i]
    if tree.lemma[head] not in cues:
        return False
    clause = [c for c in tree.children[head] if head < c < i and tree.dep[c] == "ccomp"]
    if not clause:
        return False
    subject, again = tree.child(clause[-1], "nsubj", "nsubjpass"), tree.child(i, "nsubj", "nsubjpass")
    modal = any(tree.tag[c] == "MD" for c in tree.children[i])
    alike = tree.tag[i] == tree.tag[clause[-1]] and modal == any(tree.tag[c] == "MD" for c in tree.children[clause[-1]])
    same = (
        alike and subject >= 0 and again >= 0 and tree.pos[again] == "PRON" and tree.lower[subject] == tree.lower[again]
    )
    if same or (again < 0 and modal):
        tree.hang(i, clause[-1])
        return True
    return False


def _raise_participle(tree: Tree, i: int, cues: Container[str]) -> bool:
    """`said the plan had failed, citing delays`: who cites is who said."""
    report = _report_above(tree, tree.head[i], cues)
    if report < 0 or tree.lemma[i] not in cues:
        return False
    comma = tree.first[i] > 0 and tree.text[tree.first[i] - 1] == ","
    mark = tree.child(i, "mark")
    participle = tree.tag[i] == "VBG" and tree.child(i, "nsubj") < 0 and mark < 0
    contrast = mark >= 0 and tree.lower[mark] in CONTRAST
    if comma and i > tree.head[i] and (participle or contrast):
        tree.hang(i, report)
        return True
    return False
