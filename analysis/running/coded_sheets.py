"""Coded sheets: the files of a sample in its folder, written once and read as often as coders get further."""

import io
import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.corpus.files import read_bytes
from analysis.corpus.found import RefusedError
from analysis.errors import RequestError
from analysis.running.coded_places import KEY_FILE
from analysis.validating.answers import Answer, Coding, read_answers
from analysis.validating.coding import list_disagreements, read_decisions
from analysis.validating.sample import KEY
from analysis.validating.sheets import SPREADSHEETS, Row, read_sheet, write_sheet
from analysis.wording import count

TEMPLATE = Path(__file__).parents[1] / "validating" / "codebook.md"
SETTINGS, CODEBOOK = "validation.json", "codebook.md"
READABLE = (".csv", ".tsv", ".txt", *SPREADSHEETS)
MOST_FAULTS = 40
VIEWS = {
    "strict": "Count what is said or written in marks or in a full clause; not what only a few words hint at.",
    "speech": "Count what is said or written; not what somebody thinks, plans, sees or answers in a poll.",
    "all": "Count what is said or written, and also what somebody thinks, plans, sees or answers in a poll.",
}
Texts = Mapping[str, str]


def write_codebook(roles: Sequence[str], view: str) -> str:
    """Write what coders are told, with the roles that may be given and what the view counts."""
    text = TEMPLATE.read_text(encoding="utf-8")
    return text.replace("{view}", VIEWS[view]).replace("{roles}", ", ".join(f"`{role}`" for role in roles))


def write_files(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write files by name; each whole or not at all. The last of them is the one that others wait for."""
    folder.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=".draw-", dir=folder))
    try:
        for name, data in files.items():
            (stage / name).write_bytes(data)
        for name in files:
            os.replace(stage / name, folder / name)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return [folder / name for name in files]


def read_key(folder: Path) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Read the key of a sample and the settings that it was drawn with.

    Raises: RequestError where there is none, or either file is no longer what was written.
    """
    if not (folder / KEY_FILE).exists():
        raise RequestError(f"No sample in '{folder}': there is no {KEY_FILE}. Draw one first: validate draw.")
    try:
        held = read_bytes(folder / KEY_FILE, KEY_FILE)
        key = pd.read_csv(io.BytesIO(held), dtype=str, keep_default_na=False, encoding="utf-8-sig")
        settings = json.loads(read_bytes(folder / SETTINGS, SETTINGS).decode())
        numbers = dict.fromkeys(["start", "end", "n_stratum", "n_drawn"], "int64")
        kept = {"seed": int(settings["seed"]), "view": str(settings["view"])}
        return key[list(KEY)].astype(numbers), kept | {"corpus_options": str(settings.get("corpus_options", ""))}
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise RequestError(
            f"'{folder}' holds a sample whose {KEY_FILE} or {SETTINGS} is lacking or was changed ({error}). "
            "Put both back as they were drawn."
        ) from error


def find_sheets(folder: Path, sheet: str) -> dict[str, Path]:
    """Find the files of a sheet, by coder.

    Raises: RequestError where one coder has two.
    """
    found: dict[str, Path] = {}
    for path in sorted(folder.glob(f"{sheet}-*")):
        if path.suffix.lower() in READABLE:
            coder = path.stem.removeprefix(f"{sheet}-").casefold()
            if coder in found:
                raise RequestError(f"'{found[coder].name}' and '{path.name}' are one coder's. Remove one of them.")
            found[coder] = path
    return found


def read_rows(path: Path) -> list[Row]:
    """Read the rows of a sheet. Raises: RequestError where it is no file that can be read, or no sheet."""
    try:
        return read_sheet(read_bytes(path, path.name), path.name)
    except RefusedError as error:
        raise RequestError(str(error)) from error


def read_codings(folder: Path, sheet: str, texts: Texts, roles: Sequence[str]) -> tuple[dict[str, Coding], list[str]]:
    """Read the sheets of all coders. Returns: what each wrote, and every fault of every sheet."""
    codings: dict[str, Coding] = {}
    faults: list[str] = []
    for coder, path in find_sheets(folder, sheet).items():
        try:
            rows = read_rows(path)
        except RequestError as error:
            faults.append(str(error))
            continue
        codings[coder] = read_answers(rows, texts, sheet, name=path.name, roles=roles)
        faults += codings[coder].faults
    return codings, faults


def decide_together(
    folder: Path,
    sheet: str,
    codings: Mapping[str, Coding],
    texts: Texts,
    roles: Sequence[str],
    *,
    write: bool = True,
) -> tuple[dict[str, Answer], list[str]]:
    """Read what coders decided where they differ, and `write` down where that is; what they wrote there stays.

    Returns: answers by unit, and the faults of the file of disagreements.
    """
    answers = {coder: coding.answers for coder, coding in codings.items() if coding.answers}
    path = find_sheets(folder, "disagreements").get(sheet, folder / f"disagreements-{sheet}.csv")
    rows = read_rows(path) if path.exists() else []
    decisions, faults = read_decisions(rows, answers, texts, sheet, name=path.name, roles=roles)
    written = {row.cells["unit"]: row.cells for row in rows}
    table = list_disagreements(answers, texts, sheet, written=written)
    if write and not faults and set(table["unit"]) - set(written):
        format = "xlsx" if path.suffix.lower() in SPREADSHEETS else "csv"
        write_files(folder, {f"{path.stem}.{format}": write_sheet(table, format=format)})  # type: ignore[arg-type]
    return decisions, faults


def raise_faults(faults: Sequence[str]) -> None:
    """Raise RequestError with every fault on a line of its own, the first 40 of them; nothing where there are none."""
    if faults:
        more = [f"and {count(len(faults) - MOST_FAULTS, 'more fault')}."] if len(faults) > MOST_FAULTS else []
        raise RequestError("\n".join([*faults[:MOST_FAULTS], *more]))
