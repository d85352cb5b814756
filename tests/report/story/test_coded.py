import numpy as np
import pandas as pd
import pytest

from analysis.report.story import write_story
from analysis.report.story.coded import correct_figures
from analysis.schema import as_table, columns_of


@pytest.fixture
def coded():
    """Give the tables of a sample that corrects a share and a mean, and says nothing of a role."""
    names = ["measure", "name", "source", "other_source", "naive", "estimate", "low", "high", "worth", "caution"]
    given = [
        ("reported words", "", "North", "", 0.4, 0.31, 0.25, 0.37, 33.0, ""),
        ("tone towards targets", "", "North", "", -0.2, -0.1, -0.3, 0.1, 12.0, ""),
        ("words of a role", "police", "North", "", 0.5, np.nan, np.nan, np.nan, np.nan, "2 coded units bear on it"),
        ("reported words", "", "North", "South & Co", 0.1, -0.02, -0.1, 0.06, 20.0, ""),
    ]
    rows = [
        dict.fromkeys(columns_of("corrected"), 0) | {"coder": "a"} | dict(zip(names, row, strict=True)) for row in given
    ]
    empty = {name: as_table(name, {c: [] for c in columns_of(name)}) for name in ("errors", "error_differences")}
    return empty | {"corrected": as_table("corrected", pd.DataFrame(rows))}


def test_figures_stand_beside_what_the_rules_gave_and_differences_come_last(coded):
    figures, uneven = correct_figures(coded)
    assert [(f.source, f.naive, f.corrected, f.worth) for f in figures] == [
        ("North", "40.0", "31.0 (25.0 to 37.0)", "33 sentences"),
        ("North", "-0.20", "-0.10 (-0.30 to +0.10)", "12 sentences"),
        ("North", "50.0", "not corrected", ""),
        ("North less South & Co", "10.0", "-2.0 (-10.0 to 6.0)", "20 sentences"),
    ]
    assert figures[2].caution == "2 coded units bear on it"
    assert uneven == []


def test_a_sample_of_nearly_all_sentences_is_worth_no_more_than_there_are(coded):
    sentences = as_table("sentences", {c: [0] * 20 for c in columns_of("sentences")})
    figures, _ = correct_figures(coded | {"sentences": sentences})
    assert [f.worth for f in figures] == ["more sentences than there are", "12 sentences", "", "20 sentences"]


def test_the_page_shows_them_only_where_a_sample_was_coded(told, coded):
    without, corrected = (
        write_story(tables, settings={}, versions={"samestory": "0.1.0", "spacy": "3.8"})
        for tables in (told, told | coded)
    )
    assert "Corrected by a hand-coded sample" not in without
    assert "Corrected by a hand-coded sample" in corrected
    assert "31.0 (25.0 to 37.0)" in corrected
    assert "North less South &amp; Co" in corrected
