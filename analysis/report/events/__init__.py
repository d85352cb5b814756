"""Events: a corpus of several events has a story page for each, an index of them, and a page across them."""

from analysis.report.events.pages import Overview, has_several, write_event_pages, write_overview

__all__ = ["Overview", "has_several", "write_event_pages", "write_overview"]
