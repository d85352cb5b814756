"""Cues: find reporting words over the dependency tree, with who reports and what is reported."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.lexicons import Lexicons
from analysis.reading.mentions import NO_SUBJECT, find_subject, mention_span
from analysis.reading.tree import Tree

MODIFIERS = frozenset(["aux", "auxpass", "neg", "advmod", "npadvmod", "prt", "prep", "dative", "agent", "intj"])
QUESTION_WORDS = frozenset(["who", "what", "which", "whom", "whose", "when", "where", "why", "how", "whether", "if"])
BOUNDARY = frozenset(
    [",", ".", ";", ":", "—", "–", "--", "-", "!", "?", ")", "(", "…", "...", "”", '"', "''", "’", "'"]
)

MARKS = frozenset(["”", '"', "''", "’", "'", "»", "“"])


class Entry(NamedTuple):
    """A row of lexicons/cues.csv."""

    cue: str
    takes: frozenset[str]
    act: str
    cue_class: str


@dataclass
class Attribution:
    """Somebody reports something: token numbers; `content` and `clause` are token ranges."""

    rule: str
    cue: list[int]
    act: str
    cue_class: str
    speaker: tuple[int, int] | None = None
    speaker_head: int = -1
    content: list[tuple[int, int]] = field(default_factory=list)
    confidence: float = 0.9
    clause: tuple[int, int] = (0, 0)
    marks: bool = True


class CueLists(NamedTuple):
    """lexicons/cues.csv sorted by kind; phrases by their verb."""

    verbs: dict[str, tuple[Entry, ...]]
    phrases: dict[str, tuple[tuple[str, Entry], ...]]
    adjectives: dict[str, Entry]
    nouns: dict[str, Entry]
    support: dict[str, str]
    before_colon: set[str]
    circumstance: set[str]
    gathering: set[str]


@functools.lru_cache(maxsize=8)
def load_cues(lexicons: Lexicons) -> CueLists:
    """Sort lexicons/cues.csv by kind; phrases by their verb."""
    lists = CueLists({}, {}, {}, {}, {}, set(), set(), set())
    for row in lexicons["cues"]:
        entry = Entry(row["cue"], frozenset(row["takes"].split()), row["act"], row["class"])
        if row["kind"] == "verb":
            if "marks" in entry.takes and "after" in entry.takes:
                lists.before_colon.add(entry.cue)
            lists.verbs[entry.cue] = (*lists.verbs.get(entry.cue, ()), entry)
        elif row["kind"] == "phrase":
            verb, particle = entry.cue.split(" ", 1)
            lists.phrases[verb] = (*lists.phrases.get(verb, ()), (particle, entry))
        elif row["kind"] == "adjective":
            lists.adjectives[entry.cue] = entry
        elif row["kind"] == "noun":
            lists.nouns[entry.cue] = entry
        elif row["kind"] == "support":
            lists.support[entry.cue] = row["takes"]
        elif row["kind"] == "colon":
            lists.before_colon.add(entry.cue)
        elif row["kind"] == "circumstance":
            lists.circumstance.add(entry.cue)
        elif row["kind"] == "gathering":
            lists.gathering.add(entry.cue)
    return lists


def find_verb_cues(tree: Tree, lists: CueLists) -> Iterator[Attribution]:
    """Find what verbs and verb phrases report."""
    for i in range(tree.n):
        if tree.pos[i] not in ("VERB", "AUX") or tree.sentence[i] < 0:
            continue
        lemma = tree.lemma[i]
        phrases = lists.phrases.get(lemma, ())
        for particle, entry in phrases:
            k = _particle(tree, i, particle)
            if k >= 0:
                yield from _read_verb(tree, i, (entry,), k, lists)
                break
        else:
            entries = lists.verbs.get(lemma)
            if entries:
                yield from _read_verb(tree, i, entries, -1, lists)


def _particle(tree: Tree, i: int, words: str) -> int:
    """Last token of `out`, `on`, `clear` ... that belongs to the verb, or -1."""
    first = words.split()[0]
    for child in tree.children[i]:
        if (
            i < child <= i + 3
            and tree.lower[child] == first
            and tree.dep[child] in ("prt", "prep", "advmod", "acomp", "ccomp")
        ):
            return child
    return -1


def _read_verb(tree: Tree, i: int, entries: tuple[Entry, ...], particle: int, lists: CueLists) -> Iterator[Attribution]:
    subject = _people_of(tree, find_subject(tree, i), lists)
    if subject >= 0 and tree.stretch[subject] != tree.stretch[i] and _far_inside(tree, subject):
        subject = -1
    if subject < 0:
        subject = _beside(tree, i)
    if subject >= 0 and tree.lower[subject] == "it" and tree.head[subject] != i:
        return  # It is worth noting that ...: the source's own voice.
    if subject >= 0 and tree.lower[subject] in NO_SUBJECT and tree.dep[subject] == "expl":
        subject = -1
    found = _complement(tree, i, entries, particle, subject)
    entry, rule, content = found if found else (entries[0], "", [])
    barred = {i, particle, *(k for first, last in content for k in range(first, last + 1))}
    speaker = mention_span(tree, subject, barred) if subject >= 0 else None
    attribution = Attribution(
        rule=rule,
        cue=[i] + ([particle] if particle >= 0 else []),
        act=entry.act,
        cue_class=entry.cue_class,
        speaker=speaker,
        speaker_head=subject,
        content=content,
        marks=any("marks" in e.takes for e in entries),
    )
    attribution.clause = _clause(tree, i, speaker, subject, barred)
    if rule == "clause" and speaker and speaker[1] < i:
        attribution.content = _before_too(tree, attribution)
    alone = tree.dep[i] in ("ROOT", "ccomp", "parataxis", "conj", "advcl", "dep") and tree.child(i, "neg") < 0
    attribution.content = [_before_circumstance(tree, piece, lists) for piece in attribution.content]
    if not content and alone and any("after" in e.takes for e in entries) and speaker:
        attribution.content = _around(tree, i, attribution.clause)
        attribution.rule = "after its content" if attribution.content else ""
    yield attribution


def _before_circumstance(tree: Tree, piece: tuple[int, int], lists: CueLists) -> tuple[int, int]:
    """`will not take sides, amid growing tension`: a circumstance behind a comma is the source's own voice."""
    first, last = piece
    for k in range(first + 2, last):
        if tree.text[k] == "," and tree.lower[k + 1] in lists.circumstance and tree.stretch[k] < 0:
            return first, k - 1
    return piece


def _people_of(tree: Tree, subject: int, lists: CueLists) -> int:
    """`a rally of dock workers, chanting`: the people, not the gathering, are heard."""
    if subject >= 0 and tree.lemma[subject] in lists.gathering:
        of = next((c for c in tree.children[subject] if c > subject and tree.lower[c] == "of"), -1)
        people = tree.child(of, "pobj") if of >= 0 else -1
        if people >= 0 and tree.tag[people] in ("NNS", "NNPS"):
            return people
    return subject


def _far_inside(tree: Tree, token: int) -> bool:
    return tree.stretch[token] >= 0 and tree.stretch_words[tree.stretch[token]] > 3


def _beside(tree: Tree, i: int) -> int:
    """Speaker by place alone, where the parser found none: `,” said the mayor` or `the mayor said: “`."""
    if tree.tag[i] not in ("VBD", "VBZ", "VBP") and tree.lower[i] != "read":
        return -1
    if i > 0 and tree.text[i - 1] in MARKS:
        for k in range(i + 1, min(i + 8, tree.n)):
            if tree.text[k] in BOUNDARY:
                break
            if tree.pos[k] in ("PROPN", "NOUN", "PRON"):
                while k + 1 < tree.n and tree.pos[k + 1] in ("PROPN", "NOUN") and tree.head[k] == k + 1:
                    k += 1
                return k
    if i > 0 and tree.pos[i - 1] in ("PROPN", "NOUN", "PRON") and i + 1 < tree.n:
        before = next((k for k in range(i - 1, -1, -1) if tree.text[k] in BOUNDARY), -1)
        if before >= 0 and tree.text[before] in MARKS and tree.text[i + 1] in BOUNDARY:
            return i - 1
    return -1


def _complement(
    tree: Tree, i: int, entries: tuple[Entry, ...], particle: int, subject: int
) -> tuple[Entry, str, list[tuple[int, int]]] | None:
    """What stands to the right of a verb as its content: the entry that takes it, the rule, token ranges."""
    takes = {frame: entry for entry in reversed(entries) for frame in entry.takes}
    right = [c for c in tree.children[i] if c > i]
    for c in right:
        clause = _clause_child(tree, i, c)
        if clause < 0:
            continue
        start = tree.first[clause]
        to = tree.child(clause, "aux")
        infinitive = to >= 0 and tree.lower[to] == "to"
        if infinitive and "infinitive" in takes:
            start = _infinitive_start(tree, clause, to) if "person" in takes or particle >= 0 else min(start, to)
            more = [k for k in right if k > clause and tree.dep[k] in ("xcomp", "advcl") and tree.tag[k] == "VB"]
            last = max([tree.last[clause], *(tree.last[k] for k in more if tree.first[k] == tree.last[clause] + 1)])
            return takes["infinitive"], "infinitive", [(start, last)]
        if not infinitive and tree.tag[clause] == "VBG" and "gerund" in takes and tree.child(clause, "nsubj") < 0:
            return takes["gerund"], "gerund", [(start, tree.last[clause])]
        if (
            "clause" in takes
            and not infinitive
            and ("finite" not in takes or _is_finite(tree, clause))
            and (tree.dep[clause] != "xcomp" or tree.lower[start] in QUESTION_WORDS)
        ):
            return takes["clause"], "clause", [(_skip_that(tree, start, clause), _clause_end(tree, i, clause))]
        if "predicate" in takes:
            return takes["predicate"], "predicate", [(start, tree.last[clause])]
    if particle >= 0 and "object" in takes and tree.dep[particle] == "prep":
        inner = tree.child(particle, "pobj", "pcomp")
        if inner >= 0:
            return takes["object"], "object", [(tree.first[inner], tree.last[particle])]
    objects = [c for c in right if tree.dep[c] in ("dobj", "oprd") and c != subject]
    if objects:
        first, last = tree.first[objects[0]], max(tree.last[c] for c in objects)
        tail = [c for c in right if c > objects[-1] and tree.dep[c] in ("prep", "xcomp", "oprd")]
        if "predicate" in takes and (len(objects) > 1 or tree.dep[objects[0]] == "oprd" or tail):
            return takes["predicate"], "predicate", [(first, max([last, *(tree.last[c] for c in tail)]))]
        as_part = [c for c in right if tree.lower[c] == "as"]
        of_part = [c for c in right if tree.lower[c] in ("of", "for")]
        if "as" in takes and (as_part or "object" not in takes):
            return takes["as"], "as", [(first, max([last, *(tree.last[c] for c in as_part)]))]
        if "charge" in takes:
            return takes["charge"], "charge", [(first, max([last, *(tree.last[c] for c in of_part)]))]
        if "stance" in takes:
            return takes["stance"], "stance", [(first, max([last, *(tree.last[c] for c in of_part + as_part)]))]
        if "object" in takes and tree.pos[objects[0]] != "PRON":
            return takes["object"], "object", [(first, max([last, *(tree.last[c] for c in as_part)]))]
    return None


def _clause_child(tree: Tree, i: int, c: int) -> int:
    """A clause that a verb reports: its ccomp or xcomp, or one that the parser hung on the person told."""
    if tree.dep[c] in ("ccomp", "xcomp"):
        return c
    if tree.dep[c] == "advcl" and tree.child(c, "mark") >= 0 and tree.lower[tree.child(c, "mark")] == "that":
        return c
    if tree.dep[c] in ("dobj", "dative", "nsubj", "prep", "npadvmod"):
        for k in tree.subtree(c):
            if k > i and tree.dep[k] in ("acl", "relcl", "ccomp"):
                mark = tree.child(k, "mark")
                if mark >= 0 and tree.lower[mark] == "that":
                    return k
                to = tree.child(k, "aux")
                if (
                    tree.dep[k] in ("acl", "xcomp")
                    and to >= 0
                    and tree.lower[to] == "to"
                    and tree.dep[c] in ("dobj", "prep")
                ):
                    return k
        bare = [k for k in tree.subtree(c) if tree.dep[k] == "relcl" and _is_bare_report(tree, k)]
        if bare and tree.dep[c] in ("prep", "npadvmod"):
            return bare[0]
        concerned = [k for k in tree.subtree(c) if tree.dep[k] == "xcomp" and tree.dep[c] == "prep"]
        if concerned:
            return concerned[0]
    return -1


def _infinitive_start(tree: Tree, clause: int, to: int) -> int:
    """`not to allow`: the infinitive without the person who is asked."""
    negation = tree.child(clause, "neg")
    return min(to, negation) if negation >= 0 else to


def _is_finite(tree: Tree, clause: int) -> bool:
    """A clause that says something, not a small one: `hold him responsible`."""
    if tree.tag[clause] in ("VBD", "VBZ", "VBP", "MD") or tree.child(clause, "mark") >= 0:
        return True
    helpers = [c for c in tree.children[clause] if tree.dep[c] in ("aux", "auxpass", "cop")]
    return bool(helpers) or tree.lower[tree.first[clause]] in QUESTION_WORDS or tree.stretch[clause] >= 0


def _is_bare_report(tree: Tree, k: int) -> bool:
    """`said after the convention he would not accept`: a clause with its own pronoun and a modal, no relative word."""
    subject = tree.child(k, "nsubj", "nsubjpass")
    modal = any(tree.tag[c] == "MD" or tree.lemma[c] in ("have", "be") for c in tree.children[k])
    return subject >= 0 and subject == tree.first[k] and tree.tag[subject] == "PRP" and (modal or tree.lemma[k] == "be")


def _skip_that(tree: Tree, start: int, clause: int) -> int:
    while start < clause and (tree.lower[start] in (",", "that") or tree.pos[start] in ("SPACE", "PUNCT")):
        subject = tree.child(clause, "nsubj", "nsubjpass", "csubj", "expl")
        if tree.lower[start] == "that" and tree.dep[start] not in ("mark", "dep", "advmod") and subject <= start:
            break
        start += 1
    return start


def _clause_end(tree: Tree, i: int, clause: int) -> int:
    last = tree.last[clause]
    if last + 1 < tree.n and tree.end[last] == tree.start[last + 1] and tree.text[last + 1][1:] == "s":
        # The Bureau's behalf: the parser broke off before a possessive.
        end = tree.sentence_tokens[tree.sentence[i]][1]
        last = next((k - 1 for k in range(last + 1, end + 1) if tree.text[k] in BOUNDARY), end)
    return last


def _clause(tree: Tree, i: int, speaker: tuple[int, int] | None, head: int, barred: set[int]) -> tuple[int, int]:
    """Token range of the words that attribute: speaker, cue and what modifies the cue, without what is reported."""
    own = {i}
    if speaker:
        own.update(range(speaker[0], speaker[1] + 1))
    for c in tree.children[i]:
        if tree.dep[c] in MODIFIERS or (tree.dep[c] == "dobj" and c > i):
            block = range(tree.first[c], tree.last[c] + 1)
            if len(block) <= 25 and not any(k in barred for k in block if k != i):
                own.update(block)
    first = last = i
    while first > 0 and (first - 1 in own or (tree.text[first - 1] == "," and first - 2 in own)):
        first -= 1
    while last + 1 < tree.n and (
        last + 1 in own
        or (last + 2 in own and tree.text[last + 1] == "," and speaker is not None and last + 2 <= speaker[1])
    ):
        last += 1
    if speaker and tree.head[head] == i:
        first = min(first, speaker[0])
        if speaker[0] > i and speaker[1] - i < 60:
            last = max(last, speaker[1])
    return first, last


def _before_too(tree: Tree, a: Attribution) -> list[tuple[int, int]]:
    """`If this fails, he said, there are other tools`: what stands before the cue belongs to its content."""
    begin = tree.sentence_tokens[tree.sentence[a.cue[0]]][0]
    first, last = a.clause
    parted = first - 1 > begin and tree.text[first - 1] == "," and last + 1 < tree.n and tree.text[last + 1] == ","
    if not parted or a.content[0][0] <= last or tree.dep[a.cue[0]] == "conj":
        return a.content
    return [(begin, first - 1), *a.content]


def _around(tree: Tree, i: int, clause: tuple[int, int]) -> list[tuple[int, int]]:
    """Content of a cue that comes after it, or stands in the middle of it: `The plan, he said, had failed.`"""
    begin, end = tree.sentence_tokens[tree.sentence[i]]
    before, after = clause[0] - 1, clause[1] + 1
    while before >= begin and tree.pos[before] == "SPACE":
        before -= 1
    while after <= end and tree.pos[after] == "SPACE":
        after += 1
    if before < begin or tree.text[before] not in BOUNDARY or (after <= end and tree.text[after] not in BOUNDARY):
        return []
    left = [c for c in tree.children[i] if c < i and tree.dep[c] in ("ccomp", "parataxis", "dep", "advcl")]
    if tree.dep[i] == "conj":
        if not left:
            return []
        begin = max(begin, tree.first[left[0]])
    pieces = [(begin, before)]
    if after < end and tree.text[after] in (",", "—", "–", "--"):
        pieces += _resumed(tree, i, after, end)
    return pieces


def _resumed(tree: Tree, i: int, comma: int, end: int) -> list[tuple[int, int]]:
    """The rest of a sentence after `, he said,` where it goes on with what is reported."""
    rest = range(comma + 1, end + 1)
    if tree.lower[comma + 1] in ("and", "but", "who", "which", "as", "when", "while", "though", "although", "after"):
        return []
    tops = [k for k in rest if tree.head[k] not in rest or tree.head[k] == k]
    verbs = [k for k in tops if tree.pos[k] in ("VERB", "AUX", "NOUN", "PROPN", "ADJ") and tree.dep[k] != "punct"]
    if not verbs or any(tree.head[k] == i and tree.dep[k] not in ("ccomp", "parataxis") for k in verbs):
        return []
    last = tree.last[verbs[-1]]
    return [(comma + 1, min(end, max(last, verbs[-1])))]
