"""Found: what a reader finds in a file. Every article it sees is one row, kept or with the reason it is set aside."""

from collections.abc import Iterable
from dataclasses import dataclass, field

FIELDS = ("article_id", "source", "event", "date", "title", "author", "url", "language")


class RefusedError(ValueError):
    """A file that cannot be read as articles; the sentence says why, and the way out."""

    problem = "unreadable file"


class UnreadKindError(RefusedError):
    """A file of a kind that is not read at all."""

    problem = "file not read"


@dataclass(slots=True)
class Found:
    """One article as a file gives it; `aside` is (problem, detail) where it will not be compared."""

    text: str = ""
    article_id: str = ""
    source: str = ""
    event: str = ""
    date: str = ""
    title: str = ""
    author: str = ""
    url: str = ""
    language: str = ""
    file: str = ""
    aside: tuple[str, str] | None = None
    remarks: list[tuple[str, str]] = field(default_factory=list)

    def set_aside(self, problem: str, detail: str) -> None:
        """Say why the article is left out; the first reason stands."""
        self.aside = self.aside or (problem, detail)


@dataclass(slots=True)
class Reading:
    """What one file holds: its kind in words, its articles in order, lines for `check`, problems of the whole file."""

    kind: str
    found: list[Found]
    said: list[str] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    # Whether each article is a record of a table or an export, numbered within the file, or the file itself.
    many: bool = True


def fold_space(text: str) -> str:
    """Fold every run of white space to one blank.

    >>> fold_space(" a\\n b\\xa0c ")
    'a b c'
    """
    return " ".join(text.split())


def join_paragraphs(paragraphs: Iterable[str]) -> str:
    """Join what is left of paragraphs with an empty line between.

    >>> join_paragraphs([" One. ", "", "Two."])
    'One.\\n\\nTwo.'
    """
    return "\n\n".join(stripped for paragraph in paragraphs if (stripped := paragraph.strip()))


def strip_by(author: str) -> str:
    """Take the word By off a line that names who wrote.

    >>> strip_by("By Ines Vallory"), strip_by("Byron Hale")
    ('Ines Vallory', 'Byron Hale')
    """
    author = fold_space(author)
    return author[3:] if author[:3].lower() == "by " else author
