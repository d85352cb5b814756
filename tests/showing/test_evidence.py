"""Evidence: every figure names the sentences it stands on, those of its source and voice and no others."""

import pandas as pd
import pytest

from analysis.showing.evidence import add_evidence, join_evidence, place_spans

ARTICLES = pd.DataFrame({"article_id": ["a", "b"], "source": ["A", "B"]})
SCORES = pd.DataFrame(
    {
        "article_id": ["a", "a", "a", "b"],
        "segment_id": ["a:g1", "a:g2", "a:g3", "b:g1"],
        "voice": ["own", "direct", "indirect", "own"],
        "polarity": [0.1, -0.9, 0.2, 0.5],
    }
)
TABLES = {"articles": ARTICLES, "scores": SCORES}


def test_a_row_has_the_rows_of_its_source_and_of_the_voices_that_its_voice_takes_together() -> None:
    tone = pd.DataFrame({"source": ["A", "A", "A", "B"], "voice": ["own", "quoted", "all", "quoted"]})
    found = add_evidence(tone, TABLES, of="scores", by={}, weight="polarity")["evidence"].tolist()
    assert found == ["a:g1", "a:g2; a:g3", "a:g2; a:g3; a:g1", ""]


@pytest.mark.parametrize(("most", "told"), [(1, "a:g1; a"), (3, "a:g1; a:g2; a:g3"), (0, "a")])
def test_what_is_more_than_is_told_is_found_in_its_article(most: int, told: str) -> None:
    rows = add_evidence(pd.DataFrame({"source": ["A"]}), TABLES, of="scores", by={}, most=most)
    assert rows["evidence"].tolist() == [told]


def test_both_sides_of_a_comparison_are_joined_and_an_empty_one_leaves_no_mark() -> None:
    pairs = pd.DataFrame({"source_a": ["A", "A"], "source_b": ["B", "C"]})
    sides = [add_evidence(pairs, TABLES, of="scores", by={side: "source"}, most=1) for side in ("source_a", "source_b")]
    assert join_evidence(pairs, *sides)["evidence"].tolist() == ["a:g1; a; b:g1", "a:g1; a"]


def test_a_place_outside_every_sentence_has_none() -> None:
    sentences = pd.DataFrame({"article_id": ["a"], "sentence_id": ["a:s1"], "start": [5], "end": [9]})
    rows = pd.DataFrame({"article_id": ["a", "a", "b"], "start": [5, 9, 5]})
    assert place_spans(rows, sentences)["sentence_id"].tolist() == ["a:s1", "", ""]
