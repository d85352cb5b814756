"""Samestory compares how news sources tell the same story: who is quoted, in whose voice, in what tone."""

import importlib
from typing import Any

__version__ = "0.1.0"

# Where each public name lives; loaded on first use, so that importing the package stays cheap.
_HOMES = {
    "check_parameters": "analysis.parameters",
    "compare_corpus": "analysis.running.comparison",
    "compare_sources": "analysis.comparing.sources",
    "make_tables": "analysis.running.pipeline",
    "read_article": "analysis.reading.article",
    "read_articles": "analysis.running.pipeline",
    "read_corpus": "analysis.corpus.articles",
    "score_targets": "analysis.reading.tone.targets",
    "score_texts": "analysis.reading.tone.scorers",
    "write_tables": "analysis.running.writing",
}
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'analysis' has no attribute '{name}'. There are: {', '.join(__all__)}.")
    return getattr(importlib.import_module(_HOMES[name]), name)
