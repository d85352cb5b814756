"""Phrases: who is the subject of a verb, and how far a noun phrase reaches in the parse."""

from analysis.language.tree import Tree

BEFORE = {"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "npadvmod", "advmod", "punct"}
JOINS = {"cc", "punct"}
PLACE_PREPOSITIONS = {"in", "from", "at", "outside", "near"}
INSIDE_NAMES = frozenset(["-", "’", "‘", "'", "“", "”", '"', "(", ")", ".", "/"])
KEPT_AFTER_COMMA = frozenset(["of", "including", "like"])
NOUNS, VERBS = frozenset(["NOUN", "PROPN", "PRON"]), frozenset(["VERB", "AUX"])
# A clause on a verb shares its subject; one on an adjective that of the verb beside it.
ON_VERB = frozenset(["conj", "xcomp", "advcl", "pcomp", "dep", "ccomp", "acl"])
ON_ADJECTIVE = frozenset(["xcomp", "acl", "advcl"])
SETS_OFF = frozenset(["advcl", "ccomp", "parataxis", "xcomp", "aux"])
LONGEST_IN_MARKS, LONGEST_LIST = 3, 14


def find_subject(tree: Tree, verb: int, *, depth: int = 6) -> int | None:
    """Find who does what a verb says: its subject, else the subject of the verb it hangs on.

    Returns: a token number, or None. A passive verb has the agent (`by ...`) or nobody.

    >>> from analysis.language.parse import parse
    >>> from analysis.language.tree import build_tree
    >>> tree = build_tree(parse("The mayor resigned, citing delays."))
    >>> tree.text[find_subject(tree, 4)]
    'mayor'

    Limits: a participle takes the subject of the verb above it, also where the writer meant another.
    """
    if _is_passive(tree, verb):
        return tree.child(tree.child(verb, "agent"), "pobj")
    before = [c for c in tree.children[verb] if c < verb and tree.dep[c] == "nsubj"]
    subject = before[-1] if before else tree.child(verb, "nsubj", "csubj")
    if subject is not None:
        return None if tree.dep[subject] == "csubj" else subject
    return find_shared_subject(tree, verb, depth=depth)


def _is_passive(tree: Tree, verb: int) -> bool:
    """A verb whose doer stands behind *by*: passive, or a participle without *have*."""
    own = tree.child(verb, "nsubj")
    if tree.child(verb, "nsubjpass") is not None or (own is None and tree.child(verb, "auxpass") is not None):
        return True
    perfect = any(tree.dep[c] == "aux" and tree.lemma[c] in ("have", "'ve", "’ve") for c in tree.children[verb])
    if tree.tag[verb] != "VBN" or perfect:
        return False
    return tree.dep[verb] == "acl" or (tree.dep[verb] == "advcl" and own is None)


def find_shared_subject(tree: Tree, verb: int, *, depth: int = 6) -> int | None:
    """Find the subject that a verb shares with the word it hangs on: a token number, or None."""
    head, dep = tree.head[verb], tree.dep[verb]
    if depth == 0 or head == verb:
        return None
    if dep == "acl" and tree.tag[verb] in ("VBD", "VBZ") and head + 1 == verb and _can_stand_before(tree, head):
        return head  # The envoy called on both armies ...: a main verb that the parser took for a participle.
    if (
        tree.tag[verb] == "VB"
        and tree.dep[head] == "attr"
        and tree.lower[tree.first[verb]] == "to"
        and _is_ordinal(tree, head)
    ):
        return find_subject(tree, tree.head[head], depth=depth - 1)  # He will be the first to admit it.
    if dep == "relcl" or (dep == "acl" and tree.pos[head] not in VERBS):
        return head if tree.pos[head] in NOUNS and tree.tag[verb] == "VBG" else None
    if dep == "pcomp":
        above = next((a for a in tree.ancestors(head) if tree.pos[a] in VERBS or tree.pos[a] == "NOUN"), None)
        if above is None or tree.pos[above] == "NOUN":
            return None
        head = above
    if tree.pos[head] in VERBS:
        # Recalled thinking, denied telling them: what somebody does is what the noun-like verb does.
        shared = dep in ON_VERB or (dep == "dobj" and tree.tag[verb] == "VBG" and tree.child(verb, "det") is None)
        return _subject_above(tree, verb, head, depth) if shared else None
    beside = dep in ON_ADJECTIVE and tree.pos[head] == "ADJ" and tree.head[head] != head
    return find_subject(tree, tree.head[head], depth=depth - 1) if beside else None


def _is_ordinal(tree: Tree, noun: int) -> bool:
    words = {tree.lower[noun], *(tree.lower[c] for c in tree.children[noun] if c < noun)}
    return not words.isdisjoint(("first", "last", "only"))


def _can_stand_before(tree: Tree, noun: int) -> bool:
    """Whether a noun before a verb that lost its subject can be that subject: not `for the vote called ...`."""
    return tree.dep[noun] != "pobj" or tree.text[tree.first[noun] - 1] in (",", "—", "–", "--")


def _subject_above(tree: Tree, verb: int, head: int, depth: int) -> int | None:
    """Who does what a verb below another says: the person asked (`told them to warn ...`), or the subject above."""
    person = tree.child(head, "dobj")
    if tree.dep[verb] == "xcomp" and person is not None and person < verb and tree.tag[verb] == "VB":
        return person
    passive = tree.child(head, "nsubjpass")
    return passive if passive is not None else find_subject(tree, head, depth=depth - 1)


def mention_span(tree: Tree, head: int, barred: set[int]) -> tuple[int, int]:
    """Give the token range of a speaker: the noun phrase with its titles and appositions.

    It stops before a participle, an adverb or a prepositional phrase that a comma sets off, and never reaches into
    `barred` tokens (the cue, what is reported).
    """
    first, last = _mention_start(tree, head, barred), _mention_end(tree, head, barred)
    for other in reversed(tree.children[tree.head[head]]):
        # The mayor (R) and the governor said; the family, students and teachers say: two subjects where the parser
        # lost the coordination.
        listed = tree.lower[first - 1] == "and" or (tree.text[first - 1] == "," and _lists_more(tree, head))
        joined = tree.dep[other] == "nsubj" and other < first and listed
        if joined and first - tree.last[other] <= 6 and not barred.intersection(range(tree.first[other], first)):
            first = tree.first[other]
    first = _over_names(tree, first)
    if last + 1 < tree.n and tree.text[last + 1] == ")" and "(" in tree.text[first : last + 1]:
        last += 1
    stretch = tree.stretch[head]
    quoted = tree.stretch[first] if tree.is_long(first, LONGEST_IN_MARKS) else None
    while first < head and quoted is not None and quoted != stretch and tree.stretch[first] == quoted:
        first += 1  # “We are ahead of plan,” finance chief Ana Sol
    while first < head and (tree.pos[first] in ("SPACE", "PUNCT", "CCONJ") and tree.stretch[first] == stretch):
        first += 1
    while last > head and (tree.pos[last] in ("SPACE", "PUNCT") and tree.text[last] not in (")", ".")):
        last -= 1
    return first, last


def _over_names(tree: Tree, first: int) -> int:
    """`,” [Leader Jeff Hunt (D) and] Leader Sara Sol (D) said`: names between the end of a quotation and a speaker."""
    k = first - 1
    if tree.lower[k] != "and":
        return first
    while k > first - LONGEST_LIST and (tree.pos[k] == "PROPN" or tree.text[k] in ("(", ")", "-", "and")):
        k -= 1
    return k + 1 if tree.text[k] in ("”", '"', "''") and tree.pos[k + 1] == "PROPN" else first


def _lists_more(tree: Tree, head: int) -> bool:
    """Whether a noun that a comma sets off goes on a list: `the family, [students and teachers]`."""
    return any(tree.dep[c] == "conj" for c in tree.children[head]) and tree.tag[head] in ("NNS", "NNPS", "NNP")


def _mention_start(tree: Tree, head: int, barred: set[int]) -> int:
    first = head
    for child in reversed([c for c in tree.children[head] if c < head]):
        outside = barred.intersection(range(tree.first[child], tree.last[child] + 1))
        if outside or tree.dep[child] in ("cc", "preconj"):
            break
        if tree.dep[child] == "punct":
            if tree.text[child] not in INSIDE_NAMES:
                break
        elif tree.last[child] < first:
            first = tree.first[child]
    while tree.text[first - 1] == "-" and tree.end[first - 1] == tree.start[first] == tree.end[first - 2] + 1:
        first = min(first - 2, *(tree.first[c] for c in tree.children[first - 2] if tree.dep[c] in BEFORE), first - 2)
    return first


def _mention_end(tree: Tree, head: int, barred: set[int]) -> int:
    last = head
    for child in [c for c in tree.children[head] if c > head and tree.dep[c] != "punct"]:
        start, end = tree.first[child], tree.last[child]
        new = range(last + 1, end + 1)
        if barred.intersection(new) or _breaks_off(tree, child, start):
            break
        end = _before_second_aside(tree, child, end)
        new = range(last + 1, end + 1)
        if tree.stretch[head] is None and any(tree.is_long(k, LONGEST_IN_MARKS) for k in new):
            break
        last = max(last, end)
    return last


def _before_second_aside(tree: Tree, child: int, end: int) -> int:
    """`Ana Sol, head of the bank [, which lends to farmers]`: what is told of a thing inside is no part of it."""
    for k in range(child + 1, end + 1):
        told = tree.dep[k] == "relcl" and any(tree.lower[c] == "which" for c in tree.children[k])
        verb = tree.dep[k] == "acl" and tree.tag[k] == "VBD"
        if (told or verb) and child < tree.head[k] < tree.first[k] and tree.text[tree.first[k] - 1] == ",":
            return tree.first[k] - 2
    return end


def _breaks_off(tree: Tree, child: int, start: int) -> bool:
    """Whether what hangs on a speaker's noun is no part of the mention: `the mayor, speaking in Oslo`."""
    comma = start > 0 and tree.text[start - 1] in (",", "--", "—", "–")
    dep = tree.dep[child]
    if dep == "acl":
        return comma or tree.tag[child] == "VBG"
    if dep == "prep" and any(tree.tag[k] == "PRP$" for k in range(start, tree.last[child] + 1)):
        return tree.lower[child] != "of"
    if dep == "prep":
        return comma and tree.lower[child] not in KEPT_AFTER_COMMA
    return dep in SETS_OFF or (dep == "advmod" and comma)


def left_edge(tree: Tree, head: int) -> int:
    """Give the first word of the noun phrase around this noun: its articles, adjectives, compounds, possessors."""
    first = head
    for child in tree.children[head]:
        if child < head and tree.dep[child] in BEFORE:
            first = min(first, left_edge(tree, child))
    while first < head and (tree.dep[first] == "punct" and tree.text[first] not in {"-", "al"}):
        first += 1
    return first


def phrase(tree: Tree, head: int, *, places: bool = False, joined: bool = False) -> tuple[int, int]:
    """Say from which to which word the noun phrase around this noun reaches.

    Takes: `places` to take in a place that follows at once (*Authorities in Karachi*), `joined` to take in what
    *and* joins to it.
    Returns: first and last word; the phrase takes in *of* and its noun, and leaves out appositions, relative
    clauses and all other prepositions.
    """
    first, last = left_edge(tree, head), _with_prepositions(tree, head, places=places)
    for child in tree.children[head] if joined else ():
        if tree.dep[child] != "conj" or child < last:
            continue
        begin, stop = phrase(tree, child, places=places, joined=True)
        if all(tree.dep[w] in JOINS or tree.lower[w] in {"and", "or", ","} for w in range(last + 1, begin)):
            last = stop
    return first, last


def _with_prepositions(tree: Tree, head: int, *, places: bool) -> int:
    """The last word of a noun with the *of* behind it, and with a place where these are wanted."""
    last, below, after = head, tree.children[head], head + 1
    if tree.dep[head] == "conj" and tree.lower[after] == "of" and tree.head[after] == tree.head[head]:
        # The parser may hang the second of two "of" on the first noun: "the head of the port and owner of its docks".
        below = [*below, after]
    for child in below:
        if child == last + 1 and tree.dep[child] == "punct" and tree.text[child] == "-":
            last = child
        if child != last + 1 or tree.dep[child] != "prep":
            continue
        noun = tree.child(child, "pobj")
        place = places and tree.lower[child] in PLACE_PREPOSITIONS and noun is not None and tree.pos[noun] == "PROPN"
        if noun is not None and (tree.lower[child] == "of" or place):
            last = phrase(tree, noun, places=places, joined=True)[1]
    return last
