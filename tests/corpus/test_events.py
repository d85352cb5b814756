"""Articles are grouped into events, whatever their order; what is given or decided stands."""

import json

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.events import LEAST, find_events, overrule_events
from analysis.errors import RequestError

DAM = {
    "tide-dam": (
        "Dam above Norby gives way",
        "The old dam above Norby gave way early on Tuesday after a week of rain. Water from the reservoir ran through "
        "the lower town and reached the market square. Mayor Ida Renn asked everyone south of the river to leave. "
        "Firefighters brought 40 people from their roofs, and nobody was reported dead.",
    ),
    "quay-dam": (
        "Flood in Norby after reservoir breaks",
        "A reservoir broke above the town of Norby on Tuesday morning and flooded its lower streets. The mayor, Ida "
        "Renn, said some 40 people had been taken from roofs. The dam had been inspected last spring, the water board "
        "said; rain had fallen for a week. The market square stood under water.",
    ),
    "echo-dam": (
        "",
        "Rescuers in Norby worked through Tuesday to reach families cut off by the flood, hours after the town's dam "
        "failed. Ida Renn, the mayor, called it the worst day in her years in office. The water board promised an "
        "inquiry into why the reservoir was full in spite of warnings.",
    ),
}
STRIKE = {
    "tide-strike": (
        "Ferry crews walk out over pay",
        "Ferry crews at Carrow harbour stopped work on Friday in a dispute over pay. The union, led by Jon Tarr, wants "
        "six per cent more for deckhands; the ferry company offers three. No boats will sail to the islands before "
        "Monday, and hundreds of travellers waited on the pier.",
    ),
    "quay-strike": (
        "Islands cut off as deckhands strike",
        "No ferry left Carrow on Friday after deckhands went on strike. Jon Tarr of the union said the company's offer "
        "of three per cent was an insult to crews. The company called the walkout needless. Travellers to the islands "
        "were told to come back on Monday.",
    ),
}
ALONE = {
    "echo-museum": (
        "Museum buys lost portrait",
        "The national gallery has bought a portrait by Edda Moss that was thought to be lost. The painting, made in "
        "1891, was found in an attic and restored over two years. It will hang beside her self-portrait from June.",
    )
}
EVENTS = (DAM, STRIKE, ALONE)


def make_table(*groups, **columns):
    rows = [(key, *pair) for group in groups for key, pair in group.items()]
    return pd.DataFrame(rows, columns=["article_id", "title", "text"]).assign(**columns)


def group_ids(table):
    """The articles of each event, as sets."""
    return {frozenset(members) for _, members in table.groupby("event")["article_id"]}


def test_three_events_are_told_apart_and_one_of_them_has_a_single_article():
    found = find_events(make_table(*EVENTS)).articles
    assert group_ids(found) == {frozenset(group) for group in EVENTS}
    assert set(found["event_by"]) == {"grouped"}


@pytest.mark.parametrize("group", [DAM, STRIKE])
def test_articles_on_one_event_are_kept_whole_however_few(group):
    for size in range(1, len(group) + 1):
        few = dict(list(group.items())[:size])
        assert find_events(make_table(few)).articles["event"].nunique() == 1


def test_a_group_is_named_by_its_own_words_as_they_are_printed():
    found = find_events(make_table(*EVENTS)).articles.set_index("article_id")["event"]
    assert set(found["tide-dam"].split(", ")) <= {"Norby", "dam", "reservoir", "water", "Ida", "Renn", "flood"}
    assert set(found["tide-strike"].split(", ")) <= {"ferry", "crews", "deckhands", "Carrow", "Tarr", "Jon", "company"}


def test_two_groups_never_share_a_name():
    apart = [(f"a{number}", "", "Dam") for number in range(2)]
    table = pd.DataFrame(apart, columns=["article_id", "title", "text"]).assign(event=["Dam", ""])
    found = find_events(table).articles
    assert found["event"].tolist() == ["Dam", "Dam (a1)"]
    assert found["event_by"].tolist() == ["given", "grouped"]


def test_an_article_without_words_stands_alone_under_its_id():
    table = make_table({"blank": ("", " \n"), "figures-only": ("", "... --- ...")}, DAM)
    found = find_events(table).articles.set_index("article_id")["event"]
    assert found["blank"] == "blank"
    assert found["figures-only"] == "figures-only"


def test_a_given_event_stands_and_the_others_are_grouped():
    table = make_table(DAM, STRIKE)
    table["event"] = ["the flood", None, "", "", float("nan")]
    found = find_events(table).articles
    assert found["event_by"].tolist() == ["given", "grouped", "grouped", "grouped", "grouped"]
    assert found["event"][0] == "the flood"
    assert found["event"][1] == found["event"][2] != found["event"][3]


def test_given_only_groups_nothing_and_none_forgets_what_is_given():
    table = make_table(DAM, event=["flood", "", "flood"])
    given_only = find_events(table, how="given").articles
    assert given_only[["event", "event_by"]].values.tolist() == [["flood", "given"], ["", "none"], ["flood", "given"]]
    nothing = find_events(table, how="none").articles
    assert nothing[["event", "event_by"]].values.tolist() == [["", "none"]] * 3


def test_an_unknown_way_is_refused_with_the_ways_there_are():
    with pytest.raises(RequestError, match=r"'grouped'. There are: group, given, none. Did you mean 'group'\?"):
        find_events(make_table(DAM), how="grouped")


def test_a_table_without_articles_has_no_events():
    found = find_events(make_table())
    assert len(found.articles) == len(found.members) == 0
    assert {"event", "event_by"} <= set(found.articles)


def test_members_list_large_events_first_with_titles_and_likeness():
    members = find_events(make_table(*EVENTS)).members
    assert members["article_id"].tolist()[:3] == sorted(DAM)
    assert members["article_id"].tolist()[-1] == "echo-museum"
    assert members.loc[0, "title"].startswith("Rescuers in Norby worked")
    assert len(members.loc[0, "title"]) == 80
    assert (members["likeness"].dropna() > LEAST).all()
    assert members["likeness"].isna().tolist() == [False] * 5 + [True]
    assert not members["doubtful"].any()


def test_an_article_that_is_nearly_as_near_to_another_event_is_doubtful():
    both = {"mixed": ("", DAM["quay-dam"][1] + " " + STRIKE["quay-strike"][1])}
    members = find_events(make_table(DAM, STRIKE, both)).members.set_index("article_id")
    assert members.index[members["doubtful"]].tolist() == ["mixed"]
    assert members.loc["mixed", "next_event"] not in ("", members.loc["mixed", "event"])


def test_events_csv_overrules_and_leaves_the_others_as_they_were():
    events = find_events(make_table(*EVENTS, path=[f"{key}.txt" for group in EVENTS for key in group]))
    strike = events.articles.set_index("article_id")["event"]["tide-strike"]
    rows = [{"article": "echo-dam.txt", "event": strike}, {"article": "echo-museum", "event": "portrait"}]
    decided, problems = overrule_events(events, rows)
    table = decided.articles.set_index("article_id")
    assert table["event_by"].to_dict() == {key: "grouped" for group in (DAM, STRIKE) for key in group} | {
        "echo-dam": "given",
        "echo-museum": "given",
    }
    assert table.loc["echo-dam", "event"] == strike
    assert table.loc["echo-museum", "event"] == "portrait"
    untouched = table.index[table["event_by"] == "grouped"]
    assert table.loc[untouched, "event"].equals(events.articles.set_index("article_id").loc[untouched, "event"])
    assert problems.empty
    assert decided.members.set_index("article_id").loc["echo-dam", ["event", "event_by"]].tolist() == [strike, "given"]
    assert decided.members.set_index("article_id")["likeness"].isna()["echo-dam"]


def test_rows_of_events_csv_without_effect_are_named():
    rows = [
        {"article": "tide-damm", "event": "flood"},
        {"article": "tide-dam", "event": ""},
        {"article": "quay-dam", "event": "flood"},
        {"article": "quay-dam", "event": "rain"},
        {"article": "quay-dam", "event": "flood"},
    ]
    decided, problems = overrule_events(find_events(make_table(DAM)), rows)
    assert problems[["path", "article_id", "detail"]].values.tolist() == [
        ["events.csv", "", "No article 'tide-damm'. Closest: 'tide-dam'."],
        ["events.csv", "tide-dam", "The row names no event; the article keeps its own."],
        ["events.csv", "quay-dam", "'flood' was named before 'rain'."],
    ]
    assert decided.articles["event_by"].tolist() == ["grouped", "given", "grouped"]


TEXTS = st.lists(st.sampled_from([*(pair for group in EVENTS for pair in group.values()), ("", "")]), max_size=8)


@settings(deadline=None, max_examples=30)
@given(TEXTS, st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing(pairs, random):
    table = make_table({f"a{number}": pair for number, pair in enumerate(pairs)})
    order = random.sample(range(len(table)), len(table))
    first, other = find_events(table), find_events(table.iloc[order])
    assert first.members.equals(other.members)
    assert first.articles.equals(other.articles.sort_index())


@settings(deadline=None, max_examples=30)
@given(TEXTS, st.sampled_from(["", "flood"]))
def test_every_article_has_an_event_and_nothing_given_is_changed(pairs, event):
    table = make_table({f"a{number}": pair for number, pair in enumerate(pairs)}, event=event)
    before = table.copy()
    found = find_events(table)
    assert table.equals(before)
    assert found.articles["event"].ne("").all()
    assert sorted(found.members["article_id"]) == table["article_id"].tolist()
    before = found.members.copy()
    overrule_events(found, [{"article": "a0", "event": "rain"}])
    assert found.members.equals(before)


def test_copies_always_share_an_event():
    table = make_table({f"a{number}": DAM["tide-dam"] for number in range(5)}, STRIKE)
    assert frozenset(f"a{number}" for number in range(5)) in group_ids(find_events(table).articles)


def test_events_of_three_sources_each_are_found(gold_folder):
    rows = (gold_folder / "framing" / "basil_dev.jsonl").read_text(encoding="utf-8").splitlines()
    table = pd.DataFrame([json.loads(row) for row in rows]).rename(columns={"doc_id": "article_id"})
    found = find_events(table.drop(columns="event")).articles
    whole = group_ids(found) & group_ids(table.assign(event=table["event_id"]))
    assert len(whole) >= 40  # of 45


def test_a_file_of_several_articles_gives_all_of_them_its_event_and_a_row_that_is_wrong_none():
    events = find_events(make_table(DAM, path=["t.csv", "t.csv", "a.txt"]))
    rows = [{"article": "t.csv", "event": "flood"}, {"article": "a.txt", "event": "Dam", "": "Row 3 is too long."}]
    decided, problems = overrule_events(events, rows)
    table = decided.articles.set_index("article_id")
    assert table["event_by"].to_dict() == {"tide-dam": "given", "quay-dam": "given", "echo-dam": "grouped"}
    assert problems[["article_id", "detail"]].values.tolist() == [["echo-dam", "Row 3 is too long."]]
