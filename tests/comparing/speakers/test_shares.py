import math

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis.comparing.speakers import shares as shares_module
from analysis.comparing.speakers.shares import count_voices, measure_diversity, share_quotes

ARTICLES = pd.DataFrame({"article_id": ["a", "b"], "source": ["A", "B"]})


def table(*rows: tuple[str, str, str, str, int], form: str = "clause") -> tuple[pd.DataFrame, pd.DataFrame]:
    """Quotes and segments from (quote_id, speaker, role, act, words)."""
    quotes = pd.DataFrame(
        [
            {"article_id": q[0], "quote_id": q, "zone": "body", "act": act, "form": form, "speaker": speaker,
             "role": role, "parent_id": ""}
            for q, speaker, role, act, _ in rows
        ]
    )  # fmt: skip
    segments = pd.DataFrame(
        [
            {"article_id": q[0], "sentence_id": f"{q}-sentence", "quote_id": q, "n_words": n}
            for q, *_, n in rows
            if n
        ]
    )  # fmt: skip
    return quotes, segments


def test_shares_are_words_of_a_speaker_in_the_words_of_the_source() -> None:
    quotes, segments = table(
        ("a1", "Ruiz", "government", "speech", 30),
        ("a2", "Okafor", "opposition", "speech", 50),
        ("a3", "Ruiz", "government", "speech", 20),
        ("b1", "Ruiz", "government", "speech", 10),
    )
    shares = share_quotes(quotes, segments, ARTICLES)
    spoken = shares[shares["by"] == "speaker"]
    assert spoken[["source", "name", "n_quotes", "n_words", "share_words"]].values.tolist() == [
        ["A", "Okafor", 1, 50, 0.5],
        ["A", "Ruiz", 2, 50, 0.5],
        ["B", "Ruiz", 1, 10, 1.0],
    ]
    assert spoken["share_quotes"].tolist() == pytest.approx([1 / 3, 2 / 3, 1])
    assert shares[shares["by"] == "role"]["name"].tolist() == ["government", "opposition", "government"]


def test_two_equal_voices_have_the_entropy_of_a_coin() -> None:
    quotes, segments = table(("a1", "Ruiz", "", "speech", 7), ("a2", "Okafor", "", "speech", 7))
    row = measure_diversity(quotes, segments, ARTICLES).iloc[0]
    assert row["shannon"] == pytest.approx(math.log(2))
    assert row["simpson"] == pytest.approx(0.5)
    assert row["effective"] == pytest.approx(2)


def test_unknown_is_a_share_but_no_voice() -> None:
    quotes, segments = table(("a1", "unknown", "unknown", "speech", 5), ("a2", "Ruiz", "expert", "speech", 5))
    assert share_quotes(quotes, segments, ARTICLES)["name"].tolist() == ["Ruiz", "unknown", "expert", "unknown"]
    assert measure_diversity(quotes, segments, ARTICLES)["n_speakers"].tolist() == [1, 1]


def test_nested_headline_and_belief_attributions_are_left_out_of_the_speech_view() -> None:
    quotes, segments = table(
        ("a1", "Ruiz", "", "speech", 5), ("a2", "Ruiz", "", "speech", 0), ("a3", "Ruiz", "", "speech", 9),
        ("a4", "Okafor", "", "belief", 4),
    )  # fmt: skip
    quotes.loc[1, "parent_id"] = "a1"
    quotes.loc[2, "zone"] = "headline"
    assert share_quotes(quotes, segments, ARTICLES)["n_words"].tolist() == [5, 5]
    seen = share_quotes(quotes, segments, ARTICLES, view="all")
    assert seen[seen["by"] == "speaker"]["name"].tolist() == ["Ruiz", "Okafor"]


def test_one_article_is_said_in_words() -> None:
    quotes, segments = table(("a1", "Ruiz", "", "speech", 5))
    shares = share_quotes(quotes, segments, ARTICLES)
    assert shares["caution"].tolist() == ["1 article: describes this text, not the source; fewer than 5 quotations"] * 2
    assert shares["low"].isna().all()


def test_intervals_enclose_the_share_and_come_back_the_same() -> None:
    quotes, segments = table(*((f"a{i}", "Ruiz" if i % 3 else "Okafor", "", "speech", 5 + i) for i in range(1, 9)))
    shares = share_quotes(quotes, segments, ARTICLES)
    assert ((shares["low"] <= shares["share_words"]) & (shares["share_words"] <= shares["high"])).all()
    mixed = share_quotes(quotes[::-1], segments[::-1], ARTICLES[::-1])
    assert_frame_equal(shares, mixed)


def test_bounds_of_some_articles_after_others_are_those_of_all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    spoken = [
        (f"{article}{number}", ("Ruiz", "Okafor", "Marsh")[number % 3], "", "speech", 5 + number * ord(article) % 7)
        for article in "abcdefg"
        for number in range(ord(article) % 4 + 1)
    ]
    articles = pd.DataFrame({"article_id": list("abcdefg"), "source": "A"})
    whole = share_quotes(*table(*spoken), articles)
    monkeypatch.setattr(shares_module, "UNITS_AT_ONCE", 2)
    assert_frame_equal(share_quotes(*table(*spoken), articles), whole)


def test_no_quotations_make_empty_tables_with_all_columns() -> None:
    quotes, segments = table(("a1", "Ruiz", "", "speech", 5))
    assert share_quotes(quotes[:0], segments[:0], ARTICLES).shape == (0, 10)
    assert measure_diversity(quotes[:0], segments[:0], ARTICLES).shape == (0, 10)


def test_arguments_are_not_changed() -> None:
    quotes, segments = table(("a1", "Ruiz", "", "speech", 5))
    before = quotes.copy(), segments.copy(), ARTICLES.copy()
    share_quotes(quotes, segments, ARTICLES)
    measure_diversity(quotes, segments, ARTICLES)
    for given, kept in zip((quotes, segments, ARTICLES), before, strict=True):
        assert_frame_equal(given, kept)


def test_words_are_counted_by_voice_and_an_article_without_words_has_no_share() -> None:
    segments = pd.DataFrame({"article_id": "a", "voice": ["own", "direct", "own", "indirect"], "n_words": [6, 3, 2, 1]})
    counted = count_voices(segments, ARTICLES)
    assert counted.drop(columns="reported").values.tolist() == [["A", "a", 12, 8, 3, 1], ["B", "b", 0, 0, 0, 0]]
    assert counted["reported"].tolist()[0] == pytest.approx(1 / 3)
    assert math.isnan(counted["reported"].tolist()[1])


def test_the_strict_view_counts_no_noun_phrase() -> None:
    whole = table(("a1", "Ruiz", "government", "speech", 30))
    phrase = table(("a2", "Okafor", "opposition", "speech", 50), form="noun phrase")
    quotes, segments = (pd.concat(parts, ignore_index=True) for parts in zip(whole, phrase, strict=True))
    shares = share_quotes(quotes, segments, ARTICLES, view="strict")
    assert shares.loc[shares["by"] == "speaker", "name"].tolist() == ["Ruiz"]
    both = share_quotes(quotes, segments, ARTICLES, view="speech")
    assert both.loc[both["by"] == "speaker", "name"].tolist() == ["Okafor", "Ruiz"]
