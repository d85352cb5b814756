"""Groups: bodies in small letters, and what belongs to a named person (*the Lunt administration*)."""

from analysis.language.names import NameParts
from analysis.language.phrases import left_edge
from analysis.language.sameness import POSSESSIVE, fold_name
from analysis.language.tree import Tree
from analysis.reading.people.aliases import Found
from analysis.reading.people.printed import Mention, new_mention
from analysis.reading.people.titles import read_modifiers


def find_owned(tree: Tree, parts: NameParts, mentions: list[Mention]) -> list[Mention]:
    """Find phrases that hold a person's name and are not the person: *the Lunt administration*, *her lawyers*."""
    found = []
    called: dict[tuple[str, str], str] = {}
    for mention in mentions:
        at = mention.at
        if mention.kind == "body" or tree.dep[at] not in {"poss", "compound", "nmod"}:
            continue
        owner = tree.head[at]
        if tree.pos[owner] not in {"NOUN", "PROPN"} or owner <= at or owner - at > 6:
            continue
        lemma, lower = tree.lemma[owner], tree.lower[owner]
        people = tree.dep[at] == "poss" and (lemma in parts.people or lemma in parts.titles)
        if not (people or lower in parts["owned body"] or lemma in parts["owned body"]):
            continue
        if people and tree.tag[owner] in {"NN", "NNP"} and tree.child(owner, "appos") is not None:
            continue
        first, last = left_edge(tree, owner), owner
        owned = new_mention(tree, min(first, mention.first), last, owner, "body", "description")
        printed = POSSESSIVE.sub("", (mention.name or mention.entity.split())[-1])
        # Called by the noun of its first mention: *Lunt’s lawyers*.
        name = f"{printed}’s {tree.lower[owner]}" if tree.dep[at] == "poss" else tree.slice(at, owner)
        owned.entity = called.setdefault((printed, lemma), name)
        found.append(owned)
    return found


def find_bodies(
    tree: Tree,
    parts: NameParts,
    mentions: list[Mention],
    owned: list[Mention],
    aliases: dict[int, Found],
    used: set[int],
) -> list[Mention]:
    """Find bodies printed in small letters: *the Pakistan foreign office*, then *the foreign office*, *the FO*."""
    candidates = []
    named: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.kind in {"body", "party"} and mention.form == "name":
            named.setdefault(tree.lemma[mention.at], []).append(mention)
    covered = {w for f in aliases.values() for w in range(f.first, f.last + 1)} | used
    for at in range(tree.n):
        lemma = tree.lemma[at]
        if at in covered or tree.tag[at] not in {"NN", "NNP"} or tree.dep[at] in {"compound", "nmod", "amod"}:
            continue
        if lemma not in parts["body"] and lemma not in parts["state"]:
            continue
        first = left_edge(tree, at)
        if tree.lower[first] in {"a", "an", "any", "no", "another"}:
            continue
        _, nations, _ = read_modifiers(tree, parts, first, at, aliases)
        skipped = {w for f in aliases.values() if first <= f.first <= at for w in range(f.first, f.last + 1)}
        own = frozenset(
            tree.lower[w]
            for w in range(first, at)
            if w not in skipped
            and tree.pos[w] in {"NOUN", "PROPN", "ADJ"}
            and tree.tag[w] not in {"VBN", "VBG"}
            and tree.lower[w] not in parts["empty"]
        )
        body = new_mention(tree, first, at, at, "body", "description")
        body.nations = nations
        # With a name before the noun (the Norland foreign office) it is a body once something else stands for it.
        body.personal = any(w in used for w in range(first, at + 1))
        candidates.append((body, lemma, own))
    _tie(tree, parts, candidates, named, owned)
    _name_short_forms(tree, parts, mentions, [*owned, *(body for body, _, _ in candidates)])
    return [body for body, _, _ in candidates if body.entity]


def _tie(
    tree: Tree,
    parts: NameParts,
    candidates: list[tuple[Mention, str, frozenset[str]]],
    named: dict[str, list[Mention]],
    owned: list[Mention],
) -> None:
    """Earlier mentions with the same noun and no word against it; the fullest gives the name."""
    for index, (body, lemma, own) in enumerate(candidates):
        if body.personal:
            continue
        if lemma in parts["state"] and len(body.nations) == 1 and not own - {"central", "federal", "new"}:
            body.entity, body.kind = next(iter(body.nations)), "country"
            continue
        if lemma == "party" and len(body.nations) == 1:
            body.entity, body.kind = next(iter(body.nations)), "party"
            continue
        if tree.lower[body.first] not in {"the", "its", "their"} and not body.nations:
            continue
        options = [(m.start, m.entity, fold_name(m.name), m.nations) for m in named.get(lemma, [])]
        options += [(o.start, o.entity, (), set()) for o in owned if tree.lemma[o.at] == lemma and not own]
        options = [
            option
            for option in options
            if own <= set(option[2]) and (not body.nations or not option[3] or body.nations & option[3])
        ]
        options = [option for option in options if option[0] < body.start]
        if options:
            body.entity = max(options)[1]
            continue
        for earlier, noun, words_before in candidates[:index]:
            same_nation = not body.nations or body.nations == earlier.nations
            telling = earlier.entity or words_before or earlier.nations
            if noun == lemma and own <= words_before and same_nation and telling:
                if not earlier.entity:
                    earlier.entity = _printed(tree, parts, earlier)
                body.entity = earlier.entity
                body.name = earlier.name
                break


def _printed(tree: Tree, parts: NameParts, body: Mention) -> str:
    first = body.first + (tree.lower[body.first] in parts["determiner"])
    # The label leaves out what a participle or an adverb says: "the tightly guarded American consulate".
    while first < body.last and (tree.pos[first] in {"ADV", "VERB"} or tree.tag[first] in {"VBN", "VBG", "JJS"}):
        first += 1
    return tree.slice(first, body.last)


def _name_short_forms(tree: Tree, parts: NameParts, mentions: list[Mention], bodies: list[Mention]) -> None:
    """*the FO* after *the foreign office*: its initials show that the words are a name, which then has capitals."""
    known: dict[str, str] = {}
    called = [(body, body.entity or _printed(tree, parts, body)) for body in bodies]
    for _, name in called:
        letters = "".join(word[0] for word in name.split()).lower()
        for start in range(max(1, len(letters) - 1)):
            known.setdefault(letters[start:], name)
    named: dict[str, str] = {}
    for mention in mentions:
        word = "".join(mention.name).replace(".", "")
        alone = mention.kind == "body" and len(mention.name) == 1 and word.isupper()
        name = known.get(word.lower(), "") if alone and mention.entity == mention.name[0] else ""
        if name:
            words = (w if w in parts["small word"] else w[0].upper() + w[1:] for w in name.split())
            mention.entity = named[name] = " ".join(words)
    for body, name in called:
        body.entity = named.get(name, body.entity)
