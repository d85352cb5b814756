"""Other cues: `according to`, `quoted ... as saying`, opening participles, colons in headlines."""

from collections.abc import Iterator, Sequence

from analysis.language.phrases import mention_span
from analysis.language.tree import Tree
from analysis.reading.quotes.content import skip_that
from analysis.reading.quotes.cue_lists import CueLists
from analysis.reading.quotes.rows import Attribution


def find_according_to(tree: Tree, lists: CueLists) -> Iterator[Attribution]:
    """Find `according to X`, which credits the clause that it stands in."""
    for i in range(tree.n - 2):
        if tree.lower[i] != "according" or tree.lower[i + 1] != "to" or tree.sentence[i] is None:
            continue
        inner = tree.child(i + 1, "pobj", "pcomp")
        if inner is None:
            inner = next((k for k in tree.subtree(i) if tree.dep[k] == "pobj"), None)
        if inner is None:
            continue
        speaker = mention_span(tree, inner, {i, i + 1})
        begin, end = tree.sentence_of(i)
        head = tree.head[i]
        if (
            tree.lemma[head] in lists.verbs
            and tree.child(head, "nsubj") is not None
            and "after" in lists.verbs[tree.lemma[head]][0].takes
        ):
            continue  # ..., he said, according to a transcript: the channel, not a second speaker.
        stop = max(speaker[1], tree.last[i]) if tree.last[i] - speaker[1] < 12 else speaker[1]
        left = [k for k in range(begin, i) if tree.pos[k] not in ("SPACE", "PUNCT")]
        if len(left) < 3:
            comma = next((k for k in range(speaker[1] + 1, end + 1) if tree.text[k] == ","), speaker[1])
            content = [(comma + 1, end)]
            stop = comma
        else:
            first = begin
            told = tree.child(head, "nsubj", "nsubjpass")
            if tree.dep[head] == "conj" and tree.pos[head] == "VERB" and told is not None:
                first = tree.first[head]
            content = [(first, i - 1)]
            after = [k for k in tree.subtree(head, without=[i]) if k > stop + 1] if head > stop else []
            if after:
                content.append((after[0], after[-1]))
        yield Attribution("according to", [i, i + 1], "speech", "neutral", speaker, inner, content, 0.9, (i, stop))


def find_quoted_as_saying(tree: Tree) -> Iterator[Attribution]:
    """Find `quoted X as saying ...` and `X was quoted as saying ...`."""
    for i in range(tree.n):
        if tree.lemma[i] not in ("quote", "cite") or tree.pos[i] != "VERB":
            continue
        as_token = next((c for c in tree.children[i] if tree.lower[c] == "as" and c > i), None)
        if as_token is None:
            as_token = next((k for k in tree.subtree(i) if tree.lower[k] == "as" and k > i), None)
        if as_token is None:
            continue
        after = range(as_token + 1, min(as_token + 3, tree.n))
        saying = next((k for k in after if tree.lower[k] in ("saying", "telling")), None)
        if saying is None:
            continue
        person = tree.child(i, "dobj")
        if person is None or person > as_token:
            person = tree.child(i, "nsubjpass")
        if person is None:
            continue
        inner = [c for c in tree.children[saying] if c > saying and tree.dep[c] in ("ccomp", "xcomp", "dobj", "advcl")]
        content = [(skip_that(tree, tree.first[inner[0]], inner[0]), tree.last[inner[-1]])] if inner else []
        speaker = mention_span(tree, person, {i, as_token, saying, *(k for a, b in content for k in range(a, b + 1))})
        first = min(
            i,
            speaker[0],
            *(tree.first[c] for c in tree.children[i] if tree.dep[c] in ("nsubj", "aux", "auxpass") and c < i),
            i,
        )
        yield Attribution(
            "quoted as saying",
            [i, as_token, saying],
            "speech",
            "neutral",
            speaker,
            person,
            content,
            0.9,
            (first, saying),
        )


def find_opening_participles(tree: Tree, lists: CueLists) -> Iterator[Attribution]:
    """Find `Stressing the need for calm, the mayor said ...` where the tagger took the participle for a name."""
    for first, last in tree.sentence_tokens.values():
        if (
            not tree.lower[first].endswith("ing")
            or tree.pos[first] in ("VERB", "AUX")
            or not tree.text[first][:1].isupper()
        ):
            continue
        stem = tree.lower[first][:-3]
        lemma = next((w for w in (stem, stem + "e", stem[:-1]) if w in lists.verbs), "")
        comma = next((k for k in range(first + 2, last) if tree.text[k] == ","), None)
        if not lemma or comma is None:
            continue
        entry = next((e for e in lists.verbs[lemma] if e.takes & {"object", "stance"}), None)
        subject = next((k for k in range(comma + 1, last) if tree.dep[k] == "nsubj" and tree.head[k] > k), None)
        if entry is None or subject is None or tree.pos[first + 1] in ("VERB", "AUX", "PUNCT"):
            continue
        speaker = mention_span(tree, subject, set(range(first, comma + 1)))
        yield Attribution(
            "object",
            [first],
            entry.act,
            entry.cue_class,
            speaker,
            subject,
            [(first + 1, comma - 1)],
            0.7,
            (first, first),
        )


def find_headline_colons(tree: Tree, headlines: Sequence[int], lists: CueLists) -> Iterator[Attribution]:
    """Find `Mayor: Bridge will reopen by May` in headlines, where the part before the colon is no mere label.

    Takes: the numbers of the sentences that stand in a headline.
    """
    for number in headlines:
        if number not in tree.sentence_tokens:
            continue
        first, last = tree.sentence_tokens[number]
        colon = next((k for k in range(first + 1, min(first + 7, last)) if tree.text[k] == ":"), None)
        if colon is None or last - colon < 2:
            continue
        name = tree.source[tree.start[first] : tree.start[colon]].strip().lower()
        words = [k for k in range(first, colon) if tree.text[k][:1].isalpha()]
        named = bool(words) and all(tree.text[k][:1].isupper() or tree.pos[k] == "ADP" for k in words)
        if named and name not in lists.labels and not any(tree.pos[k] in ("VERB", "AUX") for k in words):
            yield Attribution(
                "headline",
                [colon],
                "speech",
                "neutral",
                (first, colon - 1),
                words[-1],
                [(colon + 1, last)],
                0.6,
                (first, colon),
            )
