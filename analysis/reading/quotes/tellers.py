"""Tellers: who tells what a verb reports, by grammar, else by the place of the words around the verb."""

from analysis.language.phrases import find_subject
from analysis.language.tree import Tree
from analysis.reading.quotes.content import BOUNDARY
from analysis.reading.quotes.cue_lists import CueLists
from analysis.reading.quotes.gaps import FINITE

CLOSING_MARKS = frozenset(["”", '"', "''", "’", "'", "»", "“"])
NAMING = frozenset(["PROPN", "NOUN", "PRON"])
NOUNS = frozenset(["PROPN", "NOUN", "NUM"])
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
WHEN = frozenset(["after", "before", "since", "until", "as"])
OBJECT_FORMS = frozenset(["him", "her", "them", "me", "us"])
LONGEST_NAME = 7
# What may stand between a verb beside a quotation and the end of its sentence: said Monday, said at the port.
WHEN_AND_WHERE = frozenset(["npadvmod", "advmod", "prep"])


def find_teller(tree: Tree, i: int, lists: CueLists) -> int | None:
    """Find the head of the speaker: the subject, outside the marks that the cue is outside of; else who stands beside.

    Takes: the tree, a verb that reports, the cues.
    Returns: a token number, or None where nobody tells. Whoever issues a text tells what the text says.

    >>> from analysis.language.parse import parse
    >>> from analysis.language.tree import build_tree
    >>> from analysis.lexicons import standard_lexicons
    >>> from analysis.reading.quotes.cue_lists import load_cues
    >>> tree = build_tree(parse("The union sent a letter accusing the board of delay."))
    >>> tree.text[find_teller(tree, 5, load_cues(standard_lexicons()))]
    'union'

    Limits: where the parser lost the subject, form alone decides.
    """
    lost = (rule(tree, i) for rule in (_lost_to_and, _with_absolute, _shared_with_before))
    subject = next((k for k in lost if k is not None), None)
    if subject is None:
        subject = _who_is_shown(tree, i, lists)
    if subject is None:
        subject = _without_opening(tree, i, find_subject(tree, i))
    if subject is not None:
        subject = _who_issued(tree, i, subject, lists)
    if subject is not None and tree.lemma[subject] in lists.gathering:
        subject = _people_of(tree, subject)
    elsewhere = subject is not None and tree.stretch[subject] != tree.stretch[i] and tree.is_long(subject, 3)
    # Told “Morning Talk”: what stands in marks behind the verb is where it was said.
    behind = subject is not None and subject > i and tree.stretch[subject] is not None and tree.stretch[i] is None
    shouted = subject is not None and tree.stretch[subject] is not None and _ends_with_a_cry(tree, i)
    if subject is None or elsewhere or behind or shouted:
        subject = _beside(tree, i)
    if subject is None:
        subject = _lost_to_a_clause(tree, i)
    low = tree.dep[i] == "conj" and tree.tag[i] in FINITE
    low = low or (tree.dep[i] == "advcl" and tree.tag[i] == "VBG" and tree.child(i, "mark") is None)
    if subject is None and low and tree.tag[tree.head[i]] in FINITE:
        subject = find_teller(tree, tree.head[i], lists)
    if subject is not None and tree.dep[subject] == "expl":
        return None
    return subject


def _without_opening(tree: Tree, i: int, subject: int | None) -> int | None:
    """`Reacting, the minister said`; `Storm: “We lost the barn”, say farmers`: a topic where a subject follows."""
    if subject is None or subject > i:
        return subject
    if tree.tag[subject] == "VBG" and tree.text[subject + 1] == ",":
        return tree.child(subject, "appos")
    if tree.text[i - 1] == "," and "," not in tree.text[subject : i - 1] and tree.tag[i] in FINITE:
        name = next(
            (k for k in range(i + 1, i + LONGEST_NAME) if tree.pos[k] not in ("PROPN", "ADJ", "DET", "NOUN")), i
        )
        if tree.text[name] == "," and name > i + 1 and tree.pos[name - 1] in ("PROPN", "NOUN"):
            return name - 1  # The plan, said Ana Sol, is dead.
    if ":" not in tree.text[subject + 1 : i]:
        return subject
    colon = tree.text.index(":", subject)
    behind = (c for c in tree.children[i] if c > colon and (tree.dep[c] in SUBJECTS or tree.first[c] == i + 1))
    return next((c for c in behind if tree.pos[c] in NAMING), subject)


def _who_issued(tree: Tree, i: int, subject: int, lists: CueLists) -> int:
    """`sent a letter accusing ...`, `a series of tweets mocking ...`, `spoke at a hearing, saying ...`: the person."""
    top = i
    while tree.dep[top] == "conj" and tree.head[top] != top:
        top = tree.head[top]
    by_noun = tree.dep[top] in ("acl", "relcl") and tree.head[top] == subject
    that = tree.dep[top] == "relcl" and tree.head[subject] == top and tree.lower[subject] in ("that", "which")
    text = tree.head[top] if that else subject
    if not (by_noun or that) or tree.lemma[text] not in lists.media:
        return subject
    thing, above, issued = text, tree.head[text], False
    if tree.dep[text] == "pobj" and tree.pos[tree.head[above]] == "NOUN" and tree.lower[above] == "of":
        thing, above = tree.head[above], tree.head[tree.head[above]]
    elif tree.dep[text] == "pobj" and tree.pos[tree.head[above]] == "VERB" and not that:
        issued, above = True, tree.head[above]
    issued = issued or (tree.dep[thing] == "dobj" and tree.lemma[above] in lists.issuing)
    from_another = any(tree.lower[c] in ("from", "by") for c in tree.children[text])
    writer = find_subject(tree, above) if issued and not from_another else None
    return subject if writer is None else writer


def _people_of(tree: Tree, gathering: int) -> int | None:
    """`a rally of dock workers, chanting`: the people, not the gathering, are heard."""
    of = next((c for c in tree.children[gathering] if c > gathering and tree.lower[c] == "of"), None)
    people = tree.child(of, "pobj")
    return people if people is not None and tree.tag[people] in ("NNS", "NNPS") else gathering


def _lost_to_and(tree: Tree, i: int) -> int | None:
    """`... closed the mine and miners accused ...`: a subject that the parser joined to the object before it."""
    k = _before(tree, i)
    if tree.tag[i] not in FINITE or tree.child(i, *SUBJECTS) is not None or tree.dep[k] != "conj":
        return None
    above = tree.head[k]
    joined = tree.lower[tree.first[k] - 1] in ("and", "but") and tree.dep[above] in ("dobj", "pobj", "attr")
    alike = tree.tag[i] == "VBD" or (tree.tag[i] == "VBZ") == (tree.tag[k] in ("NN", "NNP"))
    verb = tree.head[above]
    whole = tree.dep[verb] == "ccomp" and tree.head[verb] == i  # Ivo won the race and Ana said ...
    below = tree.dep[i] not in ("relcl", "acl", "ROOT") or whole
    return k if joined and alike and below and tree.pos[k] in ("NOUN", "PROPN") else None


def _lost_to_a_clause(tree: Tree, i: int) -> int | None:
    """`One of those who signed the letter called it ...`: the main verb, which the parser hung inside the subject."""
    if tree.dep[i] != "acl" or tree.tag[i] not in ("VBD", "VBN") or tree.child(i, "agent", *SUBJECTS) is not None:
        return None
    above = list(tree.ancestors(i))
    root = above[-1]
    two = [c for c in tree.children[root] if tree.dep[c] == "nsubj" and c < root]
    if len(two) == 2 and two[0] + 1 == tree.first[two[1]] and root < i:
        return two[0]  # The team Berg has set up ahead of the vote called it a farce.
    subject = tree.child(root, "nsubj") if tree.tag[root] == "VBG" and tree.child(root, "aux") is None else root
    if subject is None or subject > i or tree.pos[subject] not in NAMING | NOUNS:
        return None
    inside = any(tree.dep[a] == "relcl" for a in above)
    return subject if inside or tree.text[i - 1] == "," else None


def _who_is_shown(tree: Tree, i: int, lists: CueLists) -> int | None:
    """`described Ana Sol telling him ...`, `heard her say ...`: who is described or heard, not who does so."""
    shown = i - 1
    verb = tree.head[i]
    beside = tree.dep[shown] in ("dobj", "nsubj") and tree.head[shown] in (verb, i) and tree.tag[i] in ("VBG", "VB")
    named = tree.pos[shown] in ("PROPN", "PRON")
    return shown if beside and named and tree.lemma[verb] in lists.showing and tree.dep[i] != "ROOT" else None


def _shared_with_before(tree: Tree, i: int) -> int | None:
    """`He called it a “farce,” mocked its author`, `Ivo, one of nine to vote against it, said`: whose the verb is."""
    if tree.tag[i] not in FINITE or tree.child(i, *SUBJECTS) is not None:
        return None
    infinitive = next((c for c in tree.children[i] if c < i and tree.dep[c] == "advcl" and tree.tag[c] == "VB"), None)
    near = [c for c in (*tree.children[i], *tree.children[tree.head[i]]) if c < i and tree.dep[c] == "prep"]
    behind = next((c for c in near if tree.lower[c] in WHEN and tree.last[c] == _before(tree, i)), None)
    if behind is not None and tree.dep[i] == "advcl":
        return tree.child(behind, "pobj")  # After the chair of the board confirmed it, ...
    low, to = tree.child(infinitive, "nsubj"), tree.child(infinitive, "aux")
    if low is not None and to is not None and tree.lower[to] == "to" and tree.text[to - 1] != ",":
        return low if tree.lower[tree.first[low] - 1] != "for" else None
    if tree.text[i - 1] not in CLOSING_MARKS:
        return None
    before = next((c for c in tree.children[i] if c < i and tree.dep[c] == "ccomp" and tree.stretch[c] is None), None)
    subject = tree.child(before, "nsubj")
    return subject if subject is not None and tree.stretch[subject] is None else None


def _with_absolute(tree: Tree, i: int) -> int | None:
    """`passed, with some – also among its friends – arguing that ...`: those behind *with*, over an aside."""
    if tree.dep[i] != "advcl" or tree.tag[i] != "VBG" or tree.child(i, "mark", *SUBJECTS) is not None:
        return None
    before = [c for c in tree.children[tree.head[i]] if c < i and tree.lower[c] == "with" and tree.dep[c] == "prep"]
    people = tree.child(before[-1], "pobj") if before else None
    if people is None or any(tree.pos[k] != "PUNCT" for k in range(tree.last[before[-1]] + 1, i)):
        return None
    opens = tree.text[tree.first[i] - 1] in ("–", "—", "--", "-") or tree.text[tree.first[i] - 1] == ","
    plural = tree.tag[people] in ("NNS", "NNPS", "DT") or tree.lower[people] in ("some", "many", "several", "others")
    aside = any(tree.text[k] in ("–", "—", "--", "-", ",") for k in range(people, tree.last[before[-1]] + 1))
    return people if opens and plural and aside else None


def _before(tree: Tree, i: int) -> int:
    """The word before a verb and its adverbs."""
    k = i - 1
    while k > 0 and (tree.dep[k] in ("advmod", "aux") or tree.pos[k] == "SPACE"):
        k -= 1
    return k


def _beside(tree: Tree, i: int) -> int | None:
    """Speaker by place alone, where the parser found none: `,” said the mayor` or `” the mayor said.`"""
    if i == 0 or (tree.tag[i] not in FINITE and tree.lower[i] != "read"):
        return None
    behind = _behind(tree, i) if tree.text[i - 1] in CLOSING_MARKS else None
    if behind is not None:
        return behind
    k = _before(tree, i)
    apposed = tree.text[k] == ","
    if tree.sentence[k] == tree.sentence[i] and (apposed or (tree.dep[i] == "ROOT" and tree.pos[k] in NAMING)):
        k = _top(tree, k - 1 if apposed else k, i)
        if tree.dep[k] == "prep" and tree.text[k - 1] == ",":
            k = _top(tree, k - 2, i)  # Ivo Berg, in a letter, turned ...
        opens = tree.text[tree.first[k] - 1] in CLOSING_MARKS | {","} or tree.first[k] == tree.sentence_of(i)[0]
        if tree.pos[k] in NAMING and (opens if apposed else tree.dep[k] != "pobj"):
            return k
    after = tree.text[i + 1] in BOUNDARY or (tree.head[i + 1] == i and tree.dep[i + 1] in WHEN_AND_WHERE)
    if tree.pos[i - 1] not in NAMING or not after:
        return None
    before = next((k for k in range(i - 1, -1, -1) if tree.text[k] in BOUNDARY), None)
    return i - 1 if before is not None and tree.text[before] in CLOSING_MARKS else None


def _top(tree: Tree, k: int, i: int) -> int:
    """The head of the noun phrase that ends in a word: not what stands in other marks, nor in front of a comma."""
    while tree.head[k] != k and tree.head[k] < i:
        above = tree.head[k]
        if tree.dep[above] == "relcl" and tree.last[above] <= i:
            k = above  # An agent, who read the papers on condition of anonymity, told ...
            continue
        if tree.pos[above] not in NOUNS and tree.dep[above] != "prep":
            break
        apart = tree.text[tree.first[k] - 1] == "," and (tree.dep[k] in ("conj", "pobj") or tree.dep[above] == "pobj")
        if apart or tree.stretch[above] != tree.stretch[k]:
            break
        k = above
    return k


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
        if tree.pos[k] in NAMING and tree.lower[k] not in OBJECT_FORMS:
            while tree.pos[k + 1] in ("PROPN", "NOUN") and tree.head[k] == k + 1:
                k += 1
            return k
    return None
