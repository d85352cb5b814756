"""Panels: the tables that follow one choice, from an overview of all sources down to the sentences behind a number."""

import re
from collections.abc import Mapping

import pandas as pd

from analysis.errors import RequestError
from analysis.exploring.choices import Choice
from analysis.schema import UNKNOWN, choose_voice
from analysis.showing.concordance import find_concordance

Tables = Mapping[str, pd.DataFrame]
MOST_SOURCES = 5  # side by side in one table; of more, the numbers are summed up
EVIDENCE = ["source", "voice", "said by", "before", "text", "after"]
PLACE = ["article_id", "start", "end", "quote_id"]


def list_speakers(tables: Tables) -> pd.DataFrame:
    """List who is heard, with the share of reported words (in 100) in each source; most words first.

    Returns: speaker, role, quotations, words, and a column for each of up to 5 sources.

    >>> shares = pd.DataFrame({"source": ["A", "B"], "by": "speaker", "name": "Odu", "n_quotes": [1, 2],
    ...                        "n_words": [9, 4], "share_words": [1.0, 0.5]})
    >>> quotes = pd.DataFrame({"speaker": ["Odu"], "role": ["public"]})
    >>> list_speakers({"shares": shares, "quotes": quotes}).values.tolist()
    [['Odu', 'public', 3, 13, '100', '50']]

    Limits: the role is the one that most of a speaker's quotations have.
    """
    shares = tables["shares"][tables["shares"]["by"] == "speaker"]
    sums = shares.groupby("name", sort=True)[["n_quotes", "n_words"]].sum()
    roles = tables["quotes"].groupby("speaker")["role"].agg(lambda held: held.mode().iloc[0])
    table = pd.DataFrame(
        {
            "speaker": sums.index,
            "role": [roles.get(name, "") for name in sums.index],
            "quotations": sums["n_quotes"].to_numpy(),
            "words": sums["n_words"].to_numpy(),
        }
    )
    percents = shares.assign(cell=[f"{100 * share:.0f}" for share in shares["share_words"]])
    table = _spread(table, "speaker", percents.rename(columns={"name": "speaker"}))
    return table.sort_values(["words", "speaker"], ascending=[False, True], kind="stable", ignore_index=True)


def list_verbs(tables: Tables, *, speaker: str = "", voice: str = "own") -> pd.DataFrame:
    """List the verbs and phrases of saying, of one speaker or of all, and how often each source uses them.

    Returns: verb, class, times, and a column for each of up to 5 sources; most used first.
    """
    saying = choose_voice(tables["saying"], voice)
    rows = saying[saying["speaker"] == speaker] if speaker else saying
    counts = rows.groupby(["cue", "cue_class", "source"], sort=True)["n"].sum().reset_index()
    sums = counts.groupby(["cue", "cue_class"], sort=True)["n"].sum().reset_index()
    table = sums.set_axis(["verb", "class", "times"], axis=1)
    cells = counts.assign(cell=counts["n"].astype(str)).rename(columns={"cue": "verb", "cue_class": "class"})
    table = _spread(table, ["verb", "class"], cells)
    return table.sort_values(["times", "verb"], ascending=[False, True], kind="stable", ignore_index=True)


def list_names(tables: Tables, *, voice: str = "own") -> pd.DataFrame:
    """List the persons and bodies that are named, how often in each source, and in what tone of wording.

    Returns: name, mentions, tone (mean of p(positive) - p(negative), -1..1, none where no sentence was scored), and a
    column of mentions for each of up to 5 sources; most named first.

    Limits: the tone is right about four times in five where it was measured; read the sentences.
    """
    sources = tables["articles"].set_index("article_id")["source"]
    names = choose_voice(tables["names"], voice)
    counts = names.assign(source=names["article_id"].map(sources)).groupby(["entity", "source"], sort=True).size()
    sums = counts.groupby("entity").sum()
    tone = _average_tone(tables, voice).reindex(sums.index).to_numpy()
    table = pd.DataFrame({"name": sums.index, "mentions": sums.to_numpy(), "tone": tone})
    cells = counts.rename("n").reset_index().rename(columns={"entity": "name"})
    table = _spread(table, "name", cells.assign(cell=cells["n"].astype(str)))
    return table.sort_values(["mentions", "name"], ascending=[False, True], kind="stable", ignore_index=True)


def _average_tone(tables: Tables, voice: str) -> "pd.Series[float]":
    """The mean tone towards each name; nothing where the language model of tone was left out."""
    if "targets" not in tables:
        return pd.Series(dtype=float)
    targets = choose_voice(tables["targets"], voice)
    return (targets["positive"] - targets["negative"]).groupby(targets["entity"]).mean()


def find_evidence(tables: Tables, choice: Choice, *, view: str = "speech", width: int = 90) -> pd.DataFrame:
    """Find the sentences behind a choice: a speaker's quotations, a name, a verb of saying or a word where it stands.

    Returns: source, voice, said by, before, text, after, and the place: article_id, start, end, quote_id (empty where
    the place is in no quotation). In the order of sources and texts.
    Raises: RequestError where a word is no pattern.
    """
    if choice.kind == "word":
        rows = find_concordance(tables["segments"], tables["articles"], choice.name, voice=choice.voice, width=width)
        quotes = tables["segments"].set_index("segment_id")["quote_id"]
        rows = rows.assign(quote_id=rows["segment_id"].map(quotes))
    elif choice.kind == "name":
        names = choose_voice(tables["names"], choice.voice)
        rows = names[names["entity"] == choice.name].assign(speaker="", quote_id="")
    else:
        rows = _find_quotes(tables, choice, view)
    return _place_rows(tables, rows, width)


def _find_quotes(tables: Tables, choice: Choice, view: str) -> pd.DataFrame:
    quotes = tables["quotes"]
    if choice.kind == "speaker":
        rows = quotes[quotes["speaker"] == choice.name]
    else:
        from analysis.comparing.speakers.saying import list_saying
        from analysis.comparing.tables import lexicons_of

        said = list_saying(quotes, tables["segments"], tables["articles"], view=view, lexicons=lexicons_of(tables))
        said = choose_voice(said[said["cue"] == choice.name], choice.voice)
        rows = quotes[quotes["quote_id"].isin(said["quote_id"])]
        rows = rows[rows["speaker"] == choice.speaker] if choice.speaker else rows
    return rows.assign(voice=rows["kind"])


def _place_rows(tables: Tables, rows: pd.DataFrame, width: int) -> pd.DataFrame:
    """Give rows of spans their source and the words around them."""
    articles = tables["articles"].set_index("article_id")
    placed = rows.assign(source=rows["article_id"].map(articles["source"]))
    placed = placed.sort_values(["source", "article_id", "start", "end"], kind="stable", ignore_index=True)
    texts = [str(articles.at[article_id, "text"]) for article_id in placed["article_id"]]
    spans = list(zip(texts, placed["start"].astype(int), placed["end"].astype(int), strict=True))
    table = placed.rename(columns={"speaker": "said by"}).assign(
        before=[_cut_left(text[max(0, start - width) : start], whole=start <= width) for text, start, _ in spans],
        after=[_cut_right(text[end : end + width], whole=end + width >= len(text)) for text, _, end in spans],
        text=[text[start:end] for text, start, end in spans],
    )
    return table[EVIDENCE + PLACE]


def _spread(table: pd.DataFrame, keys: str | list[str], cells: pd.DataFrame) -> pd.DataFrame:
    """Add a column for each source with its cell; none where there are more sources than fit side by side."""
    sources = sorted(cells["source"].unique())
    if len(sources) > MOST_SOURCES:
        return table
    wide = cells.pivot(index=keys, columns="source", values="cell").reindex(columns=sources)
    return table.merge(wide.reset_index(), on=keys, how="left").fillna(dict.fromkeys(sources, ""))


def _cut_left(text: str, *, whole: bool) -> str:
    """What stands before a place, on one line, without the word that was cut through; the space next to it stays."""
    line = re.sub(r"\s+", " ", text)
    return line if whole else "… " + line.partition(" ")[2]


def _cut_right(text: str, *, whole: bool) -> str:
    line = re.sub(r"\s+", " ", text)
    return line if whole else line.rpartition(" ")[0] + " …"


def check_word(word: str) -> str:
    """Check that something is looked for.

    >>> check_word("  strike ")
    'strike'
    """
    if not word.strip():
        raise RequestError("No word is given. Type one, several with | between (said|told), or a pattern (minist\\w*).")
    return word.strip()


def name_speakers(tables: Tables) -> list[str]:
    """Name all speakers and named persons of a corpus, to choose a speaker from.

    >>> name_speakers({"quotes": pd.DataFrame({"speaker": ["Odu", ""]}), "names": pd.DataFrame({"entity": ["Ada"]})})
    ['Ada', 'Odu', 'unknown']
    """
    return sorted({*tables["quotes"]["speaker"], *tables["names"]["entity"], UNKNOWN} - {""})
