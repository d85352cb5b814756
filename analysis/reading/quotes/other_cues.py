"""Other cues: `according to`, `quoted ... as saying`, opening participles, colons in headlines."""

from collections.abc import Container, Iterator, Sequence

from analysis.language.phrases import mention_span
from analysis.language.tree import Tree
from analysis.reading.quotes.content import skip_that
from analysis.reading.quotes.cue_lists import CueLists, Entry
from analysis.reading.quotes.rows import Attribution

NO_ENTRY = Entry("", frozenset(), "", "")
LONGEST_CREDIT = 12
OWN_WORDS = frozenset(["i", "we", "my", "our", "me", "us"])


def find_according_to(tree: Tree, lists: CueLists) -> Iterator[Attribution]:
    """Find `according to X`, `as per X`, `by X's account`, which credit the clause that they stand in."""
    for i in range(tree.n):
        credit = _read_credit(tree, i, lists) if tree.sentence[i] is not None else None
        if credit is None:
            continue
        cue, inner = credit
        begin, end = tree.sentence_of(i)
        speaker = mention_span(tree, inner, set(cue))
        comma = next((k for k in range(inner + 1, end) if tree.text[k] == ","), None)
        if comma is not None and i == begin and speaker[1] >= end - 1:  # The whole clause was taken for an apposition.
            speaker = mention_span(tree, inner, {*cue, *range(comma, end + 1)})
        head = tree.head[i]
        if (
            tree.child(head, "nsubj") is not None
            and "after" in next(iter(lists.verbs.get(tree.lemma[head], [NO_ENTRY]))).takes
        ):
            continue  # ..., he said, according to a transcript: the channel, not a second speaker.
        stop = max(speaker[1], tree.last[i]) if tree.last[i] - speaker[1] < LONGEST_CREDIT else speaker[1]
        stop = max(stop, *cue)
        left = [k for k in range(begin, i) if tree.pos[k] not in ("SPACE", "PUNCT")]
        if len(left) < 3:
            comma = next(
                (k for k in range(max(speaker[1], *cue) + 1, end + 1) if tree.text[k] == ","), max(speaker[1], *cue)
            )
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
        yield Attribution("according to", cue, "speech", "neutral", speaker, inner, content, 0.9, (i, stop))


def _read_credit(tree: Tree, i: int, lists: CueLists) -> tuple[list[int], int] | None:
    """The cue and the head of the speaker of words that credit a clause, beginning at a token."""
    word, behind = tree.lower[i], tree.lower[i + 1]
    set_off = tree.text[i - 1] == "," or i == tree.sentence_of(i)[0]
    if (word, behind) == ("according", "to") or ((word, behind) == ("as", "per") and set_off):
        inner = tree.child(i + 1, "pobj", "pcomp")
        inner = next((k for k in tree.subtree(i) if tree.dep[k] == "pobj"), None) if inner is None else inner
        return ([i, i + 1], inner) if inner is not None else None
    told = tree.child(i, "pobj") if word == "from" and i == tree.sentence_of(i)[0] else None
    if told is not None and tree.lemma[told] in lists.hearsay and tree.text[tree.last[i] + 1] == ",":
        return [i], told  # From various reports, it seems ...
    account = tree.child(i, "pobj") if tree.dep[i] == "prep" and word in ("by", "in", "to", "from") else None
    if account is None or tree.lemma[account] not in lists.accounts:
        return None
    owner, of = tree.child(account, "poss"), tree.child(account, "prep")
    if not set_off or (owner is None and (tree.lower[i + 1] != "the" or of is None or tree.lower[of] != "of")):
        return None
    if owner is None:
        owner = tree.child(of, "pobj")
    return ([i, account], owner) if owner is not None else None


def find_passives(tree: Tree, lists: CueLists) -> Iterator[Attribution]:
    """Find `the duke is said to be in hiding`, `she was accused of theft`: said of somebody, often by nobody."""
    for i in range(tree.n):
        told = tree.child(i, "nsubjpass") if tree.tag[i] == "VBN" and tree.sentence[i] is not None else None
        if told is None or tree.lower[told] == "it":
            continue
        found = ((entry, _said_of(tree, i, entry)) for entry in lists.verbs.get(tree.lemma[i], ()))
        entry, said = next(((e, k) for e, k in found if k is not None), (None, None))
        agent = tree.child(tree.child(i, "agent"), "pobj")
        if entry is None or said is None:
            yield from _said_by(tree, i, told, agent, lists)
            continue
        part = (tree.first[said], tree.last[said])
        content = [(tree.first[told], tree.last[told]), part]
        speaker = mention_span(tree, agent, {i, *range(part[0], part[1] + 1)}) if agent is not None else None
        yield Attribution("passive", [i], "speech", entry.cue_class, speaker, agent, content, 0.7, (i, i), False)


def _said_by(tree: Tree, i: int, told: int, agent: int | None, lists: CueLists) -> Iterator[Attribution]:
    """`A ban was proposed by the panel`: the subject is what somebody, who is named, reports or judges."""
    for entry in lists.verbs.get(tree.lemma[i], ()) if agent is not None else ():
        frame = next((frame for frame in ("object", "stance") if frame in entry.takes), "")
        asked = "person" in entry.takes
        if agent is None or not frame or asked or tree.pos[told] == "PRON":
            continue
        content = [(tree.first[told], tree.last[told])]
        speaker = mention_span(tree, agent, {i, *range(content[0][0], content[0][1] + 1)})
        yield Attribution(frame, [i], entry.act, entry.cue_class, speaker, agent, content, 0.7, (i, i), False)
        return


def _said_of(tree: Tree, i: int, entry: Entry) -> int | None:
    """Head of what is said of a passive subject: `to be in hiding`, `of cutting the course`."""
    if entry.act == "speech" and "clause" in entry.takes and not entry.takes & {"person", "infinitive"}:
        below = tree.child(i, "xcomp")
        if below is None or tree.lower[tree.first[below]] != "to":
            return None
        # Clarified to reflect: a purpose; what is said of somebody is how he is or what he has done.
        stative = tree.lemma[below] in ("be", "have") or tree.child(below, "auxpass") is not None
        return below if stative or len([c for c in tree.children[below] if tree.dep[c] == "aux"]) > 1 else None
    words = {"charge": ("of",), "stance": ("for", "as", "over")}
    wanted = [word for frame in entry.takes & words.keys() if "marks" in entry.takes for word in words[frame]]
    parts = [c for c in tree.children[i] if tree.dep[c] in ("prep", "agent")]
    low = [k for k in tree.subtree(parts[0]) if tree.dep[k] == "prep"] if len(parts) == 1 else []
    return next((c for c in (*parts, *low) if tree.lower[c] in wanted), None)


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


def find_headline_colons(
    tree: Tree, headlines: Sequence[int], lists: CueLists, talkers: Container[str], first_names: Container[str]
) -> Iterator[Attribution]:
    """Find `Mayor: Bridge will reopen by May` in headlines, where the part before the colon is no label and no topic.

    Takes: the numbers of the sentences that stand in a headline; words for those who can talk; first names.
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
        named = named and name not in lists.labels and tree.pos[words[-1]] not in ("VERB", "AUX")
        first_name = named and len(words) > 1 and tree.lower[words[0]] in first_names
        if first_name or (named and _is_heard(tree, words, (colon, last), lists, talkers)):
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


def _is_heard(
    tree: Tree, words: Sequence[int], content: tuple[int, int], lists: CueLists, talkers: Container[str]
) -> bool:
    """Whether a name before a colon is of somebody who can talk: by a word in it, by *I* or *we* right behind the
    colon, or by what the article has the name do further down. `Brexit: Ministers agree a deal` names a topic.
    """
    if any(word in talkers for k in words for word in (tree.lower[k], tree.lower[k].removesuffix("s"))):
        return True
    whole = (k for k in (content[0] + 1, content[0] + 2) if tree.stretch[k] == tree.stretch[content[1]])
    if any(tree.lower[k] in OWN_WORDS for k in whole):
        return True
    name = tree.text[words[-1]].lower()
    again = [k for k in range(content[1], tree.n) if tree.lower[k] == name]
    said = (tree.lemma[tree.head[k]] in lists.before_colon and tree.dep[k] == "nsubj" for k in again)
    called = (tree.dep[k - 1] == "compound" and tree.lower[k - 1] in talkers for k in again)
    return any(said) or any(called)
