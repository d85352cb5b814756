import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.reading.page.zones import split_zones
from analysis.schema import ZONES

BODY = "The talks between the two ministers failed on Sunday, and nobody could say when they would begin again."


def zones_of(text: str) -> list[tuple[str, str]]:
    return [(zone.zone, text[zone.start : zone.end]) for zone in split_zones(text)]


def test_every_zone_of_a_page_is_marked() -> None:
    text = (
        "Ministers Leave Geneva Without a Deal\n\nBy Ana Ruiz and Tom Okafor\n\n"
        f"GENEVA (AP) — {BODY}\n\nRead also: Farmers block the port\n\nNo New Date\n\n{BODY}"
    )
    assert zones_of(text) == [
        ("headline", "Ministers Leave Geneva Without a Deal"),
        ("byline", "By Ana Ruiz and Tom Okafor"),
        ("dateline", "GENEVA (AP) —"),
        ("body", BODY),
        ("related link", "Read also: Farmers block the port"),
        ("crosshead", "No New Date"),
        ("body", BODY),
    ]


@pytest.mark.parametrize(
    "dateline",
    [
        "WASHINGTON —", "FERGUSON, Mo. --", "LONDON (Reuters) -", "KABUL, Afghanistan (AP) —", "Islamabad:",
        "New Delhi, Jan 5 (IANS):", "Kuala Lumpur (dpa) -", "NEW YORK —", "Lagos:",
    ],
)  # fmt: skip
def test_datelines_of_many_house_styles(dateline: str) -> None:
    text = f"{dateline} {BODY} They had met for three days in a hotel by the lake.\n{BODY}"
    assert zones_of(text)[:2] == [("dateline", dateline), ("body", text[len(dateline) + 1 : text.index("\n")])]


@pytest.mark.parametrize(
    "opening",
    [
        "Okafor: we need more time.",
        "The minister — who had just arrived — said nothing.",
        "On Sunday: nothing.",
        "It was late - too late, said Ruiz.",
    ],
)
def test_a_sentence_is_no_dateline(opening: str) -> None:
    assert zones_of(f"{opening}\n\n{BODY}")[0] == ("body", opening)


@pytest.mark.parametrize(
    "line",
    [
        "Read Also: Six hurt in a fire", "READ MORE: Port reopens", "ALSO READ | Port reopens", "Related: Port reopens",
        "WATCH: The minister arrives", "Advertisement", "[Video: The minister's speech]", "Story continues below",
    ],
)  # fmt: skip
def test_links_and_page_furniture_are_set_aside(line: str) -> None:
    assert ("related link", line) in zones_of(f"{BODY}\n\n{line}\n\n{BODY}")


@pytest.mark.parametrize(
    "line",
    [
        "Watch the harbour, she said.", "Read the letter before you sign it.", "More: the minister resigned.",
        "racist, misogynist and liar who has", "“We will not go,” she said", "• the first point",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_link_or_a_crosshead_stays_body(line: str) -> None:
    assert ("body", line) in zones_of(f"{BODY}\n\n{line}\n\n{BODY}")


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Full statement: We will build it again.", "Full statement:"),
        ("Forward-looking statements: Results may differ.", "Forward-looking statements:"),
        ("MARKETS: Shares fell on Monday.", "MARKETS:"),
        ("Editor’s note: This story was updated.", "Editor’s note:"),
        ("Questions and answers: The bridge opens in May.", "Questions and answers:"),
    ],
)
def test_a_label_of_the_page_is_a_crosshead_and_what_follows_it_body(line: str, label: str) -> None:
    found = zones_of(f"{BODY}\n\n{line}\n\n{BODY}")
    assert found[1:3] == [("crosshead", label), ("body", line[len(label) + 1 :])]


@pytest.mark.parametrize(
    "line",
    [
        "The mayor’s full statement: We will build it again.",
        "Ruiz: we need more time.",
        "She wrote: Shares fell on Monday.",
        "The markets: where people meet.",
        "RUIZ: Shares fell on Monday.",
    ],
)
def test_another_colon_makes_no_label(line: str) -> None:
    assert ("body", line) in zones_of(f"{BODY}\n\n{line}\n\n{BODY}")


@pytest.mark.parametrize(
    ("before", "promo", "after"),
    [
        ("The ships were late.", "PORT WORKERS MARCH ON PARLIAMENT", "Brand said so."),
        ("“They were late.”", "CLICK HERE TO GET THE TIDE APP", "The union left."),
        ("The ships were late.", "(Agency Photo/Jon Reed)", "“It was dark,” he said."),
    ],
)
def test_what_a_scraper_glued_between_two_sentences_is_no_body(before: str, promo: str, after: str) -> None:
    assert [text for zone, text in zones_of(f"{before}{promo}{after}") if zone == "body"] == [before, after]


@pytest.mark.parametrize(
    "line",
    [
        "He wore a cap. MAKE AMERICA GREAT AGAIN it said. He left.",
        'The sign said "STOP THE COUNT NOW" and more.',
        "He left. (Reuters could not verify this.) She wept.",
        "He went to the U.S. The FBI, CIA and NSA agreed.",
        "“GO HOME NOW ALL OF YOU,” he said. They went.",
    ],
)
def test_capitals_and_brackets_of_a_sentence_stay_body(line: str) -> None:
    assert zones_of(f"{BODY}\n\n{line}\n\n{BODY}")[1] == ("body", line)


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Elena Brandt / Northern Press", "Image source, Getty Images", "(Northern Press/Mona Brandt)",
        "Photo credit: Ana Sol", "Image caption The gate was shut on Monday.",
    ],
)  # fmt: skip
def test_credits_and_captions_are_no_body(line: str) -> None:
    assert ("body", line) not in zones_of(f"{BODY}\n\n{line}\n\n{BODY}")


@pytest.mark.parametrize(
    "line",
    [
        "The image caption was wrong.", "Photo of the year went to Ana Sol.", "The photo: a boat in the rain.",
        "(He left at six or seven.)", "Pictures: “We took them at night,” she said.",
    ],
)  # fmt: skip
def test_a_sentence_on_a_picture_stays_body(line: str) -> None:
    assert ("body", line) in zones_of(f"{BODY}\n\n{line}\n\n{BODY}")


@pytest.mark.parametrize("dateline", ["LINDPORT (Newswire) -", "LUND, Norland (NPA) —"])
def test_a_dateline_may_stand_behind_a_caption(dateline: str) -> None:
    assert ("dateline", dateline) in zones_of(f"Cranes stand idle at the dock May 4, 2024.\n\n{dateline} {BODY}")


def test_an_agency_in_brackets_is_a_dateline_without_a_place() -> None:
    assert zones_of(f"(NPA) - {BODY}")[0] == ("dateline", "(NPA) -")
    assert zones_of(f"(They met) - {BODY}\n\nLater (in May) - they left.")[-1][0] == "body"


def test_a_headline_with_a_full_stop_needs_capitals_throughout() -> None:
    assert zones_of(f"Ministers Leave Geneva Without Deal.\n\n{BODY}")[0][0] == "headline"
    assert zones_of(f"Ministers left Geneva without a deal.\n\n{BODY}")[0][0] == "body"


def test_lines_wrapped_at_a_fixed_width_make_one_paragraph() -> None:
    wrapped = (
        "The talks between the two ministers failed on\nSunday, and nobody could say when they\nwould begin again."
    )
    assert zones_of(f"{wrapped}\n\n{wrapped}\n\n{wrapped}") == [("body", wrapped)] * 3


def test_a_single_line_is_body_and_an_empty_text_has_no_zone() -> None:
    assert zones_of("Pakistan Not To Take Sides") == [("body", "Pakistan Not To Take Sides")]
    assert zones_of(" \n\n ") == []


@given(st.text(alphabet="Aab .:\n\r-—“”()\u2028:“", max_size=200))
def test_zones_slice_back_never_overlap_and_leave_only_white_space_out(text: str) -> None:
    at = 0
    for zone, start, end, rule in split_zones(text):
        assert zone in ZONES
        assert rule
        assert at <= start < end
        assert text[start:end] == text[start:end].strip()
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()
