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

Key = tuple[int, int, int]  # spaCy's numbers of a token's text, tag and relation
Form = tuple[str, str, str, str]  # word class, tag, relation, base form in small letters
Answer = tuple[str, str, str, str, bool]  # a form, and whether a rule that looks at several tokens may begin there
ANY_OTHER = "punct"  # stands for every relation that no rule tells apart
LONGEST = 4  # tokens that a rule looks at, and more than any does
MOST = 200_000  # forms that are remembered


class Rules(NamedTuple):
    """The model's rules of word classes: those that look at one token, and where those apply that look at several.

    `first`: which token such a rule may begin at; `relations`: those that a rule tells apart; `any_other` stands for
    all the rest.
    """

    alone: "AttributeRuler"
    several: "Matcher"
    first: "Matcher"
    relations: frozenset[int]
    any_other: int

    def shorten(self, key: Key) -> Key:
        """Replace a relation that no rule tells apart."""
        return key if key[2] in self.relations else (key[0], key[1], self.any_other)


def read_forms(doc: "Doc") -> list[Form]:
    """Give word class, tag, relation and base form of every token, as the model's last two components would.

    A rule of the model looks at a token's text and tag, and tells apart a few relations, so each such triple is asked
    once; the rules that look at two tokens (*there is*, *gonna*) are asked wherever they apply. This saves a third of
    a parse.

    Takes: a Doc with tags and relations, as `load_model` gives it.

    >>> [(pos, lemma) for pos, _, _, lemma in read_forms(load_model()("There were two strikes."))]
    [('PRON', 'there'), ('VERB', 'be'), ('NUM', 'two'), ('NOUN', 'strike'), ('PUNCT', '.')]

    Limits: base forms are the model's, rules and lists of exceptions.
    """
    rules, (asked, ready) = _compile_rules(), _remembered()
    if len(ready) > MOST:
        asked.clear()
        ready.clear()
    own: list[Key] = list(map(tuple, doc.to_array(["ORTH", "TAG", "DEP"]).tolist()))
    new = {key: rules.shorten(key) for key in own if key not in ready}
    unknown = [key for key in dict.fromkeys(new.values()) if key not in asked]
    if unknown:
        asked.update(zip(unknown, _ask(unknown, alone=True), strict=True))
    for key, short in new.items():
        ready[key] = _with_relation(asked[short], doc.vocab.strings[key[2]])
    answers = [ready[key] for key in own]
    forms = [answer[:4] for answer in answers]
    may_begin = [at for at, answer in enumerate(answers) if answer[4]]
    pieces = ((at, rules.several(doc[at : at + LONGEST], allow_missing=True)) for at in may_begin)
    spans = {(at + first, at + end) for at, found in pieces for _, first, end in found}
    for first, end in _join_spans(sorted(spans)):
        for at, answer in enumerate(_ask(own[first:end], alone=False), start=first):
            forms[at] = _with_relation(answer, doc.vocab.strings[own[at][2]])[:4]
    return forms


def _with_relation(answer: Answer, relation: str) -> Answer:
    pos, tag, changed, lemma, begins = answer
    return pos, tag, changed or relation, lemma, begins


def _ask(keys: Sequence[Key], *, alone: bool) -> list[Answer]:
    """Ask the model's rules: a form, whose relation is empty where they leave it as it is, and what may begin there.

    `alone`: only those that look at one token, so that it does not matter what stands beside it.
    """
    from spacy.tokens import Doc

    model = load_model()
    words, tags, relations = ([model.vocab.strings[number] for number in side] for side in zip(*keys, strict=True))
    doc = Doc(model.vocab, words=words, tags=tags, deps=relations, heads=range(len(keys)))  # type: ignore[arg-type]
    rules = _compile_rules()
    begin = {first for _, first, _ in rules.first(doc, allow_missing=True)}
    for component in (rules.alone if alone else model.get_pipe("attribute_ruler"), model.get_pipe("lemmatizer")):
        doc = component(doc)
    changed = (token.dep_ if token.dep_ != before else "" for token, before in zip(doc, relations, strict=True))
    return [
        (token.pos_, token.tag_, now, token.lemma_.lower(), at in begin)
        for at, (token, now) in enumerate(zip(doc, changed, strict=True))
    ]


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
    alone, several, first = AttributeRuler(model.vocab), Matcher(model.vocab), Matcher(model.vocab)
    told = {""}
    for rule in model.get_pipe("attribute_ruler").patterns:  # type: ignore[attr-defined]
        longer = [pattern for pattern in rule["patterns"] if len(pattern) > 1]
        if longer:
            several.add("several", longer)
            first.add("first", [pattern[:1] for pattern in longer])
        else:
            alone.add(**rule)
        for relation in (token.get("DEP", "") for pattern in rule["patterns"] for token in pattern):
            told.update([relation] if isinstance(relation, str) else itertools.chain(*relation.values()))
    strings = model.vocab.strings
    return Rules(alone, several, first, frozenset(map(strings.add, told - {ANY_OTHER})), strings[ANY_OTHER])


@functools.cache
def _remembered() -> tuple[dict[Key, Answer], dict[Key, Answer]]:
    """Answers by what was asked, relations empty where they stay; and by what was found, relations filled in."""
    return {}, {}
