"""The parse: which model it rests on."""

from pathlib import Path

import pytest

from analysis.language.parse import MODELS, model_name


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
