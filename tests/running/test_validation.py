import csv
import inspect
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus.articles import PROJECT
from analysis.corpus.options import Options
from analysis.errors import RequestError
from analysis.language.words import WORD
from analysis.running.validation import (
    NothingCodedError,
    draw_validation,
    plan_validation,
    read_validation,
    write_validation,
)
from analysis.validating.answers import read_answers
from analysis.validating.sheets import read_sheet

Cells = dict[str, str]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROJECT / "seeds", tmp_path / "seeds"))


@pytest.fixture
def drawn(corpus: Path) -> Path:
    draw_validation(str(corpus), coded=12, attributions=5, targets=6)
    return corpus / "validation"


def load(path: Path) -> list[Cells]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def save(path: Path, rows: list[Cells], *, delimiter: str = ",", encoding: str = "utf-8-sig") -> None:
    held = io.StringIO(newline="")
    writer = csv.DictWriter(held, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(held.getvalue().encode(encoding))


def code_sentence(row: Cells) -> None:
    """A coder who takes what stands in marks for reported, and `said` for a sign of it."""
    if '"' in row["sentence"] or "“" in row["sentence"]:
        row |= {"reported": "Y", "words_1": "marks", "speaker_1": "him", "role_1": "Government"}
    elif " said" in row["sentence"]:
        row |= {"reported": "1", "words_1": "all", "speaker_1": "Shah Mahmood Qureshi", "role_1": "state"}
    else:
        row["reported"] = "no"


def code_attribution(row: Cells) -> None:
    row |= {"content_right": "yes", "speaker_right": "partly"}


def code_target(row: Cells) -> None:
    row["tone"] = str(len(row["target"]) % 3 - 1)


def fill(path: Path, code: Callable[[Cells], None], **how: str) -> None:
    rows = load(path)
    for row in rows:
        code(row)
    save(path, rows, **how)


def fill_all(folder: Path) -> None:
    for coder, how in (("a", {}), ("b", {"delimiter": ";", "encoding": "utf-16"})):
        fill(folder / f"sentences-{coder}.csv", code_sentence, **how)
        fill(folder / f"attributions-{coder}.csv", code_attribution, **how)
        fill(folder / f"targets-{coder}.csv", code_target, **how)


def test_two_coders_give_the_four_tables(drawn: Path) -> None:
    fill_all(drawn)
    read = read_validation(str(drawn.parent))
    assert {name: len(table) > 0 for name, table in read.tables.items()} == {
        "agreement": True, "errors": True, "error_differences": True, "corrected": True, "problems": False,
    }  # fmt: skip
    assert read.lines[0].startswith("Sentences: 24 of 37 drawn with seed 0 in ")
    assert read.lines[0].endswith("; coded: 24 by a, 24 by b.")
    corrected = read.tables["corrected"]
    assert set(corrected["coder"]) == {"a", "b", "decided"}
    reported = corrected[(corrected["coder"] == "decided") & (corrected["measure"] == "reported words")]
    assert reported[["source", "other_source"]].values.tolist() == [["A", ""], ["B", ""], ["A", "B"]]
    assert reported["estimate"].between(-1, 1).all()
    assert set(read.tables["errors"]["measure"]) >= {"recall, words", "content right", "recall, negative targets"}
    assert read.tables["agreement"]["agreed"].eq(1).all()


def test_a_sheet_and_its_name_tell_neither_source_nor_article(drawn: Path) -> None:
    key = pd.read_csv(drawn / "key.csv")
    assert set(key["source"]) == {"A", "B"}
    for path in drawn.glob("*-?.csv"):
        for row in load(path):
            assert not any(cell in ("A", "B") for cell in row.values())
            assert "000_f1ff" not in json.dumps(row)


def test_the_same_seed_gives_the_same_bytes(corpus: Path) -> None:
    first = {path.name: path.read_bytes() for path in draw_validation(str(corpus), coded=5, format="xlsx")}
    shutil.rmtree(corpus / "validation")
    second = {path.name: path.read_bytes() for path in draw_validation(str(corpus), coded=5, format="xlsx")}
    assert first == second
    assert "sentences-a.xlsx" in first


def test_a_sample_is_never_drawn_over_another(drawn: Path) -> None:
    before = (drawn / "key.csv").read_bytes()
    with pytest.raises(RequestError, match="holds a sample already"):
        draw_validation(str(drawn.parent))
    assert (drawn / "key.csv").read_bytes() == before


def test_nothing_coded_is_said(drawn: Path) -> None:
    with pytest.raises(NothingCodedError, match=r"No sheet in .* is coded yet"):
        read_validation(str(drawn.parent))


def test_without_a_sample_there_is_nothing_to_read(corpus: Path) -> None:
    with pytest.raises(RequestError, match=r"there is no key.csv. Draw one first"):
        read_validation(str(corpus))


def test_disagreements_are_written_down_and_a_decision_holds(drawn: Path) -> None:
    fill_all(drawn)
    rows = load(drawn / "sentences-a.csv")
    changed = next(row for row in rows if row["reported"] == "no")
    changed |= {"reported": "yes", "words_1": "all", "speaker_1": "x", "role_1": "media"}
    save(drawn / "sentences-a.csv", rows)
    read = read_validation(str(drawn.parent))
    assert "1 unit waits for a decision in disagreements-sentences" in read.lines[1]
    assert set(read.tables["corrected"].query("measure == 'reported words'")["coder"]) == {"a", "b"}
    written = load(drawn / "disagreements-sentences.csv")
    assert [(row["unit"], row["differs"], row["b"]) for row in written] == [(changed["unit"], "reported", "no")]
    save(drawn / "disagreements-sentences.csv", [written[0] | {"decision": "b"}], delimiter="\t")
    read = read_validation(str(drawn.parent))
    figures = read.tables["corrected"].query("measure == 'reported words' and source == 'A' and other_source == ''")
    assert set(figures["coder"]) == {"a", "b", "decided"}
    by_coder = figures.set_index("coder")["estimate"]
    assert by_coder["decided"] == by_coder["b"]
    assert load(drawn / "disagreements-sentences.csv")[0] is not None


def test_every_fault_of_every_sheet_is_named_at_once(drawn: Path) -> None:
    fill_all(drawn)
    rows = load(drawn / "sentences-a.csv")
    rows[0]["reported"] = "perhaps"
    rows[1] |= {"reported": "yes", "words_1": "all", "role_1": "prince of darkness"}
    save(drawn / "sentences-a.csv", rows)
    targets = load(drawn / "targets-a.csv")
    renamed = [{("mood" if name == "tone" else name): cell for name, cell in row.items()} for row in targets]
    save(drawn / "targets-a.csv", renamed)
    with pytest.raises(RequestError) as raised:
        read_validation(str(drawn.parent))
    lines = str(raised.value).split("\n")
    assert [line.split(",")[0] for line in lines] == ["sentences-a.csv", "sentences-a.csv", "targets-a.csv"]
    assert "no column 'tone'. Found: mood" in lines[2]
    assert not (drawn / "disagreements-sentences.csv").exists()


def test_two_files_of_one_coder_are_refused(drawn: Path) -> None:
    shutil.copy(drawn / "sentences-a.csv", drawn / "sentences-A.xlsx")
    with pytest.raises(RequestError, match=r"are one coder's. Remove one of them"):
        read_validation(str(drawn.parent))


def test_a_correction_inside_a_coded_sentence_is_a_problem_and_reaches_no_prediction(drawn: Path) -> None:
    fill_all(drawn)
    before = read_validation(str(drawn.parent)).tables
    key = pd.read_csv(drawn / "key.csv").query("sheet == 'sentences' and stratum.str.startswith('some')")
    unit = key.iloc[0]
    (drawn.parent / "corrections.csv").write_text(
        "article,start,end,text,speaker,role,kind,verdict\n"
        f"{unit['article_id']},{unit['start']},{unit['end']},,,,,not a quotation\n",
        encoding="utf-8",
    )
    after = read_validation(str(drawn.parent)).tables
    assert after["problems"][["path", "problem"]].values.tolist() == [
        ["corrections.csv", "correction inside a coded unit"]
    ]
    assert after["problems"]["detail"].iloc[0].startswith(f"{unit['unit']}: ")
    pd.testing.assert_frame_equal(before["corrected"], after["corrected"])


def test_targets_under_other_rules_are_a_problem_and_the_other_sheets_are_read(
    drawn: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_all(drawn)
    from analysis.running import validation

    listed = validation.list_targets
    monkeypatch.setattr(validation, "list_targets", lambda *tables: listed(*tables).iloc[3:])
    read = read_validation(str(drawn.parent))
    assert set(read.tables["agreement"]["sheet"]) == {"sentences", "attributions"}
    (problem,) = read.tables["problems"]["detail"]
    assert problem.startswith("the rules find other names today than when it was drawn. ")
    for sheet in ("sentences", "attributions"):
        for path in drawn.glob(f"{sheet}-*"):
            path.unlink()
    with pytest.raises(RequestError, match="other names today"):
        read_validation(str(drawn.parent))


def test_a_sample_remembers_how_its_corpus_is_read(tmp_path: Path) -> None:
    rows = "\n".join(f'A,"It is quiet. “We wait for word {k},” said Odu."' for k in range(6))
    (tmp_path / "few.csv").write_text(f"paper,prose\n{rows}\n", encoding="utf-8")
    options = Options(columns={"text": "prose", "source": "paper"})
    draw_validation(str(tmp_path / "few.csv"), coded=4, attributions=0, targets=0, coders=1, options=options)
    fill(tmp_path / "few-validation" / "sentences-a.csv", code_sentence)
    assert set(read_validation(str(tmp_path / "few.csv")).tables["errors"]["source"]) == {"A"}
    assert "options" not in inspect.signature(read_validation).parameters


def test_without_leave_nothing_is_written_where_coders_differ(drawn: Path) -> None:
    fill_all(drawn)
    rows = load(drawn / "sentences-a.csv")
    next(row for row in rows if row["reported"] == "no").update(reported="yes", words_1="all", role_1="media")
    save(drawn / "sentences-a.csv", rows)
    read_validation(str(drawn.parent), write=False)
    assert not (drawn / "disagreements-sentences.csv").exists()


def test_a_text_that_has_changed_since_is_named(drawn: Path) -> None:
    fill_all(drawn)
    path = next(drawn.parent.glob("*.txt"))
    path.write_text(path.read_text(encoding="utf-8").replace("Qureshi", "Kureshi"), encoding="utf-8")
    with pytest.raises(RequestError, match="no longer in the corpus as drawn"):
        read_validation(str(drawn.parent))


def test_the_folder_of_the_sample_holds_no_articles(drawn: Path) -> None:
    (drawn / "note.txt").write_text("Not an article.", encoding="utf-8")
    assert set(plan_validation(str(drawn.parent))["n_units"]) == {19, 18}


def test_a_plan_before_and_after_a_pilot(drawn: Path) -> None:
    assert set(plan_validation(str(drawn.parent))["based_on"]) == {"assumed errors"}
    fill(drawn / "sentences-a.csv", code_sentence)
    assert set(plan_validation(str(drawn.parent))["based_on"]) == {"pilot"}


def test_a_corpus_in_one_file_keeps_its_sample_beside_it(tmp_path: Path) -> None:
    texts = [{"text": f"It is quiet. “We wait,” said Odu {k}.", "source": source} for k in range(4) for source in "AB"]
    (tmp_path / "few.jsonl").write_text("\n".join(map(json.dumps, texts)), encoding="utf-8")
    written = draw_validation(str(tmp_path / "few.jsonl"), coded=4, attributions=0, targets=0, coders=1)
    assert {path.relative_to(tmp_path).as_posix() for path in written} == {
        f"few-validation/{name}" for name in ("codebook.md", "sentences-a.csv", "validation.json", "key.csv")
    }
    book = written[0].read_text(encoding="utf-8")
    assert "`civil society`" in book
    assert "{" not in book


def test_tables_are_written_but_not_over_those_of_a_comparison(drawn: Path, tmp_path: Path) -> None:
    fill(drawn / "sentences-a.csv", code_sentence)
    tables = read_validation(str(drawn.parent)).tables
    written = write_validation(tables, tmp_path / "new")
    assert [path.name for path in written] == [
        "agreement.csv", "errors.csv", "error_differences.csv", "corrected.csv", "problems.csv",
    ]  # fmt: skip
    write_validation(tables, tmp_path / "new")
    (tmp_path / "new" / "shares.csv").write_text("x", encoding="utf-8")
    with pytest.raises(RequestError, match="holds other tables"):
        write_validation(tables, tmp_path / "new")


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8-sig", ","), ("utf-16", "\t"), ("cp1252", ";")])
def test_what_comes_back_of_gold_codes_is_nearly_every_word(
    encoding: str, delimiter: str, gold_folder: Path, tmp_path: Path
) -> None:
    """A coder with straight marks who copies the words of the gold out of the sheet, row by row."""
    lines = (gold_folder / "quotes" / "polnear_dev.jsonl").read_text(encoding="utf-8").splitlines()
    key, texts, wanted, rows = [], {}, {}, []
    for article in map(json.loads, lines[::4]):
        spans = [span for quote in article["quotes"] for span in quote["content"]]
        for sentence in re.finditer(r"[^\n.!?]+[.!?”\"]*", article["text"]):
            text, start = sentence.group(), sentence.start()
            words = list(WORD.finditer(text))
            inside = [any(a <= word.start() + start < b for a, b in spans) for word in words]
            if words:
                key.append(unit := f"s{len(key) + 1:04d}")
                texts[unit], wanted[unit] = text, inside
                cells = {"unit": unit, "sentence": text, "reported": "yes" if any(inside) else "no"}
                rows.append(
                    cells | {"words_1": " | ".join(_join_stretches(text, inside)), "speaker_1": "", "role_1": ""}
                )
    held = io.StringIO(newline="")
    writer = csv.DictWriter(held, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    name = "sentences-a.csv"
    came_back = read_sheet(held.getvalue().encode(encoding, "replace"), name)
    coding = read_answers(came_back, texts, "sentences", name=name, ordered=False)
    assert len(came_back) == len(rows) == len(coding.answers) + len(coding.faults)
    found = {unit: [bool(role) for role in answer.word_roles] for unit, answer in coding.answers.items()}
    exact = sum(found[unit] == wanted[unit] for unit in found)
    assert exact >= 0.98 * len(rows), (exact, len(rows), coding.faults)


def _join_stretches(sentence: str, inside: list[bool]) -> list[str]:
    spans: list[tuple[int, int]] = []
    for word, held, before in zip(WORD.finditer(sentence), inside, [False, *inside], strict=False):
        if held:
            spans.append((spans.pop()[0] if before else word.start(), word.end()))
    straight = str.maketrans("“”‘’", "\"\"''")
    return [" ".join(sentence[a:b].split()).translate(straight) for a, b in spans]
