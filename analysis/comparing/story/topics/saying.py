"""Saying: a verb that doubts, endorses or belittles in one source, where another uses a plain one for the speaker."""

import functools
from collections.abc import Iterator
from typing import NamedTuple

from analysis.comparing.speakers.saying import WORD, name_cue
from analysis.comparing.story.candidates import Candidate, choose_headline, quote, show
from analysis.comparing.story.events import Event, Row, Sentence
from analysis.lexicons import Lexicons
from analysis.schema import UNKNOWN

PLAIN = frozenset({"say", "tell", "add", "state", "according to", "announce", "write", "explain", "remark"})
MEANINGS = {
    "doubts": "leaves open whether it is true",
    "endorses": "takes what is said as true",
    "concedes": "makes it an admission",
    "insists": "hints that others do not believe it",
    "belittles": "makes less of what is said",
}
SIZES = {"doubts": 1.0, "endorses": 0.6, "concedes": 0.8, "insists": 0.6, "belittles": 0.7}
SAME_STATEMENT, SAME_MATTER = 0.95, 0.7
LEAST_RUN, LEAST_PART, SIMILAR = 3, 0.75, 0.5
CLOSE, MATCHED = ("close match",), ("close match", "weak match")
CAREFUL = frozenset({"endorses", "insists", "concedes"})  # such a verb goes with its matter: it must be one


class Said(NamedTuple):
    """An attribution of a source's own voice, its sentence, and what its verb adds (empty for a plain verb)."""

    row: Row
    source: str
    sentence: Sentence
    force: str


@functools.lru_cache(maxsize=8)
def read_forces(lexicons: Lexicons) -> dict[str, str]:
    """Read what each verb of saying adds to what is said."""
    return {row["cue"]: row["force"] for row in lexicons["saying_force"]}


def find_said(event: Event) -> dict[str, list[Said]]:
    """Find, by speaker, the attributions whose verb is plain or listed in lexicons/saying_force.csv."""
    forces = dict.fromkeys(PLAIN, "") | read_forces(event.lexicons)
    found: dict[str, list[Said]] = {}
    for row in event.rows["quotes"]:
        outermost = row["zone"] == "body" and row["act"] == "speech" and not row["parent_id"]
        if outermost and row["speaker"] not in ("", UNKNOWN) and WORD.search(row["cue_text"]):
            cue = name_cue(row["cue_text"], lexicons=event.lexicons)
            sentence = event.sentence_at(row["article_id"], int(row["cue_start"]))
            if cue in forces and sentence is not None:
                found.setdefault(row["speaker"], []).append(Said(row, event.source(row), sentence, forces[cue]))
    return found


def tell_saying(event: Event) -> Iterator[Candidate]:
    """Tell of which speaker one source says *claimed*, *confirmed*, *admitted*, and another only *said*.

    The same statement in both sources is the better case; else both verbs are of one speaker, in sentences that are
    alike. Only verbs of the sources' own voice count.
    """
    same, near = _list_same(event)
    alike = {(row["sentence_id"], row["other_sentence_id"]): row["status"] for row in event.rows["coverage"]}
    for _, said in sorted(find_said(event).items()):
        for one in (item for item in said if item.force):
            users = {item.source for item in said if item.force == one.force}
            rivals = []
            for two in (item for item in said if item.source not in users):
                shared = (one.row["quote_id"], two.row["quote_id"]) in same
                told_alike = one.force not in CAREFUL and (one.row["quote_id"], two.row["quote_id"]) in near
                if shared or told_alike or _is_alike(one, two, alike):
                    rivals.append((not shared, two.force != "", two.source, two.row["quote_id"], two))
            if rivals:
                best = min(rivals, key=lambda rival: rival[:4])
                yield _tell(one, best[4], same=not best[0])


def _list_same(event: Event) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """The pairs of quotations that have the same words, and those that are close paraphrases, both ways round."""
    same: set[tuple[str, str]] = set()
    near: set[tuple[str, str]] = set()
    for row in event.rows["shared_quotes"]:
        ids = row["quote_a"], row["quote_b"]
        shorter = min((event.quotes[key]["n_words"] for key in ids if key in event.quotes), default=0)
        if row["kind"] == "paraphrase":
            near |= {ids, ids[::-1]} if row["similarity"] >= SIMILAR else set()
        elif row["longest_run"] >= max(LEAST_RUN, LEAST_PART * shorter):
            same |= {ids, ids[::-1]}
    return same, near


def _is_alike(one: Said, two: Said, alike: dict[tuple[str, str], str]) -> bool:
    wanted = CLOSE if one.force in CAREFUL else MATCHED
    keys = one.sentence.sentence_id, two.sentence.sentence_id
    return alike.get(keys) in wanted or alike.get(keys[::-1]) in wanted


def _tell(said: Said, rival: Said, *, same: bool) -> Candidate:
    one, two = sorted((said, rival), key=lambda item: item.source)
    speaker = said.row["speaker"]
    verbs = [quote(item.row["cue_text"], 4) for item in (one, two)]
    what = f"For the same words of {speaker}" if same else f"Of {speaker}"
    headline = choose_headline(
        f"{opening}{one.source} writes {verbs[0]}, {two.source} {verbs[1]}{end}."
        for opening, end in ((f"{what}, ", ""), ("", " of one speaker"))
    )
    against = MEANINGS[rival.force] if rival.force else "does not"
    passages = [
        show(side, item.sentence, (int(item.row["cue_start"]), int(item.row["cue_end"])))
        for side, item in zip("ab", (one, two), strict=True)
    ]
    return Candidate(
        "saying",
        headline,
        f"{quote(said.row['cue_text'], 4)} {MEANINGS[said.force]}; {quote(rival.row['cue_text'], 4)} {against}.",
        (one.source, two.source),
        tuple(passages),
        (one.row["quote_id"], two.row["quote_id"]),
        frozenset({f"verb {speaker} {said.force}", f"verb {said.row['quote_id']}"}),
        min(1.0, SIZES[said.force] + (0.2 if rival.force else 0.0)),
        SAME_STATEMENT if same else SAME_MATTER,
        trait=said.force,
    )
