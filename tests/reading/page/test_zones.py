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
