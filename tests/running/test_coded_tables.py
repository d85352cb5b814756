import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus.articles import PROJECT
from analysis.errors import RequestError
from analysis.running.coded_tables import PROBLEM, add_coded_tables, has_sample, list_sheets, validate_corpus
from analysis.running.coding import load_sheet, save_answer
from analysis.running.validation import draw_validation
from analysis.schema import CODED_TABLES, columns_of


@pytest.fixture
def drawn(tmp_path: Path) -> Path:
    corpus = Path(shutil.copytree(PROJECT / "seeds", tmp_path / "seeds"))
    draw_validation(str(corpus), coded=8, attributions=0, targets=0, coders=2)
    return corpus


def code_all(corpus: Path, coder: str) -> None:
    for row in load_sheet(str(corpus), "sentences", coder):
        said = " said" in row["sentence"]
        answer = {"words_1": "all", "speaker_1": "he", "role_1": "government"} if said else {}
        save_answer(str(corpus), "sentences", coder, row["unit"], {"reported": "yes" if said else "no"} | answer)


def test_without_a_sample_a_plan_is_made_and_the_tables_have_no_rows() -> None:
    coded = validate_corpus(corpus="seeds")
    assert set(coded.plan["based_on"]) == {"assumed errors"}
    assert coded.lines == ["No sample of this corpus was drawn yet."]
    assert {name: list(table.columns) for name, table in coded.tables.items()} == {
        name: columns_of(name) for name in (*CODED_TABLES, "problems")
    }
    assert all(table.empty for table in coded.tables.values())
    assert coded.sheets.empty


def test_two_coders_give_figures_narrowed_to_the_sources_asked_for(drawn: Path, tmp_path: Path) -> None:
    assert has_sample(str(drawn))
    for coder in "ab":
        code_all(drawn, coder)
    before = sorted((drawn / "validation").iterdir())
    coded = validate_corpus(corpus=str(drawn), sources="B", out=str(tmp_path / "out"))
    assert set(coded.tables["errors"]["source"]) == {"B"}
    assert set(coded.tables["corrected"]["other_source"]) == {""}
    assert (tmp_path / "out" / "corrected.csv").exists()
    assert coded.sheets.values.tolist() == [["sentences", "a", 16, 16], ["sentences", "b", 16, 16]]
    assert sorted((drawn / "validation").iterdir()) == before


def test_a_report_has_these_tables_only_where_something_is_coded(drawn: Path, seeds) -> None:
    assert add_coded_tables(seeds, "seeds") is seeds
    assert add_coded_tables(seeds, str(drawn)) is seeds
    code_all(drawn, "a")
    made = add_coded_tables(seeds, str(drawn))
    assert set(made) - set(seeds) == set(CODED_TABLES)
    assert made.lexicons is seeds.lexicons


def test_a_sheet_with_faults_is_a_problem_of_the_report_and_stops_nothing(drawn: Path, seeds) -> None:
    path = drawn / "validation" / "sentences-a.csv"
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    rows.loc[0, "reported"] = "perhaps"
    rows.to_csv(path, index=False)
    made = add_coded_tables(seeds, str(drawn))
    assert set(made) == set(seeds)
    assert made["problems"]["problem"].tolist()[-1] == PROBLEM
    assert "'perhaps' is neither yes nor no" in made["problems"]["detail"].tolist()[-1]
    with pytest.raises(RequestError, match="neither yes nor no"):
        validate_corpus(corpus=str(drawn))


def test_a_wrong_setting_is_refused() -> None:
    with pytest.raises(RequestError, match="Unknown source 'C'"):
        validate_corpus(corpus="seeds", sources="C")
    with pytest.raises(RequestError, match="Did you mean 'corpus'"):
        validate_corpus(corpsu="seeds")


def test_sheets_are_listed_with_what_is_filled_in(drawn: Path) -> None:
    unit = load_sheet(str(drawn), "sentences", "b")[0]["unit"]
    save_answer(str(drawn), "sentences", "b", unit, {"reported": "no"})
    assert list_sheets(str(drawn)).values.tolist() == [["sentences", "a", 0, 16], ["sentences", "b", 1, 16]]
