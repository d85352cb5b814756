"""Keywords end to end, on tables that one can check by eye."""

import math

import pandas as pd
import pytest

from analysis.comparing.keywords.keyness import choose_keywords, compare_terms
from analysis.errors import RequestError
from analysis.schema import VOICES, columns_of


def table(*rows):
    return pd.DataFrame(rows, columns=["article_id", "voice", "term", "n_words", "n", "n_proper"])


TERMS = table(
    ("a", "own", "rally", 1, 6, 0), ("a", "own", "the", 1, 94, 0), ("a", "direct", "peace", 1, 2, 0),
    ("a", "direct", "rally", 1, 2, 0), ("b", "own", "riot", 1, 3, 0), ("b", "own", "rally", 1, 1, 0),
    ("b", "own", "the", 1, 196, 0), ("b", "indirect", "peace", 1, 1, 0),
)  # fmt: skip
ARTICLES = pd.DataFrame({"article_id": ["a", "b"], "source": ["A", "B"], "event": ["march", "march"]})


def row(keywords, source, voice, term):
    found = keywords[(keywords["source"] == source) & (keywords["voice"] == voice) & (keywords["term"] == term)]
    assert len(found) == 1
    return found.iloc[0]


def test_columns_and_counts():
    keywords = compare_terms(TERMS, ARTICLES)
    assert list(keywords.columns) == columns_of("keywords")
    rally = row(keywords, "A", "own", "rally")
    assert rally[["n_source", "n_reference", "n_articles", "n_events"]].tolist() == [6, 1, 2, 1]
    assert rally[["per_1000_source", "per_1000_reference"]].tolist() == [60, 5]
    assert rally["log_ratio"] == pytest.approx(math.log2(12))
    assert rally["low"] < rally["log_ratio"] < rally["high"]
    assert rally["reference"] == "others"
    assert rally["quoted_share"] == 2 / 8


def test_two_sources_mirror_each_other():
    keywords = compare_terms(TERMS, ARTICLES)
    ours, theirs = row(keywords, "A", "own", "rally"), row(keywords, "B", "own", "rally")
    assert ours["z"] == pytest.approx(-theirs["z"])
    assert ours["log_ratio"] == pytest.approx(-theirs["log_ratio"])
    assert ours["log_likelihood"] == pytest.approx(theirs["log_likelihood"])


def test_one_article_a_source_supports_nothing_and_says_so():
    keywords = compare_terms(TERMS, ARTICLES)
    assert set(keywords["tier"]) == {"descriptive"}
    assert set(keywords["q"]) == {1.0}
    assert keywords["caution"].str.startswith("one article a source: describes these texts, not the sources").all()
    assert not keywords["caution"].str.contains("significan").any()
    assert "fewer than 5 occurrences" in row(keywords, "B", "own", "riot")["caution"]


def test_no_term_is_dropped():
    keywords = compare_terms(TERMS, ARTICLES)
    assert set(keywords.loc[keywords["voice"] == "all", "term"]) == set(TERMS["term"])
    assert row(keywords, "A", "own", "the")["list"] == "style"
    assert row(keywords, "A", "own", "the")["rule"] == "function word: article"


def test_rows_are_sorted_by_list_and_z():
    keywords = compare_terms(TERMS, ARTICLES)
    assert keywords["source"].is_monotonic_increasing
    ours = keywords[(keywords["source"] == "A") & (keywords["voice"] == "own")]
    assert ours["term"].tolist() == ["rally", "riot", "the"]
    assert keywords["voice"].drop_duplicates().tolist() == list(VOICES)


def test_order_of_input_changes_nothing_and_nothing_is_mutated():
    terms, articles = TERMS.copy(), ARTICLES.copy()
    first = compare_terms(terms, articles)
    pd.testing.assert_frame_equal(terms, TERMS)
    pd.testing.assert_frame_equal(articles, ARTICLES)
    second = compare_terms(TERMS.iloc[::-1], ARTICLES.iloc[::-1])
    pd.testing.assert_frame_equal(first, second)


def three(n_events=9):
    rows, articles = [], []
    for event in range(n_events):
        for source in "ABC":
            article_id = f"{event}{source}"
            articles.append((article_id, source, f"e{event}"))
            rows += [(article_id, "own", f"w{i}", 1, 1 + (event * i) % 3, 0) for i in range(20)]
            # As many words on either side, or every other word would be rarer in A.
            rows.append((article_id, "own", "crackdown" if source == "A" else f"filler{article_id}", 1, 3, 0))
    return table(*rows), pd.DataFrame(articles, columns=["article_id", "source", "event"])


def test_three_sources_each_against_the_rest():
    keywords = compare_terms(*three(), voices=["own"])
    assert keywords["source"].unique().tolist() == ["A", "B", "C"]
    crackdown = row(keywords, "A", "own", "crackdown")
    assert crackdown["tier"] == "supported"
    assert crackdown["q"] <= 0.05
    assert crackdown[["n_articles", "n_events"]].tolist() == [9, 9]
    assert keywords.loc[keywords["tier"] == "supported", "term"].unique().tolist() == ["crackdown"]


def test_a_named_reference():
    keywords = compare_terms(*three(), voices=["own"], reference="C")
    assert keywords["source"].unique().tolist() == ["A", "B"]
    assert set(keywords["reference"]) == {"C"}
    assert row(keywords, "A", "own", "crackdown")["n_reference"] == 0


def test_chosen_sources_are_compared_with_each_other():
    keywords = compare_terms(*three(), voices=["own"], sources=["B", "C"])
    assert keywords["source"].unique().tolist() == ["B", "C"]
    assert "crackdown" not in set(keywords["term"])


def test_few_shared_events_are_a_caution():
    keywords = compare_terms(*three(5), voices=["own"])
    assert keywords["caution"].str.contains("fewer than 8 shared events").all()


def test_a_lone_article_against_many_supports_nothing():
    terms, articles = three()
    articles = articles[(articles["source"] != "A") | (articles["article_id"] == "0A")]
    keywords = compare_terms(terms, articles, voices=["own"])
    lone = keywords[keywords["source"] == "A"]
    assert set(lone["tier"]) == {"descriptive"}
    assert lone["caution"].str.startswith("one article on one side").all()


def test_a_voice_that_one_side_lacks_gives_no_rows():
    terms = TERMS[~((TERMS["article_id"] == "b") & (TERMS["voice"] == "indirect"))]
    keywords = compare_terms(terms, ARTICLES)
    assert set(keywords["voice"]) == {"own", "all"}
    assert not keywords.drop(columns="quoted_share").isna().any().any()


@pytest.mark.parametrize("articles", [ARTICLES.head(1), ARTICLES.head(0)])
def test_with_fewer_than_two_sources_there_is_nothing_to_compare(articles):
    keywords = compare_terms(TERMS, articles)
    assert list(keywords.columns) == columns_of("keywords")
    assert keywords.empty


def test_no_terms_at_all():
    assert compare_terms(TERMS.head(0), ARTICLES).empty


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"sources": ["a"]}, "Unknown source 'a'. Did you mean 'A'? There are: 'A', 'B'."),
        ({"reference": "D"}, "Unknown reference 'D'. There are: 'A', 'B'."),
        ({"voices": ["owm"]}, "Unknown voice 'owm'. Did you mean 'own'? There are: 'own', 'quoted', 'all'."),
    ],
)
def test_wrong_requests_are_named(options, message):
    with pytest.raises(RequestError) as error:
        compare_terms(TERMS, ARTICLES, **options)
    assert str(error.value) == message


def test_choosing_keeps_what_a_source_uses_more():
    keywords = compare_terms(TERMS, ARTICLES)
    assert choose_keywords(keywords)[["source", "term"]].values.tolist() == [["A", "rally"], ["B", "riot"]]
    assert choose_keywords(keywords, list="boilerplate").empty
    with pytest.raises(RequestError, match="Unknown list 'frames'"):
        choose_keywords(keywords, list="frames")


def test_words_said_often_lead_and_words_said_once_are_not_listed():
    row = {"source": "A", "voice": "own", "list": "framing", "n_reference": 0}
    said = {"rare": (3.0, 4), "often": (1.0, 9), "oftener": (2.0, 5), "once": (4.0, 1), "less": (-1.0, 9)}
    keywords = pd.DataFrame([{**row, "term": term, "z": z, "n_source": n} for term, (z, n) in said.items()])
    assert choose_keywords(keywords)["term"].tolist() == ["oftener", "often", "rare"]
