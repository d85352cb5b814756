import pytest


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Ana Sol, a retired judge, spoke.", "a retired judge"),
        ("The retired judge, Ana Sol, spoke.", "The retired judge"),
        ("Ana Sol is a judge.", "a judge"),
        ("Finance Minister Ana Sol spoke. The minister left.", "The minister"),
        # A bare office behind "and" is the same person's.
        ("Ana Sol, the head of the harbour board and architect of its plan, spoke.", "architect of its plan"),
        ("Ana Sol, an attorney and former mayor, spoke.", "an attorney"),
        ("Ana Sol, the founder and chairman of the bank, spoke.", "chairman of the bank"),
        ("Ana Sol, a surgeon and author of three books, spoke.", "author of three books"),
    ],
)
def test_a_description_goes_to_whom_it_describes(called, text, printed):
    assert dict(called(text))[printed] == "Ana Sol"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Vice President Ana Sol spoke. The president left.", "The president"),
        ("Ana Sol is not a judge.", "a judge"),
        ("Minister Ana Sol spoke. A minister wept.", "A minister"),
        ("Ana Sol, the president of the club, spoke. The president left.", "The president"),
        ("Ana Sol, the mayor, and a lawyer spoke.", "a lawyer"),
    ],
)
def test_a_description_that_does_not_fit_is_nobody(called, text, printed):
    assert (printed, "Ana Sol") not in called(text)


def test_what_is_printed_before_a_name_comes_first(find):
    person = find("Norland’s foreign minister Ana Sol, a former judge, spoke.").called("Ana Sol")
    assert person.titles == ["Norland’s foreign minister"]
    assert person.descriptions[0] == "Norland’s foreign minister"
    assert "a former judge" in person.described
