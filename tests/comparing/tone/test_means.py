"""Tone by source and voice on tables typed by hand."""

import math

import pandas as pd
import pytest

from analysis.comparing.tone.means import NO_INFERENCE, compare_tone


def tables(*rows):
    """Build scores, segments and articles from rows of source, article, event, voice, polarity, n_hits."""
    frame = pd.DataFrame(rows, columns=["source", "article_id", "event", "voice", "polarity", "n_hits"])
    frame["segment_id"] = frame["article_id"] + ":g" + (frame.groupby("article_id").cumcount() + 1).astype(str)
    frame["scorer"], frame["zone"], frame["n_words"] = "vader", "body", 6
    articles = frame[["article_id", "source", "event"]].drop_duplicates(ignore_index=True)
    return frame[["article_id", "segment_id", "voice", "scorer", "polarity", "n_hits", "n_words"]], frame, articles


TWO = (
    ("A", "a", "flood", "own", 0.5, 2),
    ("A", "a", "flood", "own", -0.1, 1),
    ("A", "a", "flood", "direct", 0.0, 0),
    ("B", "b", "flood", "own", -0.3, 1),
)


def row(tone, source, voice, scorer="vader"):
    return tone.set_index(["source", "voice", "scorer"]).loc[(source, voice, scorer)]


def test_one_article_a_source_is_described_and_nothing_more():
    tone = compare_tone(*tables(*TWO))
    own = row(tone, "A", "own")
    assert own["mean"] == pytest.approx(0.2)
    assert (own["n_articles"], own["n_segments"], own["coverage"]) == (1, 2, 1.0)
    assert own["inference"] == NO_INFERENCE
    assert "describes this text, not the source" in own["caution"]
    assert not tone.to_string().lower().count("significant")
    assert row(tone, "A", "all")["caution"].endswith("1 of 3 segments have no scored word")


def test_a_voice_without_words_says_so():
    empty = row(compare_tone(*tables(*TWO)), "B", "quoted")
    assert math.isnan(empty["mean"])
    assert (empty["n_articles"], empty["n_segments"]) == (0, 0)
    assert empty["caution"] == "no words in quotations"


def test_a_single_segment_has_a_mean_and_no_interval():
    single = row(compare_tone(*tables(*TWO)), "B", "own")
    assert single["mean"] == -0.3
    assert math.isnan(single["low"])
    assert "1 segment: no interval" in single["caution"]


def test_the_article_is_the_unit():
    # article a: mean .0 over 4 segments; article b: .6 over 1. Mean of articles .3, of segments .12
    rows = [("A", "a", "e1", "own", p, 1) for p in (0.2, -0.2, 0.1, -0.1)] + [("A", "b", "e2", "own", 0.6, 1)]
    own = row(compare_tone(*tables(*rows)), "A", "own")
    assert own["mean"] == pytest.approx(0.3)
    assert (own["low"], own["high"]) == pytest.approx((0.0, 0.6))
    assert own["inference"] == "bootstrap over 2 articles"
    assert "2 articles: the interval is rough" in own["caution"]


def test_articles_of_one_event_are_drawn_together():
    rows = [("A", f"{e}{i}", e, "own", p, 1) for e, p in (("e1", 0.0), ("e2", 0.4)) for i in range(5)]
    own = row(compare_tone(*tables(*rows)), "A", "own")
    assert own["inference"] == "bootstrap over 2 events"
    assert (own["low"], own["high"]) == pytest.approx((0.0, 0.4))


def test_only_the_body_and_only_words_count():
    scores, segments, articles = tables(*TWO)
    segments.loc[0, "zone"] = "headline"
    scores.loc[1, "n_words"] = 0
    assert row(compare_tone(scores, segments, articles), "A", "all")["n_segments"] == 1


def test_scorers_that_differ_in_sign_are_flagged():
    scores, segments, articles = tables(*TWO)
    other = scores.assign(scorer="textblob", polarity=-scores["polarity"])
    tone = compare_tone(pd.concat([scores, other], ignore_index=True), segments, articles)
    assert row(tone, "A", "own")["caution"].endswith("scorers differ in sign: above 0 vader, below 0 textblob")


def test_a_variant_of_a_scorer_is_no_second_opinion():
    scores, segments, articles = tables(*TWO)
    other = scores.assign(scorer="vader_neutralised", polarity=-scores["polarity"])
    tone = compare_tone(pd.concat([scores, other], ignore_index=True), segments, articles)
    assert "differ" not in row(tone, "A", "own")["caution"]


def test_order_and_names_of_sources_do_not_change_numbers():
    scores, segments, articles = tables(*TWO)
    tone = compare_tone(scores, segments, articles)
    pd.testing.assert_frame_equal(
        compare_tone(scores[::-1], segments.sample(frac=1, random_state=1), articles[::-1]), tone
    )
    renamed = compare_tone(scores, segments, articles.assign(source=articles["source"].map({"A": "Z", "B": "C"})))
    assert row(renamed, "Z", "own").tolist() == row(tone, "A", "own").tolist()


def test_no_argument_is_changed():
    given = tables(*TWO)
    before = [table.copy() for table in given]
    compare_tone(*given)
    for table, copy in zip(given, before, strict=True):
        pd.testing.assert_frame_equal(table, copy)
