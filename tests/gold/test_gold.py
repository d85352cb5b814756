"""Gold of our own: what is found, how exactly, and by whom it is said, with floors that may only go up."""

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from analysis.lexicons import standard_lexicons
from analysis.reading.article import parse_page
from analysis.reading.page import read_page
from analysis.reading.people.clusters import find_people
from analysis.reading.people.speakers import resolve_speakers
from analysis.reading.quotes.find import find_quotes

HERE = Path(__file__).parent
WORD = re.compile(r"\w+")
FLOORS = {
    "sentences": {"found": 687, "exact": 686, "speaker": 686, "name": 686, "kind": 685, "act": 687},
    "articles": {"found": 48, "exact": 47, "speaker": 48, "name": 48, "kind": 48, "act": 47},
}
FILES = ("sentences", "sentences_wanted", "articles")
MEASURES = ("found", "exact", "speaker", "name", "kind", "act")
MOST_EXTRA = {"sentences": 1, "articles": 1}


def read_gold(name):
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def words(text, spans):
    return {m.start() + start for start, end in spans for m in WORD.finditer(text[start:end])}


@cache
def read_passage(text):
    """Give the quotations that the package finds, and the layout."""
    page = read_page(text)
    tree, sentences = parse_page(page)
    lexicons = standard_lexicons()
    quotes, tree = find_quotes(page, tree, sentences, lexicons=lexicons)
    return resolve_speakers(quotes, tree, find_people(tree, sentences, lexicons), lexicons=lexicons), page.zones


def share_half(wanted, got):
    return len(wanted & got) >= 0.5 * len(wanted | got)


def compare(row):
    """Say for each gold quotation what of it is right, and count what is there beside them.

    A gold quotation is found where it shares half of the words with one prediction. What stands in `may` may be
    reported or not.
    """
    text = row["text"]
    quotes, _ = read_passage(text)
    open_rows = {q.quote_id: (words(text, q.pieces), q) for q in quotes}
    right = []
    for gold in row["quotes"]:
        wanted = words(text, gold["content"])
        level = [(w, q) for w, q in open_rows.values() if bool(q.parent_id) == gold["nested"]]
        got, best = max(level, key=lambda p: len(wanted & p[0]) / len(wanted | p[0]), default=(set(), None))
        if best is None or not share_half(wanted, got):
            right.append(set())
            continue
        del open_rows[best.quote_id]
        spoken = [(best.speaker_start, best.speaker_end)] if best.speaker_start is not None else []
        checks = {
            "found": True,
            "exact": wanted == got,
            "speaker": words(text, gold["speaker"]) == words(text, spoken),
            "name": gold["speaker_name"] == best.speaker,
            "kind": gold["kind"] == best.kind,
            "act": gold["act"] == best.act,
        }
        right.append({name for name, holds in checks.items() if holds})
    allowed = [words(text, [span]) for span in row.get("may", [])]
    beside = [w for w, q in open_rows.values() if not q.parent_id]
    return right, sum(not any(share_half(w, a) for a in allowed) for w in beside)


def measure(rows):
    """Count what is right over all rows."""
    counts = Counter()
    for row in rows:
        right, n_extra = compare(row)
        counts["gold"] += len(right)
        counts["extra"] += n_extra
        counts.update(name for names in right for name in names)
    return counts


def list_faults(row):
    """Name what is wrong in a passage: what each quotation lacks, what was invented, what was taken for body."""
    right, n_extra = compare(row)
    faults = [name for names in right for name in MEASURES if name not in names]
    _, zones = read_passage(row["text"])
    body = words(row["text"], [(zone.start, zone.end) for zone in zones if zone.zone == "body"])
    return faults + ["extra"] * n_extra + ["body"] * bool(words(row["text"], row.get("not_body", [])) & body)


@pytest.fixture(scope="module", params=["sentences", "articles"])
def measured(request):
    return request.param, measure(read_gold(request.param))


@pytest.mark.parametrize("measure_name", MEASURES)
def test_floor(measured, measure_name):
    name, counts = measured
    assert counts[measure_name] >= FLOORS[name][measure_name], dict(counts)


def test_nearly_nothing_is_invented(measured):
    name, counts = measured
    assert counts["extra"] <= MOST_EXTRA[name], dict(counts)


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=row["doc_id"], marks=pytest.mark.xfail(strict=True, reason=row["construction"]))
        for row in read_gold("sentences_wanted")
    ],
)
def test_passage_that_is_wrong_today(row):
    assert list_faults(row) == []


@pytest.mark.parametrize("name", FILES)
def test_spans_slice_to_their_text(name):
    for row in read_gold(name):
        for quote in row["quotes"]:
            for span, text in ((quote["speaker"], quote["speaker_text"]), (quote["cue"], quote["cue_text"])):
                assert [row["text"][a:b] for a, b in span] == ([text] if span else [])
        spans = [span for quote in row["quotes"] for span in quote["content"]]
        for start, end in spans + row.get("may", []) + row.get("not_body", []):
            assert 0 <= start < end <= len(row["text"])


def test_what_stands_outside_the_body_is_no_body():
    rows = [row for row in read_gold("sentences") if "not_body" in row]
    assert rows
    assert [row["doc_id"] for row in rows if "body" in list_faults(row)] == []


def test_the_gold_is_large_and_every_construction_has_two_examples():
    sentences = read_gold("sentences") + read_gold("sentences_wanted")
    names = Counter(row["construction"] for row in sentences)
    assert len(sentences) >= 500
    assert len(names) >= 160
    assert len(read_gold("articles")) >= 6
    assert len({row["doc_id"] for row in sentences}) == len(sentences)
    assert [name for name, n in names.items() if n < 2] == []
