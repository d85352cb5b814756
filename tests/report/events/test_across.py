"""Across events: shares, words of saying and tone by source, each with its interval and sentences."""

import pytest

from analysis.report.events.across import ENOUGH, compare_roles, compare_tone_of_sources, compare_verbs, list_terms
from analysis.report.labels import name_rows


@pytest.fixture(scope="module")
def places(events_tables):
    return {key: (name, f"e.html#{key}") for key, name in name_rows(events_tables).items()}


def test_words_of_saying_are_shared_out_by_kind(events_tables, places) -> None:
    compared = compare_verbs(events_tables, places, view="speech")
    kinds = {name: [figure.told for figure in figures if figure] for name, figures in compared.rows}
    assert kinds == {"doubting": ["50 %", "50 %"], "neutral": ["50 %", "50 %"]}
    doubting = dict(compared.rows)["doubting"][0]
    assert doubting is not None
    assert [name for name, _ in doubting.places] == ["Herald 2, 2"]


def test_roles_and_tone_have_a_column_a_source_and_bounds_on_the_line(events_tables, places) -> None:
    for compared in (
        compare_roles(events_tables, places, view="speech"),
        compare_tone_of_sources(events_tables, places),
    ):
        assert compared.sources == ["Herald", "Post"]
        for _, figures in compared.rows:
            for figure in figures:
                assert figure is None or 0 <= figure.left <= figure.at <= figure.right <= 100


def test_a_word_that_is_said_less_than_five_times_is_no_word_of_a_source(events_tables, places) -> None:
    assert ENOUGH == 5
    assert list_terms(events_tables, places) == {}
