import subprocess
import sys
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


@pytest.mark.parametrize(("code", "ends_at_once"), [(130, True), (143, True), (2, False)])
def test_what_was_stopped_tidies_up_and_is_not_taken_apart(code: int, ends_at_once: bool) -> None:
    program = (
        "import atexit, sys; from analysis.telling import end_at_once; atexit.register(print, 'tidy')\n"
        "class Slow:\n    def __del__(self): print('apart')\n"
        f"slow = Slow(); end_at_once(lambda prog_name: sys.exit({code}))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout.split()) == (code, ["tidy"] if ends_at_once else ["tidy", "apart"])
