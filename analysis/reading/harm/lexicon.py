"""Harm: the lexicon of acts of harm and force, compiled for look-up beside a parse."""

import functools
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from analysis.language.stems import stem
from analysis.language.tree import Tree
from analysis.lexicons import Lexicons, Row

# What a row of harm.csv is that tells no act of its own; the notes there say what each kind is for.
WORD_KINDS = (
    "instrument", "target", "event", "force", "support", "pronoun", "nobody", "series", "custody", "dying", "military",
    "politics",
)  # fmt: skip
WEAPON, PEOPLE, CALENDAR, COUNTRY = "weapon", "people", "calendar", "country"


@dataclass(frozen=True)
class Rule:
    """One row of harm.csv that tells an act."""

    rest: tuple[str, ...]
    act: str
    patient: frozenset[str]
    possessor: str
    needs: frozenset[str]
    never: frozenset[str]

    @property
    def always(self) -> bool:
        """Whether the verb always has an object, so that without one it is a passive."""
        return "always" in self.needs


@dataclass(frozen=True)
class Harm:
    """The lexicon: verbs by first word and by its stem, the longest first; nouns; states; words by their kind."""

    verbs: Mapping[str, tuple[Rule, ...]]
    stems: Mapping[str, tuple[Rule, ...]]
    nouns: Mapping[str, Rule]
    states: Mapping[str, str]
    words: Mapping[str, frozenset[str]]

    def verb(self, tree: Tree, at: int) -> Rule | None:
        """Give the entry of the verb at this place, with its particle or its noun (*gun down*, *open fire*)."""
        # The model's lemma of *raped* is *rap*, its stem *rape*.
        for rule in self.verbs.get(tree.lemma[at], ()) or self.stems.get(stem(tree.lower[at]), ()):
            if not rule.rest or _follows(tree, at, rule.rest):
                return rule
        return None

    def noun(self, tree: Tree, at: int) -> Rule | None:
        """Give the entry of the noun at this place."""
        return next((self.nouns[key] for key in noun_keys(tree, at) if key in self.nouns), None)

    def supports(self, tree: Tree, at: int) -> bool:
        """Say whether the verb at this place carries an act's noun (*carry out* an attack)."""
        particle = tree.child(at, "prt")
        full = tree.lemma[at] + (f" {tree.lower[particle]}" if particle is not None else "")
        return full in self.words["support"]

    def is_one(self, tree: Tree, at: int | None, kind: str) -> bool:
        """Say whether the noun at this place, alone or with the word before it, is of this kind of words."""
        return at is not None and any(key in self.words[kind] for key in noun_keys(tree, at))


def _follows(tree: Tree, at: int, rest: tuple[str, ...]) -> bool:
    if len(rest) == 1 and any(tree.lower[c] == rest[0] and c > at for c in tree.children[at]):
        return True
    after = tree.lower[at + 1 : at + 8]
    return any(tuple(after[i : i + len(rest)]) == rest for i in range(len(after))) and len(rest) > 1


def noun_keys(tree: Tree, at: int) -> list[str]:
    """Give the forms under which a noun may stand in a word list, the longest first: *tear gas*, *air-strike*.

    >>> from analysis.language.parse import parse
    >>> from analysis.language.tree import build_tree
    >>> noun_keys(build_tree(parse("Police used tear gas.")), 3)
    ['tear gas', 'gas']
    """
    lemma = tree.lower[at] if tree.pos[at] == "VERB" else tree.lemma[at]
    lemmas = [lemma]
    if tree.pos[at] == "PROPN" and lemma.endswith("s"):
        lemmas.append(lemma[:-1])
    keys = []
    if at and tree.head[at - 1] == at:
        keys += [f"{tree.lower[at - 1]} {form}" for form in lemmas]
    if at > 1 and tree.text[at - 1] == "-":
        keys += [f"{tree.lower[at - 2]}-{form}" for form in lemmas]
    return keys + lemmas


def means(tree: Tree, at: int, harm: Harm) -> bool:
    """Say whether the noun at this place is a means: a weapon, an operation, a vehicle, an accident, a force of nature.

    >>> from analysis.lexicons import standard_lexicons
    >>> from analysis.language.parse import parse
    >>> from analysis.language.tree import build_tree
    >>> means(build_tree(parse("A mortar shell hit the barn.")), 2, compile_harm(standard_lexicons()))
    True
    """
    if tree.pos[at] not in {"NOUN", "PROPN"}:
        return False
    # Stone, Gunn and Fields are also surnames: a capitalised weapon counts only in two words ("Car Bomb").
    named = tree.pos[at] == "PROPN"
    if any(key in harm.words["instrument"] and not (named and key in harm.words[WEAPON] and " " not in key)
           for key in noun_keys(tree, at)):  # fmt: skip
        return True
    if tree.lemma[at] in harm.words["series"]:
        of = tree.child(at, "prep")
        inner = tree.child(of, "pobj") if of is not None and tree.lower[of] == "of" else None
        return inner is not None and means(tree, inner, harm)
    return False


def is_concrete(tree: Tree, at: int, needs: frozenset[str], harm: Harm) -> bool:
    """Say whether the noun at this place is one of those that the act needs: a person, a target, an event.

    >>> from analysis.lexicons import standard_lexicons
    >>> from analysis.language.parse import parse
    >>> from analysis.language.tree import build_tree
    >>> tree, harm = build_tree(parse("They killed the bill.")), compile_harm(standard_lexicons())
    >>> [is_concrete(tree, at, frozenset({"person"}), harm) for at in (0, 3)]
    [True, False]
    """
    if tree.lower[at] in harm.words["pronoun"] or tree.pos[at] == "NUM":
        return True
    if tree.pos[at] == "PROPN" and PEOPLE not in needs:
        return True
    if any(harm.is_one(tree, at, kind) for kind in (PEOPLE, *sorted(needs & {"target", "event"}))):
        return True
    of = next((c for c in tree.children[at] if tree.lower[c] == "of" and c == at + 1), None)
    inner = tree.child(of, "pobj")
    return inner is not None and tree.tag[inner] in {"NNS", "NNPS"} and is_concrete(tree, inner, needs, harm)


@functools.lru_cache(maxsize=8)
def compile_harm(lexicons: Lexicons) -> Harm:
    """Compile lexicons/harm.csv and lexicons/people.csv.

    Returns: Harm, cached for these lexicons.
    Raises: ValueError where a row is of an unknown kind.

    >>> from analysis.lexicons import standard_lexicons
    >>> compile_harm(standard_lexicons()).nouns["airstrike"].act
    'bombing'
    """
    verbs: dict[str, list[Rule]] = defaultdict(list)
    nouns: dict[str, Rule] = {}
    states: dict[str, str] = {}
    words: dict[str, set[str]] = {kind: set() for kind in (*WORD_KINDS, WEAPON)}
    for row in lexicons["harm"]:
        kind, word = row["kind"], row["word"]
        if kind == "verb":
            first, *rest = word.split()
            verbs[first].append(_rule(row, tuple(rest)))
        elif kind == "noun":
            nouns[word] = _rule(row, ())
        elif kind == "state":
            states[word] = row["act"]
        elif kind in words:
            words[kind].add(word)
            if row["act"] == WEAPON:
                words[WEAPON].add(word)
        else:
            raise ValueError(f"harm.csv: kind '{kind}' of '{word}' is none of verb, noun, state, {', '.join(words)}.")
    words[PEOPLE] = {row["word"] for row in lexicons["people"]}
    words[CALENDAR] = {row["word"] for row in lexicons["name_parts"] if row["kind"] == CALENDAR}
    words[COUNTRY] = {word for row in lexicons["aliases"] if row["kind"] == COUNTRY for word in row["alias"].split()}
    ordered = {word: tuple(sorted(rules, key=lambda rule: -len(rule.rest))) for word, rules in verbs.items()}
    stems = {stem(word): rules for word, rules in ordered.items()}
    return Harm(ordered, stems, nouns, states, {kind: frozenset(found) for kind, found in words.items()})


def _rule(row: Row, rest: tuple[str, ...]) -> Rule:
    patient, needs, never = (frozenset(row[column].split()) for column in ("patient", "needs", "never"))
    return Rule(rest, row["act"], patient, row["possessor"], needs, never)
