"""Units: what a person can be asked to code, each with what the rules say of it."""

import bisect
from collections.abc import Iterator
from typing import Any

import pandas as pd

from analysis.language.words import WORD
from analysis.schema import UNKNOWN, in_view

OPEN, CLOSE = "⟦", "⟧"
BEFORE = 2  # sentences shown before the unit: who speaks often stands there
ATTRIBUTION = [
    "source", "article_id", "sentence_id", "start", "end", "text", "before", "after", "content", "speaker", "role",
    "kind",
]  # fmt: skip
SURE = 0.8  # confidence from which an attribution counts as sure


def list_sentences(
    sentences: pd.DataFrame, segments: pd.DataFrame, quotes: pd.DataFrame, articles: pd.DataFrame
) -> pd.DataFrame:
    """List the body sentences, with the words that the rules take for somebody else's and in which role.

    Takes: tables of `read_articles`, read without corrections. Returns: source, article_id, sentence_id, start, end,
    text, before, after (the sentences around it), n_words, word_roles (one entry a word: the role of who says it,
    `unknown` where the rules know none, empty where the source speaks itself), kind (none or some words found, short
    or long by the median length). By article and place.

    Limits: where one report stands inside another, the words are the outermost speaker's, as in `segments`.
    """
    body = _order(sentences[(sentences["zone"] == "body") & (sentences["n_words"] > 0)], articles)
    roles = {key: role or UNKNOWN for key, role in zip(quotes["quote_id"], quotes["role"], strict=True)}
    reported = segments[segments["voice"] != "own"]
    pieces: dict[str, list[tuple[int, int, str]]] = {}
    for key, start, end, quote in reported[["sentence_id", "start", "end", "quote_id"]].itertuples(index=False):
        pieces.setdefault(key, []).append((start, end, roles.get(quote, UNKNOWN)))
    word_roles = [
        _mark_words(text, start, pieces.get(key, []))
        for key, start, text in body[["sentence_id", "start", "text"]].itertuples(index=False)
    ]
    around = list(_surround(body))
    median = body["n_words"].median()
    kinds = [
        f"{'some' if any(found) else 'none'}, {'long' if n > median else 'short'}"
        for found, n in zip(word_roles, body["n_words"], strict=True)
    ]
    columns = ["source", "article_id", "sentence_id", "start", "end", "text"]
    return body[columns].assign(
        before=[before for before, _ in around],
        after=[after for _, after in around],
        n_words=body["n_words"],
        word_roles=pd.Series(word_roles, index=body.index, dtype=object),
        kind=kinds,
    )


def list_targets(targets: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """List the named targets of the body, with the tone that the model gives towards them.

    Takes: the table targets; the units of `list_sentences`. Returns: source, article_id, sentence_id, start, end, text
    (the sentence, its target between ⟦ ⟧), before, after, target, tone (p(positive) - p(negative), -1..1), negative
    (bool: the label), kind (negative, other).
    """
    columns = ["source", "sentence_id", "before", "after"]
    places = units.rename(columns={"start": "from", "text": "sentence"})[[*columns, "from", "sentence"]]
    kept = targets.merge(places, on="sentence_id", how="inner", validate="many_to_one")
    kept = kept.sort_values(["article_id", "start", "end", "entity"], kind="stable")
    kept = kept.drop_duplicates(["article_id", "start", "end"], ignore_index=True)
    rows = kept[["sentence", "from", "start", "end"]].itertuples(index=False)
    negative = kept["label"] == "negative"
    return kept[["source", "article_id", "sentence_id", "start", "end"]].assign(
        text=[_bracket(text, start - base, end - base) for text, base, start, end in rows],
        before=kept["before"],
        after=kept["after"],
        target=kept["text"],
        tone=kept["positive"] - kept["negative"],
        negative=negative,
        kind=negative.map({True: "negative", False: "other"}),
    )


def list_attributions(quotes: pd.DataFrame, units: pd.DataFrame, *, view: str = "speech") -> pd.DataFrame:
    """List the attributions that shares count, with what the rules say of each, for a coder to look over.

    Takes: the table quotes; the units of `list_sentences`; the view. Returns: source, article_id, sentence_id (where
    it begins), start, end, text (the sentences it lies in, its content between ⟦ ⟧), before, after, content, speaker
    (as printed, else the name), role, kind (sure, unsure).
    """
    counted = (quotes["zone"] == "body") & (quotes["parent_id"] == "") & in_view(quotes, view)
    sentences = dict(iter(units.groupby("article_id", sort=False)))
    rows = [
        _describe(row, sentences[row["article_id"]])
        for row in quotes[counted].sort_values(["article_id", "start", "end"], kind="stable").to_dict("records")
        if row["article_id"] in sentences
    ]
    return pd.DataFrame([row for row in rows if row], columns=ATTRIBUTION)


def _describe(row: dict[Any, Any], sentences: pd.DataFrame) -> dict[str, Any]:
    """One attribution in its sentences; nothing where it lies in none of them."""
    held = sentences[(sentences["end"] > row["start"]) & (sentences["start"] < row["end"])]
    if not len(held):
        return {}
    first, last = held.iloc[0], held.iloc[-1]
    text = " ".join(
        _bracket(
            sentence["text"],
            max(row["start"], sentence["start"]) - sentence["start"],
            min(row["end"], sentence["end"]) - sentence["start"],
            opens=number == 0,
            closes=number == len(held) - 1,
        )
        for number, sentence in enumerate(held.to_dict("records"))
    )
    return {
        **{name: row[name] for name in ("article_id", "start", "end")},
        "source": first["source"],
        "sentence_id": first["sentence_id"],
        "text": text,
        "before": first["before"],
        "after": last["after"],
        "content": row["text"],
        "speaker": row["speaker_text"] or row["speaker"] or UNKNOWN,
        "role": row["role"] or UNKNOWN,
        "kind": "sure" if row["confidence"] >= SURE else "unsure",
    }


def _order(sentences: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    sources = articles.set_index("article_id")["source"].astype(str)
    placed = sentences.assign(source=sentences["article_id"].map(sources))
    return placed.sort_values(["article_id", "start"], kind="stable", ignore_index=True)


def _mark_words(text: str, base: int, pieces: list[tuple[int, int, str]]) -> tuple[str, ...]:
    starts = [match.start() + base for match in WORD.finditer(text)]
    roles = [""] * len(starts)
    for start, end, role in pieces:
        first, last = bisect.bisect_left(starts, start), bisect.bisect_left(starts, end)
        roles[first:last] = [role] * (last - first)
    return tuple(roles)


def _surround(body: pd.DataFrame) -> Iterator[tuple[str, str]]:
    texts, owners = body["text"].tolist(), body["article_id"].tolist()
    for at, owner in enumerate(owners):
        before = [texts[k] for k in range(max(0, at - BEFORE), at) if owners[k] == owner]
        after = texts[at + 1] if at + 1 < len(texts) and owners[at + 1] == owner else ""
        yield " ".join(before), after


def _bracket(text: str, start: int, end: int, *, opens: bool = True, closes: bool = True) -> str:
    return text[:start] + OPEN * opens + text[start:end] + CLOSE * closes + text[end:]
