"""Story: the story page of the report, shown in a notebook with its own look and script."""

from html import escape

from analysis.comparing.tables import Tables
from analysis.parameters import Parameters
from analysis.showing.coded import show_lines
from analysis.showing.tables import Shown
from analysis.wording import count

MOST = 12  # articles side by side that a person can follow, and a browser lay out at once


def show_story(tables: Tables, parameters: Parameters, *, event: str = "") -> Shown:
    """Show the story page of an event, or of a corpus that is one story; of too many articles, say what to choose.

    The page stands in a frame of its own that may run its script and reach nothing else.

    Limits: of all sources, whatever is chosen beside it.
    """
    from analysis.comparing.split import split_tables
    from analysis.report.manifest import describe_settings, describe_versions
    from analysis.report.story import write_story

    split = (own for name, own in split_tables(tables, parameters) if name == event)
    chosen = next(split, tables) if event else tables
    n_articles = len(chosen["articles"])
    if n_articles > MOST:
        return show_lines([f"{count(n_articles, 'article')} are too many for one page. Choose an event above."])
    page = write_story(chosen, settings=describe_settings(parameters), versions=describe_versions())
    frame = 'title="The story page" sandbox="allow-scripts" style="width: 100%; height: 44rem; border: 0"'
    return Shown(f'<iframe {frame} srcdoc="{escape(page)}"></iframe>', "The story page")
