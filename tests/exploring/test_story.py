import html
import re

import pandas as pd

from analysis.comparing.tables import Tables
from analysis.exploring.story import MOST, show_story
from analysis.parameters import check_parameters


def test_the_story_page_stands_in_a_frame_that_reaches_nothing(seeds):
    shown = show_story(seeds, check_parameters()).html
    (page,) = re.findall(r'srcdoc="([^"]*)"', shown)
    assert 'sandbox="allow-scripts"' in shown
    assert html.unescape(page).lstrip().lower().startswith("<!doctype html>")
    assert "default-src" in page


def test_of_too_many_articles_an_event_is_to_be_chosen(seeds):
    many = pd.concat([seeds["articles"]] * MOST, ignore_index=True)
    shown = show_story(Tables(seeds | {"articles": many}, lexicons=seeds.lexicons), check_parameters())
    assert str(shown) == "24 articles are too many for one page. Choose an event above."
