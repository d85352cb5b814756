"""Names: who is mentioned, how, and who within an article is the same; on invented news."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.reading.article import read_article
from analysis.schema import NAME_FORMS

SEEDS = Path(__file__).parents[3] / "seeds"


def read(text: str) -> pd.DataFrame:
    return read_article(text)["names"]


def entities(text: str) -> dict[str, str]:
    """Printed mention → its entity."""
    names = read(text)
    return dict(zip(names["text"], names["entity"], strict=True))


# (text, mention, entity)
MENTIONS = [
    # surnames, titles, polite forms
    ("Ana Sol resigned on Monday. Sol gave no reason.", "Sol", "Ana Sol"),
    ("Finance Minister Ana Sol resigned. Ms. Sol gave no reason.", "Ms. Sol", "Ana Sol"),
    ("Finance Minister Ana Sol resigned. The minister gave no reason.", "The minister", "Ana Sol"),
    ("Finance Minister Ana Sol resigned. The finance minister gave no reason.", "The finance minister", "Ana Sol"),
    ("Carter Brand, a retired judge, spoke first.", "a retired judge", "Carter Brand"),
    ("The retired judge, Carter Brand, spoke first.", "The retired judge", "Carter Brand"),
    ("Carter Brand is a judge. Brand spoke first.", "a judge", "Carter Brand"),
    ("Ohio Rep. Jane Feld voted no. Feld later apologised.", "Feld", "Jane Feld"),
    ("Park Joon-ho arrived in Geneva. Mr. Park smiled.", "Mr. Park", "Park Joon-ho"),
    ("President-elect Maria Lunt spoke. Lunt thanked voters.", "Lunt", "Maria Lunt"),
    ("Robert Hale spoke. Robert Hale sang. Bob Hale left.", "Bob Hale", "Robert Hale"),
    # two of a surname
    ("Peter Lunt met Maria Lunt.", "Maria Lunt", "Maria Lunt"),
    ("Peter Lunt met Maria Lunt.", "Peter Lunt", "Peter Lunt"),
    ("Peter Lunt Jr. met Peter Lunt.", "Peter Lunt Jr.", "Peter Lunt Jr."),
    # nationality
    ("French President Luc Brun met Chilean President Eva Rios. The French president smiled.",
     "The French president", "Luc Brun"),
    ("French President Luc Brun met Chilean President Eva Rios. The Chilean leader smiled.",
     "The Chilean leader", "Eva Rios"),
    ("Peru mourned Peruvian commander Juan Rojas. Peru vowed to honour its general.", "its general", "Juan Rojas"),
    # countries
    ("The U.S. and the USA are America.", "U.S.", "United States"),
    ("The U.S. and the USA are America.", "USA", "United States"),
    ("The U.S. and the USA are America.", "America", "United States"),
    ("Talks between Lima and Bogota failed.", "Lima", "Peru"),
    ("Nairobi will not send troops, the envoy said.", "Nairobi", "Kenya"),
    ("The Kenyan government resigned.", "The Kenyan government", "Kenya"),
    ("Shi’ite and Shiite leaders met.", "Shi’ite", "Shiites"),
    ("Fans marched in Nairobi.", "Nairobi", "Nairobi"),
    # bodies
    ("The Department of Fisheries sued. The Fisheries Department won.", "Fisheries Department",
     "Department of Fisheries"),
    ("The Coastal Fishing Authority sued. The CFA won.", "CFA", "Coastal Fishing Authority"),
    ("The Coastal Fishing Authority sued. The authority won.", "The authority", "Coastal Fishing Authority"),
    ("The Norwegian trade office spoke. The trade office denied it.", "The trade office", "Norwegian trade office"),
    # what belongs to a person is not the person
    ("President Lunt spoke. The Lunt administration fell.", "The Lunt administration", "Lunt administration"),
    ("Maria Lunt spoke. Lunt’s lawyers left.", "Lunt’s lawyers", "Lunt’s lawyers"),
    # crowds
    ("Hundreds of protesters met. The demonstrators sang.", "The demonstrators", "demonstrators"),
    ("Thousands of people marched through Oslo.", "Thousands of people", "protesters"),
    ("A convoy of refugees left. The convoy moved north.", "The convoy", "refugees"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "mention", "entity"), MENTIONS)
def test_mention(text: str, mention: str, entity: str) -> None:
    assert entities(text).get(mention) == entity


# (text, mention, entity it must not have)
APART = [
    ("Vice President Leo Marsh spoke after President Ana Sol. The president left.", "The president", "Leo Marsh"),
    ("Peter Lunt spoke. Maria Lunt left.", "Maria Lunt", "Peter Lunt"),
    ("The judge met a judge. Judge Ira Brand left.", "a judge", "Ira Brand"),
    ("Brown Tower fell. Mr. Brown wept.", "Mr. Brown", "Brown Tower"),
    ("He lives in Lima with his wife.", "Lima", "Peru"),
    ("Michael Jordan retired.", "Jordan", "Jordan"),
    ("President Ana Sol left. Leo Marsh, the president of the club, stayed. The president waved.", "The president",
     "Leo Marsh"),
    ("Pro-government protesters threw eggs at protesters.", "Pro-government protesters", "protesters"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "mention", "entity"), APART)
def test_kept_apart(text: str, mention: str, entity: str) -> None:
    assert entities(text).get(mention) != entity


def test_titles_take_in_what_stands_before() -> None:
    names = read("Former Danish foreign minister Lars Holm resigned.")
    assert names["text"].tolist() == ["Former Danish foreign minister Lars Holm", "Danish"]
    assert names["form"].tolist() == ["title", "adjective"]
    assert names["bare"].tolist() == ["Lars Holm", "Denmark"]


def test_hyphenated_pair_of_countries() -> None:
    names = read("The U.S.-Mexico border is long.")
    assert names["text"].tolist() == ["U.S.", "Mexico"]


def test_two_descriptions_in_one_apposition() -> None:
    found = entities("Rosa Lind, the head of the harbour board and architect of its plan, resigned.")
    assert found["the head of the harbour board"] == found["architect of its plan"] == "Rosa Lind"


def test_headline_believes_only_names_of_the_body() -> None:
    text = "Big Storm Leaves Orlova Stranded\n\nMaria Orlova was stranded by a storm, she said on Monday in Odrava."
    names = read(text)
    assert names.loc[names["start"] < 32, ["text", "entity"]].values.tolist() == [["Orlova", "Maria Orlova"]]


def test_spans_slice_and_order_and_forms() -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        names = read(text)
        spans = zip(names["start"], names["end"], strict=True)
        assert [text[start:end] for start, end in spans] == names["text"].tolist()
        assert names["start"].is_monotonic_increasing
        assert set(names["form"]) <= set(NAME_FORMS)
        assert (names["entity"] != "").all()


def test_voice_is_that_of_the_segment() -> None:
    names = read("“Ana Sol lied,” he said. Sol denied it.")
    assert names["voice"].tolist() == ["direct", "own"]


def test_nothing_to_find() -> None:
    names = read("it rained all day.")
    assert names.empty
    assert names.columns.tolist()[:4] == ["sentence_id", "voice", "entity", "form"]
