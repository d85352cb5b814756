import shutil
from pathlib import Path

import pytest

from analysis.corpus.articles import PROJECT
from analysis.errors import RequestError
from analysis.running.coding import check_answer, load_sheet, save_answer
from analysis.running.validation import draw_validation


@pytest.fixture(params=["csv", "xlsx"])
def drawn(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    corpus = Path(shutil.copytree(PROJECT / "seeds", tmp_path / "seeds"))
    draw_validation(str(corpus), coded=4, attributions=2, targets=2, coders=1, format=request.param)
    return str(corpus)


def test_one_answer_goes_into_its_row_and_all_else_stays(drawn: str) -> None:
    before = load_sheet(drawn, "sentences", "a")
    unit = before[1]["unit"]
    save_answer(drawn, "sentences", "a", unit, {"reported": "no", "note": "=sure", "sentence": "not written"})
    after = load_sheet(drawn, "sentences", "a")
    assert after == [before[0], before[1] | {"reported": "no", "note": "=sure"}, *before[2:]]


def test_every_sheet_can_be_filled(drawn: str) -> None:
    answers = {
        "sentences": {"reported": "no"},
        "attributions": {"content_right": "partly", "speaker_right": "yes", "role_right": "no"},
        "targets": {"tone": "-2"},
    }
    for sheet, answer in answers.items():
        unit = load_sheet(drawn, sheet, "a")[0]["unit"]
        save_answer(drawn, sheet, "a", unit, answer)
        assert load_sheet(drawn, sheet, "a")[0].items() >= answer.items()


def test_an_answer_that_cannot_be_read_is_named_and_not_written(drawn: str) -> None:
    before = load_sheet(drawn, "sentences", "a")
    with pytest.raises(RequestError, match=r"^words_1: reported says yes, but no words are given"):
        save_answer(drawn, "sentences", "a", before[0]["unit"], {"reported": "yes"})
    assert load_sheet(drawn, "sentences", "a") == before
    assert check_answer(drawn, "sentences", before[0]) == []


def test_an_unknown_unit_or_coder_is_named(drawn: str) -> None:
    with pytest.raises(RequestError, match="has no unit 's999'"):
        save_answer(drawn, "sentences", "a", "s999", {})
    with pytest.raises(RequestError, match="No sheet 'sentences' of coder 'z'"):
        load_sheet(drawn, "sentences", "z")
