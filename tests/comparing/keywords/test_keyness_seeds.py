"""Keywords of the two seeds: nothing is led by spelling, style or furniture, and every count leads to its places."""

import pytest

from analysis.comparing.keywords.keyness import choose_keywords
from analysis.language.folding import write_pattern
from analysis.lexicons import standard_lexicons
from analysis.showing.concordance import find_concordance


@pytest.mark.parametrize("voice", ["own", "quoted", "all"])
def test_the_first_framing_words_are_no_artefacts(seeds, voice):
    first = choose_keywords(seeds["keywords"], voice=voice, top_n=15)
    words = {word for term in first["term"] for word in term.split()}
    style = {row["term"] for row in standard_lexicons()["house_style"]}
    style |= {row["word"] for row in standard_lexicons()["stopwords"]}
    assert not words & (style | {"us", "u.s", "u", "s", "united", "states", "read", "soleimani", "pakistani"})


def test_nothing_is_supported_with_one_article_a_source(seeds):
    keywords = seeds["keywords"]
    assert len(keywords) > 500
    assert set(keywords["tier"]) == {"descriptive"}
    assert keywords["caution"].str.contains("describes these texts, not the sources").all()


def test_one_country_is_one_term(seeds):
    terms = set(seeds["keywords"]["term"])
    assert "united states" in terms
    assert not {"us", "usa", "u", "s", "united", "states"} & terms
    assert "shiite" in terms
    assert not {"shi", "ite", "shi'ite"} & terms


def test_related_links_count_nowhere(seeds):
    assert not {"read", "slaps", "rockets"} & set(seeds["keywords"]["term"])


@pytest.mark.parametrize("term", ["united states", "shiite", "rally", "killing", "foreign minister", "soleimani"])
def test_a_count_leads_to_its_places(seeds, term):
    places = find_concordance(seeds["segments"], seeds["articles"], write_pattern(term))
    found = places["source"].value_counts()
    phrases = [one for one in seeds["keywords"]["term"].unique() if " " in one and one not in (term, "united states")]
    keywords = seeds["keywords"].set_index(["source", "voice", "term"])
    for source in ("A", "B"):
        counted = sum(
            keywords["n_source"].get((source, "all", one), 0)
            for one in [term, *(phrase for phrase in phrases if f" {term} " in f" {phrase} ")]
        )
        assert counted == found.get(source, 0)


def test_frames_slice_back(seeds):
    texts = dict(zip(seeds["articles"]["article_id"], seeds["articles"]["text"], strict=True))
    for article_id, hits in seeds["frame_hits"].groupby("article_id"):
        text = texts[article_id]
        assert len(hits) > 20
        assert [text[start:end] for start, end in zip(hits["start"], hits["end"], strict=True)] == hits["text"].tolist()
        assert {"protest", "conflict", "diplomacy"} <= set(hits["frame"])
