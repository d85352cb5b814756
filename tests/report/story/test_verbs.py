from analysis.report.story.verbs import CLASSES, compare_verbs
from analysis.schema import CUE_CLASSES


def test_a_claim_keeps_its_distance_and_leads_to_its_sentence(told, citations):
    classes, places = compare_verbs(told, citations, view="speech")
    distant = next(of for of in classes if of.name == CLASSES["doubting"])
    assert [(source, [(verb.word, verb.n) for verb in verbs]) for source, verbs in distant.verbs.items()] == [
        ("South & Co", [("claim", 1)])
    ]
    anchor = distant.verbs["South & Co"][0].anchor
    ((speaker, citation),) = next(of.places for of in places if of.anchor == anchor)
    assert [piece.text for piece in citation.pieces if piece.marked] == ["claimed"]
    assert speaker


def test_every_class_has_words_of_its_own():
    assert set(CLASSES) == set(CUE_CLASSES)
    assert len(set(CLASSES.values())) == len(CLASSES)
