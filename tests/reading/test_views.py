"""Another view of an article that was read is what a first reading under that view gives."""

from itertools import permutations, product

import pytest

from analysis.lexicons import Lexicons, standard_lexicons
from analysis.reading.article import read_article, read_rows
from analysis.reading.tone import encoder
from analysis.reading.tone.passes import Part
from analysis.reading.views import KEPT, change_view
from analysis.running.packing import pack_reading, unpack_reading
from analysis.schema import VIEWS, Columns

TEXT = """Port Closed

RIVERTON — Mayor Orla Reed said the port was “a disgrace”, and most residents believe that it is unsafe.

Reed wants to shut it, she told Tom Okafor of the Dockers’ Union. He accused her of killing jobs.

“Soldiers shot two men,” Okafor said. The union plans a strike: “We will not go back.” A poll found that few agree.
"""
SETTINGS = list(product(VIEWS, ("on", "off")))


@pytest.fixture(scope="module")
def lexicons() -> Lexicons:
    return standard_lexicons()


def keep(reading: dict[str, Columns]) -> dict[str, Columns]:
    """A reading as the cache gives it back."""
    kept = unpack_reading("key", pack_reading("key", reading))
    assert kept is not None
    return kept


@pytest.fixture(scope="module")
def readings(lexicons: Lexicons) -> dict[tuple[str, str], dict[str, Columns]]:
    return {
        (view, model): keep(read_rows(TEXT, view=view, tone_model=model, lexicons=lexicons)) for view, model in SETTINGS
    }


@pytest.mark.parametrize(("before", "after"), list(permutations(SETTINGS, 2)))
def test_another_setting_gives_what_a_first_reading_gives(
    before: tuple[str, str],
    after: tuple[str, str],
    readings: dict[tuple[str, str], dict[str, Columns]],
    lexicons: Lexicons,
) -> None:
    view, model = after
    made = change_view(readings[before], TEXT, view=view, tone_model=model, lexicons=lexicons)
    assert keep(made) == readings[after]
    assert list(made) == list(readings[after])


def test_the_views_of_this_text_differ(readings: dict[tuple[str, str], dict[str, Columns]]) -> None:
    voices = [readings[view, "off"]["segments"]["voice"].count("indirect") for view in ("strict", "speech", "all")]
    assert voices == sorted(set(voices))


def test_the_model_is_asked_only_of_stretches_that_it_has_not_told_of(
    readings: dict[tuple[str, str], dict[str, Columns]], lexicons: Lexicons, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Part] = []
    read_parts = encoder.read_parts
    monkeypatch.setattr(encoder, "read_parts", lambda parts: asked.extend(parts) or read_parts(parts))
    how = {"tone_model": "on", "lexicons": lexicons}
    change_view(readings["all", "on"], TEXT, view="all", **how)
    assert not asked
    change_view(readings["speech", "on"], TEXT, view="all", **how)
    assert 0 < len(asked) < len(readings["all", "on"]["segments"]["start"])


def test_half_a_letter_is_no_hindrance(lexicons: Lexicons) -> None:
    text = "Most \ud800residents believe the port is un\udfffsafe."
    how = {"tone_model": "off", "lexicons": lexicons}
    made = change_view(read_rows(text, view="speech", **how), text, view="all", **how)
    assert made == read_rows(text, view="all", **how)


def test_what_is_kept_for_other_views_is_in_no_table() -> None:
    tables = read_article(TEXT, tone_model="off")
    assert KEPT not in tables
    assert not {"pieces", "marked"} & set(tables["quotes"])
    assert "at" not in tables["agency"]
