import pytest

from analysis.errors import RequestError, suggest


@pytest.mark.parametrize(
    ("name", "expected"),
    [("corpsu", " Did you mean 'corpus'?"), ("CORPUS", " Did you mean 'corpus'?"), ("zebra", ""), ("", "")],
)
def test_offers_the_closest_name_or_nothing(name: str, expected: str) -> None:
    assert suggest(name, ["corpus", "view", "voice"]) == expected


def test_a_wrong_request_is_a_value_error() -> None:
    assert issubclass(RequestError, ValueError)
