from pathlib import Path

import pytest
import typer

from analysis.errors import RequestError
from analysis.telling import say, tell_failures


def test_the_name_of_a_file_gives_the_terminal_no_order(capsys: pytest.CaptureFixture[str]) -> None:
    say("'a\x1b]0;owned\x07.bin': file not read", "'\u202etxt.exe'")
    assert capsys.readouterr().out == "'a\\x1b]0;owned\\x07.bin': file not read\n'\\u202etxt.exe'\n"


@pytest.mark.parametrize(
    ("trouble", "code", "message"),
    [
        (RequestError("Row 2: no text.\nRow 4: no text."), 2, "Row 2: no text.\nRow 4: no text.\n"),
        (OSError(28, "No space left on device"), 1, "No space left on device. 'out' holds nothing new.\n"),
        (KeyboardInterrupt(), 130, "Stopped. 'out' holds nothing new.\n"),
    ],
)
def test_whatever_goes_wrong_ends_in_a_sentence_and_an_exit_code(
    trouble: BaseException, code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as ended, tell_failures(Path("out")):
        raise trouble
    assert (ended.value.exit_code, capsys.readouterr().err) == (code, message)


def test_an_error_that_nobody_foresaw_names_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit), tell_failures():
        raise ValueError("too few")
    assert capsys.readouterr().err.startswith("ValueError: too few (analysis/telling.py, line ")
