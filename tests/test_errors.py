import pytest

from analysis.errors import RequestError, describe_failure, suggest


@pytest.mark.parametrize(
    ("name", "expected"),
    [("corpsu", " Did you mean 'corpus'?"), ("CORPUS", " Did you mean 'corpus'?"), ("zebra", ""), ("", "")],
)
def test_offers_the_closest_name_or_nothing(name: str, expected: str) -> None:
    assert suggest(name, ["corpus", "view", "voice"]) == expected


def test_a_wrong_request_is_a_value_error() -> None:
    assert issubclass(RequestError, ValueError)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (RequestError("Wrong."), ("Wrong.", 2)),
        (KeyboardInterrupt(), ("Stopped", 130)),
        (OSError(28, "No space left on device"), ("No space left on device", 1)),
        (PermissionError(13, "Permission denied", "/x"), ("Permission denied: '/x'", 1)),
        (KeyError("x"), ("KeyError: 'x' (outside this package)", 1)),
    ],
)
def test_a_failure_is_one_sentence_and_an_exit_code(error: BaseException, told: tuple[str, int]) -> None:
    assert describe_failure(error) == told
