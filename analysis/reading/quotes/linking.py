"""Linking: which cue a quotation that reads like a sentence belongs to: the one right after it or right before it."""

from collections.abc import Container, Sequence

from analysis.reading.quotes.marked import Stretches
from analysis.reading.quotes.rows import Attribution
from analysis.reading.quotes.unlisted import find_unlisted

BEFORE_TITLES = frozenset(["POS", "IN", "DT"])
Links = dict[int, tuple[Attribution, str]]


def link_neighbours(stretches: Stretches, attributions: Sequence[Attribution], taken: Container[int]) -> Links:
    """Link each stretch that reads like a sentence to the cue beside it.

    Takes: the stretches; cues that may stand beside marks; numbers of stretches that already have a speaker.
    Returns: cue and rule by the number of the stretch.
    """
    tree = stretches.tree
    followed = {stretches.before(a.clause[0]): a for a in attributions}
    led = {stretches.after(a.clause[1]): a for a in attributions}
    links: Links = {}
    for n, (first, last) in stretches.ranges.items():
        if n in taken or not stretches.reads_like_a_sentence(n):
            continue
        following, leading = followed.get(last), led.get(first)
        if following is not None and not _follows(stretches, following, last):
            following = None
        if leading is not None and not _leads(stretches, leading, n):
            leading = None
        if leading is None and stretches.tell_aside(n) and (stretches.is_title(n) or tree.stretch_words[n] == 1):
            continue
        if leading is None and following is None:
            leading = _across_colon(stretches, n, attributions)
        unnamed = following is not None and following.speaker is None and leading is not None and leading.speaker
        if following is not None and not unnamed and (leading is None or tree.text[last] in (",", "?", "!")):
            links[n] = following, "cue after"
        elif leading is not None:
            links[n] = leading, "cue before"
        elif (unlisted := find_unlisted(stretches, n)) is not None:
            links[n] = unlisted, "unlisted verb"
    return links | _carried_back(stretches, links, taken)


def _follows(stretches: Stretches, a: Attribution, last: int) -> bool:
    """Whether a cue behind a stretch can close it: in its sentence, or as all of the next: `“Stop!” Ana shouted.`"""
    tree = stretches.tree
    if tree.sentence[a.clause[0]] == tree.sentence[last]:
        return True
    whole = tree.sentence_of(a.clause[0])[0] == a.clause[0] and tree.dep[a.cue[0]] == "ROOT" and not a.content
    between = tree.source[tree.end[last] : tree.start[a.clause[0]]]
    return whole and tree.text[last] in ("!", "?") and "\n" not in between


def _carried_back(stretches: Stretches, links: Links, taken: Container[int]) -> Links:
    """A quotation that goes on in the next paragraph belongs to the cue found there."""
    found: Links = {}
    for n in range(len(stretches) - 2, -1, -1):
        following = links.get(n + 1) or found.get(n + 1)
        if following is not None and stretches.marked[n + 1].continues and n not in links and n not in taken:
            found[n] = following
    return found


def _leads(stretches: Stretches, a: Attribution, n: int) -> bool:
    """Whether a cue before a stretch can lead to it: in its sentence, or across a colon."""
    tree, first = stretches.tree, stretches.ranges[n][0]
    if stretches.is_title(n) and tree.tag[stretches.outside(n)] in BEFORE_TITLES:
        return False  # Said on CNN's “Morning Talk” that ...: where it was said.
    if tree.sentence[a.clause[1]] == tree.sentence[first]:
        return True
    return any(tree.text[k] == ":" for k in range(a.clause[1] + 1, first))


def _across_colon(stretches: Stretches, n: int, attributions: Sequence[Attribution]) -> Attribution | None:
    """`She wrote what they should have done: “…”`: the topmost cue of a sentence that a colon ends."""
    tree, k = stretches.tree, stretches.outside(n)
    if k < 0 or tree.text[k] != ":":
        return None
    here = [a for a in attributions if tree.sentence[a.cue[0]] == tree.sentence[k] and a.cue[0] < k and a.speaker]
    return min(here, key=lambda a: (len(list(tree.ancestors(a.cue[0]))), -a.cue[0])) if here else None
