from pathlib import Path

import pytest

from analysis.errors import RequestError
from analysis.running.preview import preview_corpus

ARTICLE = """Harbour Strike Enters Third Week

HARBOUR CITY — Odu, who leads the dockers, said: “No deal. Then she left, and none of the men followed her.

Read also: Fish prices rise
"""


def test_says_what_would_be_read_set_aside_and_dropped_and_why(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "b.txt").write_text(" \n")
    assert preview_corpus(str(tmp_path)) == [
        "1 article, 1 source, 30 words.",
        "  a  source 'a', 30 words",
        "      headline: Harbour Strike Enters Third Week",
        "      dateline: HARBOUR CITY —",
        "      related link: Read also: Fish prices rise",
        "Set aside as layout: 1 dateline, 1 headline, 1 related link.",
        "1 quotation mark without a partner:",
        "  a, paragraph 3: closed at the end of the paragraph",
        "1 problem:",
        "  'b.txt': empty article: it holds no text and was skipped",
    ]


def test_long_lists_and_long_lines_are_shortened_and_counted(tmp_path: Path) -> None:
    for number in range(50):
        (tmp_path / f"{number:02}.txt").write_text("Read also: " + "fish " * 20 + "\n\nThe dockers went home.")
    lines = preview_corpus(str(tmp_path))
    assert lines[0].startswith("50 articles, 50 sources")
    assert lines[2] == "      related link: Read also: fish fish fish fish fish fish fish fish fish fish fish fis…"
    assert lines[41] == "  and 60 more lines."
    assert lines[42] == "Set aside as layout: 50 related links."
    assert lines[43] == "No problems."


def test_nothing_set_aside_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The dockers went home.")
    assert preview_corpus(str(tmp_path))[2:] == ["Nothing is set aside.", "No problems."]


def test_a_word_list_that_replaces_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The dockers went home.")
    (tmp_path / "lexicons").mkdir()
    (tmp_path / "lexicons" / "queues.csv").write_text("note\n")
    with pytest.raises(RequestError, match=r"^'queues\.csv' in "):
        preview_corpus(str(tmp_path))
