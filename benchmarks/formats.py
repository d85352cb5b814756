"""Formats: how many invented sample files of each kind are read as they should be, or refused with the right hint.

    python benchmarks/formats.py SAMPLES [--show]

SAMPLES holds a folder a format, with expected.jsonl (source, date, title, text of every article), expected.json or
expected_problems.json (what must be refused or set aside), and a folder `tables` with cases.json.
"""

import argparse
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.corpus.articles import read_corpus
from analysis.errors import RequestError

FIELDS = ("source", "date", "title", "text")
EXPECTED = ("expected.jsonl", "expected.json", "expected_problems.json", "NOTE.txt")
Row = dict[str, str]


def main() -> None:
    """Print one line a folder and one a table case, and how many of each are right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("samples", type=Path)
    parser.add_argument("--show", action="store_true", help="print what differs")
    given = parser.parse_args()
    folders = sorted(path for path in given.samples.iterdir() if path.is_dir() and path.name != "tables")
    right = 0
    for folder in folders:
        faults = list(check_folder(folder))
        right += not faults
        print(f"{'ok  ' if not faults else 'FAIL'} {folder.name}")
        for fault in faults if given.show else []:
            print(f"       {fault}")
    cases = json.loads((given.samples / "tables" / "cases.json").read_text())
    n_right = 0
    for case in cases:
        faults = list(check_case(given.samples / "tables" / case["file"], case))
        n_right += not faults
        print(f"{'ok  ' if not faults else 'FAIL'} tables/{case['file']}")
        for fault in faults if given.show else []:
            print(f"       {fault}")
    print(f"formats: {right} of {len(folders)}; table cases: {n_right} of {len(cases)}")


def check_folder(folder: Path) -> Iterator[str]:
    """What is not as expected in a folder of one format."""
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / folder.name
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(*EXPECTED))
        for path in copy.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        try:
            articles, problems = read_corpus(copy)
        except RequestError as error:
            yield from _check_refusal(folder, str(error))
            return
        rows = articles[list(FIELDS)].to_dict("records")
        if (folder / "expected.jsonl").exists():
            yield from compare(rows, [json.loads(line) for line in _lines(folder / "expected.jsonl")])
        told = "\n".join(
            " ".join(row) for row in problems[["path", "problem", "detail"]].itertuples(index=False, name=None)
        )
        yield from _check_aside(folder, rows, told)


def check_case(path: Path, case: dict[str, Any]) -> Iterator[str]:
    """What is not as expected of one table."""
    try:
        articles, problems = read_corpus(path)
    except RequestError as error:
        if "refuse" not in case:
            yield f"refused: {error}"
        else:
            yield from _check_words(case["refuse"]["message"], str(error))
        return
    if "refuse" in case:
        yield "not refused"
    if "articles" in case:
        rows = articles[["article_id", "url", "author", *FIELDS]].to_dict("records")
        yield from compare(rows, case["articles"], fields=("article_id", "url", "author", *FIELDS))
    told = [tuple(row) for row in problems[["article_id", "problem", "detail"]].itertuples(index=False, name=None)]
    for wanted in case.get("problems", []):
        fits = [row for row in told if row[1] == wanted["problem"] and wanted.get("article_id", row[0]) == row[0]]
        if not fits:
            yield f"no problem {wanted}: {told}"


def compare(rows: list[Row], expected: list[Row], *, fields: tuple[str, ...] = FIELDS) -> Iterator[str]:
    """Compare articles as sets, white space folded."""
    found, wanted = sorted(_fold(row, fields) for row in rows), sorted(_fold(row, fields) for row in expected)
    if len(found) != len(wanted):
        yield f"{len(found)} articles, not {len(wanted)}"
    for one, other in zip(found, wanted, strict=False):
        for name, a, b in zip(fields, one, other, strict=True):
            if a != b:
                yield f"{name}: {a[:300]!r} is not {b[:300]!r}"


def _check_refusal(folder: Path, message: str) -> Iterator[str]:
    path = folder / "expected.json"
    wanted = json.loads(path.read_text()) if path.exists() else {}
    if not wanted.get("refuse"):
        yield f"refused: {message}"
    else:
        yield from _check_words(wanted["message"], message)


def _check_words(wanted: str, message: str) -> Iterator[str]:
    """A refusal must give the option or the way out that is expected, and name the file."""
    for part in [wanted.split("'")[1], *(word for word in wanted.split() if word.startswith("text="))]:
        if part not in message:
            yield f"{part!r} is not in: {message}"
    if ".html" in wanted and ".html" not in message:
        yield f"no way out in: {message}"


def _check_aside(folder: Path, rows: list[Row], told: str) -> Iterator[str]:
    path = folder / "expected_problems.json"
    expected = json.loads(path.read_text()) if path.exists() else {}
    for name, wanted in expected.items():
        items = wanted if isinstance(wanted, list) else [wanted]
        for item in items:
            problem = item.get("problem", "full text")
            if problem not in told or (name.count(".") and name not in told):
                yield f"{name}: {problem!r} is not in {told}"
    if folder.name == "nexis_uni_docx_traps":
        yield from _check_traps(json.loads((folder / "expected.json").read_text()), rows, told)


def _check_traps(expected: dict[str, Any], rows: list[Row], told: str) -> Iterator[str]:
    for name, wanted in expected.items():
        for item in wanted.get("articles", []):
            if "same text" in item.get("problem", ""):
                yield from [] if "same text" in told else [f"{name}: no 'same text' in {told}"]
                continue
            fits = [row for row in rows if all(row[f] == item[f] for f in ("title", "source", "date"))]
            if not any(row["text"].startswith(item["text_starts"]) for row in fits):
                yield f"{name}: no article {item['title']}"
        for item in wanted.get("set_aside", []):
            yield from [] if item["problem"] in told else [f"{name}: no {item['problem']!r} in {told}"]
        if "detail" in wanted and "web page" not in told:
            yield f"{name}: {wanted['detail']!r} is not in {told}"


def _fold(row: Row, fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(str(row.get(name) or "").split()) for name in fields)


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text().splitlines() if line.strip()]


if __name__ == "__main__":
    main()
