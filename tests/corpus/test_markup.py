"""How much markup there is is known before it is read, whatever its quotation marks."""

import pytest

from analysis.corpus.markup import count_items, has_endless_tag


@pytest.mark.parametrize("attribute", [" a1='>'", ' a1=">"', " a1=b1 a2", "\na1"])
def test_a_tag_with_attributes_by_the_thousand_is_endless_in_text_and_in_bytes(attribute: str) -> None:
    for markup in (f"<p{attribute * 4000}>Rain fell.</p>", f"<p{attribute * 4000}"):
        assert has_endless_tag(markup)
        assert has_endless_tag(markup.encode())
    assert not has_endless_tag(f"<p{attribute}>Rain fell.</p>" * 4000)


def test_a_long_value_and_words_between_signs_are_no_endless_tag() -> None:
    assert not has_endless_tag(f"<img src='{'A' * 100_000}'>")
    assert not has_endless_tag("3 < 4, " + "it’s “raining” " * 4000)


def test_the_tags_of_the_largest_item_are_counted_and_what_is_written_as_text_has_none() -> None:
    assert count_items(b"<rss><channel>") == (0, 2)
    assert count_items(b"<feed><a:entry><b/></a:entry><entry><b/><b/></entry></feed>") == (2, 4)
    assert count_items(b"<rss><item><![CDATA[<p><p><p>]]></item><item><![CDATA[<p><p><p>") == (2, 1)
