"""Corpus: a folder or a file of articles becomes the tables `articles` and `problems`."""

import csv
import difflib
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import RequestError
from analysis.language.words import WORD, count_words
from analysis.schema import as_table, columns_of

PROJECT = Path(__file__).resolve().parents[2]
TABLE_FORMATS = (".csv", ".jsonl", ".parquet")
ARTICLE_FORMATS = (".txt",)
CORRECTIONS = "corrections.csv"
OF_THE_READER = ("lexicons", "validation")  # folders beside the articles that hold none
METADATA = ("article_id", "source", "event", "date", "title", "url", "language")
# Function words that no other language shares in such numbers: enough to notice an article in German.
ENGLISH = frozenset(("the", "of", "and", "to", "in", "a", "is", "that", "for", "was", "with", "as", "it", "on", "by"))


def find_corpus(path: str | Path) -> Path:
    """Find a corpus: as given, else below the current folder, else below the project's.

    Raises: RequestError naming both places that were searched.
    """
    given = Path(path).expanduser()
    for place in (given, PROJECT / given):
        if place.exists():
            return place
    near = difflib.get_close_matches(given.name, sorted(p.name for p in given.parent.glob("*")), n=1)
    hint = f" Closest: '{near[0]}'." if near else ""
    raise RequestError(f"No corpus at '{path}', neither in the current folder nor in the project's.{hint}")


def read_corpus(path: str | Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read the articles of a corpus, and say what was set aside.

    Takes: a folder with .txt files at any depth and an optional articles.csv (file, source, event, date, title,
    url, article_id, language), or one .csv, .jsonl or .parquet file of which only the column `text` is required.
    Without metadata the source is the file's stem.

    Returns: articles, sorted by article_id, and problems (path, article_id, problem, detail).
    Raises: RequestError where nothing can be read, or where articles.csv does not fit the folder.

    >>> articles, problems = read_corpus("seeds")
    >>> articles[["article_id", "source", "n_words"]].values.tolist()
    [['000_f1ff09710e15aa11', 'A', 507], ['003_a403026302f0a8d1', 'B', 406]]

    Limits: text is taken as it stands, newlines included; whether it is English is only looked at roughly.
    """
    place = find_corpus(path)
    problems: list[tuple[str, str, str, str]] = []
    rows = list(_read_folder(place, str(path), problems) if place.is_dir() else _read_file(place, str(path), problems))
    kept: list[dict[str, str]] = []
    seen: Counter[str] = Counter()
    for row in rows:
        if not row["text"].strip():
            problems.append((row["path"], row["article_id"], "empty article", "it holds no text and was skipped"))
            continue
        seen[row["article_id"]] += 1
        if seen[row["article_id"]] > 1:
            given = row["article_id"]
            row["article_id"] = f"{given}-{seen[given]}"
            problems.append((row["path"], row["article_id"], "article_id given twice", f"'{given}' became this id"))
        if not row["language"]:
            row["language"] = _language(row["text"])
        if row["language"].split("-")[0].lower() not in ("en", "english"):
            found = f"language '{row['language']}'" if row["language"] else "few English function words"
            problems.append((row["path"], row["article_id"], "not English", f"{found}: its figures mean little"))
        kept.append(row)
    if not kept:
        raise RequestError(f"No articles in '{path}': {len(rows)} found, all of them empty.")
    articles = pd.DataFrame(kept).sort_values("article_id", kind="stable")
    articles["n_words"] = [count_words(text) for text in articles["text"]]
    articles["sha256"] = [hash_text(text) for text in articles["text"]]
    listed = pd.DataFrame(sorted(problems), columns=columns_of("problems"))
    return as_table("articles", articles), as_table("problems", listed)


def read_corrections(
    path: str | Path, articles: pd.DataFrame
) -> tuple[dict[str, tuple[dict[str, str], ...]], pd.DataFrame]:
    """Read what a reader corrected: corrections.csv in the folder of the corpus.

    Columns: article (its id or its file), then start and end, or text, of the quotation, and what is right: speaker,
    role, kind, or the verdict `not a quotation`.

    Takes: the corpus and its articles. Returns: rows by article_id, and problems (a row for an unknown article).
    Raises: RequestError where the file cannot be read or lacks the column article.
    """
    problems: list[tuple[str, str, str, str]] = []
    found: dict[str, tuple[dict[str, str], ...]] = {}
    place = find_corpus(path)
    rows = _read_rows(place / CORRECTIONS, str(path), "article") if place.is_dir() else []
    ids = dict(zip(articles["path"], articles["article_id"], strict=True)) | {i: i for i in articles["article_id"]}
    for row in rows:
        name = row.pop("article")
        if name in ids:
            found[ids[name]] = (*found.get(ids[name], ()), row)
        else:
            near = difflib.get_close_matches(name, list(ids), n=1)
            hint = f" Closest: '{near[0]}'." if near else ""
            problems.append((CORRECTIONS, "", "correction without effect", f"No article '{name}'.{hint}"))
    return found, as_table("problems", pd.DataFrame(problems, columns=columns_of("problems")))


def hash_text(text: str) -> str:
    """Give the sha256 of a text in UTF-8, which for a plain UTF-8 file is the sha256 of the file.

    >>> hash_text("")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _read_folder(folder: Path, name: str, problems: list[tuple[str, str, str, str]]) -> Iterator[dict[str, str]]:
    found = [path for path in sorted(folder.rglob("*")) if path.is_file() and not _hidden(path, folder)]
    files = {path.relative_to(folder).as_posix(): path for path in found if path.suffix.lower() in ARTICLE_FORMATS}
    if not files:
        kinds = Counter(path.suffix.lower() or path.name for path in found)
        listed = ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items())) or "nothing"
        readable = " ".join(sorted(ARTICLE_FORMATS + TABLE_FORMATS))
        raise RequestError(f"No articles in '{name}'. Found: {listed}. Readable: {readable}.")
    metadata = _read_metadata(folder / "articles.csv", name, files)
    stems = Counter(Path(relative).with_suffix("").as_posix() for relative in files)
    n_read = 0
    for relative, path in files.items():
        stem = Path(relative).with_suffix("").as_posix()
        row = metadata.get(relative, {})
        article_id = row.get("article_id") or (stem if stems[stem] == 1 else relative)
        try:
            text, remark = _decode(path.read_bytes())
        except (OSError, ValueError) as error:
            problems.append((relative, article_id, "unreadable file", f"{error}; it was skipped"))
            continue
        if remark:
            problems.append((relative, article_id, "not UTF-8", remark))
        if metadata and relative not in metadata:
            problems.append((relative, article_id, "not in articles.csv", f"source '{path.stem}' is the file's stem"))
        n_read += 1
        yield _row(row, article_id=article_id, path=relative, source=path.stem, text=text)
    if not n_read:
        raise RequestError(f"No articles in '{name}': none of {len(files)} files can be read as text.")


def _read_rows(path: Path, name: str, key: str) -> list[dict[str, str]]:
    """The rows of a reader's CSV file whose key is filled in; none where there is no file."""
    if not path.exists():
        return []
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle, strict=True)
            rows = list(reader)
            header = list(reader.fieldnames or [])
    except (OSError, ValueError, csv.Error) as error:
        raise RequestError(f"'{path.name}' in '{name}' cannot be read: {error}. It must be CSV in UTF-8.") from error
    if key not in header:
        found = ", ".join(header) or "nothing"
        raise RequestError(f"'{path.name}' in '{name}' lacks the column {key}. Found: {found}.")
    trimmed = [{column: (value or "").strip() for column, value in row.items() if column} for row in rows]
    return [row for row in trimmed if row[key]]


def _read_metadata(path: Path, name: str, files: dict[str, Path]) -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = {}
    for row in _read_rows(path, name, "file"):
        file = row["file"]
        if file not in files:
            near = difflib.get_close_matches(file, list(files), n=1)
            hint = f" Closest: '{near[0]}'." if near else ""
            raise RequestError(f"articles.csv names '{file}', but there is no such file in '{name}'.{hint}")
        table[file] = {column: value for column, value in row.items() if column in METADATA}
    return table


def _read_file(path: Path, name: str, problems: list[tuple[str, str, str, str]]) -> Iterator[dict[str, str]]:
    suffix = path.suffix.lower()
    if suffix not in TABLE_FORMATS:
        hint = " Put it into a folder and name the folder." if suffix in ARTICLE_FORMATS else ""
        raise RequestError(f"'{name}' is no folder and no {', '.join(TABLE_FORMATS)} file.{hint}")
    try:
        records = _records(path, suffix, problems)
    except (OSError, ValueError, ImportError, pd.errors.ParserError) as error:
        raise RequestError(f"'{name}' cannot be read as {suffix}: {str(error).splitlines()[0]}") from error
    if not records:
        raise RequestError(f"No articles in '{name}': it has no rows.")
    if not any("text" in record for record in records):
        found = sorted({key for record in records for key in record})
        raise RequestError(f"'{name}' lacks the column text. Found: {', '.join(found)}.")
    width = max(3, len(str(len(records))))
    for number, record in enumerate(records, start=1):
        row = {key: "" if _missing(value) else str(value).strip() for key, value in record.items() if key in METADATA}
        text = "" if _missing(record.get("text")) else str(record["text"])
        given = "" if _missing(record.get("path")) else str(record["path"])
        article_id = row.get("article_id") or f"{path.stem}-{number:0{width}d}"
        yield _row(row, article_id=article_id, path=given or path.name, source=path.stem, text=text)


def _records(path: Path, suffix: str, problems: list[tuple[str, str, str, str]]) -> list[dict[str, Any]]:
    if suffix == ".csv":
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        return [{str(key): value for key, value in record.items()} for record in table.to_dict("records")]
    if suffix == ".parquet":
        return [{str(k): v for k, v in record.items()} for record in pd.read_parquet(path).to_dict("records")]
    records = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").split("\n"), start=1):
        if line.strip():
            try:
                record = json.loads(line)
                if not isinstance(record, dict):
                    raise ValueError("not an object")
                records.append(record)
            except ValueError as error:
                problems.append((path.name, "", "unreadable line", f"line {number}: {error}; it was skipped"))
    if not records and problems:
        raise ValueError(f"none of its lines is a JSON object ({problems[0][3]})")
    return records


def _row(metadata: dict[str, str], *, article_id: str, path: str, source: str, text: str) -> dict[str, str]:
    row = {key: metadata.get(key, "") for key in METADATA}
    return row | {"article_id": article_id, "path": path, "source": row["source"] or source, "text": text}


def _decode(data: bytes) -> tuple[str, str]:
    """The text of a file and, where it is not UTF-8, a remark on what it was read as."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16"), "read as UTF-16"
    if b"\0" in data:
        raise ValueError("it holds zero bytes and is no text")
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        # Bytes that Windows-1252 leaves undefined become the replacement sign: the article is read all the same.
        return data.decode("cp1252", errors="replace"), "read as Windows-1252"


def _language(text: str) -> str:
    words = [word.lower() for word in WORD.findall(text)]
    share = sum(word in ENGLISH for word in words) / len(words) if words else 0.0
    return "en" if len(words) < 30 or share >= 0.12 else ""


def _hidden(path: Path, folder: Path) -> bool:
    parts = path.relative_to(folder).parts
    return any(part.startswith(".") for part in parts) or parts[0] in OF_THE_READER


def _missing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and value != value) or value is pd.NaT
