from pathlib import Path

import pytest

from analysis.corpus.options import read_options
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
        "Articles by source: a 1.",
        "No article has a date.",
        "Read: 2 files of text.",
        "  a  source 'a', 30 words",
        "      headline: Harbour Strike Enters Third Week",
        "      dateline: HARBOUR CITY —",
        "      related link: Read also: Fish prices rise",
        "Set aside as layout: 1 dateline, 1 headline, 1 related link.",
        "1 quotation mark without a partner:",
        "  a, paragraph 3: closed at the end of the paragraph",
        "1 problem (1 empty article):",
        "  'b.txt': empty article: it holds no text and was skipped",
        f"Next: samestory report {tmp_path} --out FOLDER",
    ]


def test_says_what_was_taken_from_which_column_and_how_to_choose_another(tmp_path: Path) -> None:
    path = tmp_path / "dock workers.csv"
    path.write_text(
        "id;body;outlet;pub_date;year\n1;Odu left.;Quay;04/03/2026;2026\n2;She stayed.;Tide;21/03/2026;2026\n"
    )
    lines = preview_corpus(str(path), options=read_options(values=["event=strike"]))
    assert lines[1:13] == [
        "Articles by source: Quay 1, Tide 1.",
        "Dates: 2026-03-04 to 2026-03-21.",
        "1 event: 2 articles given.",
        "dock workers.csv: CSV, 2 rows",
        "    Read with ; between columns.",
        "    text from body: 2 of 2 filled, median 2 words",
        "    article_id from id: 2 of 2 filled",
        "    source from outlet: 2 of 2 filled",
        "    date from pub_date: 2 of 2 filled",
        "    not read: year",
        "    Dates read as day/month/year.",
        "Another column? --column text=NAME, or source, date, title, author, url, event, language.",
    ]
    assert lines[-1] == f'Next: samestory report "{path}" --set event=strike --out FOLDER'


def test_long_lists_and_long_lines_are_shortened_and_counted(tmp_path: Path) -> None:
    for number in range(50):
        (tmp_path / f"{number:02}.txt").write_text(
            "Read also: " + "fish " * 20 + f"\n\nThe dockers of pier {number} left."
        )
    lines = preview_corpus(str(tmp_path))
    assert lines[0].startswith("50 articles, 50 sources")
    assert lines[1].endswith(" and 42 more sources.")
    at = lines.index("      related link: Read also: fish fish fish fish fish fish fish fish fish fish fish fis…")
    assert lines[at + 39] == "  and 40 more lines."
    assert lines[at + 40] == "Set aside as layout in the first 40 articles: 40 related links."
    assert lines[at + 41] == "No problems."


def test_nothing_set_aside_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The dockers went home.")
    assert preview_corpus(str(tmp_path))[5:7] == ["Set aside as layout: nothing.", "No problems."]


def test_events_that_were_grouped_are_shown_with_their_articles_and_how_to_decide(tmp_path: Path) -> None:
    texts = (
        "The Norby dam burst on Monday near Norby.",
        "A dam burst at Norby on Monday.",
        "Ferry crews went on strike.",
    )
    for name, text in zip("abc", texts, strict=True):
        (tmp_path / f"{name}.txt").write_text(text)
    lines = preview_corpus(str(tmp_path))
    assert lines[3] == "2 events: 3 articles grouped by their words."
    assert lines[5:7] == [f"      a: {texts[0]}", f"      b: {texts[1]}"]
    assert "Not so? Say it in events.csv (article, event), or --events given, or none." in lines


def test_without_events_nothing_is_compared_and_the_way_out_is_named(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("The Norby dam burst on Monday near Norby.")
    assert preview_corpus(str(tmp_path), options=read_options(events="none"))[3:5] == [
        "No events: sources are compared as wholes (shares, tone, keywords), and no article with another.",
        "One story? Give it a name: --set event=NAME, or leave out --events none.",
    ]


def test_a_correction_that_fits_nothing_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The dockers went home.")
    (tmp_path / "corrections.csv").write_text("article,text,speaker\na,Never,Odu\n")
    expected = "  'corrections.csv', article a: correction without effect: No quotation matches the text 'Never'."
    assert expected in preview_corpus(str(tmp_path))


def test_of_two_corrections_only_the_one_that_fits_no_quotation_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“The tide is high,” said Odu. The port was shut.")
    rows = "article,text,speaker,verdict\na,The tide is high,Ines Kolb,\na,The port was shut,,\na,was shut,Odu,add\n"
    (tmp_path / "corrections.csv").write_text(rows)
    problems = [line for line in preview_corpus(str(tmp_path)) if "correction without effect" in line]
    assert problems == [
        "1 problem (1 correction without effect):",
        "  'corrections.csv', article a: correction without effect: No quotation matches the text 'The port was shut'.",
    ]


def test_an_article_of_a_table_is_named_by_its_id_and_no_name_commands_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("source,text\nQuay,Odu left.\nTi\x1b]0;de,\n")
    assert "  't.csv', article t-002: empty article: it holds no text and was skipped" in preview_corpus(str(path))
    assert not any("\x1b" in line for line in preview_corpus(str(path)))


def test_a_word_list_that_replaces_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The dockers went home.")
    (tmp_path / "lexicons").mkdir()
    (tmp_path / "lexicons" / "queues.csv").write_text("note\n")
    with pytest.raises(RequestError, match=r"^'queues\.csv' in "):
        preview_corpus(str(tmp_path))
