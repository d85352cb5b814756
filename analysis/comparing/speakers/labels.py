"""Labels: what each source calls the same person, body, country or group, and in whose voice."""

import functools
import re
from collections import Counter, defaultdict
from typing import Any

import pandas as pd

from analysis.language.names import compile_aliases, compile_parts
from analysis.language.sameness import same_spelling
from analysis.language.words import COMPARED, words_without_content
from analysis.lexicons import Lexicons, standard_lexicons
from analysis.voices import voices_of

COLUMNS = ["entity", "source", "voice", "form", "text", "n", "titles", "nationalities", "adjectives", "sentence_ids"]
ARTICLE = re.compile(r"^(the|a|an)\s+", re.IGNORECASE)
EXAMPLES = 3
Key = tuple[str, str, str, str, str]


def compare_labels(
    names: pd.DataFrame, articles: pd.DataFrame, *, voice: str = "all", lexicons: Lexicons | None = None
) -> pd.DataFrame:
    """List every label that a source uses for an entity, with the words in it that say who or what kind.

    One label is one wording: *The minister* and *the minister* are one, *a minister* and *Minister Sol* are others.

    Takes: names of `merge_entities` (entity canonical), articles (article_id, source); `voice` own, quoted or all.
    Returns: entity, source, voice, form, text (the commonest spelling), n, titles, nationalities (as entities of
    the alias table), adjectives (the words that are neither, nor the bare name), sentence_ids (up to three
    examples, in the order of the articles), each list joined by "; ". Entities with most mentions first, then by
    source, voice, n.

    >>> names = pd.DataFrame([("b", "b:s001", "own", "Qasim Soleimani", "title", "Iranian commander Qasim Soleimani")],
    ...     columns=["article_id", "sentence_id", "voice", "entity", "form", "text"])
    >>> labels = compare_labels(names, pd.DataFrame({"article_id": ["b"], "source": ["B"]}))
    >>> labels[["titles", "nationalities"]].values.tolist()
    [['commander', 'Iran']]

    Limits: titles and nationalities are those of the lexicons; other words of a description are all listed as
    adjectives, nouns among them.
    """
    lexicons = lexicons or standard_lexicons()
    source_of = dict(zip(articles["article_id"], articles["source"], strict=True))
    voices = voices_of(voice)
    spellings: dict[Key, Counter[str]] = defaultdict(Counter)
    sentences: dict[Key, list[str]] = defaultdict(list)
    total: Counter[str] = Counter()
    columns = (names[c] for c in ("article_id", "sentence_id", "voice", "entity", "form", "text"))
    for article, sentence, who, entity, form, text in zip(*columns, strict=True):
        if who not in voices:
            continue
        key = entity, source_of.get(article, article), who, form, " ".join(text.split()).casefold()
        spellings[key][" ".join(text.split())] += 1
        total[entity] += 1
        if sentence not in sentences[key] and len(sentences[key]) < EXAMPLES:
            sentences[key].append(sentence)
    rows: list[tuple[Any, ...]] = []
    for key, counts in spellings.items():
        entity, source, who, form, _ = key
        label = min(counts, key=lambda spelling: (-counts[spelling], spelling))
        parts = ("; ".join(part) for part in take_apart(label, entity, lexicons=lexicons))
        rows.append((entity, source, who, form, label, counts.total(), *parts, "; ".join(sentences[key])))
    rows.sort(key=lambda row: (-total[row[0]], row[0], row[1], row[2], -row[5], row[4]))
    return pd.DataFrame(rows, columns=COLUMNS).astype({"n": "int64"})


@functools.lru_cache(maxsize=4096)
def take_apart(
    text: str, entity: str, *, lexicons: Lexicons
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Pull titles, nationalities and other telling words out of a label.

    Returns: titles (lower case), nationalities (entities of the alias table), the remaining words that are neither
    small words nor part of the entity's name.

    >>> take_apart("the embattled Peruvian foreign minister Ana Sol", "Ana Sol", lexicons=standard_lexicons())
    (('minister',), ('Peru',), ('embattled', 'foreign'))
    """
    aliases, parts = compile_aliases(lexicons), compile_parts(lexicons)
    empty = words_without_content(lexicons)
    own = {word.casefold() for word in COMPARED.findall(entity) if len(word) > 1}
    titles, nations, others = [], [], []
    pieces = [match.group() for match in COMPARED.finditer(ARTICLE.sub("", text))]
    at = 0
    while at < len(pieces):
        pair = " ".join(pieces[at : at + 2])
        word = pair if len(pieces) > at + 1 and (pair in aliases or pair.lower() in parts.titles) else pieces[at]
        at += 2 if word == pair and " " in pair else 1
        plain = re.sub(r"['’]s?$", "", word)
        lower = plain.casefold()
        if plain in aliases and aliases[plain].form != "capital":
            if aliases[plain].entity != entity:
                nations.append(aliases[plain].entity)
        elif lower in parts.titles and lower not in own:
            titles.append(lower)
        elif lower not in empty and plain not in parts.honorifics and not any(same_spelling(lower, w) for w in own):
            others.append(plain)
    return tuple(titles), tuple(dict.fromkeys(nations)), tuple(others)
