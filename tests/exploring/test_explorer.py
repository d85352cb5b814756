import re
from types import SimpleNamespace

import pytest

from analysis.errors import RequestError
from analysis.exploring import explorer
from analysis.exploring.explorer import WIDGET, Explorer, explore_corpus, is_watched
from analysis.parameters import check_parameters


def watch(monkeypatch: pytest.MonkeyPatch, metadata: dict[str, str]) -> None:
    kernel = SimpleNamespace(get_parent=lambda: {"metadata": metadata})
    monkeypatch.setattr("IPython.core.getipython.get_ipython", lambda: SimpleNamespace(kernel=kernel))


def test_a_notebook_that_names_the_cell_it_runs_is_watched(monkeypatch):
    assert not is_watched()
    watch(monkeypatch, {})
    assert not is_watched()
    watch(monkeypatch, {"cellId": "code-04"})
    assert is_watched()


def test_unwatched_it_is_tables_under_captions_and_no_widget(seeds):
    bundle = Explorer(check_parameters(), seeds)._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html"}
    assert bundle["text/plain"] == "2 articles of 2 sources, to explore"
    assert bundle["text/html"].count("<table") == bundle["text/html"].count("<caption>") == 4
    assert bundle["text/html"].count("<article>") == 1
    assert not re.search(r"0x[0-9a-f]{6,}|model_id", bundle["text/html"])


def test_watched_it_is_one_application_however_often_it_is_shown(seeds, monkeypatch):
    monkeypatch.setattr(explorer, "is_watched", lambda: True)
    shown = Explorer(check_parameters(), seeds)
    first, second = shown._repr_mimebundle_(), shown._repr_mimebundle_()
    assert set(first) == {"text/plain", WIDGET}
    assert first[WIDGET] == second[WIDGET]


def test_a_wrong_setting_is_refused_before_anything_is_read():
    with pytest.raises(RequestError, match="Did you mean 'corpus'"):
        explore_corpus(corpsu="seeds")
