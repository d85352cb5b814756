"""Cues: verbs that report, with who reports and what is reported, over the dependency tree."""

from collections.abc import Container, Iterator

from analysis.language.phrases import mention_span
from analysis.language.tree import Tree
from analysis.reading.quotes.around import find_around, find_credited, find_parted, find_said_is
from analysis.reading.quotes.borders import (
    after_moment,
    before_aside,
    before_circumstance,
    before_medium,
    before_report,
    run_on,
    without_moment,
)
from analysis.reading.quotes.content import find_complement
from analysis.reading.quotes.cue_lists import CueLists, Entry
from analysis.reading.quotes.gaps import find_bare_talker
from analysis.reading.quotes.rows import Attribution, Ranges
from analysis.reading.quotes.tellers import find_teller

MODIFIERS = frozenset(["aux", "auxpass", "neg", "advmod", "npadvmod", "prt", "prep", "dative", "agent", "intj"])
PARTICLES = frozenset(["prt", "prep", "advmod", "acomp", "ccomp"])
PARENTHESES = frozenset(["ROOT", "ccomp", "parataxis", "conj", "advcl", "dep"])
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
    subject = find_teller(tree, i, lists)
    if subject is not None and tree.lower[subject] == "it" and tree.head[subject] != i and not _does_more(tree, i):
        return  # It is worth noting that ...: the source's own voice.
    found = find_complement(tree, i, entries, particle, lists.nouns)
    entry, rule, content = found if found else (entries[0], "", [])
    if (
        subject is not None
        and subject > i
        and tree.dep[subject] != "pobj"
        and any(first <= subject <= last for first, last in content)
    ):
        rule, content = "", []  # “...,” recalled another passenger, Ana Sol: whom the parser took for the object.
    content = run_on(tree, i, content, lists.reporting) if content else content
    cue = [i] if particle is None else [i, particle]
    barred = {*cue, *(k for first, last in content for k in range(first, last + 1))}
    speaker = None
    if subject is not None:
        speaker = without_moment(tree, mention_span(tree, subject, barred), subject, lists.moments, lists.media)
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
    finite = tree.tag[i] != "VBG"  # “..., people were crying” tells what they did.
    parenthesis = tree.dep[i] in PARENTHESES and tree.child(i, "neg") is None and not told and finite
    if tree.tag[i] == "VB" and a.speaker is not None and a.speaker[0] > i:
        parenthesis = False  # Think Rome, for example.
    if not around and not a.content and parenthesis:
        around = find_around(tree, i, a.clause)
    if around:
        a.content, a.rule = around, "after its content"


def _reports_nothing(tree: Tree, i: int) -> bool:
    """`Asked about her knee, ...` (whoever asked is not told) and `It should be said that ...` (the source's voice)."""
    asked = tree.tag[i] == "VBN" or (tree.lower[i] == "asked" and i == tree.sentence_of(i)[0])
    asked = asked or tree.lower[i - 1] == "when"  # When asked what comes next, ...
    if tree.dep[i] == "advcl" and asked and tree.child(i, "agent", "nsubj", "aux") is None:
        return True
    more = tree.child(i, "conj") is not None and tree.child(i, "cc") is None
    if tree.lower[i] == "asked" and tree.text[i - 1] == "," and (more or tree.dep[i] == "acl"):
        return True  # The spokesman, asked about the claim, dismissed it.
    told = tree.child(i, "nsubjpass")
    return told is not None and tree.lower[told] == "it" and any(tree.tag[c] == "MD" for c in tree.children[i])


def _does_more(tree: Tree, i: int) -> bool:
    """`It sued the firm, saying ...`, `It paid and said ...`: what reports stands beside another deed."""
    return tree.dep[i] in ("advcl", "conj") and tree.pos[tree.head[i]] == "VERB" and tree.lemma[tree.head[i]] != "be"


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
