import io

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from analysis import plots

SHARES = pd.DataFrame(
    {
        "source": ["A", "A", "B"], "by": "speaker", "name": ["Ruiz", "unknown", "Ruiz"],
        "share_words": [0.75, 0.25, 1.0], "low": [0.5, 0.0, None], "high": [1.0, 0.5, None],
    }
)  # fmt: skip
TONE = pd.DataFrame(
    {
        "source": ["A", "A", "B"], "voice": ["own", "quoted", "own"], "scorer": "vader",
        "mean": [-0.2, 0.1, 0.0], "low": [-0.4, None, -0.1], "high": [0.0, None, 0.1],
    }
)  # fmt: skip
KEYWORDS = pd.DataFrame(
    {
        "source": "A", "voice": "own", "list": ["framing", "framing", "name"], "term": ["harbour", "strike", "Ruiz"],
        "n_source": [4, 3, 2], "n_reference": [0, 1, 0], "log_ratio": [3.0, 1.5, 2.0], "low": [0.1, None, 0],
        "high": [6.0, None, 4], "z": [2.0, 1.0, 1.5], "tier": ["supported", "descriptive", "descriptive"],
    }
)  # fmt: skip
ARTICLES = pd.DataFrame({"article_id": ["a"], "source": ["A"]})
SEGMENTS = pd.DataFrame({"article_id": "a", "voice": ["own", "direct", "own"], "n_words": [6, 3, 1]})


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def test_shares_are_bars_in_percent_largest_first() -> None:
    axes = plots.plot_shares(SHARES)
    assert sorted(round(bar.get_width()) for bar in axes.patches) == [25, 75, 100]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Ruiz", "unknown"]
    assert axes.yaxis_inverted()
    assert (
        plots.describe_shares(SHARES)
        == "Bars: share of reported words by speaker. A: Ruiz 75%, unknown 25%; B: Ruiz 100%."
    )


def test_tone_is_a_mark_a_source_and_voice() -> None:
    axes = plots.plot_tone(TONE, scorer="vader")
    assert [label.get_text() for label in axes.get_yticklabels()] == ["A, own", "A, quoted", "B, own"]
    assert plots.describe_tone(TONE, scorer="vader").startswith(
        "Dots: mean tone of wording, scorer vader. A, own voice -0.20 (-0.40 to +0.00); A, quoted voice +0.10; "
    )


def test_keywords_show_framing_words_with_their_counts_and_tier() -> None:
    axes = plots.plot_keywords(KEYWORDS, source="A")
    assert [label.get_text() for label in axes.get_yticklabels()] == ["harbour (4 : 0)", "strike (3 : 1)"]
    assert axes.lines[0].get_markerfacecolor() != axes.lines[1].get_markerfacecolor()
    assert "harbour +3.0 (4 against 0, supported)" in plots.describe_keywords(KEYWORDS, source="A")


def test_voices_are_a_strip_from_the_first_word_to_the_last() -> None:
    axes = plots.plot_voices(SEGMENTS, ARTICLES)
    assert axes.get_xlim()[1] >= 10
    assert plots.describe_voices(SEGMENTS, ARTICLES) == (
        "Strips: the voices along each article. A, a: own 70%, direct 30%, indirect 0% of 10 words."
    )


@pytest.mark.parametrize("n_sources", [1, 3, 12])
def test_any_number_of_sources_can_be_drawn(n_sources: int) -> None:
    rows = [(f"source {at}", "speaker", "Ruiz", 1.0, None, None) for at in range(n_sources)]
    axes = plots.plot_shares(pd.DataFrame(rows, columns=["source", "by", "name", "share_words", "low", "high"]))
    assert len(axes.patches) == n_sources


def test_empty_tables_are_drawn_empty_and_said_so() -> None:
    assert len(plots.plot_shares(SHARES[:0]).patches) == 0
    assert len(plots.plot_keywords(KEYWORDS[:0], source="A").lines) == 1
    assert plots.describe_shares(SHARES[:0]).endswith("No quotations.")
    assert plots.describe_tone(TONE[:0], scorer="vader").endswith("No scored text.")
    assert plots.plot_tone(TONE[:0], scorer="vader")
    assert plots.plot_voices(SEGMENTS[:0], ARTICLES[:0])


def test_a_plot_changes_neither_its_table_nor_the_reader_s_settings() -> None:
    before, size = SHARES.copy(), plt.rcParams["font.size"]
    plots.plot_shares(SHARES)
    assert_frame_equal(SHARES, before)
    assert plt.rcParams["font.size"] == size


def test_a_plot_carries_what_it_shows_in_words() -> None:
    assert plots.plot_shares(SHARES, by="speaker").get_label() == plots.describe_shares(SHARES, by="speaker")
    assert plots.plot_tone(TONE, scorer="vader").get_label() == plots.describe_tone(TONE, scorer="vader")
    assert plots.plot_voices(SEGMENTS, ARTICLES).get_label() == plots.describe_voices(SEGMENTS, ARTICLES)


def test_word_shifts_are_bars_to_the_side_of_the_source_they_favour() -> None:
    shifts = pd.DataFrame(
        {
            "source_a": "A", "source_b": "B", "voice": "own", "scorer": "vader", "word": ["calm", "war", "fair"],
            "n_a": [2, 0, 1], "n_b": [0, 3, 1], "shift": [0.1, 0.3, -0.2],
        }
    )  # fmt: skip
    axes = plots.plot_word_shifts(shifts, source_a="A", source_b="B", scorer="vader", top_n=2)
    assert [label.get_text() for label in axes.get_yticklabels()] == ["war", "fair"]
    assert [round(bar.get_width(), 1) for bar in axes.patches] == [0.3, -0.2]
    words = plots.describe_word_shifts(shifts, source_a="A", source_b="B", scorer="vader", top_n=2)
    assert words.endswith("own voice, scorer vader. war +0.300 (0 against 3); fair -0.200 (1 against 1).")


def test_frames_are_bars_in_percent_of_sentences() -> None:
    frames = pd.DataFrame(
        {"source": ["A", "B"], "voice": "own", "frame": "protest", "share": [0.5, 0.25], "low": 0.1, "high": 0.9}
    )
    axes = plots.plot_frames(frames)
    assert [round(bar.get_width()) for bar in axes.patches] == [50, 25]
    assert plots.describe_frames(frames).endswith("own voice. A: protest 50%; B: protest 25%.")


def test_forms_keep_their_order_and_say_what_was_found() -> None:
    forms = pd.DataFrame(
        {
            "source": ["A", "A"], "form": ["active", "nominal"], "n": [3, 1], "share": [0.75, 0.25],
            "low": [0.3, 0.0], "high": [1.0, 0.7],
        }
    )  # fmt: skip
    axes = plots.plot_forms(forms)
    assert [label.get_text() for label in axes.get_yticklabels()] == ["active", "nominal"]
    assert plots.describe_forms(forms).endswith("told. A: active 75%, nominal 25%.")


def test_a_tone_strip_has_bars_up_and_down_along_the_text() -> None:
    segments = SEGMENTS.assign(segment_id=["a:g1", "a:g2", "a:g3"])
    scores = pd.DataFrame(
        {"article_id": "a", "segment_id": ["a:g1", "a:g2", "a:g3"], "scorer": "vader", "polarity": [0.5, -1.0, 0.0]}
    )
    axes = plots.plot_tone_strip(scores, segments, ARTICLES, scorer="vader")
    bars = [(bar.get_x(), bar.get_width(), bar.get_height()) for bar in axes.patches]
    # The axis runs downwards, so that a positive bar has a negative height.
    assert bars == [(0, 6, -0.225), (6, 3, 0.45), (9, 1, 0.0)]
    told = plots.describe_tone_strip(scores, segments, ARTICLES, scorer="vader")
    assert told.endswith("A, a: 1 stretches above 0, 1 below, 1 at 0.")


CORRECTED = pd.DataFrame(
    {"figure": "Reported words", "source": ["A", "B"], "naive": [0.4, 0.3], "estimate": [0.5, 0.3], "low": [0.4, 0.2],
     "high": [0.6, 0.4]}
)  # fmt: skip


def test_a_corrected_figure_stands_filled_beside_the_open_one_of_the_rules() -> None:
    axes = plots.plot_corrected(CORRECTED)
    rules, corrected = axes.lines
    assert (rules.get_fillstyle(), corrected.get_fillstyle()) == ("none", "full")
    assert [round(x) for x in rules.get_xdata()] == [40, 30]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Reported words, A", "Reported words, B"]
    assert "A: 40% by the rules, 50% corrected (40% to 60%)" in axes.get_label()


@pytest.mark.parametrize("name", ["US$ and C_$", "_Quay", "a\\b {c^", "$x$", "日報"])
@pytest.mark.filterwarnings("ignore:Glyph")
def test_a_name_is_drawn_as_it_stands_and_is_no_formula(name: str) -> None:
    shifts = pd.DataFrame({"source_a": name, "source_b": "B", "voice": "own", "scorer": "vader", "word": [name],
                           "n_a": [2], "n_b": [0], "shift": [0.1]})  # fmt: skip
    named = SHARES.assign(source=[name, name, "B"], name=[name, "unknown", name])
    articles = ARTICLES.assign(source=name)
    scores = pd.DataFrame({"article_id": "a", "segment_id": ["a:g1"], "scorer": "vader", "polarity": [0.5]})
    segments = SEGMENTS.assign(segment_id=["a:g1", "a:g2", "a:g3"])
    frames = pd.DataFrame({"source": [name], "voice": "own", "frame": name, "share": [0.5], "low": 0.1, "high": 0.9})
    forms = pd.DataFrame({"source": [name], "form": [name], "n": [3], "share": [0.75], "low": [0.3], "high": [1.0]})
    drawn = [
        plots.plot_shares(named),
        plots.plot_tone(TONE.assign(source=name), scorer="vader"),
        plots.plot_keywords(KEYWORDS.assign(source=name, term=name), source=name),
        plots.plot_voices(SEGMENTS, articles),
        plots.plot_word_shifts(shifts, source_a=name, source_b="B", scorer="vader"),
        plots.plot_frames(frames),
        plots.plot_forms(forms),
        plots.plot_tone_strip(scores, segments, articles, scorer="vader"),
        plots.plot_corrected(CORRECTED.assign(source=[name, "B"])),
    ]
    for axes in drawn:
        axes.get_figure().savefig(io.BytesIO(), format="png")
    assert [text.get_text().strip() for text in drawn[0].get_legend().get_texts()] == sorted([name, "B"])
