import shutil
from pathlib import Path

import pytest

from analysis.corpus.articles import PROJECT
from analysis.exploring.coding_form import CodingForm
from analysis.running.coding import load_sheet


@pytest.fixture
def corpus(tmp_path: Path) -> str:
    return str(shutil.copytree(PROJECT / "seeds", tmp_path / "seeds"))


@pytest.fixture
def form(corpus: str) -> CodingForm:
    made = CodingForm(corpus)
    made.draw(coded=3, attributions=2, targets=2, coders=2, seed=0)
    return made


def test_where_no_sample_was_drawn_one_can_be(corpus: str) -> None:
    form = CodingForm(corpus)
    assert "No sample was drawn yet" in form.box.children[0].value
    form.draw(coded=2, attributions=0, targets=0, coders=1, seed=0)
    assert form.sheet.options == ("sentences",)


def test_a_unit_tells_neither_source_nor_article_nor_what_the_rules_say(form: CodingForm, corpus: str) -> None:
    row = load_sheet(corpus, "sentences", "a")[0]
    assert row["sentence"][:20].replace('"', "&quot;").replace("'", "&#x27;") in form.page.html
    assert "000_f1ff" not in form.page.html + form.progress.value
    assert "003_a403" not in form.page.html + form.progress.value


def test_selected_words_are_taken_whole_and_several_stretches_stand_side_by_side(form: CodingForm, corpus: str) -> None:
    first, second, third = load_sheet(corpus, "sentences", "a")[0]["sentence"].split()[:3]
    commas = ",."
    form.page.span = [1, len(first) - 1]
    form.page.span = [len(first) + len(second) + 3, len(first) + len(second) + 4]
    assert form.fields["words_1"].value == f"{first.strip(commas)} | {third.strip(commas)}"
    assert form.fields["reported"].value == "yes"


def test_an_answer_is_written_into_the_coders_own_sheet_and_the_next_unit_shown(form: CodingForm, corpus: str) -> None:
    form.coder.value = "b"
    form.fields["reported"].value = "no"
    form.next.click()
    assert [row["reported"] for row in load_sheet(corpus, "sentences", "b")][:2] == ["no", ""]
    assert load_sheet(corpus, "sentences", "a")[0]["reported"] == ""
    assert form.progress.value.startswith("unit 2 of ")
    form.back.click()
    assert form.fields["reported"].value == "no"


def test_what_is_wrong_with_an_answer_is_said_and_the_unit_stays(form: CodingForm) -> None:
    form.fields["reported"].value = "yes"
    form.next.click()
    assert "no words are given" in form.said.value
    assert form.progress.value.startswith("unit 1 of ")


def test_the_other_sheets_ask_their_own_questions(form: CodingForm, corpus: str) -> None:
    form.sheet.value = "targets"
    assert set(form.fields) == {"tone", "note"}
    form.fields["tone"].value = "-1"
    form.next.click()
    assert load_sheet(corpus, "targets", "a")[0]["tone"] == "-1"
    form.sheet.value = "attributions"
    assert set(form.fields) == {"content_right", "speaker_right", "role_right", "note"}
    assert "speaker: " in form.page.html


def test_when_all_is_coded_that_is_said(form: CodingForm, corpus: str) -> None:
    form.sheet.value = "targets"
    for _ in load_sheet(corpus, "targets", "a"):
        assert form.said.value == ""
        form.fields["tone"].value = "0"
        form.next.click()
    assert form.said.value == "All is coded: thank you."
