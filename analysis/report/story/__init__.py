"""Story: the page that tells how the sources of one event differ, straight from the tables."""

from analysis.report.story.page import write_story

__all__ = ["write_story"]
