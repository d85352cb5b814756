import pandas as pd

from analysis.report.contents import describe_counts, find_cautions, write_contents
from analysis.report.manifest import count_tables
from analysis.report.notebook_runs import Run


def contents(tables, failed=()):
    return write_contents(
        tables,
        settings={"corpus": "harbour", "sources": ""},
        versions={"samestory": "0.1.0"},
        counts=count_tables(tables),
        pages=[("1-first.html", "Who & what")],
        places={"north/lead": "articles/north_lead.html", "south": "articles/south.html"},
        failed=failed,
    )


def test_counts_are_told_in_sentences(tables):
    assert describe_counts(count_tables(tables)) == [
        "2 articles, 2 sources, 11 words; 1 attribution (1 mixed).",
        "Set aside, and not counted as text of the article: 1 related link (see zones).",
        "1 problem: 1 short article (see problems).",
    ]


def test_nothing_set_aside_is_not_mentioned():
    counts = {"articles": 1, "sources": 1, "words": 0, "quotes": {}, "zones": {}, "problems": {}}
    assert describe_counts(counts) == ["1 article, 1 source, 0 words; 0 attributions."]


def test_the_first_page_links_to_everything_there_is_and_to_nothing_else(tables):
    html = contents(tables)
    assert "<h1>How North and South tell the same story</h1>" in html
    for link in (
        '"1-first.html">Who &amp; what<',
        '"articles/north_lead.html"',
        '"tables/shares.csv"',
        "manifest.json",
    ):
        assert link in html
    assert "keywords" not in html
    assert "not complete" not in html


def test_the_first_page_names_what_failed(tables):
    html = contents(tables, [Run("2-tone", object(), 4, "ValueError: no <words>"), Run("3-x", None, 0, "it died")])
    assert "This report is not complete." in html
    assert "2 notebooks failed" in html
    assert "2-tone failed in code cell 4: ValueError: no &lt;words&gt;." in html
    assert 'href="failed/2-tone.ipynb"' in html
    assert 'href="failed/3-x.ipynb"' not in html


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


def test_one_source_tells_the_story_alone(tables):
    alone = tables | {"articles": tables["articles"].head(1)}
    assert "<h1>How North tells the story</h1>" in contents(alone)
