import re
from pathlib import Path

from analysis.parameters import Parameters
from analysis.schema import COLUMNS

PROJECT = Path(__file__).parent.parent
README = (PROJECT / "README.md").read_text(encoding="utf-8")


def rows_of(name: str) -> list[list[str]]:
    """The cells of the table between two comments of that name."""
    block = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", README, re.DOTALL)
    assert block
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in block[1].strip().splitlines()[2:]]


def test_the_parameters_are_those_of_the_model() -> None:
    assert rows_of("parameters") == [
        [f"`{name}`", f"`{field.default}`" if field.default != "" else "", field.description]
        for name, field in Parameters.model_fields.items()
    ]


def test_the_dictionary_lists_every_table_and_its_columns() -> None:
    assert {name.strip("`"): columns.strip("`") for name, _, columns in rows_of("tables")} == COLUMNS


def test_every_file_that_is_linked_exists() -> None:
    for target in re.findall(r"\]\((?!#)([^)]+)\)", README):
        assert (PROJECT / target).exists(), target
