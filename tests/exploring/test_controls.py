import shutil
from pathlib import Path

import pytest

from analysis.corpus.articles import PROJECT
from analysis.exploring.controls import CorpusBar, Filters
from analysis.parameters import check_parameters


@pytest.fixture
def bar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    shutil.copytree(PROJECT / "seeds", tmp_path / "seeds")
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "a.txt").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    asked: list[str] = []
    made = CorpusBar("seeds", read=asked.append)
    made.asked = asked
    return made


def test_what_check_says_stands_below_the_corpus_that_is_chosen(bar):
    assert bar.menu.options == ("empty", "seeds")
    bar.menu.value = "empty"
    assert "No articles" in bar.said.value
    assert bar.button.disabled
    bar.menu.value = "seeds"
    assert "2 articles, 2 sources, 913 words." in bar.said.value
    assert "samestory report" not in bar.said.value
    bar.button.click()
    assert bar.asked == ["seeds"]
    bar.settle()
    assert bar.said.value == ""


def test_a_place_elsewhere_can_be_named(bar):
    bar.place.value = str(PROJECT / "seeds")
    assert "2 articles, 2 sources" in bar.said.value
    bar.place.value = "nowhere"
    assert "No corpus at" in bar.said.value


def test_filters_tell_what_was_changed_and_nothing_while_they_are_filled(seeds):
    told: list[str] = []
    filters = Filters(check_parameters(voice="all"), seeds["articles"], changed=told.append)
    assert (filters.voice.value, filters.view.value) == ("all", "speech")
    assert list(filters.sources.value) == ["A", "B"]
    filters.voice.value = "own"
    filters.sources.value = ["B"]
    assert told == ["voice", "sources"]
    filters.fill(seeds["articles"])
    assert told == ["voice", "sources"]
