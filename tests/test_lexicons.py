import csv
import os
import re
import shutil
from pathlib import Path

import pytest

from analysis.errors import RequestError
from analysis.lexicons import CODED, STANDARD, load_lexicons, standard_lexicons


@pytest.mark.parametrize("path", sorted(STANDARD.glob("*.csv")), ids=lambda path: path.stem)
def test_every_row_of_every_standard_list_has_all_its_cells(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as handle:
        header, *rows = list(csv.reader(handle, strict=True))
    assert "note" in header
    assert [row for row in rows if len(row) != len(header) and not row[0].startswith("#")] == []


@pytest.mark.parametrize("path", sorted(STANDARD.glob("*.csv")), ids=lambda path: path.stem)
def test_no_row_stands_twice_in_a_standard_list(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as handle:
        rows = [tuple(value for key, value in row.items() if key != "note") for row in csv.DictReader(handle)]
    assert sorted({row for row in rows if rows.count(row) > 1}) == []


def test_a_list_of_the_reader_replaces_the_standard_one_and_changes_the_hash(tmp_path: Path) -> None:
    (tmp_path / "zones.csv").write_text("zone,rule,pattern,note\nbyline,mine,From .*,my own\n", encoding="utf-8")
    lexicons = load_lexicons(tmp_path)
    assert [row["rule"] for row in lexicons["zones"]] == ["mine"]
    assert lexicons != standard_lexicons()
    assert lexicons["variants"] == standard_lexicons()["variants"]


def test_a_list_that_replaces_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "zone.csv").write_text("zone\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"'zone.csv' in '.*' replaces no standard list. There are: .*zones"):
        load_lexicons(tmp_path)


def test_a_list_that_lacks_a_column_is_refused(tmp_path: Path) -> None:
    (tmp_path / "zones.csv").write_text("zone,rule\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"'zones.csv' in '.*' lacks the columns pattern. Found: zone, rule."):
        load_lexicons(tmp_path)


@pytest.mark.parametrize(
    ("name", "row", "said"),
    [
        (
            "cues",
            "mutter,vreb,marks clause,speech,neutral,",
            "kind is 'vreb'; .* Did you mean 'verb'",
        ),
        ("cues", "mutter,verb,marks claus,speech,neutral,", "takes is 'claus'; it must be one of .* mean 'clause'"),
        ("cues", "mutter,verb,marks clause,talk,neutral,", "act is 'talk'; it must be one of empty, belief"),
        ("cues", "mutter,phrase,marks,speech,neutral,", "cue is 'mutter'; it must be a verb and a word after it"),
        ("zones", "footer,mine,From .*,", "zone is 'footer'; it must be one of byline"),
        ("zones", "byline,mine,From (.*,", "pattern is no regular expression: missing \\)"),
        ("boilerplate", "(?i)read on,web furniture,", "pattern is no regular expression: global flags"),
        ("aliases", "Fenland,Fenland,land,name,", "kind is 'land'; it must be one of body, country"),
        ("scale_words", "umpteen,number,many,many,", "low is 'many'; it must be a number"),
        ("scale_words", "umpteen,number,,,", "low is empty; every row of this kind needs it"),
        ("frames", "sea,,noun,", "lemma is empty"),
        ("given_names", "Odu,none,", "gender is 'none'; it must be one of female, male"),
        ("pronouns", "he,male,one,personal,", "number is 'one'; it must be one of any, plural, singular"),
        ("loaded_words", "&,crowd,cold,", "word is '&'; it must be one to three words of letters"),
        ("loaded_words", "all of a sudden,crowd,cold,", "word is 'all of a sudden'; it must be one to three words"),
        ("scale_words", "100,number,100,100,", "phrase is '100'; it must be words of letters"),
        ("columns", "text,1,--,", "name is '--'; it must be a name with a letter or a figure"),
        ("file_kinds", "txt,yes,,", "suffix is 'txt'; it must be a point and what follows it"),
        ("variants", "*,rain,any case,", "variant is '\\*'; it must be a word, which a star may follow"),
        ("harm", "sink,verb,destruction,object,,allways,,", "needs is 'allways'; .* Did you mean 'always'"),
    ],
)
def test_a_row_that_no_rule_can_read_is_refused_with_its_file_and_line(
    tmp_path: Path, name: str, row: str, said: str
) -> None:
    header = next(csv.reader([(STANDARD / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]]))
    (tmp_path / f"{name}.csv").write_text(f"{','.join(header)}\n# mine\n{row}\n", encoding="utf-8")
    first = re.escape(row.split(",")[0])
    with pytest.raises(RequestError, match=rf"^'{name}.csv' in '.*', line 3 \('{first}'\): {said}"):
        load_lexicons(tmp_path)


@pytest.mark.parametrize("name", sorted(CODED))
def test_a_copy_of_a_standard_list_is_accepted_as_it_is(tmp_path: Path, name: str) -> None:
    shutil.copy(STANDARD / f"{name}.csv", tmp_path)
    assert load_lexicons(tmp_path) == standard_lexicons()


def test_a_reader_may_give_a_role_a_frame_or_an_act_of_harm_a_name_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "roles.csv").write_text("word,role,note\ndocker,harbour,\n", encoding="utf-8")
    (tmp_path / "frames.csv").write_text("frame,lemma,pos,note\nsea,quay,noun,\n", encoding="utf-8")
    assert load_lexicons(tmp_path)["roles"][0]["role"] == "harbour"


def test_a_list_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "roles.csv").write_bytes("word,role,note\nattach\xe9,government,\n".encode("latin-1"))
    with pytest.raises(RequestError, match=r"^'roles.csv' in '.*' is not UTF-8"):
        load_lexicons(tmp_path)


def test_the_same_lists_have_the_same_hash() -> None:
    assert load_lexicons() == load_lexicons()
    assert hash(load_lexicons()) == hash(load_lexicons())


def test_an_unknown_list_is_named() -> None:
    with pytest.raises(KeyError, match="No lexicon 'cue'"):
        standard_lexicons()["cue"]


def test_an_empty_list_a_folder_a_pipe_and_a_huge_file_are_refused_by_name(tmp_path: Path) -> None:
    for name in ("empty", "folder", "pipe", "huge", "cell"):
        (tmp_path / name).mkdir()
    header = (STANDARD / "roles.csv").read_text(encoding="utf-8").splitlines()[0]
    (tmp_path / "empty" / "roles.csv").write_text(header + "\n", encoding="utf-8")
    (tmp_path / "folder" / "roles.csv").mkdir()
    os.mkfifo(tmp_path / "pipe" / "roles.csv")
    (tmp_path / "huge" / "roles.csv").write_text(header + "\n" + "x" * 5_000_001, encoding="utf-8")
    said = {
        "empty": "holds no row",
        "folder": "is no file",
        "pipe": "is no file",
        "huge": "larger than 5,000,000 bytes",
    }
    for name, words in said.items():
        with pytest.raises(RequestError, match=f"'roles.csv' in '.*{name}'.* {words}"):
            load_lexicons(tmp_path / name)


def test_lists_that_are_no_folder_are_refused_and_a_long_cell_is_cut_in_the_message(tmp_path: Path) -> None:
    (tmp_path / "lexicons").write_text("cues", encoding="utf-8")
    with pytest.raises(RequestError, match="is no folder"):
        load_lexicons(tmp_path / "lexicons")
    (tmp_path / "variants.csv").write_text("variant,base,case,note\n" + "x" * 100_000 + ",y,z,\n", encoding="utf-8")
    with pytest.raises(RequestError) as caught:
        load_lexicons(tmp_path)
    assert len(str(caught.value)) < 1_000


def test_a_list_of_which_cells_would_be_lost_is_refused(tmp_path: Path) -> None:
    (tmp_path / "roles.csv").write_text("word,role,word,note\nattache,government\n", encoding="utf-8")
    with pytest.raises(RequestError, match=r"^'roles.csv' in '.*' has the column word twice. Remove one.$"):
        load_lexicons(tmp_path)
    (tmp_path / "roles.csv").write_text("word,role,note\n# mine, and so on, and more, too\nattache,x,a,b\n", "utf-8")
    with pytest.raises(RequestError, match=r"^'roles.csv' in '.*', line 3 \('attache'\): more cells than the header"):
        load_lexicons(tmp_path)


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 400 + ".5"])
def test_a_number_that_no_computer_counts_to_is_refused(tmp_path: Path, number: str) -> None:
    rows = f"phrase,kind,low,high,note\numpteen,number,{number},{number},\n"
    (tmp_path / "scale_words.csv").write_text(rows, encoding="utf-8")
    with pytest.raises(RequestError, match="it must be a number"):
        load_lexicons(tmp_path)


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        ("share,repeat,0.6", "topic 'share', trait 'repeat'. Add it; the standard list has: share,repeat,0.6"),
        ("acts,,0.9", "topic 'acts', trait ''. Add it; the standard list has: acts,,0.9"),
    ],
)
def test_a_list_without_a_row_that_is_asked_for_by_name_is_refused(tmp_path: Path, lacking: str, said: str) -> None:
    lines = (STANDARD / "interest.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "interest.csv").write_text("".join(line for line in lines if not line.startswith(lacking)), "utf-8")
    with pytest.raises(RequestError, match=rf"^'interest.csv' in '.*' lacks the row with {re.escape(said)}$"):
        load_lexicons(tmp_path)
