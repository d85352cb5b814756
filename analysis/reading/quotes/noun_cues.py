"""Noun cues: nouns (`speculation that`) and adjectives (`is confident that`) that take a clause, and whose they are."""

from collections.abc import Container, Iterator

from analysis.language.phrases import find_subject, mention_span
from analysis.language.tree import Tree
from analysis.reading.quotes.cue_lists import CueLists, Entry
from analysis.reading.quotes.rows import Attribution

DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
FEELING_ABOUT = frozenset(["about", "of", "over", "at", "by", "with"])


def find_noun_cues(tree: Tree, lists: CueLists) -> Iterator[Attribution]:
    """Find nouns that take a clause: `media speculation that`, `his claim that`, `expressed hope that`."""
    for i in range(tree.n):
        entry = lists.nouns.get(tree.lemma[i]) if tree.pos[i] == "NOUN" else None
        if entry is None or tree.sentence[i] is None:
            continue
        clause = _noun_clause(tree, i, infinitive="infinitive" in entry.takes)
        if clause is None:
            clause = _noun_object(tree, i, entry.takes, lists.media)
        if clause is None:
            yield from _before_colon(tree, i, entry, lists)
            continue
        start = tree.first[clause]
        while start < clause and tree.lower[start] in ("that", ","):
            start += 1
        last = _before_marks(tree, start, tree.last[clause])
        content = [(start, last)]
        barred = set(range(start, last + 1)) | {i}
        holder, verb = _holder(tree, i), tree.head[i]
        supported = tree.dep[i] in ("dobj", "pobj") and tree.pos[verb] == "VERB" and tree.lemma[verb] in lists.support
        rule = "noun cue" if holder is not None or not supported else "verb and noun"
        cue = [verb, i] if supported and tree.dep[i] == "dobj" else [i]
        if (
            holder is not None
            and supported
            and holder < i
            and tree.pos[holder] == "NOUN"
            and tree.dep[holder] != "poss"
        ):
            holder = None  # Made a surprise decision to ...: who made it.
        if holder is None and supported:
            holder = find_subject(tree, verb)
        speaker = mention_span(tree, holder, barred | set(cue)) if holder is not None else None
        about = tree.dep[clause] in ("pobj", "pcomp") and (
            tree.lower[tree.head[clause]] != "of" or entry.act == "belief"
        )
        if speaker is None and (entry.act == "plan" or about):
            continue
        topic = about and tree.lower[tree.head[clause]] in ("about", "on", "over")
        act = "perception" if topic and entry.act == "speech" else entry.act  # Remarks about the miners.
        if not about and cue[0] == verb and lists.support.get(tree.lemma[verb]) == "speaking" and act == "belief":
            act = "speech"
        yield Attribution(
            rule, cue, act, entry.cue_class, speaker, holder, content, 0.7, (min(cue), i), act == "speech"
        )


def _before_colon(tree: Tree, i: int, entry: Entry, lists: CueLists) -> Iterator[Attribution]:
    """`The envoy made this comment:`: what stands in marks behind the colon."""
    verb = tree.head[i]
    said = entry.act == "speech" and tree.dep[i] == "dobj" and lists.support.get(tree.lemma[verb]) == "speaking"
    holder = find_subject(tree, verb) if said and tree.text[i + 1] == ":" else None
    if holder is not None:
        speaker = mention_span(tree, holder, {verb, i})
        yield Attribution(
            "verb and noun", [verb, i], "speech", entry.cue_class, speaker, holder, clause=(speaker[0], i)
        )


def _before_marks(tree: Tree, start: int, last: int) -> int:
    """`called her remarks about the bid [“unfit”]`: words in marks behind what a noun is about belong to the verb."""
    if tree.stretch[start] is not None or tree.pos[start] == "PUNCT":
        return last
    verbs = any(tree.pos[k] in ("VERB", "AUX") for k in range(start, last + 1))
    marks = next((k for k in range(start + 1, last + 1) if tree.stretch[k] is not None), None)
    return last if verbs or marks is None or tree.pos[marks - 1] in ("DET", "ADJ", "ADP", "PUNCT") else marks - 1


def _holder(tree: Tree, noun: int) -> int | None:
    """Whose claim it is: `the mayor's claim`, `media speculation`, `claims by residents`; None where nobody is."""
    before = noun - 1
    if (
        tree.dep[noun] == "ROOT"
        and tree.tag[noun] == "NNS"
        and tree.dep[before] == "compound"
        and tree.tag[before] == "NN"
    ):
        return before  # A city official promises to ...: a verb that the tagger took for a noun.
    owner = tree.child(noun, "poss")
    if owner is None and tree.lower[before] in ("’s", "'s", "’") and tree.pos[before - 1] in ("NOUN", "PROPN"):
        owner = before - 1
    if owner is not None:
        return owner
    for c in reversed([c for c in tree.children[noun] if c < noun]):
        if tree.dep[c] in ("compound", "amod", "nmod") and tree.pos[c] in ("NOUN", "PROPN"):
            return c
    by = next((c for c in tree.children[noun] if c > noun and tree.lower[c] in ("by", "from", "among")), None)
    return tree.child(by, "pobj") if by is not None else None


def _noun_object(tree: Tree, noun: int, takes: frozenset[str], media: Container[str]) -> int | None:
    """What a noun is about: `claims of fraud`, `a call by bishops for a day of mourning`."""
    for c in tree.children[noun]:
        if tree.dep[c] == "prep" and tree.lower[c] in takes and c > noun:
            thing = tree.child(c, "pobj", "pcomp")
            counted = any(tree.pos[k] == "NUM" for k in tree.children[thing or c])
            # A comment on Friday, on their website; no comment on the plan.
            printed = (
                tree.lower[c] == "on" and thing is not None and (tree.lemma[thing] in media or _is_day(tree, thing))
            )
            withheld = any(tree.lower[k] in ("no", "any", "neither") for k in tree.children[noun])
            return None if counted or printed or withheld else thing
    return None


def _is_day(tree: Tree, thing: int) -> bool:
    return any(tree.lower[k] in DAYS for k in tree.subtree(thing))


def _noun_clause(tree: Tree, noun: int, *, infinitive: bool) -> int | None:
    for c in tree.children[noun]:
        if c < noun or tree.dep[c] not in ("acl", "ccomp", "relcl", "xcomp"):
            continue
        mark = tree.child(c, "mark")
        if mark is not None and tree.lower[mark] == "that":
            return c
        to = tree.child(c, "aux")
        if to is not None and tree.lower[to] == "to" and tree.dep[c] in ("acl", "xcomp"):
            if infinitive:
                return c
            continue
        bare = tree.child(c, "nsubj", "nsubjpass")
        modal = any(tree.tag[k] == "MD" for k in tree.children[c]) or tree.lemma[c] == "be"
        if bare is not None and modal and tree.dep[c] in ("acl", "ccomp") and tree.tag[bare] not in ("WDT", "WP"):
            return c
    # Fuelled media speculation the parties would merge: the parser hung the clause on the verb.
    verb = tree.head[noun]
    if tree.dep[noun] == "dobj":
        for c in tree.children[verb]:
            if c > noun and tree.dep[c] == "ccomp" and tree.first[c] == tree.last[noun] + 1:
                return c
    return None


def _adjective_object(tree: Tree, i: int) -> int | None:
    """What somebody is worried about, critical of, angry at."""
    part = next((c for c in tree.children[i] if c > i and tree.lower[c] in FEELING_ABOUT), None)
    return tree.child(part, "pobj", "pcomp")


def find_adjective_cues(tree: Tree, lists: CueLists) -> Iterator[Attribution]:
    """Find `is confident that ...`, `are worried that ...`."""
    for i in range(tree.n):
        entry = lists.adjectives.get(tree.lower[i]) if tree.pos[i] in ("ADJ", "VERB") else None
        if entry is None or tree.dep[i] not in ("acomp", "ROOT", "oprd", "conj", "ccomp", "advcl", "amod"):
            continue
        verb = tree.head[i] if tree.dep[i] in ("acomp", "oprd") else i
        below = [*tree.children[i], *(tree.children[verb] if verb != i else ())]  # Was adamant: hung on either.
        clause = next((c for c in below if c > i and tree.dep[c] in ("ccomp", "xcomp")), None)
        thing = _adjective_object(tree, i) if clause is None and "about" in entry.takes else None
        clause = thing if clause is None else clause
        if clause is None or tree.sentence[i] is None:
            continue
        to = tree.child(clause, "aux")
        infinitive = to is not None and tree.lower[to] == "to"
        if thing is None and infinitive != ("infinitive" in entry.takes):
            continue
        start = tree.first[clause]
        while start < clause and tree.lower[start] == "that":
            start += 1
        holder = find_subject(tree, verb)
        barred = set(range(i, tree.last[clause] + 1))
        if holder is None or tree.lower[holder] in ("it", "there"):
            continue
        yield Attribution(
            "adjective cue", [i], entry.act, entry.cue_class, mention_span(tree, holder, barred), holder,
            [(start, tree.last[clause])], 0.7, (verb, i), False,
        )  # fmt: skip
