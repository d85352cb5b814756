import pytest

from analysis.corpus.sources import name_sources
from analysis.lexicons import standard_lexicons

LEXICONS = standard_lexicons()


def name(*paths: str, root: str = "corpus") -> tuple[list[str], bool, bool]:
    """The sources, whether the folder is said to be one, and whether it is asked."""
    sources, said, problems = name_sources(paths, root, LEXICONS)
    return [sources[path] for path in paths], bool(said), bool(problems)


@pytest.mark.parametrize(
    ("paths", "root", "sources"),
    [
        (["Quay/001.txt", "Quay/002.txt", "Tide/001.txt"], "outlets", ["Quay", "Quay", "Tide"]),
        (["Quay/article-1.txt", "Tide/article-7.txt"], "corpus", ["Quay", "Tide"]),
        (["Quay/2024-05-01.txt", "Tide/2024-05-02.txt"], "corpus", ["Quay", "Tide"]),
        (["outlets/Quay/a.txt", "outlets/Tide/b.txt"], "corpus", ["Quay", "Tide"]),
        (["The Herald/bridge.txt", "Daily Post/bridge.txt"], "corpus", ["The Herald", "Daily Post"]),
        (["2024/Quay/001.txt", "2025/Tide/001.txt"], "corpus", ["Quay", "Tide"]),
        (["note.md", "Quay/001.txt", "Tide/001.txt"], "corpus", ["note", "Quay", "Tide"]),
    ],
)
def test_folders_that_are_outlets_are_the_sources_and_it_is_said(
    paths: list[str], root: str, sources: list[str]
) -> None:
    assert name(*paths, root=root) == (sources, True, False)


@pytest.mark.parametrize(
    "paths",
    [
        ["bbc.txt", "dawn.txt"],
        ["dam/herald.txt", "dam/gazette.txt"],
        ["herald/one.txt", "two.txt"],
        ["storage/8KQZ3ABC/row.txt", "storage/J2MN4DEF/dam.txt"],
    ],
)
def test_otherwise_the_source_is_the_stem(paths: list[str]) -> None:
    assert name(*paths) == ([path.rpartition("/")[2].removesuffix(".txt") for path in paths], False, False)


def test_outlets_that_stand_in_folders_of_events_stay_the_sources() -> None:
    sources, said, asked = name("dam/herald.txt", "strike/herald.txt", "dam/bbc.txt", "strike/bbc.txt")
    assert (sources, said, asked) == (["herald", "herald", "bbc", "bbc"], False, True)


def test_one_name_in_two_folders_is_asked_about_where_both_could_be_the_outlet() -> None:
    sources, said, problems = name_sources(["Quay/bridge.txt", "Tide/bridge.txt"], "corpus", LEXICONS)
    assert list(sources.values()) == ["Quay", "Tide"]
    assert said == ["Source from the folder: Quay, Tide. Not so? Name the source of each file in articles.csv."]
    assert [problem for _, problem, _ in problems] == ["same name in several folders"]
