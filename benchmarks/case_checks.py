"""What may be asserted of a case: the first lines of benchmarks/cases.yaml say what each assertion means."""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pandas as pd

from analysis import score_texts
from analysis.schema import SPEECH_ACTS

Check = dict[str, Any]
WORD = re.compile(r"[@\w]+(?:'\w+)*")


class Reading(NamedTuple):
    """What came of an input: its tables, or the words of a refusal; and the lines of `check`."""

    tables: dict[str, pd.DataFrame]
    refusal: str
    lines: list[str]


class Row(NamedTuple):
    """An attribution of the outermost level."""

    words: list[str]
    text: str
    printed: str
    speaker: str
    kind: str
    act: str
    role: str
    zone: str


def split_words(text: str) -> list[str]:
    """Lower-case words, with plain apostrophes."""
    return WORD.findall(re.sub("[’‘]", "'", text.lower()).replace(" '", " ").replace("' ", " "))


def fold_name(name: str) -> str:
    """A name without article and marks; the case of its first letter depends on where it stands."""
    name = re.sub('[“”"]', "", re.sub("[’‘]", "'", name)).strip()
    name = re.sub(r"^(?:the|an?) ", "", name, flags=re.IGNORECASE)
    return name[:1].lower() + name[1:]


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def list_rows(reading: Reading) -> list[Row]:
    """List the attributions of the outermost level, with the words of their pieces only."""
    if not reading.tables:
        return []
    pieces = reading.tables["segments"].groupby("quote_id", sort=False)["text"].agg(" ".join).to_dict()
    quotes = reading.tables["quotes"]
    outer = quotes[quotes["parent_id"] == ""]
    return [
        Row(
            split_words(pieces.get(q.quote_id, q.text)),
            q.text,
            q.speaker_text,
            q.speaker,
            q.kind,
            q.act,
            q.role,
            q.zone,
        )
        for q in outer.itertuples()
    ]


def find_words(reading: Reading, phrase: str) -> list[tuple[str, int, int]]:
    """Find where words stand in the articles as read: article_id and span of each word of the first place."""
    pattern = re.compile(r"\W+".join(map(re.escape, re.findall(r"\w+", phrase))))
    for article in reading.tables["articles"].itertuples():
        if found := pattern.search(article.text):
            inner = re.finditer(r"\w+", found.group())
            return [(article.article_id, found.start() + m.start(), found.start() + m.end()) for m in inner]
    return []


def list_over(table: pd.DataFrame, places: list[tuple[str, int, int]]) -> list[pd.DataFrame]:
    """Give for each word the rows of a table with spans that hold it."""
    return [
        table[(table["article_id"] == key) & (table["start"] <= start) & (table["end"] >= end)]
        for key, start, end in places
    ]


def check_says(reading: Reading, wanted: Check) -> str:
    rows = list_rows(reading)
    contents = [split_words(words) for words in as_list(wanted["says"])]
    names = {fold_name(name) for name in as_list(wanted.get("by", []))}
    for row in rows:
        right = row.words in contents and (not names or fold_name(row.speaker) in names)
        if right and wanted.get("kind", row.kind) == row.kind:
            return ""

    def overlap(row: Row) -> float:
        return max(len(set(row.words) & set(c)) / len(set(row.words) | set(c)) for c in contents)

    best = max(rows, key=overlap, default=None)
    asked = " or ".join(as_list(wanted["says"]))
    asked += f" | {' or '.join(as_list(wanted.get('by', 'anybody')))} | {wanted.get('kind', 'any kind')}"
    if best is None or not overlap(best):
        return f"{asked}; found: nothing"
    return f"{asked}; found: {' '.join(best.words)} | {best.speaker} | {best.kind}"


def check_speakers(reading: Reading, wanted: Check) -> str:
    found = {fold_name(row.speaker) for row in list_rows(reading) if row.zone == "body" and row.act in SPEECH_ACTS}
    asked = {fold_name(name) for name in wanted["speakers"]}
    return "" if found == asked else f"speakers {sorted(asked)}; found: {sorted(found)}"


def check_rows(reading: Reading, wanted: Check) -> str:
    """Attributions that must not be: by a speaker, holding words, with a role."""
    never_by = {fold_name(name) for name in wanted.get("never_by", [])}
    for row in (row for row in list_rows(reading) if row.zone == "body"):
        held = [s for s in wanted.get("never_in", []) if s in f"{row.text}\0{row.printed}\0{row.speaker}"]
        named = never_by & {fold_name(row.speaker), fold_name(row.printed)}
        spoken = split_words(wanted.get("never_speech", {}).get(row.speaker, "\0"))
        said = bool(spoken) and " ".join(spoken) in " ".join(row.words)
        if held or named or said or row.role == wanted.get("never_role"):
            return f"{wanted}; found: {row.text} | {row.speaker} | {row.role}"
    return ""


def check_roles(reading: Reading, wanted: Check) -> str:
    for speaker, roles in wanted["roles"].items():
        found = {row.role for row in list_rows(reading) if row.speaker == speaker}
        if not found or not found <= set(roles):
            return f"role of {speaker}: {' or '.join(roles)}; found: {', '.join(sorted(found)) or 'no attribution'}"
    return ""


def check_place(reading: Reading, wanted: Check) -> str:
    """Words that are the source's own voice, are not, or stand outside the body."""
    (name, phrase), *_ = wanted.items()
    places = find_words(reading, phrase) if reading.tables else []
    if not places:
        return f"{name}: {phrase}; found: not in the text as read"
    zones = [zone for rows in list_over(reading.tables["zones"], places) for zone in rows["zone"]]
    voices = [voice for rows in list_over(reading.tables["segments"], places) for voice in rows["voice"]]
    holds = {
        "own": set(voices) <= {"own"},
        "not_own": "own" not in voices,
        "outside": "body" not in zones and wanted.get("zone", zones[0]) in zones and not voices,
    }
    found = ", ".join(sorted(set(zones) | set(voices)))
    return "" if holds[name] else f"{name}: {phrase}; found: {found}"


def check_articles(reading: Reading, wanted: Check) -> str:
    if not reading.tables:
        return f"{wanted}; found: {reading.refusal}"
    articles = reading.tables["articles"]
    found = {
        "sources": sorted(set(articles["source"])),
        "ids": sorted(articles["article_id"]),
        "sources_by_path": dict(zip(articles["path"], articles["source"], strict=True)),
    }
    for name, value in wanted.items():
        if name != "filled" and value != found[name]:
            return f"{name} {value}; found: {found[name]}"
    for column, values in wanted.get("filled", {}).items():
        cells = sorted(articles[column]) if column in articles else []
        if not (all(cells) and cells if values is True else cells == values):
            return f"{column} {values}; found: {cells}"
    return ""


def check_told(reading: Reading, wanted: Check) -> str:
    paths = list(reading.tables["articles"]["path"]) if reading.tables else []
    listed = "\n".join(reading.lines[next((i for i, s in enumerate(reading.lines) if " problem" in s), 0) :])
    untold = [name for name in wanted.get("told", []) if name not in f"{paths}{listed}"]
    untold += [name for name in wanted.get("set_aside", []) if name not in listed]
    return f"said of {untold}; found: nothing" if untold else ""


def check_problems(reading: Reading, wanted: Check) -> str:
    rows = reading.tables.get("problems", pd.DataFrame(columns=["path", "problem", "detail"]))
    listed = "\n".join(" ".join(row) for row in rows[["problem", "detail"]].itertuples(index=False, name=None))
    if "refused" in wanted:
        return "" if re.search(wanted["refused"], reading.refusal) else f"{wanted}; found: {reading.refusal or 'read'}"
    holds = bool(re.search(wanted.get("problem", wanted.get("no_problem")), listed)) == ("problem" in wanted)
    return "" if holds and reading.tables else f"{wanted}; found: {listed or 'no problems'}"


def check_conflicts(reading: Reading, _: Check) -> str:
    conflicts = reading.tables["coverage"]["conflict"] if reading.tables else pd.Series(["not read"])
    found = [cell for cell in conflicts if cell]
    return f"no conflict; found: {found}" if found else ""


def check_polarity(reading: Reading, wanted: Check) -> str:
    """The tone of the line with the words, whatever the layout makes of it."""
    asked = wanted["polarity"]
    texts = reading.tables["articles"]["text"] if reading.tables else []
    lines = [line for text in texts for line in text.splitlines() if asked["words"] in line]
    found = list(score_texts(lines, scorer=asked["scorer"]))
    right = bool(found) and all(asked["low"] <= value <= asked["high"] for value in found)
    return "" if right else f"{asked}; found: {[round(float(value), 2) for value in found]}"


def check_either(reading: Reading, wanted: Check) -> str:
    faults = [list(find_faults(reading, checks)) for checks in wanted["either"]]
    return "" if not all(faults) else " OR ".join(branch[0] for branch in faults)


CHECKS: dict[str, Callable[[Reading, Check], str]] = {
    "says": check_says,
    "speakers": check_speakers,
    **dict.fromkeys(("never_by", "never_in", "never_role", "never_speech"), check_rows),
    "roles": check_roles,
    **dict.fromkeys(("own", "not_own", "outside"), check_place),
    **dict.fromkeys(("sources", "ids", "sources_by_path", "filled"), check_articles),
    **dict.fromkeys(("told", "set_aside"), check_told),
    **dict.fromkeys(("problem", "no_problem", "refused"), check_problems),
    "no_conflict": check_conflicts,
    "polarity": check_polarity,
    "either": check_either,
}


def find_faults(reading: Reading, checks: list[Check]) -> Iterator[str]:
    """Say what was asked and what was found instead, for each assertion that does not hold."""
    for wanted in checks:
        if fault := CHECKS[next(iter(wanted))](reading, wanted):
            yield fault
