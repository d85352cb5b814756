import re

import pandas as pd

from analysis.report.events.listing import Event
from analysis.report.events.pictures import TALL, draw_dates, draw_event
from analysis.report.story.sources import Source

LOOKS = {"A": Source("A", 1), "B": Source("B", 2)}


def test_an_event_is_drawn_with_a_bar_a_source_and_told_in_words() -> None:
    event = Event("Dam", "dam.html", ["A", "B"], 2, 40, "", "", "", {"A": 0.25, "B": 0.5})
    drawn = draw_event(event, LOOKS)
    first, second = (float(width) for width in re.findall(r'<rect [^>]*width="([\d.]+)"', drawn))
    assert second == 2 * first
    assert 'aria-label="A 25 %, B 50 %"' in drawn


def test_the_tallest_day_fills_the_picture_and_sources_stand_on_each_other() -> None:
    dates = pd.DataFrame({"date": ["2026-03-01", "2026-03-01T10:00", "2026-03-03", "spring"], "source": list("ABAB")})
    drawn = draw_dates(dates, LOOKS)
    bars = [tuple(map(float, bar)) for bar in re.findall(r'y="([\d.]+)" width="[\d.]+" height="([\d.]+)"', drawn)]
    assert bars == [(TALL / 2, TALL / 2), (0.0, TALL / 2), (TALL / 2, TALL / 2)]
    assert "Articles a day, 2026-03-01 to 2026-03-03; at most 2 in one day." in drawn


def test_one_day_is_no_time_line() -> None:
    assert draw_dates(pd.DataFrame({"date": ["2026-03-01", ""], "source": ["A", "B"]}), LOOKS) == ""
