"""Findings of the two seeds: ranked, traceable, one clause on strength, and the same whatever the order of articles."""

import pandas as pd
import pytest

from analysis import check_parameters, make_tables
from analysis.comparing.story.findings import make_findings


@pytest.fixture(scope="module")
def seeds():
    return make_tables(check_parameters(corpus="seeds", n_boot=100))


def test_the_seeds_differ_in_opening_and_counts(seeds):
    told = " ".join(seeds["findings"]["headline"])
    assert "A opens with the words of Shah Mahmood Qureshi" in told
    assert "“Hundreds of protesters”, B of “Thousands of people”" in told


def test_every_passage_stands_in_its_article(seeds):
    texts = dict(zip(seeds["articles"]["article_id"], seeds["articles"]["text"], strict=True))
    for row in seeds["finding_passages"].to_dict("records"):
        assert texts[row["article_id"]][row["start"] : row["end"]] == row["text"]
        for span in row["deciding"].split():
            start, end = map(int, span.split(":"))
            assert row["start"] <= start < end <= row["end"]


def test_ranks_begin_at_one_and_headlines_are_short(seeds):
    found = seeds["findings"]
    assert found["rank"].tolist() == list(range(1, len(found) + 1))
    assert (found["headline"].str.split().str.len() <= 25).all()
    assert set(found["strength"]) == {"descriptive"}
    assert set(found["caution"]) == {"one article a source: these texts only"}


def test_the_order_of_the_rows_does_not_matter(seeds):
    turned = {name: table.iloc[::-1] for name, table in seeds.items()}
    for name, table in make_findings(turned).items():
        pd.testing.assert_frame_equal(table, seeds[name])


def test_absent_tables_tell_nothing(seeds):
    assert make_findings({"articles": seeds["articles"]})["findings"].empty
