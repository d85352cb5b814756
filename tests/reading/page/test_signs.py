"""Signs: what a mark can do where it stands."""

import pytest

from analysis.reading.page.signs import read_signs


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("“Go”", [("“", "opens"), ("”", "closes")]),
        ('said "no" twice', [('"', "opens"), ('"', "closes")]),
        ("the voters’ choice", [("’", "closes")]),
        ("don’t", []),
        ("”Kom hem”", [("”", "opens"), ("”", "closes")]),
        ("''Yes,''", [("''", "opens"), ("''", "closes")]),
    ],
)
def test_a_mark_opens_or_closes_by_its_shape_and_its_neighbours(text: str, roles: list[tuple[str, str]]) -> None:
    found = read_signs(text, 0, len(text))
    assert [(sign.mark, "opens" if sign.opens else "closes") for sign in found] == roles
    assert all(text[sign.start : sign.end] == sign.mark for sign in found)


def test_three_apostrophes_are_two_marks_the_double_one_outside() -> None:
    text = "''He said 'go'''"
    assert [sign.mark for sign in read_signs(text, 0, len(text))] == ["''", "'", "'", "''"]


def test_only_the_paragraph_asked_for_is_read() -> None:
    text = "“One”\n\n“Two”"
    assert [sign.start for sign in read_signs(text, 7, len(text))] == [7, 11]
