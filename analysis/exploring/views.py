"""Views: the panels of an explorer as HTML, the same for a person who clicks and for one who only reads."""

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.exploring.choices import Choice
from analysis.exploring.panels import find_evidence, list_names, list_speakers, list_verbs
from analysis.showing.articles import mark_up_article
from analysis.showing.tables import Shown, show_table
from analysis.showing.templates import fill_template
from analysis.wording import count

Tables = Mapping[str, pd.DataFrame]
MOST_ROWS = 100
SIDES = 4  # articles that stand beside each other
TEMPLATES = "exploring/templates"
PASSAGE = ("before", "text", "after")


def show_speakers(tables: Tables) -> Shown:
    """Show who is heard, the share of reported words in each source in 100."""
    speakers = list_speakers(tables)
    caption = "Reported words by speaker; of 100 in each source"
    return show_table(speakers, caption=caption, n=MOST_ROWS, picks=list(speakers["speaker"]))


def show_verbs(tables: Tables, *, speaker: str = "", voice: str = "own") -> Shown:
    """Show the verbs of saying, and how often each source uses them."""
    verbs = list_verbs(tables, speaker=speaker, voice=voice)
    of = f" for {speaker}" if speaker else ""
    caption = f"Verbs of saying{of}, {voice} voice: times in each source"
    return show_table(verbs, caption=caption, n=MOST_ROWS, picks=list(verbs["verb"]))


def show_names(tables: Tables, *, voice: str = "own") -> Shown:
    """Show the persons and bodies that are named, with the tone of the sentences that name them."""
    names = list_names(tables, voice=voice)
    caption = f"Named, {voice} voice: mentions in each source, tone of wording from −1 to +1"
    return show_table(names, caption=caption, n=MOST_ROWS, picks=list(names["name"]))


def show_evidence(tables: Tables, choice: Choice, *, view: str = "speech") -> tuple[Shown, pd.DataFrame]:
    """Show the sentences behind a choice. Returns: what is shown, and its rows with their places."""
    rows = find_evidence(tables, choice, view=view)
    shown = rows.head(MOST_ROWS)
    caption = f"{describe_choice(choice)}: {count(len(rows), 'place')}"
    if len(shown) < len(rows):
        caption = f"{caption}, the first {len(shown)}"
    facts = [column for column in ("source", "voice", "said by") if column == "source" or rows[column].nunique() > 1]
    places = [
        {"pick": str(at), "facts": [row[column] for column in facts]} | {part: row[part] for part in PASSAGE}
        for at, row in enumerate(shown.to_dict("records"))
    ]
    html = fill_template(f"{TEMPLATES}/evidence.html.j2", caption=caption, facts=facts, places=places)
    return Shown(html, caption), shown


def describe_choice(choice: Choice) -> str:
    """Say in words what was chosen.

    >>> describe_choice(Choice("verb", "claim", voice="own", speaker="Odu"))
    'The verb claim, said of Odu, own voice'
    """
    if choice.kind == "speaker":
        return f"What {choice.name} says"
    if choice.kind == "verb":
        of = f", said of {choice.speaker}" if choice.speaker else ""
        return f"The verb {choice.name}{of}, {choice.voice} voice"
    what = "The word" if choice.kind == "word" else "Mentions of"
    return f"{what} {choice.name}, {choice.voice} voice"


def show_marked_article(tables: Tables, article_id: str, *, places: bool = False) -> Shown:
    """Show one article under its title, every stretch under the label of its voice and speaker."""
    return Shown(_frame([_describe_article(tables, article_id, places)]), f"Article '{article_id}', marked up")


def show_side_by_side(tables: Tables, article_ids: Sequence[str], *, places: bool = False) -> Shown:
    """Show up to 4 articles beside each other."""
    chosen = list(article_ids)[:SIDES]
    return Shown(_frame([_describe_article(tables, i, places) for i in chosen]), f"{count(len(chosen), 'article')}")


def choose_side_by_side(tables: Tables, *, first: str = "") -> list[str]:
    """Choose an article of each source to stand side by side: `first`, and of its event one of each other source.

    >>> articles = pd.DataFrame({"article_id": ["a", "b", "c"], "source": ["A", "B", "B"], "event": ["", "", ""]})
    >>> choose_side_by_side({"articles": articles}, first="c")
    ['c', 'a']
    """
    articles = tables["articles"]
    chosen = articles[articles["article_id"] == first]
    if len(chosen) and chosen["event"].iloc[0]:
        articles = articles[articles["event"] == chosen["event"].iloc[0]]
    ordered = pd.concat([chosen, articles]).drop_duplicates("source")
    return [str(article_id) for article_id in ordered["article_id"]][:SIDES]


def show_changes(changes: pd.DataFrame) -> Shown:
    """Show which figures a correction moved."""
    return show_table(changes, caption="What the correction changed", n=MOST_ROWS)


def _describe_article(tables: Tables, article_id: str, places: bool) -> dict[str, str]:
    articles = tables["articles"]
    row = articles[articles["article_id"] == article_id].iloc[0]
    html = mark_up_article(tables, article_id, places=places)
    if not places:  # a notebook shows an article more than once, and an anchor may stand in a page once
        html = re.sub(r'<a id="[^"]*"></a>| id="[^"]*"', "", html)
    facts = ", ".join(filter(None, [str(row["source"]), str(row["date"]), f"{row['n_words']:,} words"]))
    return {"title": str(row["title"] or article_id), "facts": facts, "html": html}


def _frame(articles: list[dict[str, str]]) -> str:
    from markupsafe import Markup

    marked = [article | {"html": Markup(article["html"])} for article in articles]
    return fill_template(f"{TEMPLATES}/side.html.j2", articles=marked)
