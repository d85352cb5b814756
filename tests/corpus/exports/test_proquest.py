from collections.abc import Callable

from analysis.corpus.exports import proquest
from analysis.lexicons import standard_lexicons

LEXICONS = standard_lexicons()
RECORD = """Document 1 of 2

Bridge row

Author: Vallory, Ines

Full text: Kolb left the room.

The plan: two berths by May.

Subject: Bridges

Title: Bridge row

Publication title: The Quay

Publication date: Mar 4, 2026

ProQuest document ID: 31
"""


def test_the_text_goes_on_until_the_next_name_that_is_known() -> None:
    (found,) = proquest.read(RECORD.split("\n"), LEXICONS)
    assert found.text == "Kolb left the room.\n\nThe plan: two berths by May."
    assert (found.title, found.source, found.date, found.article_id) == ("Bridge row", "The Quay", "Mar 4, 2026", "31")


def test_the_sample_is_read(read: Callable, expected: Callable, facts: Callable) -> None:  # type: ignore[type-arg]
    assert sorted(facts(read("proquest_txt/ProQuestDocuments-2026-03-22.txt"))) == sorted(expected("proquest_txt"))


def test_a_record_without_full_text_is_set_aside() -> None:
    lines = [line for line in RECORD.split("\n") if not line.startswith(("Full text", "The plan"))]
    (found,) = proquest.read(lines, LEXICONS)
    assert found.aside == ("no body", "the record has no full text; it was skipped")
