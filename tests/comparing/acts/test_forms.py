"""Agency by source: shares of forms, with intervals and cautions."""

import pandas as pd

from analysis.comparing.acts.forms import share_forms
from analysis.schema import AGENCY_FORMS

AGENCY = pd.DataFrame(
    [("x1", "own", "killing", "active")] * 3
    + [("x2", "own", "killing", "passive without agent")]
    + [("x2", "direct", "killing", "nominal")]
    + [("y1", "own", "arrest", "nominal")],
    columns=["article_id", "voice", "act", "form"],
)
ARTICLES = pd.DataFrame({"article_id": ["x1", "x2", "y1", "z1"], "source": ["X", "X", "Y", "Z"]})


def test_shares_of_each_source_sum_to_one() -> None:
    table = share_forms(AGENCY, ARTICLES)
    assert table.groupby("source")["share"].sum().to_dict() == {"X": 1.0, "Y": 1.0, "Z": 0.0}
    x = table[table["source"] == "X"]
    assert x["form"].tolist() == list(AGENCY_FORMS)
    assert x["n"].tolist() == [3, 0, 1, 0, 0]
    assert x["share"].tolist() == [0.75, 0.0, 0.25, 0.0, 0.0]
    assert (x["n_all"] == 4).all()
    assert (x["caution"] == "fewer than 10 acts").all()


def test_a_source_without_acts_has_no_share() -> None:
    z = share_forms(AGENCY, ARTICLES).query("source == 'Z'")
    assert z["share"].isna().all()
    assert z["caution"].iloc[0] == "1 article: describes this text, not the source; fewer than 10 acts"


def test_voice_and_act_are_choices() -> None:
    assert share_forms(AGENCY, ARTICLES, voice="quoted")["n"].sum() == 1
    assert share_forms(AGENCY, ARTICLES, voice="all", act="arrest")["n"].sum() == 1
