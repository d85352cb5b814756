"""Findings of the two seeds: what an expert names, ranked, traceable, and the same whatever the order of rows."""

import pandas as pd
import pytest

from analysis import check_parameters, make_tables
from analysis.comparing.story.candidates import MOST_WORDS, count_words
from analysis.comparing.story.findings import make_findings
from analysis.schema import columns_of

# What a reader says of the two articles after ten minutes with both.
EXPERT = {
    "opening": "B with “Thousands of people rallied …”; A has the second in paragraph 9, B the first in 10",
    "counts": "A counts “hundreds of protesters”, B “thousands of people”",
    "police": "In A protesters “were stopped by police”; in B protesters “clashed with police”",
    "voices": "Only A quotes the US Embassy in Islamabad (28% of its reported words)",
    "slogans": "The slogans: A prints “Down with USA!”, B “Death to America” and “Death to Israel”",
    "killing": "A writes “was killed in a US drone strike”, B “an American airstrike on Friday eliminated Soleimani”",
    "credit": "A credits “the foreign office”, B “Qureshi”",
}


@pytest.fixture(scope="module")
def seeds():
    return make_tables(check_parameters(corpus="seeds", n_boot=100))


@pytest.mark.parametrize("difference", EXPERT)
def test_what_an_expert_names_is_told(seeds, difference):
    assert seeds["findings"]["headline"].str.contains(EXPERT[difference], regex=False).sum() == 1


def test_the_first_five_hold_at_least_four_of_them(seeds):
    first = " ".join(seeds["findings"]["headline"].head(5))
    assert sum(words in first for words in EXPERT.values()) >= 4


def test_nothing_else_is_told(seeds):
    assert len(seeds["findings"]) == len(EXPERT)


def test_every_passage_stands_in_its_article(seeds):
    texts = dict(zip(seeds["articles"]["article_id"], seeds["articles"]["text"], strict=True))
    for row in seeds["finding_passages"].to_dict("records"):
        assert texts[row["article_id"]][row["start"] : row["end"]] == row["text"]
        for span in row["deciding"].split():
            start, end = map(int, span.split(":"))
            assert row["start"] <= start < end <= row["end"]


def test_a_passage_on_side_a_is_of_source_a(seeds):
    sources = dict(zip(seeds["articles"]["article_id"], seeds["articles"]["source"], strict=True))
    rows = seeds["finding_passages"].merge(seeds["findings"], on="finding_id").to_dict("records")
    assert all(sources[row["article_id"]] == row[f"source_{row['side']}"] for row in rows)


def test_evidence_are_ids_of_rows(seeds):
    known = {*seeds["sentences"]["sentence_id"], *seeds["quotes"]["quote_id"], *seeds["segments"]["segment_id"]}
    assert {key for listed in seeds["findings"]["evidence"] for key in listed.split("; ")} <= known


def test_ranks_begin_at_one_and_headlines_are_short(seeds):
    found = seeds["findings"]
    assert found["rank"].tolist() == list(range(1, len(found) + 1))
    assert all(count_words(headline) <= MOST_WORDS for headline in found["headline"])


def test_one_article_a_source_is_never_supported(seeds):
    assert set(seeds["findings"]["strength"]) == {"descriptive"}
    assert set(seeds["findings"]["caution"]) == {"one article a source: these texts only"}


def test_the_order_of_the_rows_does_not_matter(seeds):
    turned = {name: table.iloc[::-1] for name, table in seeds.items()}
    for name, table in make_findings(turned).items():
        pd.testing.assert_frame_equal(table, seeds[name])


def test_absent_tables_tell_nothing_and_still_have_their_columns(seeds):
    made = make_findings({"articles": seeds["articles"]})
    assert all(table.empty and list(table.columns) == columns_of(name) for name, table in made.items())
