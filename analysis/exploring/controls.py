"""Controls: what stands above the panels. Which corpus, and which part of it is looked at."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any, get_args

import ipywidgets as widgets
import pandas as pd

from analysis.corpus.files import expand_home
from analysis.errors import RequestError
from analysis.exploring.corpora import find_start, list_corpora
from analysis.parameters import Parameters
from analysis.running.preview import preview_corpus
from analysis.wording import count

NARROW = widgets.Layout(width="auto", min_width="11rem")
Told = Callable[[str], None]


class CorpusBar:
    """A list of corpora, what `check` says of the one that is chosen, and a button that reads it."""

    def __init__(self, corpus: str, *, read: Told) -> None:
        self._start = find_start()
        known = list_corpora(self._start)
        options = known if corpus in known else [corpus, *known]
        wide = widgets.Layout(width="26rem")
        self.menu = widgets.Dropdown(options=options, value=corpus, description="Corpus", layout=wide)
        self.place = widgets.Text(placeholder="or a folder elsewhere", layout=widgets.Layout(width="16rem"))
        self.button = widgets.Button(description="Read this corpus", button_style="primary", disabled=True)
        self.said = widgets.HTML()
        self.box = widgets.VBox([widgets.HBox([self.menu, self.place, self.button]), self.said])
        self._corpus = corpus
        self.menu.observe(lambda change: self._check(str(change["new"])), names="value")
        self.place.observe(lambda change: self._check(str(change["new"]).strip()), names="value")
        self.button.on_click(lambda _: read(self._corpus))

    def settle(self) -> None:
        """Say no more of the corpus: it has been read."""
        self.button.disabled = True
        self.said.value = ""

    def _check(self, corpus: str) -> None:
        if not corpus:
            return
        place = self._start / expand_home(corpus)
        self._corpus = corpus if not place.exists() or self._start == Path.cwd() else str(place)
        self.said.value = "Looking…"
        try:
            lines = preview_corpus(self._corpus)[:-1]  # the last one says what to type next
            self.button.disabled = False
        except (RequestError, OSError) as error:
            lines = [str(error)]
            self.button.disabled = True
        self.said.value = (
            "<pre style='max-height: 12rem; overflow: auto; line-height: 1.3; white-space: pre-wrap; margin: 0'>"
            f"{escape(chr(10).join(lines))}</pre>"
        )


class Filters:
    """Event, sources, view and voice."""

    def __init__(self, parameters: Parameters, articles: pd.DataFrame, *, changed: Callable[[str], None]) -> None:
        fields = Parameters.model_fields
        self.event = widgets.Dropdown(description="Event", layout=NARROW)
        self.view = _choose("View", get_args(fields["view"].annotation), parameters.view)
        self.voice = _choose("Voice", get_args(fields["voice"].annotation), parameters.voice)
        self.sources = widgets.TagsInput(allow_duplicates=False, layout=widgets.Layout(max_width="30rem"))
        self._filling = False
        self.fill(articles)
        label = widgets.Label("Sources (× takes one out)")
        self.box = widgets.HBox(
            [self.event, self.view, self.voice, label, self.sources], layout=widgets.Layout(flex_flow="row wrap")
        )
        for name in ("event", "view", "voice", "sources"):
            getattr(self, name).observe(lambda _, name=name: None if self._filling else changed(name), names="value")

    def fill(self, articles: pd.DataFrame) -> None:
        """Offer the events and the sources of a corpus."""
        self._filling = True
        events = sorted({event for event in articles["event"] if event})
        first = f"all: {count(len(events), 'event')}" if events else "no events"
        self.event.options = [(first, ""), *((event, event) for event in events)]
        self.event.value = ""
        known = sorted(set(articles["source"]))
        self.sources.value = []
        self.sources.allowed_tags = known
        self.sources.value = known
        self._filling = False


def _choose(description: str, options: tuple[str, ...], value: str) -> Any:
    return widgets.Dropdown(description=description, options=options, value=value, layout=NARROW)
