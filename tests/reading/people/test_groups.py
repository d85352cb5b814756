import pytest


@pytest.mark.parametrize(
    ("text", "printed", "entity"),
    [
        ("The Kenyan government resigned.", "The Kenyan government", "Kenya"),
        ("The Norwegian trade office spoke. The trade office denied it.", "The trade office", "Norwegian trade office"),
        ("The heavily guarded Peruvian embassy closed. The embassy will reopen.", "The embassy", "Peruvian embassy"),
        ("The newly built French consulate closed. The consulate will reopen.", "The consulate", "French consulate"),
        ("The Norland foreign office spoke. The FO denied it.", "FO", "Norland Foreign Office"),
        ("President Lunt spoke. The Lunt administration fell.", "The Lunt administration", "Lunt administration"),
        ("Maria Lunt spoke. Lunt’s lawyers left.", "Lunt’s lawyers", "Lunt’s lawyers"),
    ],
)
def test_bodies_in_small_letters_and_what_belongs_to_somebody(called, text, printed, entity):
    assert dict(called(text))[printed] == entity


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("A committee met. The ministry denied it.", "The ministry"),
        ("Maria Lunt spoke. Lunt’s brother, Kai Berg, left.", "Lunt’s brother"),
    ],
)
def test_no_body_is_made_of_nothing(called, text, printed):
    assert dict(called(text)).get(printed, "Kai Berg") == "Kai Berg"
