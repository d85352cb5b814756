"""Tagged: the words of an article with their base form and word class, and how they are kept without the parse."""

from dataclasses import dataclass

from analysis.schema import Columns

# Every list ends in so many empty tokens: what stands before the first word or after the last is nothing, never a
# word from the other end of the article.
PADDING = 8


@dataclass(frozen=True, eq=False, repr=False)
class Tagged:
    """Tokens by number, with their place, form, base form and word class; one item a token in every list.

    `start, end` are offsets in the article `source`; `n` tokens are the article's, the rest is padding.
    """

    source: str
    n: int
    text: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    start: list[int]
    end: list[int]


def pack_tokens(tokens: Tagged) -> Columns:
    """Turn tokens into columns that are small when packed: what the text says itself is left out.

    >>> source = "Rebels shelled it."
    >>> tokens = Tagged(source, 2, ["Rebels", "shelled"], ["rebels", "shelled"], ["rebel", "shell"], ["NOUN", "VERB"],
    ...                 [0, 7], [6, 14])
    >>> pack_tokens(tokens)
    {'gap': [0, 1], 'length': [6, 7], 'pos': ['NOUN', 'VERB'], 'lemma': ['rebel', 'shell']}

    Limits: a base form that is the word in small letters is left empty.
    """
    starts, ends = tokens.start[: tokens.n], tokens.end[: tokens.n]
    forms = zip(tokens.lemma[: tokens.n], tokens.lower, strict=False)
    return {
        "gap": [start - before for before, start in zip([0, *ends], starts, strict=False)],
        "length": [end - start for start, end in zip(starts, ends, strict=True)],
        "pos": tokens.pos[: tokens.n],
        "lemma": ["" if lemma == lower else lemma for lemma, lower in forms],
    }


def unpack_tokens(source: str, columns: Columns) -> Tagged:
    """Give the tokens of an article back, padding included.

    >>> columns = {"gap": [0, 1], "length": [6, 7], "pos": ["NOUN", "VERB"], "lemma": ["rebel", ""]}
    >>> unpack_tokens("Rebels shelled it.", columns).lemma[:2]
    ['rebel', 'shelled']
    """
    n, nothing = len(columns["gap"]), [""] * PADDING
    start, end, at = [], [], 0
    for gap, length in zip(columns["gap"], columns["length"], strict=True):
        start.append(at + gap)
        at += gap + length
        end.append(at)
    text = [source[a:b] for a, b in zip(start, end, strict=True)]
    lower = [word.lower() for word in text]
    lemma = [known or word for known, word in zip(columns["lemma"], lower, strict=True)]
    outside = [len(source)] * PADDING
    return Tagged(
        source, n, text + nothing, lower + nothing, lemma + nothing, columns["pos"] + nothing, start + outside,
        end + outside,
    )  # fmt: skip
