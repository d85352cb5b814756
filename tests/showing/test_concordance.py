import pandas as pd
import pytest

from analysis.errors import RequestError
from analysis.showing.concordance import find_concordance

TEXT = "Mayor Odu struck the deal. “We strike no more deals,” she said.\nStrikers said the Strike went on."


@pytest.fixture
def articles() -> pd.DataFrame:
    return pd.DataFrame({"article_id": ["a"], "source": ["Herald"], "text": [TEXT]})


@pytest.fixture
def segments() -> pd.DataFrame:
    spans = [("own", "", 0, 26), ("direct", "Odu", 28, 53), ("own", "", 55, 64), ("indirect", "Strikers", 78, 97)]
    return pd.DataFrame(
        {
            "article_id": "a",
            "sentence_id": [f"a:s00{i}" for i in range(4)],
            "segment_id": [f"a:g00{i}" for i in range(4)],
            **{name: [span[i] for span in spans] for i, name in enumerate(["voice", "speaker", "start", "end"])},
        }
    )


def test_finds_whole_words_in_every_voice_whatever_their_case(segments: pd.DataFrame, articles: pd.DataFrame) -> None:
    found = find_concordance(segments, articles, "strike", width=10)
    assert found[["voice", "speaker", "left", "text", "right"]].values.tolist() == [
        ["direct", "Odu", "deal. “We", "strike", "no more d"],
        ["indirect", "Strikers", "said the", "Strike", "went on."],
    ]


def test_every_place_slices_back_to_its_text(segments: pd.DataFrame, articles: pd.DataFrame) -> None:
    found = find_concordance(segments, articles, r"str\w+|deals?")
    assert [TEXT[start:end] for start, end in zip(found["start"], found["end"], strict=True)] == list(found["text"])
    assert list(found["text"]) == ["struck", "deal", "strike", "deals", "Strike"]


@pytest.mark.parametrize(("voice", "expected"), [("own", ["struck"]), ("quoted", ["strike", "Strike"])])
def test_keeps_to_one_voice(voice: str, expected: list[str], segments: pd.DataFrame, articles: pd.DataFrame) -> None:
    assert list(find_concordance(segments, articles, r"str\w+", voice=voice)["text"]) == expected


def test_finding_nothing_gives_an_empty_table_and_empty_matches_are_none(
    segments: pd.DataFrame, articles: pd.DataFrame
) -> None:
    for pattern in ("zebra", "x*"):
        found = find_concordance(segments, articles, pattern)
        assert found.empty
        assert list(found.columns)[:3] == ["article_id", "source", "sentence_id"]


def test_changes_neither_argument(segments: pd.DataFrame, articles: pd.DataFrame) -> None:
    before = segments.copy(), articles.copy()
    find_concordance(segments, articles, "strike")
    pd.testing.assert_frame_equal(segments, before[0])
    pd.testing.assert_frame_equal(articles, before[1])


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        ({"pattern": "(strike"}, "'(strike' is not a pattern: "),
        ({"pattern": "strike", "voice": "loud"}, "voice is 'loud'; it must be 'own', 'quoted' or 'all'."),
    ],
)
def test_refuses_what_it_cannot_understand(
    request_: dict[str, str], expected: str, segments: pd.DataFrame, articles: pd.DataFrame
) -> None:
    with pytest.raises(RequestError) as caught:
        find_concordance(segments, articles, **request_)
    assert str(caught.value).startswith(expected)
