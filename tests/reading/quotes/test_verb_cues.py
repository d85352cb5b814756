import pytest

from analysis.reading.article import read_article


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The ferry is late, said the pilot.", "the pilot"),
        ("“The ferry is late,” said harbour pilot Jon Dahl, who waited.", "harbour pilot Jon Dahl, who waited"),
        ("“Shame!” shouted one of the sailors.", "one of the sailors"),
        ("A rally of dock workers, chanting “Pay us now, pay us all,” blocked the pier.", "dock workers"),
        ("The union issued a statement calling the ban a mistake.", "The union"),
    ],
)
def test_who_reports_stands_before_or_behind_the_verb(text: str, speaker: str) -> None:
    assert read_article(text)["quotes"]["speaker_text"].tolist() == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "It is worth noting that the ferry was late.",
        "It should be said that the ferry was late.",
        "Asked about her knee, the pilot smiled.",
    ],
)
def test_the_voice_of_the_source_is_nobodys_report(text: str) -> None:
    assert read_article(text)["quotes"].empty


def test_a_phrase_is_one_cue_with_its_particle() -> None:
    [row] = read_article("The pilot pointed out that the ferry was late.")["quotes"].to_dict("records")
    assert (row["cue_text"], row["text"]) == ("pointed out", "the ferry was late")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Storm: “We have lost the barn”, say farmers", "farmers"),
        ("Flood alert: “Leave your homes now”, warns mayor", "mayor"),
    ],
)
def test_a_topic_before_a_colon_is_not_who_speaks(text: str, speaker: str) -> None:
    assert read_article(text)["quotes"]["speaker_text"].tolist() == [speaker]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Raghavan termed the raid as politically motivated.", "the raid as politically motivated"),
        ("Raghavan, however, dubbed the raid a farce.", "the raid a farce"),
        ("The critic described the play as dull.", "the play as dull"),
        ("The critic described the play as the lights went out.", None),
    ],
)
def test_what_a_thing_is_called_belongs_to_the_report(text: str, content: str | None) -> None:
    found = read_article(text)["quotes"]["text"].tolist()
    assert found == ([content] if content else ["the play"])


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "Ana Moe called the delay disappointing but not surprising.",
            "Ana Moe",
            "the delay disappointing but not surprising",
        ),
        ("The airline in a statement said there was no fire.", "The airline", "there was no fire"),
        ("The man in the video said he was sorry.", "The man in the video", "he was sorry"),
        (
            "“We are ahead of plan,” finance chief Ana Moe told journalists.",
            "finance chief Ana Moe",
            "We are ahead of plan,",
        ),
        (
            "The spokesman, asked about the claim on Tuesday, dismissed it as “wishful”.",
            "The spokesman",
            "it as “wishful”",
        ),
    ],
)
def test_who_speaks_and_what_is_said_end_where_they_end(text: str, speaker: str, content: str) -> None:
    quotes = read_article(text)["quotes"]
    assert quotes[["speaker_text", "text"]].values.tolist() == [[speaker, content]]


def test_a_second_report_of_several_words_has_the_first_ones_speaker() -> None:
    text = "A clerk said the gates were opened at noon, and pointed out that 40 mm of rain fell in an hour."
    assert read_article(text)["quotes"]["speaker_text"].tolist() == ["A clerk", "A clerk"]


@pytest.mark.parametrize("text", ["The bank reported a profit of two million.", "The firm reported losses in May."])
def test_what_a_firm_earned_is_not_said(text: str) -> None:
    assert read_article(text)["quotes"].empty


def test_what_a_thing_shows_is_no_speech() -> None:
    quotes = read_article("The delay shows that nobody had a plan. The report shows that nobody had one.")["quotes"]
    assert quotes["act"].tolist() == ["perception", "document"]
