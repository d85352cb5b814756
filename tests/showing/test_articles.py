import re
from html import unescape

import pandas as pd
import pytest

from analysis.showing.articles import STYLES, anchor_of, mark_up_article

TEXT = "Talks fail\n\nOdu said “no” & left.\nShe will return, she told the < press.\n\nRead also: Other news"


def table(columns: str, rows: list[tuple[object, ...]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns.split()).assign(article_id="a b")


@pytest.fixture
def tables() -> dict[str, pd.DataFrame]:
    def at(piece: str) -> tuple[int, int]:
        return TEXT.index(piece), TEXT.index(piece) + len(piece)

    return {
        "articles": pd.DataFrame({"article_id": ["a b", "other"], "source": ["A", "B"], "text": [TEXT, "Else."]}),
        "zones": table(
            "zone start end",
            [
                ("headline", *at("Talks fail")),
                ("body", *at("Odu said “no” & left.")),
                ("body", *at("She will return, she told the < press.")),
                ("related link", *at("Read also: Other news")),
            ],
        ),
        "sentences": table(
            "sentence_id start end",
            [
                ("a b:s001", *at("Talks fail")),
                ("a b:s002", *at("Odu said “no” & left.")),
                ("a b:s003", *at("She will return, she told the < press.")),
            ],
        ),
        "segments": table(
            "segment_id voice quote_id speaker start end",
            [
                ("a b:g001", "own", "", "", *at("Odu said")),
                ("a b:g002", "direct", "a b:q001", "Odu", *at("no")),
                ("a b:g003", "own", "", "", *at("left.")),
                ("a b:g004", "indirect", "a b:q002", "Odu", *at("She will return")),
                ("a b:g005", "own", "", "", *at("she told the < press.")),
            ],
        ),
    }


def words(html: str) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", "", html)).split())


def test_every_stretch_stands_under_the_label_of_its_voice_and_speaker(tables: dict[str, pd.DataFrame]) -> None:
    assert words(mark_up_article(tables, "a b")) == (
        "headline Talks fail own Odu said “direct: Odu no” & own left. "
        "indirect: Odu She will return, own she told the < press. related link Read also: Other news"
    )


def test_no_character_of_the_text_is_lost(tables: dict[str, pd.DataFrame]) -> None:
    html = re.sub("<small.*?</small> ", "", mark_up_article(tables, "a b"))
    assert words(html) == " ".join(TEXT.split())


def test_each_voice_has_a_border_of_its_own(tables: dict[str, pd.DataFrame]) -> None:
    html = mark_up_article(tables, "a b")
    borders = {re.findall(r"border[^;]*", style)[-1] for style in STYLES.values()}
    assert len(borders) == 3
    assert all(style in html for style in STYLES.values())


def test_sentences_segments_and_quotations_can_be_linked_to(tables: dict[str, pd.DataFrame]) -> None:
    ids = re.findall(r'id="([^"]+)"', mark_up_article(tables, "a b"))
    assert sorted(ids) == sorted(set(ids))
    assert set(ids) == {
        *(f"a_b:s00{i}" for i in (1, 2, 3)),
        *(f"a_b:g00{i}" for i in (1, 2, 3, 4, 5)),
        "a_b:q001",
        "a_b:q002",
    }
    assert anchor_of("a b:s001") == "a_b:s001"


def test_a_sentence_without_a_stretch_of_its_own_can_be_linked_to(tables: dict[str, pd.DataFrame]) -> None:
    tables["segments"] = tables["segments"].head(3)
    html = mark_up_article(tables, "a b")
    assert '<a id="a_b:s003"></a>She will return' in html


def test_a_label_is_not_repeated_while_the_voice_goes_on(tables: dict[str, pd.DataFrame]) -> None:
    tables["segments"].loc[:, ["voice", "quote_id", "speaker"]] = ("own", "", "")
    assert words(mark_up_article(tables, "a b")).count("own ") == 2  # once a paragraph


def test_an_unknown_article_is_named_with_the_closest(tables: dict[str, pd.DataFrame]) -> None:
    with pytest.raises(KeyError, match=r"No article 'othr'\. Did you mean 'other'\? There are: a b, other\."):
        mark_up_article(tables, "othr")


def test_a_sentence_whose_segments_are_left_out_keeps_its_place(tables: dict[str, pd.DataFrame]) -> None:
    tables["segments"] = tables["segments"].iloc[:0]
    marked = mark_up_article(tables, "a b")
    assert all(f'<a id="{anchor_of(key)}">' in marked for key in tables["sentences"]["sentence_id"])
    assert "She will return" in marked
