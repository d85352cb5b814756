import pytest

from analysis.reading.article import read_article


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ada Lund and Olaf Berg said the vote was void.", "Ada Lund and Olaf Berg"),
        ("Senators Ada Lund and Olaf Berg said the vote was void.", "Ada Lund and Olaf Berg"),
        ("Mayor Ada Lund (D) and Sheriff Olaf Berg (R) said the vote was void.", "Ada Lund and Olaf Berg"),
        ("Mayor Bob Hunt, R-Va.; and Judge Dev Nune, R-Calif., said the vote was void.", "Bob Hunt and Dev Nune"),
        (
            "President Olaf Berg and members of his cabinet said the vote was void.",
            "Olaf Berg and members of his cabinet",
        ),
    ],
)
def test_all_who_speak_as_one_are_named(text: str, speaker: str) -> None:
    assert read_article(text)["quotes"]["speaker"].tolist() == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ada Lund, head of the port and a friend of Olaf Berg, said the vote was void.", "Ada Lund"),
        ("Ada Lund, who sold the boat that Olaf Berg had built, said the vote was void.", "Ada Lund"),
        ("Ada Lund, a clerk and poet, said the vote was void.", "Ada Lund"),
        ("Brokers and bankers said the vote was void.", "Brokers and bankers"),
    ],
)
def test_who_is_only_mentioned_beside_a_speaker_does_not_speak(text: str, speaker: str) -> None:
    assert read_article(text)["quotes"]["speaker"].tolist() == [speaker]
