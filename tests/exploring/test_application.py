import shutil
from pathlib import Path

import pytest

from analysis.corpus.articles import PROJECT
from analysis.exploring.application import Application
from analysis.parameters import check_parameters
from analysis.running.pipeline import make_tables


@pytest.fixture
def application(seeds):
    return Application(check_parameters(), seeds)


def test_all_panels_follow_a_speaker(application):
    application.pages["speaker"].picked = ["US Embassy", 1]
    assert "What US Embassy says: 2 places" in application.pages["evidence"].html
    assert "Verbs of saying for US Embassy" in application.pages["verb"].html
    assert application.article_id == "000_f1ff09710e15aa11"
    assert application.pages["article"].shown.startswith("000_f1ff09710e15aa11:q")
    assert application.form.speaker.value == "US Embassy"


def test_a_verb_is_followed_for_the_speaker_who_was_chosen(application):
    application.pages["speaker"].picked = ["US Embassy", 1]
    application.pages["verb"].picked = ["say", 2]
    assert "The verb say, said of US Embassy, own voice: 1 place" in application.pages["evidence"].html


def test_a_sentence_and_a_quotation_in_the_article_fill_the_form(application):
    application.pages["evidence"].picked = ["1", 1]
    second = application.evidence.iloc[1]["text"]
    assert second[:20] in application.form.about.value
    application.pages["article"].picked = ["000_f1ff09710e15aa11:q001", 2]
    assert application.form.speaker.value == "Shah Mahmood Qureshi"


def test_any_article_can_be_opened_from_the_list(application):
    assert [label[:3] for label, _ in application.menu.options] == ["A: ", "B: "]
    application.menu.value = "003_a403026302f0a8d1"
    assert "Thousands of people" in application.pages["article"].html
    assert application.form.keep.disabled
    application.pages["speaker"].picked = ["US Embassy", 1]
    assert application.menu.value == "000_f1ff09710e15aa11"


def test_selected_words_are_offered_to_be_added(application):
    text = application.tables["articles"].set_index("article_id")["text"][application.article_id]
    application.pages["article"].span = [10, 20]
    assert application.form.write_row("add")["text"] == text[10:20].strip()
    assert not application.form.add.disabled


def test_the_story_page_is_written_when_its_tab_is_opened(application):
    assert application.pages["story"].html == ""
    application.readings.selected_index = 3
    assert "<iframe" in application.pages["story"].html
    application.readings.selected_index = 0
    application.filters.voice.value = "all"
    assert application.pages["story"].html == ""


def test_what_goes_wrong_is_said(application):
    application.word.value = "("
    assert "is not a pattern" in application.status.value
    application.word.value = "killed"
    assert application.status.value == ""
    application.filters.event.options = [("nowhere", "nowhere")]
    application.filters.event.value = "nowhere"
    assert "No article of these sources" in application.status.value


def test_sources_and_voice_narrow_all_panels(application):
    application.filters.sources.value = ["B"]
    assert "US Embassy" not in application.pages["speaker"].html
    application.filters.voice.value = "quoted"
    assert "quoted voice" in application.pages["name"].html


def test_another_corpus_is_read_with_the_same_settings(tmp_path: Path, monkeypatch):
    (tmp_path / "a.txt").write_text("The talks failed, the minister said.", encoding="utf-8")
    monkeypatch.setenv("SAMESTORY_CACHE", str(tmp_path / "cache"))
    parameters = check_parameters(corpus=str(tmp_path / "a.txt"), tone_model="off", view="strict")
    application = Application(parameters, make_tables(parameters))
    application.read(str(tmp_path / "a.txt"))
    assert (application.parameters.tone_model, application.parameters.view) == ("off", "strict")
    assert "targets" not in application.whole


def test_a_correction_is_written_and_every_figure_that_moved_is_named(tmp_path: Path, monkeypatch):
    corpus = Path(shutil.copytree(PROJECT / "seeds", tmp_path / "seeds"))
    monkeypatch.chdir(tmp_path)
    parameters = check_parameters(corpus="seeds")
    application = Application(parameters, make_tables(parameters))
    application.pages["speaker"].picked = ["Asif Ghafoor", 1]
    application.form.speaker.value = "Ada Lund"
    application.form.keep.click()
    assert "speaker, B, Ada Lund" in application.form.answer.value
    assert "Ada Lund" in application.pages["speaker"].html
    assert (corpus / "corrections.csv").read_text(encoding="utf-8").splitlines()[1].startswith("003_a403026302f0a8d1,")
    assert application.form.speaker.value == "Ada Lund"
