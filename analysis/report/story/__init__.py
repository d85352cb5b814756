"""Story: the page that tells how the sources of one event differ, straight from the tables."""

from analysis.report.story.brief import write_brief
from analysis.report.story.page import Links, Text, write_story

__all__ = ["Links", "Text", "write_brief", "write_story"]
