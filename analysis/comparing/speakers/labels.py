"""Labels: what each source calls the same person, body, country or group, and in whose voice."""

import functools
import re
from collections import Counter

import pandas as pd

from analysis.comparing.matching.similarity import read_events
from analysis.language.names import compile_aliases, compile_parts
from analysis.language.sameness import same_spelling
from analysis.language.words import COMPARED, words_without_content
from analysis.lexicons import Lexicons, standard_lexicons
from analysis.schema import choose_voice

COLUMNS = [
    "event", "entity", "source", "voice", "form", "text", "n", "titles", "nationalities", "adjectives", "sentence_ids",
]  # fmt: skip
ARTICLE = re.compile(r"^(the|a|an)\s+", re.IGNORECASE)
EXAMPLES = 3


def compare_labels(
    names: pd.DataFrame, articles: pd.DataFrame, *, voice: str = "all", lexicons: Lexicons | None = None
) -> pd.DataFrame:
    """List every label that a source uses for an entity of an event, with the words that say who or what kind.

    One label is one wording: *The minister* and *the minister* are one, *a minister* and *Minister Sol* are others.

    Takes: names of `merge_entities` (entity canonical), articles (article_id, source, event); `voice` own, quoted or
    all.
    Returns: event, entity, source, voice, form, text (the commonest spelling), n, titles, nationalities (as entities of
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
    kept = choose_voice(names, voice)
    texts = [" ".join(text.split()) for text in kept["text"]]
    kept = kept.assign(
        event=kept["article_id"].map(read_events(articles)),
        source=kept["article_id"].map(articles.set_index("article_id")["source"]),
        text=texts,
        wording=[text.casefold() for text in texts],
    )
    alike = kept.groupby(["event", "entity", "source", "voice", "form", "wording"], sort=False, as_index=False)
    table = alike.agg(text=("text", _commonest), n=("text", "size"), sentence_ids=("sentence_id", _list_examples))
    parts = [take_apart(text, of, lexicons=lexicons) for text, of in zip(table["text"], table["entity"], strict=True)]
    words = pd.DataFrame(
        [map("; ".join, part) for part in parts], columns=COLUMNS[7:10], index=table.index, dtype="str"
    )
    total = table.groupby(["event", "entity"])["n"].transform("sum")
    table = table.join(words).assign(total=-total, fewer=-table["n"])
    keys = ["total", "entity", "event", "source", "voice", "fewer", "text"]
    return table.sort_values(keys, kind="stable", ignore_index=True)[COLUMNS].astype({"n": "int64"})


def _commonest(spellings: pd.Series) -> str:
    counts: Counter[str] = Counter(spellings)
    return min(counts, key=lambda spelling: (-counts[spelling], spelling))


def _list_examples(sentence_ids: pd.Series) -> str:
    return "; ".join(list(dict.fromkeys(sentence_ids))[:EXAMPLES])


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
