"""Runs: stretches of capitalised words that may be names."""

from analysis.language.names import NameParts
from analysis.language.tree import Tree

KEPT_TAGS = frozenset(["NN", "NNS", "NNP", "NNPS"])
APOSTROPHES = frozenset(["’", "'"])
LINKS = frozenset(["-", "–", "’", "'"])
NICKNAME = {"“": "”", "‘": "’", '"': '"', "'": "'"}
LONGEST_NICKNAME, LONGEST_OF = 3, 4
JOINING = frozenset(["of", "for"])


def find_runs(tree: Tree, parts: NameParts, plain: set[int]) -> list[tuple[int, int]]:
    """Find runs of capitalised words that may be names; `plain` holds the words that cannot begin one.

    >>> from analysis.language.names import compile_parts
    >>> from analysis.language.parse import parse
    >>> from analysis.language.tree import build_tree
    >>> from analysis.lexicons import standard_lexicons
    >>> tree = build_tree(parse("On Monday Ana de la Sol-Reyes met the Bank of Norland."))
    >>> [tree.slice(*run) for run in find_runs(tree, compile_parts(standard_lexicons()), set())]
    ['Ana de la Sol-Reyes', 'Bank of Norland']
    """
    runs: list[tuple[int, int]] = []
    at = 0
    while at < tree.n:
        if at in plain or not _is_name(tree, parts, at):
            at += 1
            continue
        last = at
        while (further := _next(tree, parts, last)) is not None:
            last = further
        runs.append((at, last))
        at = last + 1
    return runs


def _is_name(tree: Tree, parts: NameParts, at: int) -> bool:
    text = tree.text[at]
    if not text[:1].isupper() or (text in parts["calendar"] and not _is_first_name(tree, at)):
        return False
    if tree.pos[at] == "PROPN":
        return True
    if text in parts.honorifics:
        return True
    if len(text) == 1 and tree.tag[at] in KEPT_TAGS and tree.pos[at + 1] == "PROPN" and text not in "AI":
        return True  # V S Rao: an initial without a point.
    # A common noun with a capital may be a name that the tagger missed, but not where every word has a capital.
    before = tree.text[at - 1]
    starts = not before[:1].isalnum() and before not in {",", "(", ";", "-", "/"} and tree.tag[at - 1] != "POS"
    return tree.tag[at] in KEPT_TAGS and not starts and not text.isupper() and tree.dep[at] != "ROOT"


def _is_first_name(tree: Tree, at: int) -> bool:
    """*Jun Okabe*, *April Lunt*: a month before a name and behind no preposition."""
    named = tree.pos[at + 1] == "PROPN" and tree.dep[at] == "compound" and tree.head[at] == at + 1
    return named and tree.text[at + 1].isalpha() and tree.pos[at - 1] not in ("ADP", "DET", "ADJ")


def _next(tree: Tree, parts: NameParts, last: int) -> int | None:
    """Give the word up to which a run that has come so far goes on, or None."""
    after = last + 1
    text, follows = tree.text[after], tree.text[after + 1]
    if tree.start[after] == tree.end[last] and tree.text[last][-1:].isalpha() and text[:1].isalpha():
        return None  # ROW DEEPENSBrand: two sentences that lost what parted them.
    if text in NICKNAME and tree.start[after] > tree.end[last]:
        return _over_nickname(tree, parts, last)
    if tree.pos[after] == "SPACE" and "\n" not in text:
        return after + 1 if _is_name(tree, parts, after + 1) else None
    if text in APOSTROPHES and tree.text[last][-1] == "s" and tree.lower[after + 1] in parts["body"]:
        return after + 1 if _is_name(tree, parts, after + 1) else None  # Harbour Pilots’ Federation
    if text in LINKS and tree.tag[after] != "POS" and tree.start[after] == tree.end[last]:
        linked = tree.start[after + 1] == tree.end[after] and follows[:1].isalpha()
        return after + 1 if linked else None
    if text == "." and tree.text[last] in parts.honorifics and tree.start[after] == tree.end[last]:
        return after + 1 if _is_name(tree, parts, after + 1) else None  # Col. Ana Sol, where the point is a word.
    if text == "&" and follows[:1].isupper():
        return after + 1
    if text in parts["suffix"]:
        return after
    if tree.text[last] in parts["suffix"]:
        return None
    return after if _is_name(tree, parts, after) else _over_small_words(tree, parts, last)


def _over_nickname(tree: Tree, parts: NameParts, last: int) -> int | None:
    """Robert *“Bobby”* Crane: a name in marks between two parts of a name."""
    closing = NICKNAME[tree.text[last + 1]]
    for k in range(last + 3, last + 3 + LONGEST_NICKNAME):
        if tree.text[k] in (closing, "’") or tree.text[k] in NICKNAME.values():
            follows = _is_name(tree, parts, k + 1) and tree.start[k + 1] > tree.end[k]
            return k + 1 if follows and tree.text[last + 2][:1].isupper() else None
    return None


def _over_small_words(tree: Tree, parts: NameParts, last: int) -> int | None:
    """Ana *de la* Sol, Bank *of* Norland, Abu Bakr *al-* Rashid: small words inside a name."""
    after = last + 1
    lower, noun = tree.lower[after], tree.lower[last]
    if tree.text[after + 1] == "-" and f"{lower}-" in parts["name article"]:
        return after + 2 if tree.text[after + 2][:1].isupper() else None
    name = after
    while name < after + 3 and tree.lower[name] in parts["particle"] and tree.text[name] == tree.lower[name]:
        name += 1
    if name > after and _is_name(tree, parts, name):
        return name
    if lower in JOINING and (noun in parts["body"] or noun in parts.titles) and _is_name(tree, parts, after + 1):
        return after + 1
    if lower != "of":
        return None
    of_the = tree.lower[after + 1] == "the" and noun in parts["body"]
    if of_the:
        return after + 2 if _is_name(tree, parts, after + 2) else None
    opens = tree.lower[last - 1] == "the" and tree.pos[last] == "PROPN"
    return _over_members(tree, parts, after + 1) if opens else None


def _over_members(tree: Tree, parts: NameParts, name: int) -> int | None:
    """The Sons *of Kestria League*: a body whose name begins with who is in it."""
    end = name
    while end < name + LONGEST_OF and _is_name(tree, parts, end):
        end += 1
    if end <= name + 1:
        return None
    # The Legion: a last word that stands alone elsewhere is what the whole is called for short.
    alone = (k for k in range(end, tree.n) if tree.text[k] == tree.text[end - 1] and tree.lower[k - 1] == "the")
    return name if tree.lower[end - 1] in parts["body"] or next(alone, None) is not None else None
