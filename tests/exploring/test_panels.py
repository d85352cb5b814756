import pytest

from analysis.errors import RequestError
from analysis.exploring.choices import Choice
from analysis.exploring.panels import check_word, find_evidence, list_names, list_speakers, list_verbs, name_speakers


def test_speakers_stand_with_their_share_in_each_source(seeds):
    speakers = list_speakers(seeds)
    assert speakers.columns.tolist() == ["speaker", "role", "quotations", "words", "A", "B"]
    assert speakers.iloc[0].tolist() == ["Shah Mahmood Qureshi", "government", 8, 125, "35", "43"]
    assert speakers["words"].is_monotonic_decreasing
    assert speakers["words"].sum() == seeds["shares"].query("by == 'speaker'")["n_words"].sum()


def test_of_more_sources_than_fit_only_the_sums_are_shown(seeds):
    many = seeds["shares"].assign(source=[str(k) for k in range(len(seeds["shares"]))])
    assert list_speakers(seeds | {"shares": many}).columns.tolist() == ["speaker", "role", "quotations", "words"]


def test_verbs_follow_a_speaker_and_a_voice(seeds):
    all_verbs, own = list_verbs(seeds), list_verbs(seeds, speaker="US Embassy")
    assert all_verbs["times"].sum() == seeds["saying"].query("voice == 'own'")["n"].sum()
    assert own[["verb", "times", "A"]].values.tolist() == [["say", 1, "1"], ["warn", 1, "1"]]
    assert set(list_verbs(seeds, voice="quoted")["verb"]) == {"reaffirm", "reiterate"}


def test_names_stand_with_mentions_and_tone(seeds):
    names = list_names(seeds, voice="all")
    assert names["mentions"].sum() == len(seeds["names"])
    assert names["tone"].dropna().between(-1, 1).all()
    assert names["mentions"].is_monotonic_decreasing


@pytest.mark.parametrize(
    ("choice", "n"),
    [
        (Choice("speaker", "US Embassy"), 2),
        (Choice("verb", "warn"), 1),
        (Choice("verb", "say", speaker="US Embassy"), 1),
        (Choice("word", "killing|killed", voice="own"), 4),
        (Choice("word", "no such word"), 0),
    ],
)
def test_evidence_is_what_stands_in_the_article(seeds, choice, n):
    rows = find_evidence(seeds, choice)
    texts = seeds["articles"].set_index("article_id")["text"]
    assert len(rows) == n
    for row in rows.to_dict("records"):
        assert texts[row["article_id"]][row["start"] : row["end"]] == row["text"]


def test_evidence_of_a_name_are_its_mentions(seeds):
    rows = find_evidence(seeds, Choice("name", "Iran", voice="own"))
    wanted = seeds["names"].query("entity == 'Iran' and voice == 'own'")
    assert sorted(zip(rows["article_id"], rows["start"], strict=True)) == sorted(
        zip(wanted["article_id"], wanted["start"], strict=True)
    )


def test_words_around_a_place_are_not_cut_through(seeds):
    row = find_evidence(seeds, Choice("verb", "warn"), width=20).iloc[0]
    assert row["before"].startswith("… ")
    assert row["after"].endswith(" …")
    whole = find_evidence(seeds, Choice("verb", "warn"), width=10**6).iloc[0]
    assert "…" not in whole["before"] + whole["after"]


def test_nothing_is_looked_for_without_a_word():
    with pytest.raises(RequestError, match="No word is given"):
        check_word("  ")


def test_a_broken_pattern_is_named(seeds):
    with pytest.raises(RequestError, match="is not a pattern"):
        find_evidence(seeds, Choice("word", "("))


def test_speakers_to_choose_from_are_all_that_are_named(seeds):
    names = name_speakers(seeds)
    assert {"US Embassy", "Qasem Soleimani", "unknown"} <= set(names) | {"Qasem Soleimani"}
    assert "" not in names
