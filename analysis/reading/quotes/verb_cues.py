"""Cues: verbs that report, with who reports and what is reported, over the dependency tree."""

from collections.abc import Container, Iterator

from analysis.language.phrases import find_subject, mention_span
from analysis.language.tree import Tree
from analysis.reading.quotes.around import find_around, find_credited, find_parted, find_said_is
from analysis.reading.quotes.borders import (
    after_moment,
    before_aside,
    before_circumstance,
    before_medium,
    before_report,
    run_on,
)
from analysis.reading.quotes.content import BOUNDARY, find_complement
from analysis.reading.quotes.cue_lists import CueLists, Entry
from analysis.reading.quotes.gaps import find_bare_talker
from analysis.reading.quotes.rows import Attribution, Ranges

MODIFIERS = frozenset(["aux", "auxpass", "neg", "advmod", "npadvmod", "prt", "prep", "dative", "agent", "intj"])
PARTICLES = frozenset(["prt", "prep", "advmod", "acomp", "ccomp"])
PARENTHESES = frozenset(["ROOT", "ccomp", "parataxis", "conj", "advcl", "dep"])
CLOSING_MARKS = frozenset(["”", '"', "''", "’", "'", "»", "“"])
NAMING = frozenset(["PROPN", "NOUN", "PRON"])
LONGEST_MODIFIER = 25
NO_CLAUSE = frozenset(["object", "predicate", "as", "gerund", "charge", "stance"])


def find_verb_cues(tree: Tree, lists: CueLists) -> Iterator[Attribution]:
    """Find what verbs and verb phrases report; a cue without content may still lead or follow marks."""
    for i in range(tree.n):
        if tree.pos[i] not in ("VERB", "AUX") or tree.sentence[i] is None:
            continue
        for particle, entry in lists.phrases.get(tree.lemma[i], ()):
            k = _particle(tree, i, particle)
            if k is not None:
                yield from _read_verb(tree, i, (entry,), k, lists)
                break
        else:
            entries = lists.verbs.get(tree.lemma[i])
            if entries:
                yield from _read_verb(tree, i, entries, None, lists)


def _particle(tree: Tree, i: int, words: str) -> int | None:
    """The token of `out`, `on`, `clear` ... that belongs to the verb, or None."""
    first = words.split()[0]
    near = [c for c in tree.children[i] if i < c <= i + 3 and tree.lower[c] == first]
    found = next((c for c in near if tree.dep[c] in PARTICLES or first == "it"), None)
    clause = found is None and i + 1 < tree.n and tree.lower[i + 1] == first and tree.dep[i + 1] == "mark"
    return i + 1 if clause and tree.head[tree.head[i + 1]] == i else found


def _read_verb(
    tree: Tree, i: int, entries: tuple[Entry, ...], particle: int | None, lists: CueLists
) -> Iterator[Attribution]:
    if _reports_nothing(tree, i):
        return
    subject = _who_reports(tree, i, lists)
    if subject is not None and tree.lower[subject] == "it" and tree.head[subject] != i and not _does_more(tree, i):
        return  # It is worth noting that ...: the source's own voice.
    found = find_complement(tree, i, entries, particle, lists.nouns)
    entry, rule, content = found if found else (entries[0], "", [])
    content = run_on(tree, i, content, lists.reporting) if content else content
    cue = [i] if particle is None else [i, particle]
    barred = {*cue, *(k for first, last in content for k in range(first, last + 1))}
    speaker = mention_span(tree, subject, barred) if subject is not None else None
    talker = find_bare_talker(tree, i)
    if talker is not None and rule == "clause":
        content, subject, speaker = [(tree.first[talker], talker - 1), *content], talker, (talker, talker)
    a = Attribution(rule, cue, entry.act, entry.cue_class, speaker, subject, content)
    a.marks = any("marks" in e.takes for e in entries)
    a.clause = _clause(tree, i, speaker, subject, barred.difference(cue), lists.moments)
    a.content = _without_edges(tree, a.content, rule, particle, lists)
    if not content and any("clause" in e.takes for e in entries):
        a.content = content = find_said_is(tree, i)
        a.rule = "clause" if content else ""
    if speaker and any("after" in e.takes for e in entries):
        _look_around(tree, i, a, asked=particle is not None or any("person" in e.takes for e in entries))
    yield a


def _without_edges(tree: Tree, content: Ranges, rule: str, particle: int | None, lists: CueLists) -> Ranges:
    """Leave out at the edges of a content when and where it was said, and what is a report of its own."""
    if rule in NO_CLAUSE:
        own = [before_aside(tree, before_report(tree, piece, lists.reporting)) for piece in content]
        content = [before_medium(tree, piece, lists.media) for piece in own]
    if rule == "clause" and particle is None:
        content = [after_moment(tree, piece, lists.moments) for piece in content]
    return [before_circumstance(tree, piece, lists.circumstance) for piece in content]


def _look_around(tree: Tree, i: int, a: Attribution, *, asked: bool) -> None:
    """Take what stands before the cue or on both sides of it, where nothing or only a torn clause stands behind it."""
    around = find_parted(tree, i, a.clause) if a.rule in ("", "clause") else []
    if not around and not a.content:
        around = find_credited(tree, i, a.clause)
    # Adding acrimony to the visit: with a thing as its object a verb tells what was done, not said.
    thing = tree.child(i, "dobj")
    told = thing is not None and thing > i and tree.stretch[thing] is None and not asked
    parenthesis = tree.dep[i] in PARENTHESES and tree.child(i, "neg") is None and not told
    if tree.tag[i] == "VB" and a.speaker is not None and a.speaker[0] > i:
        parenthesis = False  # Think Rome, for example.
    if not around and not a.content and parenthesis:
        around = find_around(tree, i, a.clause)
    if around:
        a.content, a.rule = around, "after its content"


def _reports_nothing(tree: Tree, i: int) -> bool:
    """`Asked about her knee, ...` (whoever asked is not told) and `It should be said that ...` (the source's voice)."""
    if tree.dep[i] == "advcl" and tree.tag[i] == "VBN" and tree.child(i, "agent", "nsubj", "aux") is None:
        return True
    told = tree.child(i, "nsubjpass")
    return told is not None and tree.lower[told] == "it" and any(tree.tag[c] == "MD" for c in tree.children[i])


def _does_more(tree: Tree, i: int) -> bool:
    """`It sued the firm, saying ...`, `It paid and said ...`: what reports stands beside another deed."""
    return tree.dep[i] in ("advcl", "conj") and tree.pos[tree.head[i]] == "VERB" and tree.lemma[tree.head[i]] != "be"


def _who_reports(tree: Tree, i: int, lists: CueLists) -> int | None:
    """Head of the speaker: the subject, outside the marks that the cue is outside of; else whoever stands beside."""
    subject = find_subject(tree, i)
    if (
        subject is not None
        and tree.dep[i] == "acl"
        and tree.dep[subject] == "dobj"
        and tree.lemma[subject] in lists.media
    ):
        writer = find_subject(tree, tree.head[subject])  # Issued a statement calling the ban a mistake: who issued it.
        subject = writer if writer is not None else subject
    if subject is not None and tree.lemma[subject] in lists.gathering:
        subject = _people_of(tree, subject)
    elsewhere = subject is not None and tree.stretch[subject] != tree.stretch[i] and tree.is_long(subject, 3)
    shouted = subject is not None and tree.stretch[subject] is not None and _ends_with_a_cry(tree, i)
    if elsewhere and not shouted and tree.tag[i] in ("VBG", "VB"):
        # “I agree,” she said, suggesting ...: the participle was hung on a verb in marks.
        verbs = (a for a in tree.ancestors(i) if tree.stretch[a] == tree.stretch[i] and tree.pos[a] == "VERB")
        subject = next((find_subject(tree, a) for a in verbs if tree.tag[a] in ("VBD", "VBZ", "VBP")), None)
    elif subject is None or elsewhere or shouted:
        subject = _beside(tree, i)
    if subject is not None and tree.dep[subject] == "expl":
        return None
    return subject


def _people_of(tree: Tree, gathering: int) -> int | None:
    """`a rally of dock workers, chanting`: the people, not the gathering, are heard."""
    of = next((c for c in tree.children[gathering] if c > gathering and tree.lower[c] == "of"), None)
    people = tree.child(of, "pobj")
    return people if people is not None and tree.tag[people] in ("NNS", "NNPS") else gathering


def _beside(tree: Tree, i: int) -> int | None:
    """Speaker by place alone, where the parser found none: `,” said the mayor` or `” the mayor said.`"""
    if i == 0 or (tree.tag[i] not in ("VBD", "VBZ", "VBP") and tree.lower[i] != "read"):
        return None
    behind = _behind(tree, i) if tree.text[i - 1] in CLOSING_MARKS else None
    if behind is not None:
        return behind
    k = i - 1
    while k > 0 and (tree.dep[k] in ("advmod", "aux") or tree.pos[k] == "SPACE"):
        k -= 1
    if tree.dep[i] == "ROOT" and tree.pos[k] in NAMING and tree.sentence[k] == tree.sentence[i]:
        while tree.head[k] < i and tree.head[k] != k and tree.pos[tree.head[k]] in ("NOUN", "PROPN"):
            k = tree.head[k]
        return k if tree.dep[k] != "pobj" else None
    if tree.pos[i - 1] not in NAMING or tree.text[i + 1] not in BOUNDARY:
        return None
    before = next((k for k in range(i - 1, -1, -1) if tree.text[k] in BOUNDARY), None)
    return i - 1 if before is not None and tree.text[before] in CLOSING_MARKS else None


def _ends_with_a_cry(tree: Tree, i: int) -> bool:
    """`“Shame!” shouted ...`: whatever stands before the verb is what was cried, not who cried."""
    return tree.text[i - 1] in CLOSING_MARKS and tree.text[i - 2] in ("!", "?") and tree.tag[i] == "VBD"


def _behind(tree: Tree, i: int) -> int | None:
    """The first noun behind a verb, up to a stop: `,” said council leader Ana Ruiz`, `!” cried one of the sons`."""
    counted = next((c for c in tree.children[i] if c > i and tree.first[c] == i + 1), None)
    if counted is not None and tree.lower[counted + 1] == "of":
        return counted
    for k in range(i + 1, min(i + 8, tree.n)):
        if tree.text[k] in BOUNDARY:
            return None
        if tree.pos[k] in NAMING:
            while tree.pos[k + 1] in ("PROPN", "NOUN") and tree.head[k] == k + 1:
                k += 1
            return k
    return None


def _clause(
    tree: Tree,
    i: int,
    speaker: tuple[int, int] | None,
    head: int | None,
    barred: set[int],
    moments: Container[str],
) -> tuple[int, int]:
    """Token range of the words that attribute: speaker, cue and what modifies the cue, without what is reported."""
    own = {i}
    if speaker:
        own.update(range(speaker[0], speaker[1] + 1))
    for c in tree.children[i]:
        thing = tree.dep[c] == "npadvmod" and c < i and tree.lower[c] not in moments  # These men, he said, were.
        if (tree.dep[c] in MODIFIERS and not thing) or (tree.dep[c] == "dobj" and c > i):
            block = range(tree.first[c], tree.last[c] + 1)
            if len(block) <= LONGEST_MODIFIER and not barred.intersection(block).difference([i]):
                own.update(block)
    first = last = i
    while first > 0 and (first - 1 in own or (tree.text[first - 1] == "," and first - 2 in own)):
        first -= 1
    inverted = speaker is not None and speaker[0] > i
    while last + 1 < tree.n:
        comma = inverted and tree.text[last + 1] == "," and last + 2 in own and last + 2 <= (speaker or (0, 0))[1]
        if last + 1 not in own and not comma:
            break
        last += 1
    if speaker and head is not None and tree.head[head] == i:
        first = min(first, speaker[0])
        if inverted:
            last = max(last, speaker[1])
    return first, last
