"""Invented sample files of each format, with what they should give: source, date, title and text of every article."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.corpus.formats import read_file
from analysis.corpus.found import Found, Reading
from analysis.corpus.mending import mend_text
from analysis.corpus.tables import Context

SAMPLES = Path(__file__).parent / "samples"
Rows = list[tuple[str, ...]]


@pytest.fixture
def samples() -> Path:
    return SAMPLES


@pytest.fixture
def read() -> Callable[[str], Reading]:
    """Read a sample by its path below the folder of samples."""

    def read(path: str) -> Reading:
        file = SAMPLES / path
        return read_file(file.read_bytes(), file.name, Context.plain())

    return read


@pytest.fixture
def expected() -> Callable[[str], Rows]:
    """What the samples of a format should give, white space folded."""

    def expected(folder: str) -> Rows:
        lines = (SAMPLES / folder / "expected.jsonl").read_text(encoding="utf-8").splitlines()
        return [fold(Found(**{name: row[name] for name in FIELDS})) for row in map(json.loads, filter(None, lines))]

    return expected


@pytest.fixture
def facts() -> Callable[[Reading], Rows]:
    """What a reading gives, white space folded."""
    return lambda reading: [fold(_mend(found)) for found in reading.found if not found.aside]


def _mend(found: Found) -> Found:
    return replace(found, text=mend_text(found.text)[0])


FIELDS = ("source", "date", "title", "text")


def fold(found: Found) -> tuple[str, ...]:
    return tuple(" ".join(getattr(found, name).split()) for name in FIELDS)


@pytest.fixture
def word() -> Callable[..., bytes]:
    """Make a Word file of paragraphs; one that begins with `# ` is a heading."""

    def word(*paragraphs: str, more: str = "") -> bytes:
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        body = "".join(
            "<w:p>"
            + ('<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' if text.startswith("# ") else "")
            + f"<w:r><w:t>{text.removeprefix('# ')}</w:t></w:r></w:p>"
            for text in paragraphs
        )
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as package:
            package.writestr(
                "word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}{more}</w:body></w:document>'
            )
        return stream.getvalue()

    return word
