"""Correction form: what is right about the quotation that was picked, or about the words that were selected."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

import ipywidgets as widgets

from analysis.errors import RequestError
from analysis.schema import QUOTE_KINDS, ROLES

NO_QUOTATION, ADD = "not a quotation", "add"
SHOWN = 300
Row = dict[str, str]
Save = Callable[[Row, bool], None]


class CorrectionForm:
    """Fields for speaker, role and kind; buttons that save, take a quotation away or add one.

    `save` is given the row of corrections.csv and whether it may replace what is there. It raises RequestError where
    it must ask first; the form asks then, and calls it again.
    """

    def __init__(self, *, save: Save) -> None:
        self._save = save
        self._row: Row = {}
        self._read: Row = {}
        self._waiting: Row = {}
        wide = widgets.Layout(width="15rem")
        self.about = widgets.HTML()
        self.speaker = widgets.Combobox(description="Speaker", ensure_option=False, layout=wide)
        self.role = widgets.Dropdown(description="Role", options=["", *ROLES], layout=wide)
        self.kind = widgets.Dropdown(description="Kind", options=["", *QUOTE_KINDS], layout=wide)
        self.keep = widgets.Button(description="Save correction", button_style="primary")
        self.remove = widgets.Button(description="Not a quotation")
        self.add = widgets.Button(description="Add as quotation")
        self.yes = widgets.Button(description="Yes, replace", button_style="warning")
        self.no = widgets.Button(description="No, leave it")
        self.asking = widgets.HBox([self.yes, self.no], layout=widgets.Layout(display="none"))
        self.answer = widgets.HTML()
        fields = widgets.HBox([self.speaker, self.role, self.kind], layout=widgets.Layout(flex_flow="row wrap"))
        buttons = widgets.HBox([self.keep, self.remove, self.add, self.asking])
        self.box = widgets.VBox([self.about, fields, buttons, self.answer])
        self.keep.on_click(lambda _: self._ask(self.write_row()))
        self.remove.on_click(lambda _: self._ask(self.write_row(NO_QUOTATION)))
        self.add.on_click(lambda _: self._ask(self.write_row(ADD)))
        self.yes.on_click(lambda _: self._send(self._waiting, True))
        self.no.on_click(lambda _: self._settle("Nothing was written."))
        self.load_nothing()

    def load_nothing(self) -> None:
        """Say what to do, while nothing is picked."""
        self._fill({}, {}, "Pick a sentence, or select words in an article, to correct what was read there.")
        self.keep.disabled = self.remove.disabled = self.add.disabled = True

    def load_quotation(self, quote: Mapping[str, Any], speakers: Sequence[str]) -> None:
        """Take a row of `quotes` into the fields."""
        place = {"article": str(quote["article_id"]), "text": str(quote["text"])}
        place |= {"start": str(quote["start"]), "end": str(quote["end"])}
        read = {"speaker": str(quote["speaker"]), "role": str(quote["role"]), "kind": str(quote["kind"])}
        mark = ", corrected" if quote["corrected"] else ""
        about = f"<b>Correct</b> ({escape(read['kind'])}{mark}): {_quote(quote['text'])}"
        self.speaker.options = list(speakers)
        self._fill(place, read, about)
        self.keep.disabled = self.remove.disabled = False
        self.add.disabled = True

    def load_words(self, article_id: str, start: int, end: int, text: str, speakers: Sequence[str]) -> None:
        """Take words that were selected into the fields: a quotation to be added."""
        place = {"article": article_id, "start": str(start), "end": str(end), "text": text}
        self.speaker.options = list(speakers)
        self._fill(place, {"speaker": "", "role": "", "kind": "direct"}, f"<b>Add</b>: {_quote(text)}")
        self.keep.disabled = self.remove.disabled = True
        self.add.disabled = False

    def write_row(self, verdict: str = "") -> Row:
        """Give the row of corrections.csv that the fields make; of a correction what was changed.

        With another speaker goes the role that stands beside, for it was read for somebody else.
        """
        given = {"speaker": self.speaker.value.strip(), "role": self.role.value, "kind": self.kind.value}
        if verdict == NO_QUOTATION:
            given = dict.fromkeys(given, "")
        elif not verdict:
            changed = {name: value if value != self._read.get(name) else "" for name, value in given.items()}
            given = changed | ({"role": given["role"]} if changed["speaker"] else {})
        return self._row | given | {"verdict": verdict}

    def say(self, html: str) -> None:
        """Say what came of it."""
        self.answer.value = html

    def _fill(self, place: Row, read: Row, about: str) -> None:
        self._row, self._read = place, read
        self.about.value = about
        self.speaker.value = read.get("speaker", "")
        self.role.value = read.get("role", "") if read.get("role", "") in self.role.options else ""
        self.kind.value = read.get("kind", "")
        self._settle("")

    def _ask(self, row: Row) -> None:
        if not any(row[name] for name in ("speaker", "role", "kind", "verdict")):
            self.say("Nothing was changed: choose another speaker, role or kind.")
            return
        self._send(row, False)

    def _send(self, row: Row, overwrite: bool) -> None:
        try:
            self._save(row, overwrite)
            self.asking.layout.display = "none"
        except RequestError as error:
            self._waiting = row
            self.asking.layout.display = "none" if overwrite else ""
            self.say(escape(str(error)))

    def _settle(self, said: str) -> None:
        self.asking.layout.display = "none"
        self.say(said)


def _quote(text: Any) -> str:
    words = " ".join(str(text).split())
    return f"“{escape(words[:SHOWN])}{'…' if len(words) > SHOWN else ''}”"
