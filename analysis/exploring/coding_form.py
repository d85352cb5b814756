"""Coding form: the sheets of a sample, one unit after another, in a notebook; it writes what a spreadsheet would."""

from collections.abc import Mapping
from html import escape
from typing import Any

import ipywidgets as widgets

from analysis.corpus.articles import read_lexicons
from analysis.corpus.options import Options
from analysis.errors import RequestError
from analysis.exploring.page import Page
from analysis.language.words import WORD
from analysis.running.coded_tables import list_sheets
from analysis.running.coding import load_sheet, save_answer
from analysis.running.validation import draw_validation, list_roles
from analysis.validating.sheets import ASKED, PARTS, list_choices
from analysis.wording import count

QUESTIONS = {
    "sentences": "Does somebody other than the writer speak here? Select the words in the sentence.",
    "attributions": "Between ⟦ and ⟧: is that reported, and are these the words? Is it this speaker, in this role?",
    "targets": "How does the sentence speak of the name between ⟦ and ⟧? −2 very negative, 2 very positive.",
}
Cells = dict[str, str]


class CodingForm:
    """One unit at a time, blind as the sheet is: what stands before and after it, and the cells that are asked for."""

    def __init__(self, corpus: str, *, view: str = "speech", options: Options | None = None) -> None:
        self._corpus, self._view, self._options = corpus, view, options
        self._rows: list[Cells] = []
        self._at = 0
        self._roles = list_roles(read_lexicons(corpus))
        self.sheet = widgets.Dropdown(description="Sheet")
        self.coder = widgets.Dropdown(description="Coder")
        self.progress = widgets.HTML()
        self.page = Page()
        self.fields: dict[str, Any] = {}
        self.asked = widgets.VBox()
        self.part = widgets.ToggleButtons(
            options=[(f"words {part}", part) for part in PARTS], description="Select into"
        )
        self.back = widgets.Button(description="Back")
        self.next = widgets.Button(description="Save and next", button_style="primary")
        self.said = widgets.HTML()
        self.box = widgets.VBox()
        self.sheet.observe(lambda _: self._open(), names="value")
        self.coder.observe(lambda _: self._open(), names="value")
        self.page.observe(lambda change: self.take(*change["new"]), names="span")
        self.back.on_click(lambda _: self._show(self._at - 1))
        self.next.on_click(lambda _: self.save())
        self._begin()

    def take(self, start: int, end: int) -> None:
        """Take words that were selected in the sentence, whole ones, into the cell that is chosen for them."""
        if "reported" not in self.fields:
            return
        sentence = self._rows[self._at]["sentence"]
        held = [word for word in WORD.finditer(sentence) if word.start() < end and word.end() > start]
        if not held:
            return
        words = sentence[held[0].start() : held[-1].end()]
        field = self.fields[f"words_{self.part.value}"]
        field.value = f"{field.value} | {words}" if field.value else words
        self.fields["reported"].value = "yes"

    def save(self) -> None:
        """Write the answer into the sheet and go on to the next unit."""
        row = self._rows[self._at]
        cells = {column: str(field.value or "") for column, field in self.fields.items()}
        try:
            save_answer(self._corpus, self.sheet.value, self.coder.value, row["unit"], cells)
        except RequestError as error:
            self.said.value = escape(str(error))
            return
        self._rows[self._at] = row | cells
        self._show(self._at + 1)

    def _begin(self) -> None:
        """Offer the sheets that there are; where there are none, offer to draw them."""
        sheets = list_sheets(self._corpus)
        if sheets.empty:
            self.box.children = _ask_to_draw(self)
            return
        head = widgets.HBox([self.sheet, self.coder, self.progress])
        foot = widgets.HBox([self.back, self.next])
        self.box.children = [head, self.page, self.asked, foot, self.said]
        coders, names = sorted(sheets["coder"].unique()), list(dict.fromkeys(sheets["sheet"]))
        self.coder.options, self.coder.value = coders, coders[0]
        self.sheet.options, self.sheet.value = names, names[0]  # which opens it

    def draw(self, **numbers: Any) -> None:
        """Draw a sample and go on with its sheets."""
        try:
            draw_validation(self._corpus, view=self._view, options=self._options, **numbers)
        except RequestError as error:
            self.said.value = escape(str(error))
            return
        self._begin()

    def _open(self) -> None:
        """Go to the first unit of a sheet that is not coded yet."""
        if not self.sheet.value or not self.coder.value:
            return
        sheet = str(self.sheet.value)
        try:
            self._rows = load_sheet(self._corpus, sheet, str(self.coder.value))
        except RequestError as error:
            self.said.value = escape(str(error))
            return
        self.fields = _make_fields(sheet, self._roles)
        self.asked.children = _lay_out(self.fields, sheet, self.part)
        open_ = (at for at, row in enumerate(self._rows) if not row.get(ASKED[sheet][0]))
        self._show(next(open_, len(self._rows) - 1))

    def _show(self, at: int) -> None:
        sheet = str(self.sheet.value)
        n_coded = sum(any(row.get(column) for column in ASKED[sheet]) for row in self._rows)
        self.said.value = "All is coded: thank you." if n_coded == len(self._rows) else ""
        self._at = min(max(at, 0), len(self._rows) - 1)
        row = self._rows[self._at]
        self.progress.value = f"unit {self._at + 1} of {len(self._rows)}; {count(n_coded, 'unit')} coded"
        self.page.html = _write_unit(row, sheet)
        for column, field in self.fields.items():
            field.value = row.get(column) or (None if isinstance(field, widgets.ToggleButtons) else "")
        self.part.value = 1
        self.back.disabled = self._at == 0


def _make_fields(sheet: str, roles: list[str]) -> dict[str, Any]:
    """A field for each cell that is asked for: buttons where few answers are allowed, a list where many are."""
    choices = list_choices(sheet, roles)
    fields: dict[str, Any] = {}
    for column in (*ASKED[sheet], "note"):
        name = column.replace("_", " ")
        if column.startswith("role_") and sheet == "sentences":
            fields[column] = widgets.Dropdown(description=name, options=["", *choices[column]])
        elif column in choices:
            fields[column] = widgets.ToggleButtons(description=name, options=list(choices[column]), value=None)
            fields[column].style.button_width = "4rem"
        else:
            wide = "30rem" if column.startswith("words") else "16rem"
            fields[column] = widgets.Text(description=name, layout=widgets.Layout(width=wide))
    return fields


def _lay_out(fields: Mapping[str, Any], sheet: str, part: Any) -> list[Any]:
    question = widgets.HTML(f"<b>{escape(QUESTIONS[sheet])}</b>")
    if sheet != "sentences":
        return [question, *fields.values()]
    parts = [widgets.HBox([fields[f"{name}_{at}"] for name in ("words", "speaker", "role")]) for at in PARTS]
    return [question, fields["reported"], part, *parts, fields["note"]]


def _write_unit(row: Mapping[str, str], sheet: str) -> str:
    """The unit between what stands before and after it; what the sheet says of it, where it says anything."""
    grey = "color: #555"
    told = [f"{name}: {row[name]}" for name in ("speaker", "role", "target") if sheet != "sentences" and row.get(name)]
    return (
        f"<p style='{grey}'>{escape(row.get('before', ''))}</p>"
        f"<p style='font-size: 1.15em'><span data-start='0'>{escape(row['sentence'])}</span></p>"
        f"<p style='{grey}'>{escape(row.get('after', ''))}</p>" + (f"<p>{escape('; '.join(told))}</p>" if told else "")
    )


def _ask_to_draw(form: CodingForm) -> list[Any]:
    numbers = {
        name: widgets.BoundedIntText(value=value, min=0, max=100_000, description=name)
        for name, value in (("coded", 100), ("attributions", 50), ("targets", 50), ("coders", 2), ("seed", 0))
    }
    button = widgets.Button(description="Draw the sample", button_style="primary")
    button.on_click(lambda _: form.draw(**{name: field.value for name, field in numbers.items()}))
    words = "No sample was drawn yet. How many units a source on each sheet, and for how many coders?"
    return [
        widgets.HTML(words),
        widgets.HBox(list(numbers.values())[:3]),
        *list(numbers.values())[3:],
        button,
        form.said,
    ]
