import pytest

from analysis.reading.article import read_article


@pytest.mark.parametrize(
    ("text", "speaker", "rule"),
    [
        ("“The mill is closed for good,” the owner said.", "the owner", "cue after"),
        ("The owner said: “The mill is closed for good.”", "The owner", "cue before"),
        ("“Close the mill today!” The owner shouted.", "The owner", "cue after"),
        ("She wrote on the gate what they had to do: “Close the mill today.”", "She", "cue before"),
    ],
)
def test_a_quotation_belongs_to_the_cue_beside_it(text: str, speaker: str, rule: str) -> None:
    assert read_article(text)["quotes"][["speaker_text", "rule"]].values.tolist() == [[speaker, rule]]


def test_a_quotation_that_goes_on_belongs_to_the_cue_of_its_last_paragraph() -> None:
    text = "“The mill is closed for good.\n\n“We sold the wheel,” the owner said."
    assert read_article(text)["quotes"]["speaker_text"].tolist() == ["the owner"]


def test_a_cue_of_the_next_paragraph_is_not_beside_a_quotation() -> None:
    quotes = read_article("A voice came from the gate. “Close the mill today!”\n\nThe owner shouted.")["quotes"]
    assert "The owner" not in quotes["speaker_text"].tolist()
