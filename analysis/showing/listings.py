"""Listings: what a notebook shows side by side although it stands in several tables."""

from collections.abc import Mapping

import pandas as pd

from analysis.language.words import straighten
from analysis.lexicons import Lexicons
from analysis.schema import as_table, columns_of
from analysis.showing.evidence import place_spans

Tables = Mapping[str, pd.DataFrame]


def list_shares(tables: Tables, *, by: str, top_n: int | None = None) -> pd.DataFrame:
    """List who is heard in each source, `by` speaker or role, the first `top_n` of each source.

    Returns: the columns of `shares` but by.

    >>> shares = pd.DataFrame({"source": ["A", "A"], "by": ["role", "speaker"], "name": ["police", "Odu"]})
    >>> list_shares({"shares": shares}, by="speaker").values.tolist()
    [['A', 'Odu']]

    Limits: the first rows of a source are those with most words only in a table sorted so, as `shares` is.
    """
    rows = tables["shares"][tables["shares"]["by"] == by].drop(columns="by")
    return rows if top_n is None else rows.groupby("source").head(top_n)


def list_shared_statements(tables: Tables) -> pd.DataFrame:
    """List the statements that two sources carry with the words of both.

    Returns: the columns of `shared_quotes`, text_a and text_b.

    Limits: where a quotation is in pieces, its text holds what stands between them.
    """
    texts = tables["quotes"].set_index("quote_id")["text"]
    shared = tables["shared_quotes"]
    return shared.assign(text_a=shared["quote_a"].map(texts), text_b=shared["quote_b"].map(texts))


def list_conflicts(tables: Tables) -> pd.DataFrame:
    """List the counts that cannot both be right with the sentences that hold them.

    Returns: the columns of `coverage`, text and other_text; only rows with a conflict.
    """
    texts = tables["sentences"].set_index("sentence_id")["text"]
    rows = tables["coverage"][tables["coverage"]["conflict"] != ""]
    return rows.assign(text=rows["sentence_id"].map(texts), other_text=rows["other_sentence_id"].map(texts))


def list_acts(tables: Tables) -> pd.DataFrame:
    """List the acts of harm and force with the source of each.

    Returns: the columns of `agency`, and source.

    >>> articles = pd.DataFrame({"article_id": ["a"], "source": ["Herald"]})
    >>> list_acts({"agency": pd.DataFrame({"article_id": ["a"], "act": ["arrest"]}), "articles": articles})
      article_id     act  source
    0          a  arrest  Herald
    """
    return tables["agency"].merge(
        tables["articles"][["article_id", "source"]], on="article_id", how="left", validate="many_to_one"
    )


def list_labels(tables: Tables, *, top_n: int, lexicons: Lexicons | None = None) -> pd.DataFrame:
    """List what the sources call the `top_n` entities that have most wordings.

    Returns: the columns of `compare_labels`.
    """
    from analysis.comparing.speakers.labels import compare_labels

    labels = compare_labels(tables["names"], tables["articles"], lexicons=lexicons)
    n_wordings = labels.groupby("entity")["text"].nunique().sort_values(ascending=False, kind="stable")
    return labels[labels["entity"].isin(n_wordings.index[:top_n])]


def count_tones(tables: Tables, *, voice: str) -> pd.DataFrame:
    """Count how large a share of the segments of one voice is negative, neutral and positive.

    Returns: source, scorer, and one column a tone.
    """
    from analysis.comparing.tone.details import count_tone

    counts = count_tone(tables["scores"], tables["segments"], tables["articles"])
    rows = counts[counts["voice"] == voice]
    wide = rows.pivot_table(index=["source", "scorer"], columns="tone", values="share", fill_value=0)
    return wide.rename_axis(columns=None).reset_index()


def list_hits(tables: Tables) -> pd.DataFrame:
    """List the scored words with the sentence and the voice in which each stands.

    Returns: the columns of `hits`, sentence_id, voice, and word, as `list_drivers` writes it.

    >>> hits = pd.DataFrame({"article_id": ["a"], "segment_id": ["a:g1"], "text": ["Worst"]})
    >>> segments = pd.DataFrame({"segment_id": ["a:g1"], "sentence_id": ["a:s1"], "voice": ["own"]})
    >>> list_hits({"hits": hits, "segments": segments})[["word", "sentence_id"]].values.tolist()
    [['worst', 'a:s1']]
    """
    segments = tables["segments"][["segment_id", "sentence_id", "voice"]]
    hits = tables["hits"].merge(segments, on="segment_id", how="left", validate="many_to_one")
    return hits.assign(word=[" ".join(straighten(text).lower().split()) for text in hits["text"]])


def list_corrections(tables: Tables) -> pd.DataFrame:
    """List what each of a reader's corrections did; no row where there are none.

    Returns: the columns of `corrections`.

    >>> list_corrections({}).empty
    True
    """
    return tables.get("corrections", as_table("corrections", {name: [] for name in columns_of("corrections")}))


def list_duplicates(tables: Tables) -> pd.DataFrame:
    """List near-copies with the sentences in which the copied passages begin.

    Returns: the columns of `duplicates`, and evidence.
    """
    rows = tables["duplicates"]
    sides = [
        place_spans(rows.rename(columns={f"article_{side}": "article_id"}), tables["sentences"], start=f"start_{side}")
        for side in "ab"
    ]
    pairs = zip(sides[0]["sentence_id"], sides[1]["sentence_id"], strict=True)
    return rows.assign(evidence=["; ".join(filter(None, pair)) for pair in pairs])
