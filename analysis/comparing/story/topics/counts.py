"""Counts: numbers of the same thing that cannot both be right."""

from collections.abc import Iterator

from analysis.comparing.matching.quantities import find_quantities
from analysis.comparing.story.candidates import Candidate, choose_headline, quote, show
from analysis.comparing.story.events import Event, Sentence


def tell_counts(event: Event) -> Iterator[Candidate]:
    """Tell which counts of the same thing conflict, one candidate a pair of sentences."""
    told: set[frozenset[str]] = set()
    for row in sorted(event.rows["coverage"], key=lambda row: (-row["similarity"], row["sentence_id"])):
        pair = frozenset((row["sentence_id"], row["other_sentence_id"]))
        if row["conflict"] and pair not in told and pair <= event.by_id.keys():
            told.add(pair)
            one, two = sorted((event.by_id[key] for key in pair), key=lambda s: s.source)
            numbers = row["conflict"].split("; ")[0].split(" / ")
            if one.sentence_id != row["sentence_id"]:
                numbers.reverse()
            yield _tell(event, one, two, numbers, row["similarity"])


def _tell(event: Event, one: Sentence, two: Sentence, numbers: list[str], similarity: float) -> Candidate:
    spans, words = [], []
    for sentence, number in ((one, numbers[0]), (two, numbers[1])):
        at = sentence.text.find(number)
        spans.append((sentence.start + at, sentence.start + at + len(number)))
        words.append(_print_counted(event, sentence, number))
    headline = choose_headline(
        [
            f"{one.source} speaks of {quote(words[0])}, {two.source} of {quote(words[1])}.",
            f"{one.source} has {quote(numbers[0])}, {two.source} {quote(numbers[1])}.",
        ]
    )
    return Candidate(
        "counts",
        headline,
        "Both count the same thing in sentences that match; both cannot be right.",
        (one.source, two.source),
        (show("a", one, spans[0]), show("b", two, spans[1])),
        (one.sentence_id, two.sentence_id),
        frozenset({f"count {' / '.join(sorted(numbers)).lower()}"}),
        0.7,
        min(1.0, 0.6 + similarity),
    )


def _print_counted(event: Event, sentence: Sentence, number: str) -> str:
    """The number as printed, with the words that say what is counted."""
    for found in find_quantities(sentence.text, lexicons=event.lexicons):
        if found.text == number:
            return " ".join(sentence.text[found.start :].split()[: len(number.split()) + 2]).rstrip(",.;")
    return number
