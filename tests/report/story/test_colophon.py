import tomllib

import pandas as pd

from analysis.corpus.articles import PROJECT
from analysis.report.story.colophon import (
    ROWS,
    cite_report,
    describe_methods,
    describe_reading,
    find_cautions,
    hash_report,
    list_problems,
    list_tables,
    read_accuracy,
)
from analysis.schema import COLUMNS

VERSIONS = {"samestory": "0.1.0", "spacy": "3.8.7"}


def test_every_table_that_is_written_can_be_taken_away(told):
    assert set(ROWS) == set(COLUMNS)
    assert ("quotes", f"{len(told['quotes'])} rows", "an attribution") in list_tables(told)


def test_every_figure_of_accuracy_says_on_which_texts_and_by_whom():
    rows = read_accuracy()
    assert {(row["kept"], row["by"]) for row in rows} == {("kept back", "others"), ("development", "ours")}
    assert all(row["value"] and row["measure"] and row["texts"] and row["version"] for row in rows)
    assert None not in {key for row in rows for key in row}


def test_the_accuracy_is_installed_with_the_package():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["setuptools"]["data-files"]["share/samestory"] == ["docs/accuracy.csv"]


def test_the_methods_say_what_was_compared_and_with_what(told):
    methods = describe_methods(told, {"view": "strict", "n_boot": 50, "seed": 3}, VERSIONS)
    assert "2 articles from North and South & Co" in methods
    assert "Samestory 0.1.0" in methods
    assert "(view: strict)" in methods
    assert "50 resamples, seed 3" in methods


def test_a_citation_has_title_days_version_and_a_hash_that_follows_the_settings(told):
    citation = cite_report(told, {"seed": 0}, VERSIONS)
    assert citation.startswith(
        "“Harbour strike”: a comparison of North and South & Co, articles of 2026-03-02. Made with"
    )
    assert hash_report(told, {"seed": 0}, VERSIONS) in citation
    assert hash_report(told, {"seed": 0}, VERSIONS) != hash_report(told, {"seed": 1}, VERSIONS)


def test_what_was_set_aside_and_corrected_is_said(told):
    quotes = told["quotes"].assign(corrected=True)
    lines = describe_reading({**told, "quotes": quotes})
    assert lines[0] == "Set aside and not counted as text: 1 headline."
    assert f"Corrected by hand: {len(quotes)} attributions." in lines


def test_problems_name_their_article():
    problems = pd.DataFrame(
        {"path": ["a.txt"], "article_id": ["a"], "problem": ["short article"], "detail": ["3 words"]}
    )
    assert list_problems({"problems": problems}) == [("short article", "a: 3 words")]


def test_cautions_are_gathered_by_kind_the_most_frequent_first():
    tables = {
        "shares": pd.DataFrame({"caution": ["one article; fewer than 5 quotations", "one article", ""]}),
        "tone": pd.DataFrame(
            {"caution": ["3 of 8 segments have no scored word; one article", "1 of 2 segments have no scored word"]}
        ),
        "zones": pd.DataFrame({"zone": ["body"]}),
    }
    assert find_cautions(tables) == [
        "one article (shares and tone)",
        "some segments have no scored word (tone)",
        "fewer than 5 quotations (shares)",
    ]


def test_rare_cautions_are_only_counted():
    tables = {"tone": pd.DataFrame({"caution": [f"caution {letter}" for letter in "abcdefghij"]})}
    assert find_cautions(tables)[7:] == ["caution h (tone)", "and 2 rarer ones, in the column caution"]
