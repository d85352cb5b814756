import pandas as pd
import pytest

from analysis.validating.units import list_attributions, list_sentences, list_targets

TEXT = "The port was shut. “We will strike,” said Odu, whom the mayor called reckless. It is quiet."
STARTS = [0, 19, 79]
ENDS = [18, 78, len(TEXT)]


@pytest.fixture
def tables() -> dict[str, pd.DataFrame]:
    sentences = pd.DataFrame({
        "article_id": "a", "sentence_id": ["a:s001", "a:s002", "a:s003"], "zone": ["body", "body", "body"],
        "start": STARTS, "end": ENDS, "text": [TEXT[a:b] for a, b in zip(STARTS, ENDS, strict=True)],
        "n_words": [4, 10, 3],
    })  # fmt: skip
    segments = pd.DataFrame({
        "sentence_id": ["a:s001", "a:s002", "a:s002", "a:s003"], "voice": ["own", "direct", "own", "own"],
        "quote_id": ["", "a:q001", "", ""], "start": [0, 19, 37, 79], "end": [18, 36, 77, len(TEXT)],
    })  # fmt: skip
    quotes = pd.DataFrame({
        "article_id": "a", "quote_id": ["a:q001", "a:q002"], "zone": "body", "form": "clause",
        "act": ["speech", "belief"], "parent_id": "",
        "start": [20, 62], "end": [34, 77], "text": [TEXT[20:34], TEXT[62:77]],
        "speaker_text": ["Odu", ""], "speaker": ["Odu", "unknown"], "role": ["", "government"],
        "confidence": [0.7, 0.9],
    })  # fmt: skip
    articles = pd.DataFrame({"article_id": ["a"], "source": ["A"]})
    return {"sentences": sentences, "segments": segments, "quotes": quotes, "articles": articles}


def list_all(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return list_sentences(*(tables[name] for name in ("sentences", "segments", "quotes", "articles")))


def test_each_word_says_in_which_role_it_is_said(tables) -> None:
    units = list_all(tables)
    assert units["word_roles"].tolist() == [("",) * 4, ("unknown",) * 3 + ("",) * 7, ("",) * 3]
    assert units["kind"].tolist() == ["none, short", "some, long", "none, short"]
    assert [len(roles) for roles in units["word_roles"]] == units["n_words"].tolist()


def test_the_sentences_around_are_shown_and_stop_at_the_article(tables) -> None:
    units = list_all(tables)
    assert units["before"].tolist()[2] == f"{TEXT[:18]} {TEXT[19:78]}"
    assert units["after"].tolist() == [TEXT[19:78], TEXT[79:], ""]
    two = tables | {
        "sentences": pd.concat([tables["sentences"], tables["sentences"].assign(article_id="b", sentence_id="b")]),
        "articles": pd.DataFrame({"article_id": ["a", "b"], "source": ["A", "B"]}),
    }
    assert list_all(two)["before"].tolist()[3] == ""


def test_what_is_no_body_is_no_unit(tables) -> None:
    tables["sentences"]["zone"] = ["headline", "body", "body"]
    assert len(list_all(tables)) == 2


def test_an_attribution_stands_between_brackets_in_its_sentence(tables) -> None:
    units = list_attributions(tables["quotes"], list_all(tables))
    assert units["text"].tolist() == ["“⟦We will strike⟧,” said Odu, whom the mayor called reckless."]
    assert units[["content", "speaker", "role", "kind"]].values.tolist() == [
        ["We will strike", "Odu", "unknown", "unsure"]
    ]
    assert len(list_attributions(tables["quotes"], list_all(tables), view="all")) == 2


def test_an_attribution_over_two_sentences_opens_in_one_and_closes_in_the_other(tables) -> None:
    quotes = tables["quotes"].head(1).assign(end=87)
    text = list_attributions(quotes, list_all(tables))["text"].iloc[0]
    assert text == "“⟦We will strike,” said Odu, whom the mayor called reckless. It is qu⟧iet."


def test_a_target_stands_between_brackets_in_its_sentence(tables) -> None:
    targets = pd.DataFrame({
        "article_id": "a", "sentence_id": ["a:s002", "gone"], "entity": "Odu", "start": [42, 0], "end": [45, 3],
        "text": ["Odu", "x"], "positive": [0.1, 0], "negative": [0.7, 0], "label": ["negative", "neutral"],
    })  # fmt: skip
    units = list_targets(targets, list_all(tables))
    assert units["text"].tolist() == ["“We will strike,” said ⟦Odu⟧, whom the mayor called reckless."]
    assert units["tone"].round(9).tolist() == [-0.6]
    assert units[["target", "negative", "kind"]].values.tolist() == [["Odu", True, "negative"]]
