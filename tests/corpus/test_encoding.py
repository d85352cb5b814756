import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.encoding import decode, is_binary

WORDS = "“We won’t pay,” said Zoë Märtens. The board’s chair left — in anger."


@pytest.mark.parametrize(
    ("encoding", "remark"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", "read as UTF-16"),
        ("utf-16-le", "read as UTF-16"),
        ("utf-16-be", "read as UTF-16"),
        ("utf-32", "read as UTF-32"),
        ("cp1252", "read as Windows-1252"),
        ("mac_roman", "read as Mac Roman"),
    ],
)
def test_a_text_is_read_in_the_encoding_it_was_written_in(encoding: str, remark: str) -> None:
    assert decode((WORDS * 3).encode(encoding)) == (WORDS * 3, remark)


def test_one_damaged_byte_does_not_turn_the_rest_into_another_encoding() -> None:
    text, remark = decode(WORDS.encode() + b" \xff.")
    assert text == WORDS + " �."
    assert remark == "UTF-8, but 1 damaged byte became �"


def test_a_text_of_another_script_is_read() -> None:
    russian = "Министр сказал, что переговоры провалились. " * 5
    assert decode(russian.encode("cp1251"))[0] == russian


def test_zero_bytes_that_strayed_in_are_removed_and_a_binary_file_is_no_text() -> None:
    assert decode(b"Kolb l\0eft the room. " * 1)[0] == "Kolb left the room. "
    with pytest.raises(ValueError, match="no text"):
        decode(bytes(range(256)) * 10 + bytes(500))
    assert is_binary(decode(bytes(range(1, 32)) * 10)[0])


@given(st.text(st.characters(codec="utf-8", exclude_characters="\ufeff\0"), min_size=1))
def test_every_text_in_utf_8_is_read_back(text: str) -> None:
    assert decode(text.encode()) == (text, "")


@pytest.mark.parametrize("words", ["One curly “mark” in it.", "It’s cold.", "At the café.", "He left — at last."])
def test_one_damaged_byte_beside_a_single_mark_leaves_the_mark_what_it_is(words: str) -> None:
    assert decode(words.encode() + b" \xff.") == (words + " �.", "UTF-8, but 1 damaged byte became �")


@pytest.mark.parametrize("words", ["CAFÉ”, said “Zoë” — no.", "“Zoë’s fiancé…” left.", "Ça va, naïve Märtens?"])
def test_a_text_in_windows_1252_is_no_damaged_utf_8(words: str) -> None:
    assert decode(words.encode("cp1252")) == (words, "read as Windows-1252")
