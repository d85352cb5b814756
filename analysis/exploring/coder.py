"""Coder: the sheets of a sample in a notebook, as a form where it has widgets, as a table of what is done elsewhere."""

from typing import Any

from analysis.corpus.options import Options, parse_options
from analysis.exploring.explorer import WIDGET, is_watched
from analysis.running.coded_tables import list_sheets
from analysis.showing.tables import show_table


class Coder:
    """What `code_sheets` returns: displayed by a notebook as a form, and everywhere else as a table of the sheets."""

    def __init__(self, corpus: str, view: str, options: Options) -> None:
        self._corpus, self._view, self._options = corpus, view, options
        self._form: Any = None

    def __repr__(self) -> str:
        return "Sheets to code"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        shown = show_table(list_sheets(self._corpus), caption="Sheets to code")
        if not is_watched():
            return {"text/plain": shown.text, "text/html": shown.html}
        from analysis.exploring.coding_form import CodingForm

        self._form = self._form or CodingForm(self._corpus, view=self._view, options=self._options)
        bundle: dict[str, Any] = self._form.box._repr_mimebundle_()
        return {"text/plain": shown.text, WIDGET: bundle[WIDGET]}


def code_sheets(corpus: str, *, view: str = "speech", corpus_options: str = "") -> Coder:
    """Lay out the sheets of the sample of a corpus for a coder; where none was drawn, a sample can be drawn there.

    Limits: see is_watched; in a run without a person there is a table only.
    """
    return Coder(corpus, view, parse_options(corpus_options))
