import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.found import Found
from analysis.corpus.mending import mend_fields, mend_text, strip_markup


@pytest.mark.parametrize(
    ("damaged", "mended", "deed"),
    [
        (
            "<p>&ldquo;No,&rdquo; said Kolb.</p><p>&#8220;Yes.&#8221;</p>",
            "“No,” said Kolb.\n\n“Yes.”",
            "markup removed",
        ),
        (
            "One.<br/><br/>&quot;Two,&quot; she said.</p><p>Three.",
            'One.\n\n"Two," she said.\n\nThree.',
            "markup removed",
        ),
        ("One.\n\nThe <i>Ellery</i> left.\nTwo.", "One.\n\nThe Ellery left.\nTwo.", "markup removed"),
        ("<p>One.</p><aside><p>Related: <a href='x'>Two</a></p></aside><script>x</script>", "One.", "markup removed"),
        ("Marks &amp; Sons &mdash; closed.", "Marks & Sons — closed.", "entities decoded"),
        ("â€œNo,â€\x9d said Zoë.", "“No,” said Zoë.", "broken characters repaired (â€œ became “)"),
        ('\\"No,\\" said Kolb.\\n\\nShe wasn\\u2019t in.', '"No," said Kolb.\n\nShe wasn’t in.', "escapes undone"),
        ("Kolb\x00 left.", "Kolb left.", "control characters removed"),
        ("Kolb left \ud800.", "Kolb left \ufffd.", "damaged characters became �"),
    ],
)
def test_what_a_text_went_through_is_undone_and_said(damaged: str, mended: str, deed: str) -> None:
    assert mend_text(damaged) == (mended, [deed])


@pytest.mark.parametrize(
    "text",
    [
        "AT&T fell; 3 < 4 and 5 > 2.", "Write to C:\\new\\table.txt at once.", "Zoë Märtens, café; £140 — “no”.", "<3",
        "He said he was Âge 4 and SÃO PAULO is far.", "The file is at \\\\server\\names.", "First.\r\nSecond.\tThird.",
    ],
)  # fmt: skip
def test_a_text_that_is_whole_stays_as_it_is(text: str) -> None:
    assert mend_text(text) == (text, [])


def test_what_cannot_be_repaired_is_left_and_said() -> None:
    text, done = mend_text("â€? no, said Kolb. ☃ â€")
    assert "said Kolb" in text
    assert done


@given(st.text(st.sampled_from('<>p/ab &;\\n"“Ãâ€©\n'), max_size=60))
def test_no_text_breaks_it_and_what_is_mended_can_be_written(text: str) -> None:
    mend_text(text)[0].encode()
    strip_markup(text).encode()


def test_what_is_mended_in_the_names_that_put_articles_together_is_told() -> None:
    found = Found(source="Herald<br>", event="B\udfff", title="Storm &amp; rain")
    assert mend_fields(found) == [
        "source 'Herald<br>' became 'Herald': markup removed",
        r"event 'B\udfff' became 'B�': damaged characters became �",
    ]
    assert (found.source, found.event, found.title) == ("Herald", "B�", "Storm & rain")
    assert mend_fields(found) == []
    assert mend_fields(Found(source="Ti\x1bde")) == [r"source 'Ti\x1bde' became 'Tide': control characters removed"]


def test_a_tag_of_attributes_by_the_thousand_is_taken_out_without_a_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lxml.html.fromstring", lambda markup: pytest.fail("it was taken apart"))
    assert strip_markup("<p" + " a='1'" * 1000 + ">Rain fell.</p>").strip() == "Rain fell."
