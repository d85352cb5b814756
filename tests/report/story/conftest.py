"""Two hostile articles on one event, read for real, with findings typed by hand."""

import pandas as pd
import pytest

from analysis.parameters import check_parameters

HOSTILE = '<script>document.title = "owned"</script><img src=x onerror=alert(1)>'
NORTH = (
    "Harbour strike enters day two\n\nMayor Ana Odu said on Monday that the port would stay open.\n\n"
    "Three dockers were hurt in a clash with police at the north gate.\n"
)
SOUTH = (
    "Dockers walked out of the harbour on Monday, and five dockers were hurt in a clash with police "
    "at the north gate.\n\n"
    "“We will not yield,” union leader Ben Sol said. The mayor claimed the port would stay open.\n"
)


@pytest.fixture(scope="session")
def harbour(tmp_path_factory):
    """Make the folder of the two articles."""
    folder = tmp_path_factory.mktemp("made") / "harbour"
    folder.mkdir()
    (folder / "north.txt").write_text(NORTH, encoding="utf-8")
    (folder / "south.txt").write_text(SOUTH, encoding="utf-8")
    rows = [
        "file,source,event,date",
        "north.txt,North,harbour-strike,2026-03-02",
        "south.txt,South & Co,harbour-strike,",
    ]
    (folder / "articles.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def told(harbour):
    """Read and compare the two articles, and type two findings."""
    from analysis.running.pipeline import make_tables

    tables = dict(make_tables(check_parameters(corpus=str(harbour))))
    # Reading takes markup out of texts and titles; a page must not count on it.
    tables["articles"] = tables["articles"].assign(title=["", HOSTILE])
    texts = dict(zip(tables["articles"]["article_id"], tables["articles"]["text"], strict=True))

    def passage(finding: str, side: str, article: str, words: str) -> dict[str, object]:
        start = texts[article].index(words)
        sentences = tables["sentences"]
        own = sentences[(sentences["article_id"] == article) & (sentences["start"] <= start)].iloc[-1]
        place = {"start": own["start"], "end": own["end"], "text": own["text"], "sentence_id": own["sentence_id"]}
        return {
            "finding_id": finding,
            "side": side,
            "article_id": article,
            **place,
            "deciding": f"{start}:{start + len(words)}",
        }

    common = {"event": "harbour-strike", "detail": "", "source_a": "North", "source_b": "South & Co", "evidence": ""}
    common |= {"strength": "descriptive", "caution": "one article each"}
    tables["findings"] = pd.DataFrame(
        [
            {
                "finding_id": "f2",
                "topic": "voices",
                "rank": 2,
                "headline": "Only South & Co hears the union.",
                **common,
            },
            {
                "finding_id": "f1",
                "topic": "counts",
                "rank": 1,
                "headline": "North counts three hurt, South & Co five.",
                **common,
            },
        ]
    )
    tables["finding_passages"] = pd.DataFrame(
        [
            passage("f1", "North", "north", "Three"),
            passage("f1", "South & Co", "south", "five"),
            passage("f2", "South & Co", "south", "We will not yield"),
        ]
    )
    return tables


@pytest.fixture(scope="session")
def write_page(told):
    """Write the story page of the two articles, with all that is given."""
    from analysis.report.story import write_story

    def write(tables=None, **more):
        facts = {
            "settings": {"corpus": "harbour", "view": "speech"},
            "versions": {"samestory": "0.1.0", "spacy": "3.8"},
        }
        return write_story(told if tables is None else tables, **facts, **more)

    return write


@pytest.fixture(scope="session")
def citations(told):
    """Cite the two articles."""
    from analysis.report.story.citations import Citations
    from analysis.report.story.sources import name_articles

    return Citations(told, name_articles(told))
