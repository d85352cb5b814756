import pytest

from analysis.reading.article import read_article


def speaker_of(text: str, content: str) -> str:
    """Who is printed as the speaker of the report that holds these words and no other report."""
    quotes = read_article(text)["quotes"]
    return quotes.loc[quotes["text"].str.startswith(content), "speaker_text"].tolist()[-1]


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("The guild sent a letter accusing the board of delay.", "the board", "The guild"),
        ("The guild received a letter accusing the board of delay.", "the board", "a letter"),
        ("The guild issued a statement that said the board was late.", "the board", "The guild"),
        ("Owners closed the mine and miners accused them of greed.", "them", "miners"),
        ("The board sued owners and miners and accused both of greed.", "both", "The board"),
        ("Neighbours heard Ana Sol shout that the boat was hers.", "the boat", "Ana Sol"),
        ("The clerk thanked Ana Sol, saying that the boat was hers.", "the boat", "The clerk"),
        ("Olaf Berg on Saturday said the boat was his.", "the boat", "Olaf Berg"),
        ("Ana Sol denied telling them that the boat was hers.", "the boat", "Ana Sol"),
        ("He called it a “farce,” mocked its author as “blind” and left.", "its author", "He"),
        ("Rep. Ivo Berg, one of the nine members to vote against it, said the town had lost.", "the town", "Rep. Ivo"),
        ("The mayor gave in after the vote, threatening to resign.", "to resign", "The mayor"),
        ("After the chair of the board confirmed the cable was cut, Ivo Berg wept.", "the cable", "the chair of the"),
    ],
)
def test_who_tells(text: str, content: str, speaker: str) -> None:
    assert speaker_of(text, content).startswith(speaker)


@pytest.mark.parametrize(
    "text",
    [
        "“There's a rift between the house and frankly the crew,” Ivo Berg, a clerk, said on “Fog and Friends.”",
        "“I make this promise to you: we will pay the crew in full,” Oban police Chief Ivo Berg said Monday.",
        "“Stop the mill!” Ivo Berg shouted to the crowd.",
    ],
)
def test_who_stands_beside_words_in_marks_speaks_them(text: str) -> None:
    quotes = read_article(text)["quotes"]
    assert quotes["speaker"].tolist() == ["Ivo Berg"]


def test_a_word_in_marks_on_a_wall_is_not_said_by_who_stands_in_the_next_paragraph() -> None:
    quotes = read_article("Fans hung up a sheet: “We will be back!”\n\nCaptain Ivo Berg thanked them.")["quotes"]
    assert "Ivo Berg" not in quotes["speaker"].tolist()


def test_who_stands_between_commas_behind_the_verb_speaks() -> None:
    quotes = read_article("Her remarks, said Ana Sol, the press secretary, are “entirely consistent.”")["quotes"]
    assert quotes["speaker"].tolist() == ["Ana Sol"]
    quotes = read_article("The mayor, his voice low, said Ana Sol, his deputy, would go.")["quotes"]
    assert quotes["speaker"].tolist() == ["mayor"]
