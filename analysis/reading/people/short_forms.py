"""Short forms: letters printed behind a name, half a country's name, names where the tagger saw none."""

from analysis.language.tree import Tree
from analysis.reading.people.aliases import Found
from analysis.reading.people.printed import Mention


def find_known(tree: Tree, mentions: list[Mention], taken: set[int]) -> list[Mention]:
    """Where the tagger saw no name, and in headlines, only names that the article prints elsewhere are believed."""
    known = {mention.name: mention.kind for mention in mentions if mention.kind == "name"}
    longest_first = sorted(known, key=lambda name: (-len(name), name))
    singles = {name[-1] for name in known if name[-1][0].isupper() and len(name[-1]) > 2}
    found = []
    for at in range(tree.n):
        text = tree.text[at]
        inside = tree.text[at - 1][:1].isalnum() or tree.text[at - 1] == ","
        if at in taken or text not in singles or not (inside or tree.pos[at] in {"NOUN", "PROPN", "VERB", "X"}):
            continue
        full = next((name for name in longest_first if _ends_here(tree, name, at)), (text,))
        first = at - len(full) + 1
        mention = Mention(first, at, at, "name", "name", tree.start[first], tree.end[at])
        mention.name, mention.bare = full, first
        found.append(mention)
    return found


def spell_out(tree: Tree, mentions: list[Mention]) -> None:
    """*Tanzeem Zar (TZ)*: the letters in brackets are the name before them, here and wherever they stand."""
    ends = {mention.last: mention for mention in mentions if len(mention.name) > 1}
    full: dict[str, Mention] = {}
    for mention in mentions:
        before = mention.first - 1
        if len(mention.name) == 1 and before > 0 and tree.text[before] == "(" and before - 1 in ends:
            named = ends[before - 1]
            letters = mention.name[0].replace(".", "")
            if letters.isupper() and len(letters) > 1 and letters[0] == named.name[0][0].upper():
                full.setdefault(letters, named)
    for mention in mentions:
        known = full.get(mention.name[0].replace(".", "")) if len(mention.name) == 1 else None
        if known is not None:
            known.kind = mention.kind = "body"
            mention.name = known.name


def name_halves(tree: Tree, mentions: list[Mention], aliases: list[Found]) -> None:
    """*the North*, in an article about North Korea: half a country's name stands for it."""
    first_words: dict[str, set[str]] = {}
    for found in aliases:
        if found.alias.kind == "country" and found.last > found.first and found.alias.form != "capital":
            first_words.setdefault(tree.text[found.first], set()).add(found.alias.entity)
    for mention in list(mentions):
        options = first_words.get(mention.name[0], set()) if len(mention.name) == 1 else set()
        if len(options) == 1 and mention.first > 0 and tree.lower[mention.at - 1] == "the":
            mention.entity, mention.kind, mention.cluster = next(iter(options)), "country", -2


def _ends_here(tree: Tree, name: tuple[str, ...], at: int) -> bool:
    first = at - len(name) + 1
    return first >= 0 and tuple(tree.text[first : at + 1]) == name
