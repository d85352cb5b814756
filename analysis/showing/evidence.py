"""Evidence: the rows of the text that a figure stands on, so that every number leads back to its sentences."""

from collections.abc import Mapping

import pandas as pd

from analysis.schema import VOICES

KEYS = ("sentence_id", "segment_id", "quote_id")
MOST = 4


def add_evidence(
    rows: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    *,
    of: str | pd.DataFrame,
    by: Mapping[str, str],
    weight: str = "",
    most: int = MOST,
) -> pd.DataFrame:
    """Add to each row of figures the sentences, segments or quotations that it counts.

    Takes: figures by source; the tables; `of`, the table (or its name) whose rows are counted; `by`, the columns of the
    figures with the columns of that table that must agree (source and voice are understood where both have them, a
    voice of a comparison as the voices of the text that it takes together); `weight`, the column whose largest values,
    whatever their sign, come first, else the order of the text.
    Returns: the rows with `evidence`: the first `most` ids set apart by `; ` and, where there are more, the first four
    articles in which the rest stand.

    >>> quotes = pd.DataFrame({"article_id": ["a", "a"], "quote_id": ["a:q1", "a:q2"], "speaker": ["Odu", "Lund"]})
    >>> tables = {"quotes": quotes, "articles": pd.DataFrame({"article_id": ["a"], "source": ["A"]})}
    >>> shares = pd.DataFrame({"source": ["A"], "name": ["Lund"]})
    >>> add_evidence(shares, tables, of="quotes", by={"name": "speaker"})["evidence"].tolist()
    ['a:q2']

    Limits: what is counted by something else than a row of the table is not found.
    """
    base = tables[of] if isinstance(of, str) else of
    key = next(name for name in KEYS if name in base)
    articles = tables["articles"]
    sources = dict(zip(articles["article_id"], articles["source"], strict=True))
    pairs = dict(by) | {
        name: name for name in ("source", "voice") if name in rows and (name in base or name == "source")
    }
    columns = {name: (base["article_id"].map(sources) if name == "source" else base[name]) for name in pairs.values()}
    found = pd.DataFrame({**columns, "id": base[key], "article": base["article_id"]})
    if weight:
        found = found.iloc[base[weight].abs().argsort(kind="stable")[::-1]]
    if "voice" in found:
        found = pd.concat([found.assign(voice=voice)[found["voice"].isin(parts)] for voice, parts in _voices(found)])
    groups: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for *cells, row_id, article in found[[*pairs.values(), "id", "article"]].itertuples(index=False, name=None):
        groups.setdefault(tuple(map(str, cells)), []).append((row_id, article))
    wanted = rows[list(pairs)].astype(str).itertuples(index=False, name=None)
    return rows.assign(evidence=[_list(groups.get(cells, []), most) for cells in wanted])


def join_evidence(rows: pd.DataFrame, *sides: pd.DataFrame) -> pd.DataFrame:
    """Join the evidence of both sides of a comparison.

    >>> pair = pd.DataFrame({"difference": [0.2]})
    >>> join_evidence(pair, pair.assign(evidence="a:s1"), pair.assign(evidence="b:s4"))["evidence"].tolist()
    ['a:s1; b:s4']
    """
    return rows.assign(
        evidence=["; ".join(filter(None, ids)) for ids in zip(*(side["evidence"] for side in sides), strict=True)]
    )


def _voices(found: pd.DataFrame) -> list[tuple[str, tuple[str, ...]]]:
    """Every voice that a row of figures may have, with the voices of the text that it stands for."""
    printed = [voice for voice in dict.fromkeys(found["voice"]) if voice not in VOICES]
    return [*((voice, (voice,)) for voice in printed), *VOICES.items()]


def _list(rows: list[tuple[str, str]], most: int) -> str:
    first = list(dict.fromkeys(row_id for row_id, _ in rows))
    rest = dict.fromkeys(article for row_id, article in rows if row_id in set(first[most:]))
    return "; ".join([*first[:most], *list(rest)[:MOST]])


def place_spans(table: pd.DataFrame, sentences: pd.DataFrame, *, start: str = "start") -> pd.DataFrame:
    """Add to rows with a span the sentence in which each begins, as `sentence_id`; empty where it is in none.

    >>> rows = pd.DataFrame({"article_id": ["a"], "start": [7]})
    >>> sentences = pd.DataFrame({"article_id": "a", "sentence_id": ["a:s1", "a:s2"], "start": [0, 5], "end": [4, 9]})
    >>> place_spans(rows, sentences)["sentence_id"].tolist()
    ['a:s2']
    """
    spans: dict[str, list[tuple[int, int, str]]] = {}
    columns = ["article_id", "start", "end", "sentence_id"]
    for article_id, *span in sentences[columns].itertuples(index=False, name=None):
        spans.setdefault(article_id, []).append((span[0], span[1], span[2]))
    ids = [
        next((key for begin, end, key in spans.get(article_id, []) if begin <= at < end), "")
        for article_id, at in zip(table["article_id"], table[start], strict=True)
    ]
    return table.assign(sentence_id=ids)
