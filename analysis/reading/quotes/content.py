"""Content: what a reporting verb reports, and where its content begins and stops."""

from collections.abc import Container, Sequence

from analysis.language.tree import Tree
from analysis.reading.quotes.cue_lists import Entry
from analysis.reading.quotes.gaps import FINITE, find_described, find_gap
from analysis.reading.quotes.objects import find_object, find_tail
from analysis.reading.quotes.rows import Ranges

BOUNDARY = frozenset(
    [",", ".", ";", ":", "—", "–", "--", "-", "!", "?", ")", "(", "…", "...", "”", '"', "''", "’", "'"]
)
QUESTION_WORDS = frozenset(["who", "what", "which", "whom", "whose", "when", "where", "why", "how", "whether", "if"])
Found = tuple[Entry, str, Ranges]


def find_complement(
    tree: Tree, i: int, entries: Sequence[Entry], particle: int | None, nouns: Container[str]
) -> Found | None:
    """Find what stands to the right of a verb as its content.

    Takes: the verb; its rows of the cue list; the last token of its particle, if any; nouns that take clauses of their
    own (`believe the claim that`).
    Returns: the row that takes it, the name of the frame, token ranges; or None.
    """
    takes = {frame: entry for entry in reversed(entries) for frame in entry.takes}
    right = [c for c in tree.children[i] if c > i]
    if particle is not None and "object" in takes and tree.dep[particle] == "mark":
        # Called for the minister to resign: who is to act belongs to what is called for.
        return takes["object"], "object", [(particle + 1, tree.last[tree.head[particle]])]
    for c in right:
        clause = _told_clause(tree, c) if "person" in takes else None
        if clause is None:
            clear = c == particle and tree.dep[c] in ("ccomp", "acomp")  # Made clear that.
            clause = tree.child(c, "ccomp", "advcl") if clear else _reported_clause(tree, i, c, nouns)
        found = _clause_frame(tree, i, clause, takes, right, particle) if clause is not None else None
        if found:
            return found
    if particle is not None and "object" in takes and tree.dep[particle] == "prep":
        inner = tree.child(particle, "pobj", "pcomp")
        if inner is not None and inner < i:  # A deal which he referred to as a joke.
            described = find_described(tree, i, right)
            return (takes["object"], "as", described) if described else None
        if inner is not None:
            acts = [c for c in right if c > particle and tree.dep[c] in ("xcomp", "advcl") and tree.tag[c] == "VB"]
            last = max([tree.last[particle], *(tree.last[c] for c in acts if tree.lower[particle] == "for")])
            last = max([last, *(tree.last[c] for c in find_tail(tree, particle, right, nouns))])
            return takes["object"], "object", [(tree.first[inner], last)]
    return find_object(tree, i, takes, nouns)


def _clause_frame(
    tree: Tree, i: int, clause: int, takes: dict[str, Entry], right: Sequence[int], particle: int | None
) -> Found | None:
    start, last = tree.first[clause], tree.last[clause]
    to = tree.child(clause, "aux")
    if to is not None and tree.lower[to] == "to":
        if "infinitive" not in takes:
            judged = "predicate" in takes and tree.child(clause, "nsubj", "nsubjpass") is not None
            return (takes["predicate"], "predicate", [(start, last)]) if judged else None
        asked = "person" in takes or particle is not None
        negation = tree.child(clause, "neg")
        start = min(to, negation if negation is not None else to) if asked else min(start, to)
        # To abide by the charter to settle differences: a second infinitive hung on the cue.
        more = [k for k in right if k > clause and tree.dep[k] in ("xcomp", "advcl") and tree.tag[k] == "VB"]
        last = max([last, *(tree.last[k] for k in more if tree.first[k] == last + 1)])
        return takes["infinitive"], "infinitive", [(start, last)]
    if tree.tag[clause] == "VBG" and "gerund" in takes and tree.child(clause, "nsubj") is None:
        return takes["gerund"], "gerund", [(start, last)]
    whole = tree.dep[clause] != "xcomp" or tree.lower[start] in QUESTION_WORDS
    if "clause" in takes and whole and ("finite" not in takes or _is_finite(tree, clause)):
        if tree.dep[clause] == "advcl" and tree.child(clause, "mark") is None:
            subject = tree.child(clause, "nsubj", "nsubjpass")
            start = tree.first[clause if subject is None else subject]
        gap = find_gap(tree, i, clause)
        if gap:
            return takes["clause"], "clause", gap
        start = _skip_manner(tree, skip_that(tree, start, clause), clause)
        return takes["clause"], "clause", [(start, _clause_end(tree, i, clause))]
    return (takes["predicate"], "predicate", [(start, last)]) if "predicate" in takes else None


def _reported_clause(tree: Tree, i: int, c: int, nouns: Container[str]) -> int | None:
    """A clause that a verb reports: its ccomp or xcomp, or one that the parser hung on a word in between."""
    dep = tree.dep[c]
    if dep in ("ccomp", "xcomp"):
        return c
    if dep == "advcl":
        mark = tree.child(c, "mark")
        opening = tree.first[c] if mark is None else mark
        reports = tree.lower[opening] == "that" or (mark is None and _has_own_pronoun(tree, c))
        return c if reports else None
    if dep not in ("dobj", "dative", "nsubj", "prep", "npadvmod"):
        return None
    below = [k for k in tree.subtree(c) if k > i]
    hung = next((k for k in below if _is_hung_low(tree, k, dep, nouns)), None)
    return hung if hung is not None else _after_adverbial(tree, below, dep)


def _told_clause(tree: Tree, c: int) -> int | None:
    """`told a crowd of farmers that the dyke would hold`: a clause that the parser took for one about the crowd."""
    for k in tree.subtree(c) if tree.dep[c] in ("dobj", "dative") else ():
        subject, opening = tree.child(k, "nsubj", "nsubjpass"), tree.first[k]
        if tree.dep[k] == "relcl" and tree.lower[opening] == "that" and subject is not None and opening < subject:
            return k
    return None


def _is_hung_low(tree: Tree, k: int, dep: str, nouns: Container[str]) -> bool:
    """A reported clause on a noun between it and its verb: `warned the mayor on Monday that the bridge was unsafe`."""
    mark, to = tree.child(k, "mark"), tree.child(k, "aux")
    own = tree.lemma[tree.head[k]] in nouns  # Believed the claim that, a vote on a proposal to: the noun takes it.
    if tree.dep[k] not in ("acl", "relcl", "ccomp") or (own and (dep == "dobj" or mark is None)):
        return False
    if mark is not None and tree.lower[mark] == "that":
        return True
    return to is not None and tree.lower[to] == "to" and tree.dep[k] == "acl" and dep in ("dobj", "prep")


def _after_adverbial(tree: Tree, below: Sequence[int], dep: str) -> int | None:
    """A reported clause on a time or a prepositional phrase: `said after the vote he would not stand`."""
    for k in below if dep in ("prep", "npadvmod") else ():
        if tree.dep[k] == "relcl" and _has_own_pronoun(tree, k) and tree.child(k, "nsubj") == tree.first[k]:
            return k
        if tree.dep[k] == "xcomp" and dep == "prep":
            return k  # Called on both sides involved to talk.
    return None


def _has_own_pronoun(tree: Tree, k: int) -> bool:
    """A clause with a pronoun as subject and a helping verb, without a relative or question word."""
    subject = tree.child(k, "nsubj", "nsubjpass")
    helped = tree.lemma[k] == "be" or any(
        tree.tag[c] == "MD" or (tree.dep[c] in ("aux", "auxpass") and tree.lemma[c] in ("have", "be"))
        for c in tree.children[k]
    )
    asked = any(tree.tag[c] in ("WRB", "WDT", "WP") for c in tree.children[k])
    return subject is not None and tree.tag[subject] == "PRP" and helped and not asked


def _is_finite(tree: Tree, clause: int) -> bool:
    """A clause that says something, not a small one: `hold him responsible`."""
    if tree.tag[clause] in FINITE or tree.child(clause, "mark") is not None:
        return True
    helped = any(tree.dep[c] in ("aux", "auxpass", "cop") for c in tree.children[clause])
    return helped or tree.lower[tree.first[clause]] in QUESTION_WORDS or tree.stretch[clause] is not None


def _skip_manner(tree: Tree, start: int, clause: int) -> int:
    """`said flatly the fund was empty`: how it was said stands before the subject without a comma."""
    subject = tree.child(clause, "nsubj", "nsubjpass")
    manner = tree.dep[start] == "advmod" and tree.lower[start].endswith("ly") and tree.head[start] == clause
    return start + 1 if manner and subject is not None and tree.first[subject] == start + 1 else start


def skip_that(tree: Tree, start: int, clause: int) -> int:
    """First token of a clause after commas and the word *that*, unless *that* is its subject."""
    subjects = [c for c in tree.children[clause] if tree.dep[c] in ("nsubj", "nsubjpass", "csubj", "expl")]
    # That May was too soon: of two subjects the second is one.
    subject = next((c for c in subjects[len(subjects) > 1 :]), None)
    while start < clause and (tree.lower[start] in (",", "that") or tree.pos[start] in ("SPACE", "PUNCT")):
        linking = tree.dep[start] in ("mark", "dep", "advmod", "punct") or (subject is not None and subject > start)
        if tree.lower[start] == "that" and not linking:
            break
        start += 1
    return start


def _clause_end(tree: Tree, i: int, clause: int) -> int:
    last = tree.last[clause]
    if last + 1 < tree.n and tree.end[last] == tree.start[last + 1] and tree.text[last + 1][1:] == "s":
        # The Bureau's behalf: the parser broke off before a possessive.
        end = tree.sentence_of(i)[1]
        last = next((k - 1 for k in range(last + 1, end + 1) if tree.text[k] in BOUNDARY), end)
    return last
