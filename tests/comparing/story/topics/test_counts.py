"""Counts: numbers of one thing that are far apart; never a part against the whole, nor numbers of two things."""

import pytest

from analysis.comparing.story.topics.counts import tell_counts


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (
            "The blast injured 14 people at the market.", "At least 40 people were injured, the hospital said.",
            "A counts “14 people” injured, B “At least 40 people”.",
        ),
        (
            "Police arrested 12 people in the square.", "Thirty people were arrested.",
            "A counts “12 people” arrested, B “Thirty people”.",
        ),
        (
            "Officers fired four shots at the car.", "A neighbour saw them, firing six shots.",
            "A counts “four shots”, B “six shots”.",
        ),
        (
            "Hundreds of families were evacuated on Sunday.", "About 1,200 people were evacuated.",
            "A counts “hundreds of families” evacuated, B “About 1,200 people”.",
        ),
        (
            "Eighty households were displaced.", "The flood displaced about 90 people.",
            "A counts “Eighty households” displaced, B “about 90 people”.",
        ),
        (
            "About 300 people gathered in the square on Sunday.", "More than 1,000 people filled streets on Sunday.",
            "A counts “About 300 people” gathered, B “More than 1,000 people”.",
        ),
    ],
)  # fmt: skip
def test_counts_that_conflict_are_told(tell, first, second, told):
    assert set(tell(tell_counts, first, second)) & {told}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The blast injured 14 people.", "Fourteen people were injured."),
        ("The blast injured 14 people.", "Three officers were injured."),
        ("The blast killed five people.", "Two children were killed."),
        ("Officers fired four shots.", "The bar sold six shots."),
        ("Hundreds of families were evacuated.", "About 1,200 people were arrested."),
        ("Hundreds of families were evacuated.", "Hundreds of families were evacuated."),
    ],
)
def test_counts_that_do_not_conflict_are_not_told(tell, first, second):
    assert tell(tell_counts, first, second) == []


def test_the_number_decides(event_of):
    candidate = next(tell_counts(event_of("Police arrested 12 people.", "Thirty people were arrested.")))
    shown = [
        passage.sentence.text[start - passage.sentence.start : end - passage.sentence.start]
        for passage in candidate.passages
        for start, end in passage.deciding
    ]
    assert shown == ["12", "Thirty"]
