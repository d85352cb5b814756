"""Explorer: a corpus to look through, by mouse where a notebook has widgets, as plain tables where it has none."""

from typing import Any

from analysis.comparing.tables import Tables
from analysis.exploring.choices import choose_first
from analysis.exploring.views import (
    choose_side_by_side,
    show_evidence,
    show_marked_article,
    show_names,
    show_speakers,
    show_verbs,
)
from analysis.parameters import Parameters, check_parameters
from analysis.wording import count

WIDGET = "application/vnd.jupyter.widget-view+json"


class Explorer:
    """What `explore_corpus` returns: displayed by a notebook as an application, and everywhere else as its tables."""

    def __init__(self, parameters: Parameters, tables: Tables) -> None:
        self.parameters, self.tables = parameters, tables
        self._application: Any = None

    def __repr__(self) -> str:
        articles = self.tables["articles"]
        return f"{count(len(articles), 'article')} of {count(articles['source'].nunique(), 'source')}, to explore"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """What a notebook shows: widgets only where a person runs the cell, so that a saved notebook holds none."""
        shown = {"text/plain": repr(self)}
        if not is_watched():
            return shown | {"text/html": self.write_html()}
        from analysis.exploring.application import Application

        self._application = self._application or Application(self.parameters, self.tables)
        bundle: dict[str, Any] = self._application.box._repr_mimebundle_()
        return shown | {WIDGET: bundle[WIDGET]}

    def write_html(self) -> str:
        """Write all panels one below the other, as they stand before anything is chosen."""
        tables, voice = self.tables, self.parameters.voice
        choice = choose_first(tables)
        evidence, _ = show_evidence(tables, choice, view=self.parameters.view)
        first = choose_side_by_side(tables)[0]
        shown = [
            show_speakers(tables),
            evidence,
            show_verbs(tables, voice=voice),
            show_names(tables, voice=voice),
            show_marked_article(tables, first),
        ]
        return "\n".join(panel.html for panel in shown)


def explore_corpus(**settings: Any) -> Explorer:
    """Check the settings, read and compare a corpus, and lay it out to be looked through.

    `settings` are those of `check_parameters`; `out` names a folder that the tables are written to.

    Raises: RequestError where a setting, the corpus, a source or a word list is not what was asked for.

    Limits: widgets are shown where a person runs the cell in a notebook; in a run without one (papermill, tests) and
    in the file that such a run saves there are tables only.
    """
    from analysis import compare_corpus

    parameters = check_parameters(**settings)
    return Explorer(parameters, compare_corpus(**settings))


def is_watched() -> bool:
    """Whether a person's notebook asks for this, and widgets can be shown: such a notebook names the cell it runs.

    >>> is_watched()
    False
    """
    try:
        import anywidget  # noqa: F401
        import ipywidgets  # noqa: F401
        from IPython.core.getipython import get_ipython
    except ImportError:
        return False
    kernel = getattr(get_ipython(), "kernel", None)
    parent = kernel.get_parent() if kernel is not None else {}
    return bool((parent or {}).get("metadata", {}).get("cellId"))
