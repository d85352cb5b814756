import pytest

PROTESTERS = {"protesters", "demonstrators"}


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("Hundreds of protesters met. The demonstrators sang.", {"demonstrators"}),
        ("Thousands of people marched to protest a tax.", {"protesters"}),
        ("A convoy of refugees left. The convoy moved north.", {"refugees"}),
    ],
)
def test_a_crowd_is_one_within_an_article(find, text, entities):
    assert {m.entity for m in find(text).mentions if m.kind == "group"} == entities


@pytest.mark.parametrize(
    "text",
    [
        "Mourners gathered at a vigil. Thousands of people marched behind the coffin.",
        "Relatives marched in a funeral procession.",
        "Supporters rallied for the candidate in Orm.",
        "Investors rallied after the vote.",
        "Fans marched to the stadium.",
        "Veterans paraded through the town.",
    ],
)
def test_mourners_supporters_and_investors_are_no_protesters(find, text):
    assert not PROTESTERS & {m.entity for m in find(text).mentions}


def test_sides_stay_apart(called):
    found = dict(called("Pro-government protesters threw eggs at protesters."))
    assert found["Pro-government protesters"] == "pro-government protesters"
    assert found["protesters"] == "protesters"
