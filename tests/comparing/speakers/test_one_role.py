import pandas as pd

from analysis.comparing.speakers.one_role import give_one_role

QUOTES = pd.DataFrame(
    {
        "article_id": ["a", "a", "b", "b"], "speaker": ["Ana Sol", "Ana Sol", "Ana Sol", "Tom Okafor"],
        "role": ["politics", "other", "other", "justice"], "role_text": ["MP", "", "", "judge"],
        "corrected": [False, False, True, False],
    }
)  # fmt: skip
NAMES = {("a", "Sol"): "Ana Sol", ("b", "Sol"): "Ana Sol"}


def test_a_role_that_tells_goes_to_all_quotations_of_a_person_in_the_event_but_the_corrected() -> None:
    found = give_one_role(QUOTES, NAMES, {"a": "vote", "b": "vote"})
    assert found["role"].tolist() == ["politics", "politics", "other", "justice"]
    assert found["role_text"].tolist() == ["MP", "MP", "", "judge"]


def test_another_event_says_nothing_of_the_role_in_this_one() -> None:
    found = give_one_role(QUOTES.assign(corrected=False), NAMES, {"a": "vote", "b": "storm"})
    assert found["role"].tolist() == ["politics", "politics", "other", "justice"]
