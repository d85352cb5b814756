"""Sources: the outlet of a file that does not name it: its folder, where the folders are the outlets, else its stem."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from analysis.corpus.files import Problem
from analysis.lexicons import Lexicons
from analysis.wording import join_words

# A name that numbers a text and says nothing of who printed it: 001, article-12, 2024-05-01, a.
_NUMBERED = re.compile(
    r"(?i)(?:article|art|text|txt|doc|document|story|file|item|news|page|post|no|nr)?s?[\s._-]*[\d\s._-]+[a-z]?|[a-z]"
)
_DATED = re.compile(r"(?:19|20)\d{2}(?:[-_. ]?\d{1,2}){0,2}|\d{1,2}|[A-Z0-9]{8}")
_WORD = re.compile(r"[^\W\d_]+")


def name_sources(
    paths: Sequence[str], root: str, lexicons: Lexicons
) -> tuple[dict[str, str], list[str], list[Problem]]:
    """Give a source to files that have none.

    The folders of a level are the outlets where they are called so, or where the files in them are only numbered,
    or the same names stand in several; otherwise the source is the file's stem.

    Takes: the paths of the files without a source; the name of the folder that holds them all.
    Returns: source by path, lines for `check`, and problems (one name in two folders, where both could be the outlet).

    >>> from analysis.lexicons import standard_lexicons
    >>> name_sources(["Quay/001.txt", "Tide/001.txt"], "outlets", standard_lexicons())[0]
    {'Quay/001.txt': 'Quay', 'Tide/001.txt': 'Tide'}

    Limits: whether a folder is an outlet or an event cannot be seen; what was taken is said.
    """
    stems = {path: PurePosixPath(path).stem for path in paths}
    level, sure = _find_level(stems, root, lexicons)
    if level is None:
        return stems, [], _name_twins(stems)
    folders = {path: path.split("/")[level] if path.count("/") > level else stem for path, stem in stems.items()}
    names = sorted({name for path, name in folders.items() if path.count("/") > level})
    said = [f"Source from the folder: {_list(names)}. Not so? Name the source of each file in articles.csv."]
    return folders, said, [] if sure else _name_twins(stems)


def _find_level(stems: Mapping[str, str], root: str, lexicons: Lexicons) -> tuple[int | None, bool]:
    """The level of folders that are the outlets, if one is, and whether nothing else could be meant."""
    outlets, levels, others, events = (
        {row["word"] for row in lexicons["outlet_words"] if row["kind"] == kind}
        for kind in ("outlet", "level", "other level", "event level")
    )
    depth = max((path.count("/") for path in stems), default=0)
    for level in range(depth):
        inside = {path: stem for path, stem in stems.items() if path.count("/") > level}
        parts = [path.split("/") for path in inside]
        names = {part[level] for part in parts}
        above = {(part[level - 1] if level else root).casefold() for part in parts}
        if len(names) < 2 or any(_DATED.fullmatch(name) or name.casefold() in others | events for name in names):
            continue
        told = sum(bool(outlets & _words(name)) for name in names)
        numbered = all(_NUMBERED.fullmatch(stem) for stem in inside.values())
        if above & levels or numbered or told > len(names) / 2:
            return level, True
        repeated = len(set(inside.values())) < len(inside)
        if repeated and not above & events and not any(outlets & _words(stem) for stem in inside.values()):
            return level, False
    return None, True


def _name_twins(stems: Mapping[str, str]) -> list[Problem]:
    paths = defaultdict(list)
    for path, stem in stems.items():
        paths[stem].append(path)
    return [
        (
            twins[0],
            "same name in several folders",
            f"'{stem}' stands in {join_words(_quote(path) for path in twins[:3])}: is the source the folder or the "
            "file's name? Say so in articles.csv (columns file, source)",
        )
        for stem, twins in sorted(paths.items())
        if len(twins) > 1
    ]


def _words(name: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name))}


def _quote(path: str) -> str:
    return f"'{path}'"


def _list(names: Sequence[str]) -> str:
    shown = ", ".join(names[:5])
    return shown + (f" and {len(names) - 5} more" if len(names) > 5 else "")
