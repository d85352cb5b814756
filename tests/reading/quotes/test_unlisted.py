import pytest

from analysis.reading.article import read_article

BEFORE = "The mayor said little. "


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We won the cup,” the coach beamed.", "the coach"),
        ("“We won the cup!” Coach Lia Roy beamed.", "Coach Lia Roy"),
        ("“We won the cup,” quavered the keeper.", "the keeper"),
        ("“What will they eat?” posed Ana Njeri, wiping away tears.", "Ana Njeri"),
        ("“It is done,” one of the guards mouthed at him.", "one of the guards"),
    ],
)
def test_a_verb_that_no_list_knows_speaks_right_behind_the_marks(text: str, speaker: str) -> None:
    quotes = read_article(BEFORE + text)["quotes"]
    assert quotes[["speaker_text", "rule"]].values.tolist() == [[speaker, "unlisted verb"]]


@pytest.mark.parametrize(
    "text",
    [
        "“The Trial,” a novel by Kafka, lay on the desk.",
        "“Hello Darling,” a play by Ana Ruiz, opened in May.",
        "Under the banner “Save our port!” Ana Ruiz marched to the square.",
        "“Who will pay?” was the question of the day.",
        "“Fire!” The keeper threw a bucket at the door.",
    ],
)
def test_what_somebody_else_does_behind_marks_is_no_speech(text: str) -> None:
    assert "unlisted verb" not in set(read_article(BEFORE + text)["quotes"]["rule"])
