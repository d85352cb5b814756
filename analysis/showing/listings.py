"""Listings: what a notebook shows side by side although it stands in several tables."""

from collections.abc import Mapping

import pandas as pd

from analysis.lexicons import Lexicons

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
