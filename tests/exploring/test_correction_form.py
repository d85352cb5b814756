import pytest

from analysis.errors import RequestError
from analysis.exploring.correction_form import CorrectionForm

QUOTE = {
    "article_id": "a", "start": 3, "end": 9, "text": "no <way>", "speaker": "Odu", "role": "public", "kind": "direct",
    "corrected": False,
}  # fmt: skip
PLACE = {"article": "a", "text": "no <way>", "start": "3", "end": "9"}


@pytest.fixture
def saved():
    return []


@pytest.fixture
def form(saved):
    made = CorrectionForm(save=lambda row, overwrite: saved.append((row, overwrite)))
    made.load_quotation(QUOTE, ["Ada", "Odu"])
    return made


def test_only_what_was_changed_is_written_and_of_another_speaker_the_role_too(form, saved):
    form.kind.value = "mixed"
    form.keep.click()
    form.speaker.value = "Ada"
    form.keep.click()
    assert saved == [
        (PLACE | {"speaker": "", "role": "", "kind": "mixed", "verdict": ""}, False),
        (PLACE | {"speaker": "Ada", "role": "public", "kind": "mixed", "verdict": ""}, False),
    ]


def test_nothing_is_written_where_nothing_was_changed(form, saved):
    form.keep.click()
    assert saved == []
    assert "Nothing was changed" in form.answer.value


def test_not_a_quotation_needs_no_more_words(form, saved):
    form.speaker.value = "Ada"
    form.remove.click()
    assert saved[0][0] == PLACE | {"speaker": "", "role": "", "kind": "", "verdict": "not a quotation"}


def test_selected_words_are_added_with_all_that_is_given(form, saved):
    form.load_words("a", 20, 27, "we wait", ["Ada"])
    assert form.keep.disabled
    form.speaker.value, form.role.value = "Ada", "expert"
    form.add.click()
    assert saved[0][0] == {
        "article": "a", "start": "20", "end": "27", "text": "we wait", "speaker": "Ada", "role": "expert",
        "kind": "direct", "verdict": "add",
    }  # fmt: skip


def test_what_is_there_is_replaced_only_after_a_yes():
    tries = []

    def save(row, overwrite):
        tries.append(overwrite)
        if not overwrite:
            raise RequestError("It is corrected already. Replace that row?")

    form = CorrectionForm(save=save)
    form.load_quotation(QUOTE, [])
    form.speaker.value = "Ada"
    form.keep.click()
    assert form.asking.layout.display == ""
    assert "Replace that row?" in form.answer.value
    form.no.click()
    assert tries == [False]
    assert form.asking.layout.display == "none"
    form.keep.click()
    form.yes.click()
    assert tries == [False, False, True]


def test_what_an_article_says_is_text_in_the_form(form):
    assert "<way>" not in form.about.value
    assert "no &lt;way&gt;" in form.about.value
