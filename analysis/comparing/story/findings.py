"""Findings in plain sentences: what two sources have in common and where they differ, with the rows behind each."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.comparing.matching.coverage import list_only_here
from analysis.comparing.matching.similarity import read_events
from analysis.comparing.tables import lexicons_of
from analysis.wording import count, join_words

KINDS = {
    "same words": "in the same words",
    "same words, cut": "in the same words, cut in one",
    "marked in one only": "in marks in one source only",
    "paraphrase": "in other words",
}
LABELS = {"title", "description"}
STATUSES = ["close match", "weak match", "no close match"]
MOST_SOURCES = 7
LENGTH = 140
Row = tuple[str, str, Iterable[str]]
Tables = Mapping[str, pd.DataFrame]


def tell_shared(tables: Tables, *, most: int = 3) -> Iterator[Row]:
    """Tell what the sources have in common: statements, near-copies, sentences with a match.

    Takes: the tables by name; `most`, how many examples of a kind are told.
    Returns: ("shared", sentence, ids of the rows it stands on), in reading order.
    """
    yield from _tell_statements(tables, most)
    yield from _tell_copies(tables)
    yield from _tell_coverage(tables)


def tell_different(tables: Tables, *, most: int = 3) -> Iterator[Row]:
    """Tell where the sources differ: what one alone has, counts, voices, labels, the form of an act.

    Takes: the tables by name; `most`, how many examples of a kind are told.
    Returns: ("different", sentence, ids of the rows it stands on), in reading order.
    """
    if tables["articles"]["source"].nunique() < 2:
        return
    yield from _tell_only_here(tables, most)
    yield from _tell_conflicts(tables, most)
    yield from _tell_voices(tables)
    yield from _tell_labels(tables, most)
    yield from _tell_acts(tables, most)


def _tell_statements(tables: Tables, most: int) -> Iterator[Row]:
    if "shared_quotes" not in tables or tables["articles"]["source"].nunique() < 2:
        return
    shared, texts = tables["shared_quotes"], _read_contents(tables)
    if shared.empty:
        yield "shared", "No quotation or reported statement of one source was matched with one of another.", []
        return
    kinds = Counter(shared["kind"])
    told = join_words(f"{kinds[kind]} {words}" for kind, words in KINDS.items() if kinds[kind])
    pairs = count(len(shared), "pair")
    yield "shared", f"{pairs} of statements found in two sources: {told}.", _list_ids(shared, "quote_a", "quote_b")
    rows = shared.to_dict("records")
    # The longest verbatim runs first, then paraphrases credited to one speaker.
    rows.sort(key=_rank_pair)
    for row in rows[:most]:
        yield "shared", _tell_pair(row, texts), [row["quote_a"], row["quote_b"]]


def _rank_pair(row: Mapping[Any, Any]) -> tuple[bool, int]:
    if row["kind"] == "paraphrase":
        return True, 0 if row["same_speaker"] else 1
    return False, -int(row["longest_run"])


def _tell_pair(row: Mapping[Any, Any], texts: Mapping[str, str]) -> str:
    told = f"{row['source_a']} and {row['source_b']} carry one statement {KINDS[row['kind']]}: "
    if row["kind"] in ("same words", "same words, cut"):
        told += f"“{_shorten(texts.get(row['quote_a'], ''))}”."
        told += f" Differences: {row['differences']}." if row["differences"] else ""
    else:
        told += f"“{_shorten(texts.get(row['quote_a'], ''))}” and “{_shorten(texts.get(row['quote_b'], ''))}”."
    if row["kind"] == "marked in one only":
        told += f" {row['source_a']}: {row['marks_a']}; {row['source_b']}: {row['marks_b']}."
    if row["same_speaker"]:
        return f"{told} Both credit {row['speaker_a']}."
    credited = [f"{row[f'source_{side}']} credits {row[f'speaker_{side}'] or 'nobody'}" for side in "ab"]
    return f"{told} {', '.join(credited)}."


def _tell_copies(tables: Tables) -> Iterator[Row]:
    duplicates = tables.get("duplicates", pd.DataFrame())
    if len(duplicates):
        ids = _list_ids(duplicates, "article_a", "article_b")
        told = (
            f"{count(len(duplicates), 'passage')} {'stands' if len(duplicates) == 1 else 'stand'} almost word for word "
        )
        yield (
            "shared",
            f"{told}in two articles each, {count(len(ids), 'article')} in all: agency copy or a reprint.",
            ids,
        )


def _tell_coverage(tables: Tables) -> Iterator[Row]:
    coverage = tables.get("coverage", pd.DataFrame())
    if coverage.empty:
        return
    ranked = _place(coverage, tables).assign(rank=coverage["status"].map(STATUSES.index))
    best = ranked.groupby(["source", "sentence_id"], sort=False)["rank"].min().reset_index()
    for source, rows in list(best.groupby("source", sort=True))[:MOST_SOURCES]:
        close, weak, none = (int((rows["rank"] == rank).sum()) for rank in range(len(STATUSES)))
        told = f"Of {count(len(rows), 'sentence')} of {source}, {close} have a close match in "
        told += f"another source, {weak} a weak one and {none} no close match."
        yield "shared", told, rows.loc[rows["rank"] == 0, "sentence_id"].tolist()


def _tell_only_here(tables: Tables, most: int) -> Iterator[Row]:
    if tables.get("coverage", pd.DataFrame()).empty:
        return
    only = list_only_here(tables["sentences"], tables["articles"], tables["coverage"], lexicons=lexicons_of(tables))
    for _, rows in only.groupby("source", sort=True):
        for row in rows.head(1 if rows["source"].nunique() > most else 2).to_dict("records"):
            words = [word for word in f"{row['names']}; {row['numbers']}".split("; ") if word] or row["new"].split("; ")
            if words != [""]:
                told = f"In reporting the event, only {row['source']} prints {join_words(words[:8])}: "
                yield "different", f"{told}“{_shorten(row['text'])}” ({row['status']} elsewhere).", [row["sentence_id"]]


def _tell_conflicts(tables: Tables, most: int) -> Iterator[Row]:
    coverage = tables.get("coverage", pd.DataFrame())
    if coverage.empty:
        return
    texts = dict(zip(tables["sentences"]["sentence_id"], tables["sentences"]["text"], strict=True))
    told: set[frozenset[str]] = set()
    rows = coverage[coverage["conflict"] != ""].sort_values("similarity", ascending=False, kind="stable")
    source_of = dict(zip(tables["articles"]["article_id"], tables["articles"]["source"], strict=True))
    for row in rows.to_dict("records"):
        pair = frozenset((row["sentence_id"], row["other_sentence_id"]))
        if pair not in told and len(told) < most:
            told.add(pair)
            own, other = row["conflict"].split("; ")[0].split(" / ")
            sentence = f"{source_of[row['article_id']]} says {own} where {row['other_source']} says {other}: "
            sentence += f"“{_shorten(texts[row['sentence_id']])}” and “{_shorten(texts[row['other_sentence_id']])}”."
            yield "different", sentence, [row["sentence_id"], row["other_sentence_id"]]


def _tell_voices(tables: Tables) -> Iterator[Row]:
    shares = tables.get("shares", pd.DataFrame())
    if shares.empty:
        return
    speakers = shares[(shares["by"] == "speaker") & ~shares["name"].isin(["", "unknown"])]
    leading = speakers.sort_values(["source", "share_words", "name"], ascending=[True, False, True], kind="stable")
    told = [
        f"in {row['source']} {row['name']} ({count(int(row['n_words']), 'word')}, {row['share_words']:.0%})"
        for row in leading.groupby("source", sort=True).head(1).to_dict("records")
    ]
    if told:
        yield "different", f"Most reported words belong {join_words(f'{text}' for text in told[:MOST_SOURCES])}.", []


def _tell_labels(tables: Tables, most: int) -> Iterator[Row]:
    names = tables.get("names", pd.DataFrame())
    if names.empty:
        return
    labels = _place(names[names["form"].isin(LABELS)], tables)
    labels = labels.assign(wording=labels["text"].str.lower())
    labels = labels.drop_duplicates(["event", "entity", "source", "wording"])
    different = []
    for (event, entity), rows in labels.groupby(["event", "entity"]):
        wordings = rows.groupby("source")["wording"].agg(frozenset)
        if len(wordings) > 1 and wordings.nunique() > 1:
            different.append((-len(rows), entity, event, rows))
    for _, entity, event, rows in sorted(different, key=lambda item: item[:3])[:most]:
        shown = rows.groupby("source", sort=False).head(3).sort_values("source", kind="stable")
        told = [
            f"{source} prints " + join_words(f"“{_shorten(text)}”" for text in of_source["text"])
            for source, of_source in shown.groupby("source")
        ]
        yield "different", _open(event, tables, f"For {entity}, {'; '.join(told)}."), shown["sentence_id"].tolist()


def _tell_acts(tables: Tables, most: int) -> Iterator[Row]:
    agency = tables.get("agency", pd.DataFrame())
    if agency.empty:
        return
    ranked = sorted(
        (
            (-len(rows), act, event, rows)
            for (event, act), rows in _place(agency, tables).groupby(["event", "act"])
            if rows["source"].nunique() > 1
        ),
        key=lambda item: item[:3],
    )
    for _, act, event, rows in ranked[:most]:
        told = []
        for source, of_source in rows.groupby("source", sort=True):
            forms = sorted(Counter(of_source["form"]).items(), key=lambda item: (-item[1], item[0]))
            told.append(f"in {source} {join_words(f'{n} {form}' for form, n in forms)}")
        sentence = f"Acts of {act}, by form: {'; '.join(told)}."
        yield "different", _open(event, tables, sentence), _list_ids(rows, "sentence_id")


def _place(table: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Add the source and the event of each row's article: what two events have in common is no finding."""
    articles = tables["articles"]
    sources = dict(zip(articles["article_id"], articles["source"], strict=True))
    ids = table["article_id"]
    return table.assign(source=ids.map(sources), event=ids.map(read_events(articles)))


def _open(event: object, tables: Tables, sentence: str) -> str:
    """Name the event where the corpus has several."""
    if len(set(read_events(tables["articles"]).values())) < 2:
        return sentence
    return f"{f'On “{event}”' if event else 'On what has no event given'}: {sentence[0].lower()}{sentence[1:]}"


def _read_contents(tables: Tables) -> dict[str, str]:
    segments = tables.get("segments", pd.DataFrame(columns=["quote_id", "start", "text"]))
    contents: dict[str, str] = {}
    ends: dict[str, int] = {}
    rows = segments[segments["quote_id"] != ""].sort_values("start", kind="stable")
    for quote_id, start, text in rows[["quote_id", "start", "text"]].itertuples(index=False):
        # Pieces that touch in the article touch here too: a mark belongs to its word.
        gap = "" if ends.get(quote_id, start) == start else " "
        contents[quote_id] = f"{contents.get(quote_id, '')}{gap}{text}"
        ends[quote_id] = start + len(text)
    return {quote_id: text.strip().rstrip(",") for quote_id, text in contents.items()}


def _list_ids(table: pd.DataFrame, *columns: str) -> list[str]:
    return list(dict.fromkeys(str(value) for row in table[list(columns)].itertuples(index=False) for value in row))


def _shorten(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LENGTH else flat[: LENGTH - 1].rsplit(" ", 1)[0] + " …"
