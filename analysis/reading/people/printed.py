"""Persons and bodies as printed: runs of capitalised tree, with the titles and the nationality in front of them."""

import re
from dataclasses import dataclass, field

from analysis.language.names import NameParts
from analysis.language.phrases import left_edge
from analysis.language.sameness import is_acronym
from analysis.language.tree import Tree
from analysis.reading.people.aliases import Found

SEAT = re.compile(r"[A-Z]-[A-Z]")
JOINING = {"of", "for"}
DEFINITE = {"the", "a", "an", "this", "that", "its", "his", "her", "their", "our", "my", "your"}
KEPT_TAGS = {"NN", "NNS", "NNP", "NNPS"}


@dataclass(frozen=True)
class Role:
    """A title or description taken apart: *former Iranian military commander*."""

    noun: str
    classes: frozenset[str]
    modifiers: frozenset[str]
    former: bool = False
    under: bool = False
    bound: bool = False


@dataclass
class Mention:
    """A stretch of words that names or describes somebody; `entity` is filled by clustering.

    `at` is the head of the phrase, `bare` where its name begins behind titles; `group` the word of the lexicon for the
    people it names.
    """

    first: int
    last: int
    at: int
    kind: str
    form: str
    start: int
    end: int
    name: tuple[str, ...] = ()
    bare: int = 0
    roles: list[Role] = field(default_factory=list)
    nations: set[str] = field(default_factory=set)
    gender: str = ""
    entity: str = ""
    cluster: int = -1
    personal: bool = False
    group: str = ""


def new_mention(tree: Tree, first: int, last: int, at: int, kind: str, form: str) -> Mention:
    """Build a mention over these tree."""
    return Mention(first, last, at, kind, form, tree.start[first], tree.end[last])


def find_runs(tree: Tree, parts: NameParts, plain: set[int]) -> list[tuple[int, int]]:
    """Find runs of capitalised words that may be names; `plain` holds the words that cannot begin one."""
    runs: list[tuple[int, int]] = []
    at, n = 0, tree.n
    while at < n:
        if at in plain or not _is_name(tree, parts, at):
            at += 1
            continue
        last = at
        while True:
            step = _next(tree, parts, at, last, n)
            if step < 0:
                break
            last = step
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
    # A common noun with a capital may be a name that the tagger missed, but not where every word has a capital.
    before = tree.text[at - 1]
    starts = not before[:1].isalnum() and before not in {",", "(", ";", "-", "/"} and tree.tag[at - 1] != "POS"
    return tree.tag[at] in KEPT_TAGS and not starts and not text.isupper() and tree.dep[at] != "ROOT"


def _is_first_name(tree: Tree, at: int) -> bool:
    """*Jun Okabe*, *April Lunt*: a month before a name and behind no preposition."""
    named = tree.pos[at + 1] == "PROPN" and tree.dep[at] == "compound" and tree.head[at] == at + 1
    return named and tree.text[at + 1].isalpha() and tree.pos[at - 1] not in ("ADP", "DET", "ADJ")


def _next(tree: Tree, parts: NameParts, first: int, last: int, n: int) -> int:
    """Give the word up to which the run goes on, or -1."""
    after = last + 1
    if after >= n:
        return -1
    touching = tree.start[after] == tree.end[last]
    if tree.text[after] in {"-", "–", "’", "'"} and touching and after + 1 < n:
        follows = tree.start[after + 1] == tree.end[after] and tree.text[after + 1][:1].isalpha()
        return after + 1 if follows and tree.tag[after] != "POS" else -1
    if tree.text[after] == "&" and after + 1 < n and tree.text[after + 1][:1].isupper():
        return after + 1
    if tree.text[after] in parts["suffix"]:
        return after
    if tree.text[last] in parts["suffix"]:
        return -1
    if _is_name(tree, parts, after):
        return after
    lower = tree.lower[after]
    if lower in {"al", "el"} and tree.text[after + 1 : after + 2] == ["-"] and after + 2 < n:
        return after + 2 if tree.text[after + 2][:1].isupper() else -1
    if after + 1 < n and tree.text[after + 1][:1].isupper() and _is_name(tree, parts, after + 1):
        if lower in parts["particle"] and tree.text[after] == lower and lower not in {"a", "e", "y"}:
            return after + 1
        if lower in JOINING and (tree.lower[last] in parts["body"] or tree.lower[last] in parts.titles):
            return after + 1
    if lower == "of" and after + 2 < n and tree.lower[after + 1] == "the" and tree.lower[last] in parts["body"]:
        return after + 2 if _is_name(tree, parts, after + 2) else -1
    return -1


def read_run(
    tree: Tree, parts: NameParts, run: tuple[int, int], aliases: dict[int, Found]
) -> tuple[list[Mention], set[int]]:
    """Take a run apart into nationality, titles and the bare name, and add what stands before it.

    Returns: the mention (a list of one, or none where an alias says all) and the words that it used.
    """
    first, last = run
    if tree.lower[first - 1] == "the" and tree.lower[first - 2] == "of" and tree.lower[first - 3] in parts.titles:
        # Speaker of the House Ana Sol: what the title's "of" brought along is no part of the name.
        first = _first_name(tree, parts, first + 1, last) or first
    at = first
    nations: set[str] = set()
    roles: list[Role] = []
    gender = ""
    titled = False
    pending: list[str] = []
    # "Shi’ite Iran", "Sharing Pakistan": what ends in a country is that country.
    tails = (aliases[w] for w in range(first, last + 1) if w in aliases)
    if any(f.last == last and f.form == "name" for f in tails) or SEAT.match(tree.text[last]):
        return [], set()
    while at <= last:
        found = aliases.get(at)
        if found is not None and found.last <= last and not (at > first and not titled and not nations):
            if found.last == last and not titled:
                return [], set()
            rest = tree.lower[found.last + 1 : last + 1]
            office = any(word in parts.titles for word in rest[:-1])
            if (found.alias.kind in {"body", "seat"} and not office) or (rest[-1] in parts["body"] and not titled):
                break
            nations.add(found.alias.entity)
            at = found.last + 1
            continue
        text, lower = tree.text[at], tree.lower[at]
        pair = f"{lower} {tree.lower[at + 1]}" if at < last else ""
        if text in parts.honorifics:
            gender = gender or parts.gender.get(text, "")
            roles += [make_role(parts, lower, pending)] if lower in parts.titles else []
            titled, at, pending = True, at + 1, []
        elif pair in parts.titles:
            roles.append(make_role(parts, pair, pending))
            titled, at, pending = True, at + 2, []
            at = _skip_of(tree, parts, at, last)
        elif lower in parts.titles and (at < last or titled or nations or pending):
            roles.append(make_role(parts, lower, pending))
            titled, at, pending = True, at + 1, []
            at = _skip_of(tree, parts, at, last)
        elif titled and (text == "-" or lower in parts["title tail"]):
            at += 1
        elif not titled and at < last and _title_ahead(tree, parts, at, last):
            pending.append(lower)
            at += 1
        else:
            break
    end = last
    while end > at and tree.text[end] in parts["postnominal"]:
        end -= 1
    name = tuple(tree.slice(at, end).split()) if at <= last else ()
    if not name or (at == last and tree.lower[at] in parts.titles and not roles and not gender):
        return [], set()
    if len(name) == 1 and roles and tree.lower[last] in parts["body"]:
        # General Assembly: a title before the noun of a body is part of its name.
        at, name, roles, titled = first, tuple(tree.slice(first, last).split()), [], False
    head = next((w for w in range(last, first - 1, -1) if not first <= tree.head[w] <= last), last)
    mention = new_mention(tree, first, last, head, "name", "title" if titled or nations else "name")
    mention.name, mention.roles, mention.nations, mention.gender, mention.bare = name, roles, nations, gender, at
    tail = tree.lower[last]
    body = bool({tail, tail.removesuffix("s")} & parts["body"]) and len(name) > 1 and not titled
    body = body or (not titled and tree.lower[at] in parts["body"] and at < last and tree.lower[at + 1] in JOINING)
    thing = tail in parts["thing"] and len(name) > 1 and not titled
    if body or thing or (not titled and is_acronym(name)):
        mention.kind = "body"
    mention.personal = titled
    _add_before(tree, parts, mention, aliases)
    return [mention], set(range(mention.first, mention.last + 1))


def make_role(parts: NameParts, noun: str, modifiers: list[str]) -> Role:
    """Take a title apart into its noun and the words that say which one."""
    former = any(m in parts["former"] or m.startswith("ex-") for m in modifiers)
    under = any(m in parts["under"] for m in modifiers)
    telling = frozenset(m for m in modifiers if m not in parts["former"] | parts["empty"] | parts["under"])
    return Role(noun, parts.titles.get(noun, frozenset({noun})), telling, former, under)


def _skip_of(tree: Tree, parts: NameParts, at: int, last: int) -> int:
    """Secretary *of State*: the words behind a title's *of*, up to where the name may begin."""
    if at >= last or tree.lower[at] != "of":
        return at
    noun = tree.child(at, "pobj")
    if noun is not None and at < noun < last:
        return noun + 1
    return _first_name(tree, parts, at + 2, last) or at + 2


def _first_name(tree: Tree, parts: NameParts, first: int, last: int) -> int | None:
    """Where a first name stands before the last word: the name begins there, whatever a title's *of* brought along."""
    return next((w for w in range(first, last) if tree.lower[w] in parts.gender), None)


def _title_ahead(tree: Tree, parts: NameParts, at: int, last: int) -> bool:
    """Foreign Minister Ana Sol, Ohio Rep. Ana Sol: capitalised words that lead up to a title."""
    ahead = range(at + 1, min(at + 6, last))
    return any(tree.lower[w] in parts.titles or tree.text[w] in parts.honorifics for w in ahead)


def _add_before(tree: Tree, parts: NameParts, mention: Mention, aliases: dict[int, Found]) -> None:
    """Take in what stands before the name: *top Iranian military commander* Qasem Soleimani."""
    edge = left_edge(tree, mention.at)
    # Behind a comma or "and" stands somebody else: "President Orlov and Maria Orlova".
    breaks = [w for w in range(edge, mention.first) if tree.dep[w] == "cc" or tree.text[w] in {",", ";", ":", "—"}]
    edge = breaks[-1] + 1 if breaks else edge
    if not 0 < mention.first - edge <= 9 or edge >= mention.first:
        return
    roles, nations, kept = read_modifiers(tree, parts, edge, mention.first - 1, aliases)
    if kept > mention.first - 1:
        return
    mention.roles = roles + mention.roles
    mention.nations |= nations
    mention.first, mention.start = kept, tree.start[kept]
    if roles or nations:
        mention.form = "title"
        mention.personal = mention.personal or bool(roles)


def read_modifiers(
    tree: Tree, parts: NameParts, first: int, last: int, aliases: dict[int, Found]
) -> tuple[list[Role], set[str], int]:
    """Read the words before a name or around a description's noun: roles, nationalities, first word to keep."""
    roles: list[Role] = []
    nations: set[str] = set()
    pending: list[str] = []
    at = first
    if tree.lower[first] in DEFINITE and first == last:
        return roles, nations, last + 1
    while at <= last:
        found = aliases.get(at)
        if found is not None and found.last <= last:
            nations.add(found.alias.entity)
            at = found.last + 1
            continue
        lower = tree.lower[at]
        pair = f"{lower} {tree.lower[at + 1]}" if at < last else ""
        if pair in parts.titles:
            roles.append(make_role(parts, pair, pending))
            pending, at = [], at + 2
            continue
        if tree.lemma[at] in parts.titles and tree.pos[at] in {"NOUN", "PROPN"}:
            nested = at < last and tree.lemma[at + 1] in parts.titles
            if nested:
                pending.append(lower)
            else:
                roles.append(make_role(parts, tree.lemma[at], pending))
                pending = []
        elif lower not in DEFINITE and tree.text[at][:1].isalnum() and tree.tag[at] != "POS":
            pending.append(lower.replace(".", ""))
        at += 1
    return roles, nations, first
