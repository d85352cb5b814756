import pytest

from analysis.reading.article import read_article


@pytest.mark.parametrize(
    ("text", "speaker", "rule"),
    [
        ("“The pier is closed until spring,” the harbour master said.", "the harbour master", "cue after"),
        ("The harbour master said, “The pier is closed until spring.”", "The harbour master", "cue before"),
        (
            "The harbour master wrote what the crews should do: “Stay away from the pier.”",
            "The harbour master",
            "cue before",
        ),
    ],
)
def test_a_quotation_goes_to_the_cue_beside_it(text: str, speaker: str, rule: str) -> None:
    quotes = read_article(text)["quotes"]
    assert quotes[["speaker_text", "rule"]].values.tolist() == [[speaker, rule]]


def test_of_two_cues_the_one_behind_a_comma_speaks() -> None:
    text = "Ana Ruiz said little. “We will not sell the pier,” Tom Hale said."
    quotes = read_article(text)["quotes"]
    assert quotes[quotes["kind"] == "direct"]["speaker_text"].tolist() == ["Tom Hale"]


def test_a_quotation_that_goes_on_in_the_next_paragraph_belongs_to_the_cue_there() -> None:
    text = "“The pier is closed until spring.\n\n“Nobody may fish from it,” the harbour master said."
    quotes = read_article(text)["quotes"]
    assert set(quotes["speaker_text"]) == {"the harbour master"}
    assert "closed until spring" in " ".join(quotes["text"])


def test_a_cue_of_the_next_paragraph_is_not_beside_a_quotation() -> None:
    quotes = read_article("A voice came from the gate. “Close the mill today!”\n\nThe owner shouted.")["quotes"]
    assert "The owner" not in quotes["speaker_text"].tolist()


def test_where_something_was_said_is_not_what_was_said() -> None:
    [row] = read_article("Ana Sol said on Ten’s “Morning Talk” that the pier was “a wreck” by then.")["quotes"]["text"]
    assert row == "the pier was “a wreck” by then"
