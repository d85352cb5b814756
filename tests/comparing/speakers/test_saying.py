"""Verbs of saying: counts that can be checked by hand, and what never changes them."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.comparing.speakers.saying import KEYS, count_saying, list_saying, name_cue
from analysis.lexicons import standard_lexicons
from analysis.reading.article import read_article
from analysis.schema import CUE_CLASSES, as_table, columns_of

ARTICLES = pd.DataFrame({"article_id": ["a", "b", "c"], "source": ["Herald", "Herald", "Gazette"]})
# article, cue, place, speaker, role, class, act
ROWS = [
    ("a", "said", 10, "Ana Sol", "government", "neutral", "speech"),
    ("a", "says", 30, "Ana Sol", "government", "neutral", "speech"),
    ("a", "claimed", 50, "Ana Sol", "politics", "doubting", "speech"),
    ("b", "insisted", 10, "Ana Sol", "government", "asserting", "speech"),
    ("b", "hopes", 30, "Ana Sol", "government", "neutral", "belief"),
    ("b", "", None, "Ana Sol", "government", "", "speech"),
    ("b", ":", 20, "Ana Sol", "government", "neutral", "speech"),
    ("b", "denied", 70, "Tom Reed", "", "denying", "speech"),
    ("c", "said", 10, "", "", "neutral", "speech"),
]  # fmt: skip


def make_quotes(rows=ROWS):
    columns = ["article_id", "cue_text", "cue_start", "speaker", "role", "cue_class", "act"]
    quotes = pd.DataFrame(rows, columns=columns).astype({"cue_start": "Int64"})
    return quotes.assign(quote_id=[f"q{n}" for n in range(len(rows))], zone="body", form="clause", parent_id="")


# The source speaks up to place 60, then somebody is quoted.
SEGMENTS = pd.DataFrame(
    [(i, voice, start, end) for i in "abc" for voice, start, end in (("own", 0, 60), ("direct", 60, 90))],
    columns=["article_id", "voice", "start", "end"],
)


def test_counts_shares_and_intervals_by_hand():
    table = count_saying(make_quotes(), SEGMENTS, ARTICLES)
    found = table[["source", "voice", "speaker", "role", "cue", "cue_class", "n", "share"]].values.tolist()
    assert found == [
        ["Gazette", "own", "unknown", "", "say", "neutral", 1, 1.0],
        ["Herald", "direct", "Tom Reed", "", "deny", "denying", 1, 1.0],
        ["Herald", "own", "Ana Sol", "government", "say", "neutral", 2, 0.5],
        ["Herald", "own", "Ana Sol", "government", "claim", "doubting", 1, 0.25],
        ["Herald", "own", "Ana Sol", "government", "insist", "asserting", 1, 0.25],
    ]
    # Wilson's interval of 2 in 4: centre (2 + z²/2) / (4 + z²), with z = 1.96.
    z = 1.959964
    half = z * (2 * 2 / 4 + z**2 / 4) ** 0.5 / (4 + z**2)
    assert table.loc[2, ["low", "high"]].tolist() == pytest.approx([0.5 - half, 0.5 + half], abs=1e-6)


def test_cautions_tell_how_little_there_is():
    table = count_saying(make_quotes(), SEGMENTS, ARTICLES).set_index(["source", "cue"])["caution"]
    assert table["Gazette", "say"] == (
        "1 article: describes this text, not the source; fewer than 5 quotations of this speaker"
    )
    assert table["Herald", "say"] == "fewer than 5 quotations of this speaker"


def test_the_view_decides_what_is_an_attribution():
    wide = list_saying(make_quotes(), SEGMENTS, ARTICLES, view="all")
    assert set(wide["cue"]) - set(list_saying(make_quotes(), SEGMENTS, ARTICLES)["cue"]) == {"hope"}


def test_every_count_leads_back_to_its_quotations():
    quotes = make_quotes()
    table, listed = count_saying(quotes, SEGMENTS, ARTICLES), list_saying(quotes, SEGMENTS, ARTICLES)
    back = table.merge(listed, on=KEYS)
    assert back.groupby(KEYS, sort=False)["quote_id"].nunique().tolist() == table["n"].tolist()
    assert set(back["quote_id"]) == set(listed["quote_id"]) <= set(quotes["quote_id"])


def test_what_lies_in_a_copied_passage_counts_once():
    kept = SEGMENTS[SEGMENTS["article_id"] != "b"]
    assert "insist" not in set(count_saying(make_quotes(), kept, ARTICLES)["cue"])


@settings(deadline=None)
@given(st.permutations(range(len(ROWS))))
def test_the_order_of_quotations_changes_nothing_and_nothing_is_changed(order):
    quotes = make_quotes().iloc[list(order)]
    before = quotes.copy(deep=True)
    pd.testing.assert_frame_equal(
        count_saying(quotes, SEGMENTS, ARTICLES), count_saying(make_quotes(), SEGMENTS, ARTICLES)
    )
    pd.testing.assert_frame_equal(quotes, before)


@settings(deadline=None)
@given(st.lists(st.sampled_from(ROWS), max_size=30))
def test_shares_of_a_speaker_add_up_to_one(rows):
    table = count_saying(make_quotes(rows), SEGMENTS, ARTICLES)
    sums = table.groupby(["source", "voice", "speaker"])["share"].sum()
    assert sums.tolist() == pytest.approx([1.0] * len(sums))
    assert ((table["low"] <= table["share"]) & (table["share"] <= table["high"])).all()


def test_no_quotation_gives_no_row():
    table = count_saying(make_quotes([]), SEGMENTS, ARTICLES)
    assert table.columns.tolist() == columns_of("saying")
    assert table.empty


@pytest.mark.parametrize(
    ("printed", "cue"),
    [
        ("said", "say"), ("According to", "according to"), ("wrote", "write"), ("denies", "deny"),
        ("called for", "call for"), ("warned Iran against", "warn against"), ("warning", "warn"),
        ("pointed out", "point out"), ("made it clear", "make clear"),
        ("quoted in the Hill as saying", "quoted as saying"), ("expressed no concern", "express concern"),
        ("allegations", "allegation"), ("told", "tell"),
        ("announcement", "announcement"), ("bragged", "brag"), ("grunted", "grunted"),
    ],
)  # fmt: skip
def test_one_word_of_saying_goes_by_one_form(printed, cue):
    assert name_cue(printed, lexicons=standard_lexicons()) == cue


def test_every_word_of_saying_has_a_class_and_a_reason():
    rows = [row for row in standard_lexicons()["cues"] if row["kind"] in {"verb", "phrase", "noun", "adjective"}]
    assert {row["class"] for row in rows} == set(CUE_CLASSES)
    assert [row["cue"] for row in rows if not row["note"]] == []


def test_a_text_read_gives_whose_word_it_is():
    text = (
        "Mayor Orla Reed claimed the bridge was safe. “The engineers admitted that it was not,” baker Tom Lind said. "
        "Mayor Orla Reed insisted that nobody had told her."
    )
    tables = read_article(text)
    quotes, segments = (tables[name].assign(article_id="a") for name in ("quotes", "segments"))
    table = count_saying(quotes, segments, ARTICLES)
    found = {(row.voice, row.speaker, row.cue, row.cue_class) for row in table.itertuples()}
    assert found >= {
        ("own", "Orla Reed", "claim", "doubting"),
        ("own", "Orla Reed", "insist", "asserting"),
        ("own", "Tom Lind", "say", "neutral"),
        ("direct", "engineers", "admit", "admitting"),
    }
    pd.testing.assert_frame_equal(table, as_table("saying", table))
