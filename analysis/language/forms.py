"""Forms: word class and base form of a token, which the model's own rules decide from very little, asked once each."""

import functools
import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from analysis.language.parse import load_model

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc

    from analysis.language.pipeline import Parsed

Key = tuple[str, str, str]  # a token's text, tag and relation
Form = tuple[str, str, str, str]  # word class, tag, relation, base form in small letters
# A form, and whether a rule that looks at several tokens may begin there, and whether its second may stand there.
Answer = tuple[str, str, str, str, bool, bool]
ANY_OTHER = "punct"  # stands for every relation that no rule tells apart
MOST = 200_000  # forms that are remembered


class Rules(NamedTuple):
    """The model's rules of word classes: those that look at one token, and where those apply that look at several.

    `first`, `second`: which tokens such a rule may begin with; `longest`: how many it looks at; `relations`: those that
    a rule tells apart.
    """

    alone: "AttributeRuler"
    several: "Matcher"
    first: "Matcher"
    second: "Matcher"
    longest: int
    relations: frozenset[str]

    def shorten(self, key: Key) -> Key:
        """Replace a relation that no rule tells apart."""
        return key if key[2] in self.relations else (key[0], key[1], ANY_OTHER)


def read_forms(parsed: "Parsed") -> list[Form]:
    """Give word class, tag, relation and base form of every token, as the model's last two components would.

    A rule of the model looks at a token's text and tag, and tells apart a few relations, so each such triple is asked
    once; the rules that look at two tokens (*there is*, *gonna*) are asked wherever they apply.

    Takes: what `parse` gives.

    >>> from analysis.language.parse import parse
    >>> [(pos, lemma) for pos, _, _, lemma in read_forms(parse("There were two strikes."))]
    [('PRON', 'there'), ('VERB', 'be'), ('NUM', 'two'), ('NOUN', 'strike'), ('PUNCT', '.')]

    Limits: base forms are the model's, rules and lists of exceptions.
    """
    rules, (asked, ready) = _compile_rules(), _remembered()
    if len(ready) > MOST:
        asked.clear()
        ready.clear()
    own: list[Key] = list(zip(parsed.text, parsed.tag, parsed.dep, strict=True))
    new = {key: rules.shorten(key) for key in own if key not in ready}
    unknown = [key for key in dict.fromkeys(new.values()) if key not in asked]
    if unknown:
        asked.update(zip(unknown, _ask(unknown, alone=True), strict=True))
    for key, short in new.items():
        ready[key] = _with_relation(asked[short], key[2])
    answers = [ready[key] for key in own]
    forms = [answer[:4] for answer in answers]
    both = (at for at, (one, other) in enumerate(itertools.pairwise(answers)) if one[4] and other[5])
    pieces = ((at, _find_spans(tuple(own[at : at + rules.longest]))) for at in both)
    spans = {(at + first, at + end) for at, found in pieces for first, end in found}
    for first, end in _join_spans(sorted(spans)):
        for at, answer in enumerate(_ask_together(tuple(own[first:end])), start=first):
            forms[at] = _with_relation(answer, own[at][2])[:4]
    return forms


def _with_relation(answer: Answer, relation: str) -> Answer:
    return answer if answer[2] else (*answer[:2], relation, *answer[3:])


@functools.lru_cache(maxsize=MOST)
def _find_spans(keys: tuple[Key, ...]) -> list[tuple[int, int]]:
    """Find the tokens that a rule which looks at several applies to."""
    return [(first, end) for _, first, end in _compile_rules().several(_make_doc(keys), allow_missing=True)]


@functools.lru_cache(maxsize=MOST)
def _ask_together(keys: tuple[Key, ...]) -> list[Answer]:
    return _ask(keys, alone=False)


def _ask(keys: Sequence[Key], *, alone: bool) -> list[Answer]:
    """Ask the model's rules: a form, whose relation is empty where they leave it as it is, and what may stand there.

    `alone`: only those that look at one token, so that it does not matter what stands beside it.
    """
    rules, model, doc = _compile_rules(), load_model(), _make_doc(keys)
    begin, go_on = ({at for _, at, _ in told(doc, allow_missing=True)} for told in (rules.first, rules.second))
    for component in (rules.alone if alone else model.get_pipe("attribute_ruler"), model.get_pipe("lemmatizer")):
        doc = component(doc)
    changed = (token.dep_ if token.dep_ != key[2] else "" for token, key in zip(doc, keys, strict=True))
    return [
        (token.pos_, token.tag_, now, token.lemma_.lower(), at in begin, at in go_on)
        for at, (token, now) in enumerate(zip(doc, changed, strict=True))
    ]


def _make_doc(keys: Sequence[Key]) -> "Doc":
    from spacy.tokens import Doc

    words, tags, relations = map(list, zip(*keys, strict=True))
    return Doc(load_model().vocab, words=words, tags=tags, deps=relations, heads=range(len(keys)))  # type: ignore[arg-type]


def _join_spans(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join the spans of tokens, in order, that overlap."""
    at = 0
    while at < len(spans):
        first, end = spans[at]
        while at < len(spans) and spans[at][0] < end:
            end = max(end, spans[at][1])
            at += 1
        yield first, end


@functools.cache
def _compile_rules() -> Rules:
    """Part the model's rules by how many tokens they look at."""
    from spacy.matcher import Matcher
    from spacy.pipeline import AttributeRuler

    model = load_model()
    alone, (several, first, second) = AttributeRuler(model.vocab), (Matcher(model.vocab) for _ in range(3))
    told, longest = {""}, 2
    for rule in model.get_pipe("attribute_ruler").patterns:  # type: ignore[attr-defined]
        longer = [pattern for pattern in rule["patterns"] if len(pattern) > 1]
        if longer:
            longest = max(longest, *map(len, longer))
            several.add("several", longer)
            first.add("first", [pattern[:1] for pattern in longer])
            second.add("second", [pattern[1:2] for pattern in longer])
        else:
            alone.add(**rule)
        for relation in (token.get("DEP", "") for pattern in rule["patterns"] for token in pattern):
            told.update([relation] if isinstance(relation, str) else itertools.chain(*relation.values()))
    return Rules(alone, several, first, second, longest, frozenset(told - {ANY_OTHER}))


@functools.cache
def _remembered() -> tuple[dict[Key, Answer], dict[Key, Answer]]:
    """Answers by what was asked, relations empty where they stay; and by what was found, relations filled in."""
    return {}, {}
