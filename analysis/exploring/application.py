"""Application: the panels of an explorer as widgets that follow one choice."""

from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets as widgets
import pandas as pd

from analysis.comparing.tables import Tables
from analysis.errors import RequestError
from analysis.exploring.choices import Choice, choose_first, narrow_tables
from analysis.exploring.controls import CorpusBar, Filters
from analysis.exploring.correction_form import CorrectionForm
from analysis.exploring.page import Page
from analysis.exploring.panels import check_word, name_speakers
from analysis.exploring.story import show_story
from analysis.exploring.views import (
    choose_side_by_side,
    show_changes,
    show_evidence,
    show_marked_article,
    show_names,
    show_side_by_side,
    show_speakers,
    show_verbs,
)
from analysis.parameters import Parameters, check_parameters
from analysis.running.correcting import list_changes, save_correction
from analysis.running.pipeline import make_tables

OVERVIEWS = {"speaker": "Speakers", "name": "Names", "verb": "Verbs of saying", "word": "A word"}
READINGS = {"evidence": "Sentences", "article": "The article", "side": "Side by side", "story": "Story page"}


class Application:
    """What a person sees and clicks: a corpus bar, filters, overviews on the left, what is behind them on the right."""

    def __init__(self, parameters: Parameters, tables: Tables) -> None:
        self.parameters, self.whole, self.tables = parameters, tables, tables
        self.choice, self.article_id = choose_first(tables), ""
        self.evidence = pd.DataFrame()
        self.pages = {name: Page() for name in (*OVERVIEWS, *READINGS) if name != "word"}
        self.status = widgets.HTML()
        self.corpus = CorpusBar(parameters.corpus, read=self._guard(self.read))
        self.filters = Filters(parameters, tables["articles"], changed=self._guard(self.narrow))
        self.word = widgets.Text(placeholder="a word: said|told, minist\\w*", continuous_update=False)
        self.menu = widgets.Dropdown(description="Article", layout=widgets.Layout(width="95%"))
        self.form = CorrectionForm(save=self.correct)
        self.box = self._lay_out()
        for name, page in self.pages.items():
            pick = self._guard(self.pick if name in OVERVIEWS else self.point)
            page.observe(lambda change, name=name, pick=pick: pick(name, change["new"][0]), names="picked")
            page.observe(lambda change: self._guard(self.select)(*change["new"]), names="span")
        self.word.observe(lambda change: self._guard(self.search)(change["new"]), names="value")
        self.menu.observe(lambda change: self._guard(self.open_article)(change["new"]), names="value")
        self._begin(tables)

    def read(self, corpus: str) -> None:
        """Read another corpus and begin anew with it."""
        self.say("Reading…")
        kept = self.parameters.model_dump(include={"view", "voice", "copies", "tone_model", "top_n", "n_boot", "seed"})
        parameters = check_parameters(corpus=corpus, **kept)
        self.whole = make_tables(parameters)
        self.parameters = parameters
        self.filters.fill(self.whole["articles"])
        self.corpus.settle()
        self._begin(self.whole)

    def narrow(self, what: str) -> None:
        """Look at another event, other sources, another view or another voice."""
        if what == "view":
            self.say("Reading…")
            self.parameters = self.parameters.model_copy(update={"view": self.filters.view.value})
            self.whole = make_tables(self.parameters)
        if what == "voice":
            self.parameters = self.parameters.model_copy(update={"voice": self.filters.voice.value})
        sources, event = list(self.filters.sources.value), self.filters.event.value
        narrowed = narrow_tables(self.whole, self.parameters, event=event, sources=sources)
        if narrowed["articles"].empty:
            raise RequestError("No article of these sources is about this event. Choose another event, or all sources.")
        self._begin(narrowed, self.choice)

    def pick(self, kind: Any, name: str) -> None:
        """Follow a row of an overview."""
        speaker = self.choice.name if kind == "verb" and self.choice.kind == "speaker" else ""
        speaker = speaker or (self.choice.speaker if kind == "verb" else "")
        self.choose(Choice(kind, name, voice=self.parameters.voice, speaker=speaker))

    def search(self, word: str) -> None:
        """Follow a word that was typed."""
        self.choose(Choice("word", check_word(word), voice=self.parameters.voice))

    def choose(self, choice: Choice) -> None:
        """Let all panels follow a choice."""
        shown, rows = show_evidence(self.tables, choice, view=self.parameters.view)
        self.choice, self.evidence = choice, rows
        self._show("evidence", shown.html)
        if choice.kind != "verb":
            speaker = choice.name if choice.kind == "speaker" else ""
            self._show("verb", show_verbs(self.tables, speaker=speaker, voice=self.parameters.voice).html)
        for kind in ("speaker", "name", "verb"):
            self.pages[kind].shown = choice.name if choice.kind == kind else ""
        if len(rows):
            self.point("evidence", "0")
        else:
            self.form.load_nothing()
        self.say("")

    def point(self, name: str, picked: str) -> None:
        """Follow a sentence of the evidence, or a quotation in an article: show it there and take it into the form."""
        quotes = self.tables["quotes"]
        if name == "evidence":
            row = self.evidence.iloc[int(picked)]
            quote_id, article_id = str(row["quote_id"]), str(row["article_id"])
            self.pages["evidence"].shown = picked
        else:
            quote_id, article_id = picked, str(quotes.loc[quotes["quote_id"] == picked, "article_id"].iloc[0])
        if article_id != self.article_id:
            self.show_article(article_id)
        for page in ("article", "side"):
            self.pages[page].shown = quote_id
        found = quotes[quotes["quote_id"] == quote_id]
        if len(found):
            self.form.load_quotation(dict(found.iloc[0]), name_speakers(self.tables))
        else:
            self.form.load_nothing()

    def open_article(self, article_id: str | None) -> None:
        """Show an article that was chosen in the list, and nothing of it in the form."""
        if article_id and article_id != self.article_id:
            self.show_article(article_id)
            self.form.load_nothing()

    def show_article(self, article_id: str) -> None:
        """Show an article, alone and beside those of the other sources."""
        self.article_id = self.menu.value = article_id
        self._show("article", show_marked_article(self.tables, article_id, places=True).html)
        sides = choose_side_by_side(self.tables, first=article_id)
        self._show("side", show_side_by_side(self.tables, sides, places=True).html)

    def select(self, start: int, end: int) -> None:
        """Take words that were selected in the article into the form."""
        articles = self.tables["articles"]
        text = str(articles.loc[articles["article_id"] == self.article_id, "text"].iloc[0])[start:end]
        stripped = text.strip()
        start += len(text) - len(text.lstrip())
        if stripped:
            speakers = name_speakers(self.tables)
            self.form.load_words(self.article_id, start, start + len(stripped), stripped, speakers)

    def correct(self, row: dict[str, str], overwrite: bool) -> None:
        """Write a correction, read its article again and say what changed."""
        save_correction(self.parameters.corpus, row, overwrite=overwrite)
        self.form.say("Reading the article again…")
        before, choice = self.whole, self.choice
        self.whole = make_tables(self.parameters)
        changes = list_changes(before, self.whole)
        sources, event = list(self.filters.sources.value), self.filters.event.value
        self._begin(narrow_tables(self.whole, self.parameters, event=event, sources=sources), choice)
        self._return_to(row)
        self.form.say(f"Written to corrections.csv. {show_changes(changes).html}")

    def say(self, text: str) -> None:
        """Say something above the panels."""
        self.status.value = escape(text)

    def _return_to(self, row: dict[str, str]) -> None:
        """Show again the quotation, or at least the article, that was just corrected."""
        quotes = self.tables["quotes"]
        place = (quotes["article_id"] == row["article"]) & (quotes["start"] < int(row["end"]))
        found = quotes[place & (quotes["end"] > int(row["start"]))]
        if len(found):
            self.point("article", str(found["quote_id"].iloc[0]))
        elif row["article"] != self.article_id:
            self.show_article(row["article"])

    def _begin(self, tables: Tables, choice: Choice | None = None) -> None:
        """Show the overviews of other tables, and a choice that there still is."""
        self.tables, voice = tables, self.parameters.voice
        articles = tables["articles"][["source", "title", "article_id"]].itertuples(index=False, name=None)
        self.article_id = ""
        self._show("story", "")
        self._open_story()
        self.menu.options = [(f"{source}: {title or name}", name) for source, title, name in articles]
        self._show("speaker", show_speakers(tables).html)
        self._show("name", show_names(tables, voice=voice).html)
        if choice is None or (choice.kind == "speaker" and choice.name not in set(tables["quotes"]["speaker"])):
            choice = choose_first(tables)
        self.choose(Choice(choice.kind, choice.name, voice=voice, speaker=choice.speaker))

    def _open_story(self) -> None:
        """Write the story page when somebody opens its tab, and not before: it takes a while."""
        opened = list(READINGS)[self.readings.selected_index or 0] == "story"
        if opened and not self.pages["story"].html:
            self._show("story", show_story(self.whole, self.parameters, event=str(self.filters.event.value)).html)

    def _show(self, name: str, html: str) -> None:
        self.pages[name].html = html

    def _guard(self, act: Callable[..., None]) -> Callable[..., None]:
        """Say what goes wrong, where a widget would swallow it."""

        def guarded(*values: Any) -> None:
            try:
                act(*values)
            except RequestError as error:
                self.say(str(error))
            except Exception as error:  # the last resort: still a sentence, and never a panel that does nothing
                self.say(f"{type(error).__name__}: {error}")

        return guarded

    def _lay_out(self) -> Any:
        find = widgets.HTML("One word, several (<code>said|told</code>) or a pattern; then Enter.")
        left = [self.pages[name] if name in self.pages else widgets.VBox([find, self.word]) for name in OVERVIEWS]
        right = [self.pages[name] for name in READINGS]
        right[1] = widgets.VBox([self.menu, right[1]])
        wide = {"min_height": "28rem"}
        overviews = widgets.Tab(left, titles=list(OVERVIEWS.values()), layout=widgets.Layout(width="42%", **wide))
        self.readings = widgets.Tab(right, titles=list(READINGS.values()), layout=widgets.Layout(width="58%", **wide))
        self.readings.observe(lambda _: self._guard(self._open_story)(), names="selected_index")
        below = widgets.HBox([self.form.box], layout=widgets.Layout(border_top="1px solid #bbb", padding="0.4rem"))
        return widgets.VBox(
            [self.corpus.box, self.filters.box, self.status, widgets.HBox([overviews, self.readings]), below]
        )
