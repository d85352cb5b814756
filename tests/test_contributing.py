import re
from pathlib import Path

PROJECT = Path(__file__).parent.parent
CONTRIBUTING = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def places() -> list[list[str]]:
    """The paths that each row of the map names."""
    block = re.search(r"<!-- map -->\n(.*?)<!-- /map -->", CONTRIBUTING, re.DOTALL)
    assert block
    return [re.findall(r"`([^`]+)`", line.split("|")[2]) for line in block[1].splitlines()[2:]]


def test_every_place_that_the_map_names_exists() -> None:
    assert len(places()) >= 25
    assert all(places())
    assert [path for row in places() for path in row if not (PROJECT / path).exists()] == []


def test_every_file_that_is_named_with_its_folder_exists() -> None:
    named = re.findall(r"(?:analysis|tests|notebooks|docs|benchmarks)/[\w/.-]*", CONTRIBUTING)
    assert [path for path in named if not (PROJECT / path).exists()] == []
