"""The same quotation in several sources, on hand-typed tables; the seeds' hand gold where it is at hand."""

import itertools
import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.comparing.matching.statements import COLUMNS, match_quotes

SEEDS = Path(__file__).parents[3] / "seeds"


def make_tables(rows, events=None):
    """Rows: (source, quote, speaker, pieces), pieces a list of (voice, text); one article a source."""
    quotes = [(source, f"{source}:{quote}", speaker, "") for source, quote, speaker, _ in rows]
    segments = [
        (source, f"{source}:{quote}", voice, 1000 * position, text)
        for source, quote, _, pieces in rows
        for position, (voice, text) in enumerate(pieces)
    ]
    sources = sorted({row[0] for row in rows})
    articles = [(source, source.strip("'"), (events or {}).get(source, "")) for source in sources]
    return (
        pd.DataFrame(quotes, columns=["article_id", "quote_id", "speaker", "parent_id"]),
        pd.DataFrame(segments, columns=["article_id", "quote_id", "voice", "start", "text"]),
        pd.DataFrame(articles, columns=["article_id", "source", "event"]),
    )


PLEDGE = "The harbour authority reaffirmed that Velmora would neither let its quays be used by any other fleet"
OTHERS = [
    ("A", "q8", "Ida Renn", [("indirect", "the opera house would reopen after the summer break")]),
    ("B", "q8", "Jon Tarr", [("indirect", "two bridges need repair before winter floods arrive")]),
]


def test_one_quotation_with_a_word_more_and_another_speaker():
    rows = [
        ("A", "q1", "Harbour Authority", [("direct", PLEDGE)]),
        ("B", "q1", "Mara Olin", [("direct", PLEDGE.replace("authority re", "authority also re"))]),
    ]
    row = match_quotes(*make_tables(rows + OTHERS)).iloc[0]
    assert row["kind"] == "same words"
    assert row["differences"] == "also only in B"
    assert (row["speaker_a"], row["speaker_b"], row["same_speaker"]) == ("Harbour Authority", "Mara Olin", False)
    assert (row["marks_a"], row["marks_b"]) == ("in marks", "in marks")
    assert row["longest_run"] == 14


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ([("direct", PLEDGE)], [("indirect", PLEDGE)], "marked in one only"),
        (
            [("direct", PLEDGE + ". Nobody has asked us. Nobody will be asked, and the quays stay as they are")],
            [("direct", PLEDGE)],
            "same words, cut",
        ),
        (
            [("indirect", "the town's deep unease at the closure")],
            [("indirect", "she had called to share her"), ("direct", "deep unease"), ("indirect", "over the port")],
            "marked in one only",
        ),
        (
            [("indirect", "the imperative of avoiding strikes, showing patience and reopening quays")],
            [("indirect", "the need to avoid a strike and to reopen the quay")],
            "paraphrase",
        ),
    ],
)
def test_kinds(first, second, kind):
    found = match_quotes(*make_tables([("A", "q1", "X", first), ("B", "q1", "X", second), *OTHERS]))
    assert found[["kind", "same_speaker"]].values.tolist() == [[kind, True]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("the mayor would resign in March", "the mayor would stay in office"),
        ("we are sorry", "we are sorry for nothing that we did in those years"),
        ("the police had fired first", "the harbour would close on Friday"),
    ],
)
def test_different_statements_are_no_pair(first, second):
    rows = [("A", "q1", "X", [("direct", first)]), ("B", "q1", "X", [("direct", second)])]
    assert match_quotes(*make_tables(rows + OTHERS)).empty


def test_two_named_speakers_need_more_words_in_common_than_one():
    first = [("indirect", "the council would repair the harbour wall and the lighthouse before the autumn")]
    second = [("indirect", "nobody had asked the council to repair the harbour wall so soon")]
    one = make_tables([("A", "q1", "Ida Renn", first), ("B", "q1", "Renn", second), *OTHERS])
    two = make_tables([("A", "q1", "Ida Renn", first), ("B", "q1", "Jon Tarr", second), *OTHERS])
    assert match_quotes(*one)["kind"].tolist() == ["paraphrase"]
    assert match_quotes(*two).empty


def test_a_paraphrase_is_kept_with_its_closest_counterpart_only():
    first = [("indirect", "the council would repair the harbour wall and the lighthouse before the autumn")]
    close = [("indirect", "the harbour wall and the lighthouse will be repaired by the council in autumn")]
    far = [("indirect", "the council was free to repair the harbour wall or to leave it")]
    rows = [("A", "q1", "Renn", first), ("B", "q1", "Renn", close), ("B", "q2", "Renn", far), *OTHERS]
    found = match_quotes(*make_tables(rows))
    assert found[found["kind"] == "paraphrase"]["quote_b"].tolist() == ["B:q1"]


def test_other_events_are_never_compared():
    rows = [("A", "q1", "X", [("direct", PLEDGE)]), ("B", "q1", "X", [("direct", PLEDGE)])]
    assert match_quotes(*make_tables(rows, {"A": "harbour", "B": "election"})).empty
    assert len(match_quotes(*make_tables(rows, {"A": "harbour", "B": "harbour"}))) == 1


def test_seven_sources_give_every_pair_once_and_in_the_order_of_the_alphabet():
    rows = [(name, "q1", "X", [("direct", PLEDGE)]) for name in "GFEDCBA"]
    found = match_quotes(*make_tables(rows))
    assert len(found) == 21
    assert (found["source_a"] < found["source_b"]).all()


def test_a_single_source_and_no_quotes_at_all_give_an_empty_table():
    quotes, segments, articles = make_tables([("A", "q1", "X", [("direct", PLEDGE)])])
    assert match_quotes(quotes, segments, articles).empty
    empty = match_quotes(quotes[:0], segments[:0], articles)
    assert list(empty.columns) == COLUMNS


def test_nested_attributions_stay_out_and_unknown_speakers_are_never_the_same():
    rows = [("A", "q1", "unknown", [("direct", PLEDGE)]), ("B", "q1", "unknown", [("direct", PLEDGE)])]
    quotes, segments, articles = make_tables(rows)
    nested = pd.DataFrame([("A", "A:q2", "X", "A:q1")], columns=quotes.columns)
    found = match_quotes(pd.concat([quotes, nested]), segments, articles)
    assert found["same_speaker"].tolist() == [False]


def test_input_order_changes_nothing_and_no_argument_is_changed():
    rows = [
        ("A", "q1", "X", [("direct", PLEDGE)]),
        ("B", "q1", "Y", [("indirect", PLEDGE)]),
        ("C", "q1", "X", [("direct", "Avoiding strikes and reopening the quays comes first for Velmora")]),
        ("D", "q1", "X", [("indirect", "avoiding a strike comes before reopening the quays of Velmora")]),
    ]
    tables = make_tables(rows)
    copies = [table.copy(deep=True) for table in tables]
    first = match_quotes(*tables)
    again = match_quotes(*(table.iloc[::-1].reset_index(drop=True) for table in tables))
    pd.testing.assert_frame_equal(first, again)
    for table, copy in zip(tables, copies, strict=True):
        pd.testing.assert_frame_equal(table, copy)


def read_gold(folder):
    gold = json.loads((folder / "seeds" / "seeds_gold.json").read_text(encoding="utf-8"))
    texts = {doc: (SEEDS / file).read_bytes().decode() for doc, file in gold["files"].items()}
    quotes, segments = [], []
    for quote in gold["quotes"]:
        if quote["zone"] != "body":
            continue
        quotes.append((quote["doc"], quote["id"], quote["speaker_canonical"], quote["parent"] or ""))
        start, end = quote["content"]["start"], quote["content"]["end"]
        direct = (
            [(start, end)] if quote["type"] == "direct" else [(p["start"], p["end"]) for p in quote["direct_parts"]]
        )
        borders = sorted({start, end, *(min(max(border, start), end) for part in direct for border in part)})
        for left, right in itertools.pairwise(borders):
            voice = "direct" if any(a <= left and right <= b for a, b in direct) else "indirect"
            if not quote["parent"]:
                segments.append((quote["doc"], quote["id"], voice, left, texts[quote["doc"]][left:right]))
    return (
        pd.DataFrame(quotes, columns=["article_id", "quote_id", "speaker", "parent_id"]),
        pd.DataFrame(segments, columns=["article_id", "quote_id", "voice", "start", "text"]),
        pd.DataFrame([("A", "A", "e"), ("B", "B", "e")], columns=["article_id", "source", "event"]),
    )


def test_seeds_with_the_attributions_of_the_hand_gold(gold_folder):
    """S1 to S5 are found; of all the pairs, at most one is none of the gold's."""
    found = match_quotes(*read_gold(gold_folder))
    pairs = set(zip(found["quote_a"], found["quote_b"], strict=True))
    assert {("A03", "B10"), ("A05", "B11"), ("A04", "B09"), ("A02", "B09"), ("A01", "B10")} <= pairs
    slogans = {("A09", "B02"), ("A09", "B03")}
    demand = {("A01", "B04"), ("A03", "B04")}
    named = {("A03", "B10"), ("A05", "B11"), ("A04", "B09"), ("A02", "B09"), ("A01", "B10")} | slogans | demand
    assert len(pairs - named) <= 1
    first = found.iloc[0]
    assert (first["kind"], first["differences"]) == ("same words", "also only in B; State / state")
    assert (first["speaker_a"], first["speaker_b"]) == ("Pakistan Foreign Office", "Shah Mahmood Qureshi")
    marked = found[found["kind"] == "marked in one only"]
    assert marked[["quote_a", "quote_b", "marks_a", "marks_b"]].values.tolist() == [
        ["A04", "B09", "no marks", "partly in marks"]
    ]
