"""The parse: which model it rests on, and where sentences end."""

import subprocess
import sys
from pathlib import Path

import pytest

from analysis.language.parse import MODELS, compile_borders, model_name, parse, split_sentences
from analysis.lexicons import standard_lexicons


def test_the_model_that_is_used_is_named_with_its_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "first_choice").mkdir()
    (tmp_path / "first_choice" / "__init__.py").write_text('__version__ = "9.9.9"\n')
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("analysis.language.parse.MODELS", ("first_choice", *MODELS))
    assert model_name() == ("first_choice", "9.9.9")


def test_without_the_first_choice_the_second_is_named() -> None:
    name, version = model_name()
    assert name in MODELS
    assert version[0].isdigit()


def test_without_any_model_both_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.language.parse.MODELS", ("no_such_model", "nor_this"))
    with pytest.raises(ModuleNotFoundError, match="Install one of the packages no_such_model, nor_this"):
        model_name()


def test_the_model_comes_without_its_librarys_command_line_which_works_when_it_is_asked() -> None:
    code = (
        "from analysis.language.parse import load_model; import sys; load_model(); import spacy;"
        "loaded = [name in sys.modules for name in ('spacy.cli', 'requests')];"
        "print(loaded, spacy.info(silent=True)['spacy_version'] == spacy.__version__)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split("\n")[0] == "[False, False] True"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("She thanked Gov.", "Ana Sol."),
        ("“Why now?”", "the mayor asked."),
        ("“Why now?”", "Mayor Ana Sol asked."),
        ("The vote failed", "by two."),
        ("It was over.", ")"),
    ],
)
def test_what_goes_on_is_one_sentence(before: str, after: str) -> None:
    assert not compile_borders(standard_lexicons()).between(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("She thanked the governor.", "Ana Sol left."),
        ("“Why now?”", "Nobody in the room had an answer for her."),
        ("The vote failed.", "by two."),
        ("He met Dr. Sol.", "They spoke."),
        ("One shouted: “Where were you?”", "The mayor said he had been ill."),
        ('One asked, "Where were you?"', "The mayor said he had been ill."),
    ],
)
def test_what_begins_again_is_another(before: str, after: str) -> None:
    assert compile_borders(standard_lexicons()).between(before, after)


def test_a_zone_outside_the_body_is_one_sentence() -> None:
    text = "Talks Fail. Again\n\nThey met. They left."
    found = split_sentences(parse(text, [0, 19]), [("headline", 0, 17), ("body", 19, len(text))])
    assert [text[s.start : s.end] for s in found] == ["Talks Fail. Again", "They met.", "They left."]
