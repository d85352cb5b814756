"""Found: what readers find in files, and what a corpus came to. Every article is kept, or has the reason it is not."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from analysis.corpus.texts import Held

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


@dataclass(slots=True)
class Article:
    """One article: what was found, its id, the file it is from; `by_file`: its source is no more than the file.

    `held`: where its text stands, if what was found has it no more.
    """

    article_id: str
    path: str
    found: Found
    by_file: bool = False
    held: Held | None = None

    @property
    def text(self) -> str:
        """The text, wherever it stands."""
        return self.held.read() if self.held else self.found.text


@dataclass
class Corpus:
    """What a corpus came to: its articles, problems, the files that were read, lines for `check`."""

    articles: list[Article]
    problems: list[tuple[str, str, str, str]]
    inputs: list[tuple[str, Reading]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


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
