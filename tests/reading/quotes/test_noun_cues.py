import pytest

from analysis.reading.article import read_article


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The mayor’s claim that the bridge is safe was mocked.", "The mayor’s", "the bridge is safe"),
        ("Residents voiced fears that the dam would burst.", "Residents", "the dam would burst"),
        ("The coach is confident that the keeper will play.", "The coach", "the keeper will play"),
    ],
)
def test_nouns_and_adjectives_that_take_a_clause_have_a_holder(text: str, speaker: str, content: str) -> None:
    quotes = read_article(text, view="all")["quotes"]
    assert quotes[["speaker_text", "text"]].values.tolist() == [[speaker, content]]


def test_nobody_holds_what_stands_there() -> None:
    assert read_article("There is a bridge that is confident in style.")["quotes"].empty
