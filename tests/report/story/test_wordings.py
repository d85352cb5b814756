import pandas as pd

from analysis.report.story.wordings import FORMS, compare_deeds, compare_wordings
from analysis.schema import AGENCY_FORMS


def test_different_words_for_one_person_stand_side_by_side(told, citations):
    rows = [
        ("north", "north:s002", "own", "Ana Odu", "title", 0, 1, "Mayor Ana Odu"),
        ("south", "south:s003", "own", "Ana Odu", "description", 0, 1, "the stubborn mayor"),
        ("south", "south:s003", "direct", "Ana Odu", "name", 0, 1, "Odu"),
        ("north", "north:s002", "own", "Harbour", "name", 0, 1, "Harbour"),
        ("south", "south:s001", "own", "Harbour", "name", 0, 1, "Harbour"),
    ]
    columns = ["article_id", "sentence_id", "voice", "entity", "form", "start", "end", "text"]
    (called,) = compare_wordings({**told, "names": pd.DataFrame(rows, columns=columns)}, citations)
    assert called.name == "Ana Odu"
    assert [label.words for label in called.labels["North"]] == ["Mayor Ana Odu"]
    assert [(label.words, label.quoted) for label in called.labels["South & Co"]] == [
        ("the stubborn mayor", False),
        ("Odu", True),
    ]


def test_an_act_is_told_without_a_word_of_grammar(told, citations):
    start = citations.read("north").index("were hurt")
    row = ("north", "north:s004", "own", "injuring", "passive without agent", "", "Three dockers", "", start, start + 9)
    columns = ["article_id", "sentence_id", "voice", "act", "form", "agent", "patient", "instrument", "start", "end"]
    agency = pd.DataFrame([(*row, "were hurt")], columns=[*columns, "text"])
    (deed,) = compare_deeds({**told, "agency": agency}, citations)
    (telling,) = deed.tellings["North"]
    assert (deed.name, telling.gloss) == ("Injuring of Three dockers", "no one named as the doer")
    assert [piece.text for piece in telling.citation.pieces if piece.marked] == ["were hurt"]


def test_every_form_has_plain_words():
    assert set(FORMS) == set(AGENCY_FORMS)
    assert not any(word in told for told in FORMS.values() for word in ("passive", "nominal", "agent", "subject"))
