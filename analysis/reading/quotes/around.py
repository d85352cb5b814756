"""Around: what a cue in the middle or at the end of its sentence reports, on both sides of it."""

import bisect
from collections.abc import Sequence

from analysis.language.tree import Tree
from analysis.reading.quotes.content import BOUNDARY, skip_that
from analysis.reading.quotes.gaps import FINITE
from analysis.reading.quotes.marked import STOPS, Stretches
from analysis.reading.quotes.rows import Attribution, Ranges, Row

LONGEST_ADVERB = 3
DASHES = frozenset(["—", "–", "--"])
OWN_VOICE_AGAIN = frozenset(
    ["who", "which", "as", "when", "while", "though", "although", "after", "before", "according"]
)


def find_credited(tree: Tree, i: int, clause: tuple[int, int]) -> Ranges:
    """`As geologists have pointed out, the valley was a lake`: all that a parting *as* credits to somebody."""
    mark = tree.child(i, "mark")
    if mark is None or tree.dep[i] != "advcl" or (tree.lower[mark], mark + 1) != ("as", clause[0]):
        return []
    begin, end = tree.sentence_of(i)
    opens, closes = mark == begin or tree.text[mark - 1] == ",", tree.text[clause[1] + 1] in BOUNDARY
    other = any(tree.dep[c] in ("dobj", "intj", "acomp") and c > i and tree.lower[c] != "it" for c in tree.children[i])
    if not opens or not closes or other:
        return []
    head = next(k for k in (*tree.ancestors(i), i) if tree.pos[k] not in ("NOUN", "PROPN") or tree.head[k] == k)
    begin, end = max(begin, tree.first[head]), min(end, max(tree.last[head], head))
    left = [(begin, mark - 2)] if any(tree.pos[k] in ("NOUN", "PROPN", "PRON") for k in range(begin, mark - 1)) else []
    right = [(clause[1] + 2, end)] if tree.text[clause[1] + 1] == "," and clause[1] + 2 < end else []
    return left + right


def find_said_is(tree: Tree, i: int) -> Ranges:
    """`What the keeper says is that the pond is dry`: what follows *is*."""
    what, above = tree.child(i, "dobj"), tree.head[i]
    if tree.dep[i] != "csubj" or what is None or tree.lower[what] != "what" or tree.lemma[above] != "be":
        return []
    if tree.lower[above + 1] == "that" and tree.tag[above + 1] in ("IN", "WDT"):
        return [(above + 2, tree.last[above])]
    clause = tree.child(above, "ccomp")
    if clause is None or clause < above or tree.child(clause, "mark") is None:
        return []
    return [(skip_that(tree, tree.first[clause], clause), tree.last[clause])]


def find_parted(tree: Tree, i: int, clause: tuple[int, int]) -> Ranges:
    """`The stadium, Ms Kole said, was a ruin`: a subject before the cue and its verb behind it; or nothing.

    Takes: the tree, the cue, the words that attribute.
    """
    begin, end = tree.sentence_of(i)
    before = clause[0] - (2 if tree.lower[clause[0] - 1] == "as" else 1)
    first = clause[1] + 2
    set_off = begin < before < i < first < end and tree.text[before] == tree.text[first - 1] == ","
    own = tree.dep[i] not in ("relcl", "acl") and tree.child(i, "neg") is None
    if not set_off or not own or tree.stretch[begin] is not None:
        return []
    verb = next((k for k in range(first, min(first + LONGEST_ADVERB, end)) if tree.tag[k] in FINITE), None)
    between = range(first, verb or first)
    if verb is None or any(tree.pos[k] != "ADV" for k in between):
        return []
    noun = any(tree.pos[k] in ("NOUN", "PROPN", "PRON") for k in range(begin, before))
    told = any(tree.tag[k] in FINITE or tree.dep[k] == "mark" for k in range(begin, before))
    return [] if told or not noun or tree.pos[begin] == "ADP" else [(begin, before - 1), (first, end)]


def find_torn_subject(tree: Tree, a: Attribution, row: Row) -> Ranges:
    """`The new plant, the founder said, “does not cost one job.”`: the subject that stands before the cue."""
    first = bisect.bisect_left(tree.start, row.pieces[0][0])
    begin, comma = tree.sentence_of(a.cue[0])[0], a.clause[0] - 1
    if not begin < comma < a.cue[0] < first or tree.text[comma] != "," or not tree.text[first].islower():
        return []
    top = next((k for k in (a.cue[0], *tree.ancestors(a.cue[0])) if k > first), None)
    subject = tree.child(top, "nsubj", "nsubjpass")
    whole = subject is not None and tree.first[subject] == begin and tree.last[subject] == comma - 1
    return [(begin, comma - 1)] if whole and tree.stretch[begin] is None else []


def _goes_on(tree: Tree, i: int, conjunction: int, end: int) -> bool:
    """`The vote was lawful, the speaker said, and the count was fair`: a noun and its verb that report on."""
    verbs = [k for k in range(conjunction, end + 1) if tree.tag[k] in FINITE]
    subject = next((k for k in range(conjunction, end + 1) if tree.dep[k] in ("nsubj", "nsubjpass")), None)
    if not verbs or subject is None or subject > verbs[0]:
        return False
    return verbs[0] <= subject + 3 and tree.lemma[i] != tree.lemma[verbs[0]] and tree.pos[subject] != "PROPN"


def find_around(tree: Tree, i: int, clause: tuple[int, int]) -> Ranges:
    """Find the content of a cue that comes after it or stands in its middle: `The plan, he said, had failed.`"""
    begin, end = tree.sentence_of(i)
    before, after = clause[0] - 1, clause[1] + 1
    while before >= begin and tree.pos[before] == "SPACE":
        before -= 1
    while after <= end and tree.pos[after] == "SPACE":
        after += 1
    if before < begin or tree.text[before] not in BOUNDARY or (after <= end and tree.text[after] not in BOUNDARY):
        return []
    if tree.dep[i] == "conj":
        left = [c for c in tree.children[i] if c < i and tree.dep[c] in ("ccomp", "parataxis", "dep", "advcl")]
        if not left:
            return []
        begin = max(begin, tree.first[left[0]])
    pieces = [(begin, before)]
    if after < end and (tree.text[after] == "," or tree.text[after] in DASHES):
        pieces += _resumed(tree, i, after, end)
    return pieces


def _resumed(tree: Tree, i: int, comma: int, end: int) -> Ranges:
    """The rest of a sentence after `, he said,` where it goes on with what is reported."""
    rest = range(comma + 1, end + 1)
    joined = tree.lower[comma + 1] in ("and", "but")
    if tree.lower[comma + 1] in OWN_VOICE_AGAIN or (joined and not _goes_on(tree, i, comma + 1, end)):
        return []
    tops = [k for k in rest if tree.head[k] not in rest or tree.head[k] == k]
    heads = [k for k in tops if tree.pos[k] in ("VERB", "AUX", "NOUN", "PROPN", "ADJ") and tree.dep[k] != "punct"]
    if not heads or any(tree.head[k] == i and tree.dep[k] not in ("ccomp", "parataxis") for k in heads):
        return []
    return [(comma + 1, min(end, max(tree.last[heads[-1]], heads[-1])))]


def find_around_marks(stretches: Stretches, a: Attribution, numbers: Sequence[int]) -> Ranges:
    """`said he had one wish: “Leave us be.”`: the words of a reported clause before or behind the marks in it."""
    tree = stretches.tree
    first, last = stretches.ranges[numbers[0]]
    if a.rule != "clause" or len(numbers) > 1 or not a.content or a.content[0][0] < max(a.cue):
        return []
    begin, end = a.content[0][0], a.content[-1][1]
    behind = next((k for k in range(last + 1, end + 1) if not stretches.is_mark(k)), end + 1)
    goes_on = behind < end and tree.text[last] not in STOPS and tree.dep[behind] == "prep"
    return [*([(begin, first - 1)] if begin < first else []), *([(behind, end)] if goes_on else [])]
