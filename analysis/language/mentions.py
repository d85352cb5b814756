"""Mentions: the printed words that name a speaker, from the subject of a cue."""

from analysis.language.tree import Tree

KEPT_AFTER_COMMA = frozenset(["of", "including", "like"])


def find_subject(tree: Tree, verb: int, *, depth: int = 6) -> int | None:
    """Find who does what a verb says: its subject, else the subject of the verb it hangs on.

    Returns: a token number, or None. A passive verb has the agent (`by ...`) or nobody.
    """
    helped = tree.child(verb, "auxpass") is not None and tree.child(verb, "nsubj") is None
    passive = helped or tree.child(verb, "nsubjpass") is not None
    participle = tree.tag[verb] == "VBN" and not any(
        tree.dep[c] == "aux" and tree.lemma[c] in ("have", "'ve", "’ve") for c in tree.children[verb]
    )
    asked = participle and tree.dep[verb] == "advcl" and tree.child(verb, "nsubj") is None
    if passive or asked or (participle and tree.dep[verb] == "acl"):
        agent = tree.child(verb, "agent")
        return tree.child(agent, "pobj") if agent is not None else None
    before = [c for c in tree.children[verb] if c < verb and tree.dep[c] == "nsubj"]
    subject = before[-1] if before else tree.child(verb, "nsubj", "csubj")
    if subject is not None:
        return None if tree.dep[subject] == "csubj" else subject
    head, dep = tree.head[verb], tree.dep[verb]
    if depth == 0 or head == verb:
        return None
    if dep == "acl" and tree.tag[verb] in ("VBD", "VBZ") and head + 1 == verb:
        return head  # The envoy called on both armies ...: a main verb that the parser took for a participle.
    if dep == "acl" or dep == "relcl":
        return head if tree.pos[head] in ("NOUN", "PROPN", "PRON") and tree.tag[verb] == "VBG" else None
    if dep == "pcomp":
        above = next((a for a in tree.ancestors(head) if tree.pos[a] in ("VERB", "AUX", "NOUN")), None)
        if above is None or tree.pos[above] == "NOUN":
            return None
        head = above
    if tree.pos[head] not in ("VERB", "AUX"):
        if dep in ("xcomp", "acl", "advcl") and tree.pos[head] == "ADJ":
            return find_subject(tree, tree.head[head], depth=depth - 1) if tree.head[head] != head else None
        return None
    if dep in ("conj", "xcomp", "advcl", "pcomp", "dep", "ccomp"):
        passive_subject = tree.child(head, "nsubjpass")
        if dep in ("xcomp", "ccomp"):
            person = tree.child(head, "dobj")
            if person is not None and dep == "xcomp" and person < verb and tree.tag[verb] == "VB":
                return person
        if passive_subject is not None:
            return passive_subject
        return find_subject(tree, head, depth=depth - 1)
    return None


def mention_span(tree: Tree, head: int, barred: set[int]) -> tuple[int, int]:
    """Give the token range of a speaker: the noun phrase with its titles and appositions.

    It stops before a participle, an adverb or a prepositional phrase that a comma sets off, and never reaches into
    `barred` tokens (the cue, what is reported).
    """
    first = last = head
    stretch = tree.stretch[head]
    for child in reversed([c for c in tree.children[head] if c < head]):
        if any(k in barred for k in range(tree.first[child], tree.last[child] + 1)) or tree.dep[child] in (
            "cc",
            "preconj",
        ):
            break
        if tree.dep[child] in ("punct",):
            if tree.text[child] not in ("-", "’", "'", "“", "”", '"', "(", ")", ".", "/"):
                break
            continue
        if tree.last[child] >= first:
            continue
        first = tree.first[child]
    for child in [c for c in tree.children[head] if c > head]:
        if tree.dep[child] == "punct":
            continue
        start, end = tree.first[child], tree.last[child]
        if any(k in barred for k in range(last + 1, end + 1)) or _breaks_off(tree, head, child, start):
            break
        if stretch is None and any(tree.is_long(k, 3) for k in range(last + 1, end + 1)):
            break
        last = max(last, end)
    for other in tree.children[tree.head[head]]:
        # The mayor (R) and the governor said: two subjects where the parser lost the coordination.
        joined = tree.dep[other] == "nsubj" and other < first and tree.lower[first - 1] == "and"
        if joined and first - tree.last[other] <= 6 and not barred.intersection(range(tree.first[other], first)):
            first = tree.first[other]
    if last + 1 < tree.n and tree.text[last + 1] == ")" and "(" in tree.text[first : last + 1]:
        last += 1
    while first < head and (tree.pos[first] in ("SPACE", "PUNCT", "CCONJ") and tree.stretch[first] == stretch):
        first += 1
    while last > head and (tree.pos[last] in ("SPACE", "PUNCT") and tree.text[last] not in (")", ".")):
        last -= 1
    return first, last


def _breaks_off(tree: Tree, head: int, child: int, start: int) -> bool:
    comma = start > 0 and tree.text[start - 1] in (",", "--", "—", "–")
    dep = tree.dep[child]
    if dep in ("advcl", "ccomp", "parataxis", "advmod", "xcomp", "aux") and (comma or dep != "advmod"):
        return True
    if dep == "acl":
        return comma or tree.tag[child] == "VBG"
    if dep == "prep" and any(tree.tag[k] == "PRP$" for k in range(start, tree.last[child] + 1)):
        return tree.lower[child] != "of"
    if dep == "prep":
        return comma and tree.lower[child] not in KEPT_AFTER_COMMA
    return False
