import base64
import re

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from analysis.schema import COLUMNS, INTERNAL
from analysis.showing.tables import (
    TITLES,
    read_titles,
    show_article,
    show_concordance,
    show_figure,
    show_summary,
    show_table,
)

TABLE = pd.DataFrame(
    {
        "source": ["A", "B <b>"],
        "n_words": pd.array([1471, None], dtype="Int64"),
        "mean": [-0.005, -0.126],
        "same": [True, False],
    }
)


def test_a_table_has_a_caption_headings_and_rounded_cells() -> None:
    html = show_table(TABLE, caption="Words & tone", digits=2)._repr_html_()
    assert "<caption>Words &amp; tone</caption>" in html
    assert re.findall(r'<th scope="col"[^>]*>(.*?)</th>', html) == ["Source", "Words", "Mean", "same"]
    assert re.findall("<td[^>]*>(.*?)</td>", html) == ["A", "1,471", "−0.01", "yes", "B &lt;b&gt;", "", "−0.13", "no"]


def test_the_bounds_of_an_interval_are_one_column() -> None:
    table = pd.DataFrame({"low": [-0.5, None], "high": [0.25, None]})
    html = show_table(table, caption="c").html
    assert re.findall(r"<th [^>]*>(.*?)</th>", html) == ["95 % interval"]
    assert re.findall("<td[^>]*>(.*?)</td>", html) == ["−0.50 to 0.25", ""]


def test_every_column_of_every_table_has_a_title_and_no_two_rows_give_one() -> None:
    columns = {column for table in (*COLUMNS.values(), *INTERNAL.values()) for column in table.split()}
    assert columns - set(read_titles()) == set()
    lines = [line for line in TITLES.read_text(encoding="utf-8").splitlines()[1:] if not line.startswith("#")]
    assert len(lines) == len(read_titles())


def test_what_rounds_to_nothing_is_nothing() -> None:
    assert ">0.0<" in show_table(pd.DataFrame({"x": [-0.04]}), caption="x", digits=1).html


def test_numbers_stand_right_and_words_left() -> None:
    sides = re.findall(r"<th[^>]*text-align: (\w+)", show_table(TABLE, caption="c").html)
    assert sides == ["left", "right", "right", "left"]


def test_prose_is_given_room() -> None:
    html = show_table(pd.DataFrame({"id": ["a"], "text": ["word " * 20]}), caption="c").html
    assert re.findall(r"<th[^>]*style=\"([^\"]*)", html) == ["text-align: left", "text-align: left; min-width: 18em"]


def test_cautions_that_every_row_carries_stand_under_the_caption() -> None:
    table = pd.DataFrame({"source": ["A", "B"], "caution": ["one article; fewer than 5", "fewer than 5; one article"]})
    html = show_table(table, caption="Tone").html
    assert "<caption>Tone<br><small>Every row: one article; fewer than 5.</small></caption>" in html
    assert "caution</th>" not in html
    table["caution"] = ["one article; fewer than 5", "one article"]
    html = show_table(table, caption="Tone").html
    assert "<small>Every row: one article.</small>" in html
    assert re.findall("<td[^>]*>(.*?)</td>", html) == ["A", "fewer than 5", "B", ""]
    table["caution"] = ["one article", ""]
    assert "Every row" not in show_table(table, caption="Tone").html


def test_columns_are_chosen_and_a_shortened_table_says_so() -> None:
    shown = show_table(TABLE, caption="Sources", columns=["mean", "source"], n=1)
    assert repr(shown) == "Sources (first 1 of 2 rows)"
    assert re.findall("<td[^>]*>(.*?)</td>", shown.html) == ["−0.01", "A"]


def test_an_empty_table_says_none() -> None:
    assert show_table(TABLE.head(0), caption="Shared").html == "<p>Shared: none.</p>"


def test_a_cell_is_an_id_by_its_column_and_never_by_its_words() -> None:
    rows = {"speaker": ["a:q001"], "quote_id": ["a:q001"], "sentence_ids": ["a:s1; b:s2"], "article_id": ["a; b"]}
    html = show_table(pd.DataFrame(rows), caption="c").html
    assert re.findall("<td[^>]*>(.*?)</td>", html) == [
        "a:q001",
        '<span class="row">a:q001</span>',
        '<span class="row">a:s1</span>; <span class="row">b:s2</span>',
        '<span class="row">a; b</span>',
    ]


def test_a_wide_table_scrolls_by_itself_under_its_name() -> None:
    html = show_table(TABLE, caption='Words & "tone"').html
    assert html.startswith(
        '<div class="scroll" role="region" aria-label="Words &amp; &#34;tone&#34;" tabindex="0"><table>'
    )
    assert html.endswith("</table></div>")


def test_a_lacking_column_is_named() -> None:
    with pytest.raises(KeyError, match=r"lacks the columns meen\. It has: source, n_words, mean, same\."):
        show_table(TABLE, caption="c", columns=["meen"])


def test_a_table_looks_the_same_in_every_run_and_is_not_changed() -> None:
    before = TABLE.copy()
    assert show_table(TABLE, caption="c").html == show_table(TABLE, caption="c").html
    pd.testing.assert_frame_equal(TABLE, before)


def test_a_figure_is_displayed_with_its_words_and_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    displayed = []
    monkeypatch.setattr("IPython.display.display", lambda bundle, **more: displayed.append((bundle, more["metadata"])))
    for _ in range(2):
        _, axes = plt.subplots(figsize=(2, 1), dpi=100)
        axes.plot([0, 1])
        show_figure(axes, alt="A line that rises from 0 to 1.")
    (bundle, metadata), again = displayed
    assert bundle["text/plain"] == "A line that rises from 0 to 1."
    assert metadata == {"image/png": {"alt": "A line that rises from 0 to 1.", "width": 200}}
    assert base64.b64decode(bundle["image/png"])[16:24] == (400).to_bytes(4) + (200).to_bytes(4)
    assert again == (bundle, metadata)
    assert plt.get_fignums() == []


def test_a_plot_may_bring_its_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    displayed = []
    monkeypatch.setattr("IPython.display.display", lambda bundle, **more: displayed.append(more["metadata"]))
    _, axes = plt.subplots(figsize=(2, 1))
    axes.set_label("A line that rises.")
    show_figure(axes)
    assert displayed[0]["image/png"]["alt"] == "A line that rises."


def test_a_figure_without_words_is_refused() -> None:
    _, axes = plt.subplots()
    with pytest.raises(ValueError, match="alt is empty, and so is the label of the Axes"):
        show_figure(axes, alt=" ")
    plt.close()


def test_articles_and_places_are_shown() -> None:
    tables = {
        "articles": pd.DataFrame({"article_id": ["a"], "source": ["Herald"], "text": ["The mayor struck back."]}),
        "zones": pd.DataFrame({"article_id": ["a"], "zone": ["body"], "start": [0], "end": [22]}),
        "sentences": pd.DataFrame({"article_id": ["a"], "sentence_id": ["a:s001"], "start": [0], "end": [22]}),
        "segments": pd.DataFrame(
            {
                **{"article_id": ["a"], "sentence_id": ["a:s001"], "segment_id": ["a:g001"], "voice": ["own"]},
                **{"quote_id": [""], "speaker": [""], "start": [0], "end": [22]},
            }
        ),
    }
    article = show_article(tables, "a")
    assert (repr(article), "<article>" in article.html) == ("Article 'a' of source 'Herald', marked up", True)
    places = show_concordance(tables, "struck", voice="own")
    assert repr(places) == "'struck' in own words: 1 place"
    assert "The mayor" in places.html


def test_a_summary_is_sentences_under_topics_with_the_rows_they_stand_on():
    summary = pd.DataFrame(
        {
            "topic": ["shared", "distrust"],
            "sentence": ["A & B carry one statement.", "There is one article a source."],
            "evidence": ["a:q001; b:q002; b:q003", ""],
        }
    )
    shown = show_summary(summary, most=2)
    assert shown.html == (
        "<h3>Shared</h3>\n<ul>\n<li>A &amp; B carry one statement. <small>["
        '<span class="row">a:q001</span>, <span class="row">b:q002</span> and 1 more]</small></li>\n</ul>\n'
        "<h3>Distrust</h3>\n<ul>\n<li>There is one article a source.</li>\n</ul>\n"
    )
    assert repr(shown) == "A & B carry one statement.\nThere is one article a source."
