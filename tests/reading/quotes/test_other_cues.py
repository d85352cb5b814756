import pytest

from analysis.reading.article import read_article


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("According to the coroner, the driver was sober.", "the coroner", "the driver was sober"),
        ("The driver was sober, according to the coroner.", "the coroner", "The driver was sober"),
        ("The driver was accused of ignoring a red light.", "", "The driver was accused of ignoring a red light"),
        ("The coroner was quoted as saying that the driver was sober.", "The coroner", "the driver was sober"),
    ],
)
def test_each_of_the_other_cues_reports(text: str, speaker: str, content: str) -> None:
    quotes = read_article(text)["quotes"]
    assert quotes[["speaker_text", "text"]].fillna("").values.tolist() == [[speaker, content]]


def test_a_channel_is_no_second_speaker() -> None:
    quotes = read_article("The driver was sober, the coroner said, according to a transcript.")["quotes"]
    assert quotes["speaker_text"].tolist() == ["the coroner"]


BODY = "\n\nThe council met on Monday. Ana Ruiz said the bridge is old. Brexit was not on the list."


@pytest.mark.parametrize(
    "headline",
    [
        "Mayor: The bridge must close this year",
        "Ruiz: Bridge will not last the winter",
        "Harbour Police: Two men held after fire",
        "Lindqvist: We will not yield",
        "Report: Half of all bridges are cracked",
    ],
)
def test_whoever_can_talk_is_heard_before_a_colon(headline: str) -> None:
    quotes = read_article(headline + BODY)["quotes"]
    assert quotes[quotes["start"] < len(headline)]["speaker_text"].tolist() == [headline.partition(":")[0]]


@pytest.mark.parametrize(
    "headline",
    [
        "Brexit: Ministers agree new deal",
        "Bridges: what you need to know",
        "Storm Ana: Five things we know so far",
        "Tariffs: The winners and losers",
        "World Cup 2030: Three cities left in the race",
    ],
)
def test_a_topic_before_a_colon_says_nothing(headline: str) -> None:
    quotes = read_article(headline + BODY)["quotes"]
    assert quotes[quotes["start"] < len(headline)].empty
