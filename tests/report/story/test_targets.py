import pandas as pd

from analysis.report.story.targets import ENOUGH, compare_treatment

COLUMNS = ["article_id", "sentence_id", "voice", "entity", "positive", "negative", "label"]


def compare(told, citations, *rows):
    return compare_treatment({**told, "targets": pd.DataFrame(rows, columns=COLUMNS)}, citations)


def test_few_sentences_have_no_mean_and_lead_to_themselves(told, citations):
    (target,) = compare(
        told, citations,
        ("north", "north:s002", "own", "Odu", 0.1, 0.8, "negative"),
        ("south", "south:s003", "own", "Odu", 0.2, 0.1, "neutral"),
        ("south", "south:s003", "own", "Odu", 0.4, 0.4, "unclear"),
        ("south", "south:s002", "direct", "Odu", 0.9, 0.0, "positive"),
        ("north", "north:s002", "own", "Hull", 0.1, 0.8, "negative"),
    )  # fmt: skip
    assert target.name == "Odu"
    assert target.sources["North"].counts == {"negative": 1}
    assert target.sources["North"].places["negative"] == [f"#{citations.anchors['north:s002']}"]
    assert target.sources["South & Co"].counts == {"neutral": 1}
    assert target.sources["North"].mean is None


def test_ten_sentences_have_a_mean(told, citations):
    many = [("north", "north:s002", "own", "Odu", 0.5, 0.25, "positive")] * ENOUGH
    (target,) = compare(told, citations, *many, ("south", "south:s003", "own", "Odu", 0.2, 0.1, "neutral"))
    assert target.sources["North"].mean == 0.25
