"""Gold of our own: what is found, how exactly, and by whom it is said, with floors that may only go up."""

import json
import re
from collections import Counter
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
    "sentences": {"found": 184, "exact": 182, "speaker": 182, "name": 183, "kind": 181, "act": 183},
    "articles": {"found": 48, "exact": 47, "speaker": 48, "name": 47, "kind": 48, "act": 47},
}
MOST_EXTRA = {"sentences": 1, "articles": 1}


def read_gold(name):
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def words(text, spans):
    return {m.start() + start for start, end in spans for m in WORD.finditer(text[start:end])}


def name_speakers(quotes, tree, sentences):
    lexicons = standard_lexicons()
    return resolve_speakers(quotes, tree, find_people(tree, sentences, lexicons), lexicons=lexicons)


def measure(rows):
    """Count what is right; a gold quotation is found where it shares half of the words with one prediction."""
    counts = Counter()
    for row in rows:
        text = row["text"]
        page = read_page(text)
        tree, sentences = parse_page(page)
        quotes = name_speakers(*find_quotes(page, tree, sentences), sentences)
        open_rows = {q.quote_id: (words(text, q.pieces), q) for q in quotes}
        for gold in row["quotes"]:
            counts["gold"] += 1
            wanted = words(text, gold["content"])
            level = [(w, q) for w, q in open_rows.values() if bool(q.parent_id) == gold["nested"]]
            got, best = max(level, key=lambda p: len(wanted & p[0]) / len(wanted | p[0]), default=(set(), None))
            if best is None or len(wanted & got) < 0.5 * len(wanted | got):
                continue
            del open_rows[best.quote_id]
            spoken = [(best.speaker_start, best.speaker_end)] if best.speaker_start is not None else []
            counts["found"] += 1
            counts["exact"] += wanted == got
            counts["speaker"] += words(text, gold["speaker"]) == words(text, spoken)
            counts["name"] += gold["speaker_name"] == best.speaker
            counts["kind"] += gold["kind"] == best.kind
            counts["act"] += gold["act"] == best.act
        counts["extra"] += sum(not q.parent_id for _, q in open_rows.values())
    return counts


@pytest.fixture(scope="module", params=["sentences", "articles"])
def measured(request):
    return request.param, measure(read_gold(request.param))


@pytest.mark.parametrize("measure_name", ["found", "exact", "speaker", "name", "kind", "act"])
def test_floor(measured, measure_name):
    name, counts = measured
    assert counts[measure_name] >= FLOORS[name][measure_name], dict(counts)


def test_nearly_nothing_is_invented(measured):
    name, counts = measured
    assert counts["extra"] <= MOST_EXTRA[name], dict(counts)


@pytest.mark.parametrize("name", ["sentences", "articles"])
def test_spans_slice_to_their_text(name):
    for row in read_gold(name):
        for quote in row["quotes"]:
            for span, text in ((quote["speaker"], quote["speaker_text"]), (quote["cue"], quote["cue_text"])):
                assert [row["text"][a:b] for a, b in span] == ([text] if span else [])
            assert all(0 <= a < b <= len(row["text"]) for a, b in quote["content"])


def test_the_gold_is_large_and_every_construction_has_two_examples():
    sentences = read_gold("sentences")
    assert len(sentences) >= 150
    assert len(read_gold("articles")) >= 6
    single = [name for name, n in Counter(row["construction"] for row in sentences).items() if n < 2]
    assert single == []
