"""Keywords of the two seeds: nothing is led by spelling, style or furniture, and every count leads to its places."""

import pytest

from analysis import check_parameters, make_tables
from analysis.comparing.keywords.keyness import choose_keywords
from analysis.language.folding import write_pattern
from analysis.lexicons import standard_lexicons
from analysis.showing.concordance import find_concordance


@pytest.fixture(scope="module")
def tables():
    return make_tables(check_parameters(corpus="seeds"))


@pytest.mark.parametrize("voice", ["own", "quoted", "all"])
def test_the_first_framing_words_are_no_artefacts(tables, voice):
    first = choose_keywords(tables["keywords"], voice=voice, top_n=15)
    words = {word for term in first["term"] for word in term.split()}
    style = {row["term"] for row in standard_lexicons()["house_style"]}
    style |= {row["word"] for row in standard_lexicons()["stopwords"]}
    assert not words & (style | {"us", "u.s", "u", "s", "united", "states", "read", "soleimani", "pakistani"})


def test_nothing_is_supported_with_one_article_a_source(tables):
    keywords = tables["keywords"]
    assert len(keywords) > 500
    assert set(keywords["tier"]) == {"descriptive"}
    assert keywords["caution"].str.contains("describes these texts, not the sources").all()


def test_one_country_is_one_term(tables):
    terms = set(tables["keywords"]["term"])
    assert "united states" in terms
    assert not {"us", "usa", "u", "s", "united", "states"} & terms
    assert "shiite" in terms
    assert not {"shi", "ite", "shi'ite"} & terms


def test_related_links_count_nowhere(tables):
    assert not {"read", "slaps", "rockets"} & set(tables["keywords"]["term"])


@pytest.mark.parametrize("term", ["united states", "shiite", "rally", "killing", "foreign minister", "soleimani"])
def test_a_count_leads_to_its_places(tables, term):
    places = find_concordance(tables["segments"], tables["articles"], write_pattern(term))
    found = places["source"].value_counts()
    phrases = [one for one in tables["keywords"]["term"].unique() if " " in one and one not in (term, "united states")]
    keywords = tables["keywords"].set_index(["source", "voice", "term"])
    for source in ("A", "B"):
        counted = sum(
            keywords["n_source"].get((source, "all", one), 0)
            for one in [term, *(phrase for phrase in phrases if f" {term} " in f" {phrase} ")]
        )
        assert counted == found.get(source, 0)


def test_frames_slice_back(tables):
    texts = dict(zip(tables["articles"]["article_id"], tables["articles"]["text"], strict=True))
    for article_id, hits in tables["frame_hits"].groupby("article_id"):
        text = texts[article_id]
        assert len(hits) > 20
        assert [text[start:end] for start, end in zip(hits["start"], hits["end"], strict=True)] == hits["text"].tolist()
        assert {"protest", "conflict", "diplomacy"} <= set(hits["frame"])
