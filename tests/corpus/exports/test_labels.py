from pathlib import Path

from analysis.corpus.exports.labels import compare_length, drop_repeated_title, match_labels, read_date_line
from analysis.corpus.found import Found
from analysis.lexicons import load_lexicons, standard_lexicons

LEXICONS = standard_lexicons()


def test_a_label_is_known_with_its_value_and_a_sentence_with_a_colon_is_none() -> None:
    heads = match_labels(LEXICONS, "nexis", "head")
    found = heads.fullmatch("Length: 355 words")
    assert found is not None
    assert found.groups() == ("Length", "355 words")
    assert heads.fullmatch("The plan: two berths") is None


def test_a_date_line_is_a_date_and_nothing_else() -> None:
    dates = {
        "July 1, 2019 Monday 9:20 AM GMT": "2019-07-01",
        "Dienstag 7. Juli 2020": "2020-07-07",
        "mercredi 4 mars 2026": "2026-03-04",
        "Riss im Rumpf: Fähre bleibt in 2026 um 4, vielleicht 5 Wochen im Hafen": "",
        "Covid-19, part 1": "",
        "On March 4, 2026 the ferry firm halted its crossings": "",
    }
    assert {line: read_date_line(line, LEXICONS) for line in dates} == dates


def test_a_text_much_shorter_than_stated_is_said() -> None:
    found = Found("One two three four.")
    compare_length(found, "1,003 words")
    assert found.remarks == [("shorter than stated", "the export states 1,003 words, 4 were read")]
    whole = Found("One two three four.")
    compare_length(whole, "5 words")
    assert whole.remarks == []


def test_a_title_that_the_text_only_begins_like_stays() -> None:
    assert drop_repeated_title("Ferry halts its crossings.", "Ferry halt") == "Ferry halts its crossings."
    assert drop_repeated_title("Ferry halts", "Ferry halts") == "Ferry halts"


def test_a_database_without_labels_has_no_line_with_one(tmp_path: Path) -> None:
    (tmp_path / "export_labels.csv").write_text("database,part,label,note\nnexis,head,Section,\n", encoding="utf-8")
    lexicons = load_lexicons(tmp_path)
    assert match_labels(lexicons, "nexis", "foot").match(": rain") is None
    assert match_labels(lexicons, "nexis", "head").match("Section: News") is not None
