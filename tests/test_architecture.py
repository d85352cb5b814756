"""The house: imports run downstairs only, and every module is one idea of a size that can be read in one sitting."""

import ast
import functools
import graphlib
import importlib.metadata
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.running.cache import LIBRARIES, ROOMS, list_code

PROJECT = Path(__file__).parent.parent
ROOT = PROJECT / "analysis"
GROUND = ("schema", "checks", "lexicons", "errors", "parameters", "wording", "starting")
FLOORS = (
    GROUND,
    ("language",),
    ("corpus",),
    ("comparing", "reading", "validating"),
    ("running",),
    ("showing", "plots", "report", "telling", "exploring"),
)
ROOF = len(FLOORS)  # the command line and the public names, above all rooms
LONGEST_MODULE, LONGEST_FUNCTION = 250, 60

# What is not yet as it should be. These lists only shrink: an entry that is in order fails its test until it goes.
RUN_UP: set[str] = set()
TOO_LONG_MODULES: set[str] = set()
TOO_LONG_FUNCTIONS: set[str] = set()
WITHOUT_TEST: set[str] = set()
# Tested elsewhere for good: all plots keep the same promises, which one file checks of every one of them.
TESTED_TOGETHER = "analysis.plots."


def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name; a package goes by its own."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(PROJECT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


@functools.cache
def parse(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


def find_imports(name: str) -> set[str]:
    """All that a module imports, wherever in it, also inside functions and for types only."""
    found = set()
    for node in ast.walk(parse(name)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name} imports by dots; write the whole name"
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module)}
    return found


def find_own_imports(name: str) -> set[str]:
    """The modules of this package that a module imports; a package only where nothing below it is meant."""
    own = find_imports(name) & MODULES.keys()
    return {target for target in own if not any(other.startswith(f"{target}.") for other in own)} - {name}


def room_of(name: str) -> str:
    return [*name.split("."), ""][1]


def floor_of(name: str) -> int:
    return next((number for number, rooms in enumerate(FLOORS) if room_of(name) in rooms), ROOF)


IMPORTS = {name: find_own_imports(name) for name in MODULES}


def arrows() -> Iterator[tuple[str, str]]:
    return ((name, target) for name, targets in IMPORTS.items() for target in sorted(targets))


def long_functions() -> Iterator[tuple[str, int]]:
    """Functions and how many lines they have beside their docstring."""
    for name in MODULES:
        for node in ast.walk(parse(name)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                first = node.body[0]
                told = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
                docstring = (first.end_lineno or 0) - first.lineno + 1 if told else 0
                yield f"{name}.{node.name}", (node.end_lineno or 0) - node.lineno + 1 - docstring


def mirror(path: Path) -> Path:
    """The test file that a module has: the same name in the mirrored folder; a package's own code goes by its name."""
    place = path.relative_to(ROOT)
    name = place.stem.strip("_")
    if name == "init":
        name = place.parent.name or ROOT.name
    return PROJECT / "tests" / place.parent / f"test_{name}.py"


def compare(found: set[str], listed: set[str]) -> str:
    """What is out of order and not listed, and what is listed and in order again; nothing, if the two agree."""
    new, gone = sorted(found - listed), sorted(listed - found)
    return "\n".join([*(f"new: {name}" for name in new), *(f"in order, take it off the list: {name}" for name in gone)])


def test_every_room_has_a_floor() -> None:
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} | {path.stem for path in ROOT.glob("*.py")}
    assert rooms - {"__init__", "__main__"} <= {room for rooms in FLOORS for room in rooms}


def test_no_import_runs_up() -> None:
    up = {f"{name} > {target}" for name, target in arrows() if floor_of(name) < floor_of(target)}
    assert not compare(up, RUN_UP)


@pytest.mark.parametrize(("room", "other"), [("comparing", "reading"), ("reading", "comparing")])
def test_the_two_rooms_of_one_floor_do_not_know_each_other(room: str, other: str) -> None:
    assert [arrow for arrow in arrows() if room_of(arrow[0]) == room and room_of(arrow[1]) == other] == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    try:
        graphlib.TopologicalSorter(IMPORTS).prepare()
    except graphlib.CycleError as error:
        pytest.fail(f"A circle of imports: {' > '.join(reversed(error.args[1]))}")


def test_no_module_is_longer_than_one_sitting() -> None:
    lines = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in MODULES.items()}
    assert not compare({name for name, n in lines.items() if n > LONGEST_MODULE}, TOO_LONG_MODULES)


def test_no_function_is_longer_than_a_screen() -> None:
    assert not compare({name for name, n in long_functions() if n > LONGEST_FUNCTION}, TOO_LONG_FUNCTIONS)


def test_every_module_has_a_test_file_of_the_same_name_in_the_mirrored_folder() -> None:
    code = {name for name in MODULES if any(isinstance(node, ast.FunctionDef) for node in ast.walk(parse(name)))}
    alone = {name for name in code if not mirror(MODULES[name]).exists() and not name.startswith(TESTED_TOGETHER)}
    assert not compare(alone, WITHOUT_TEST)


def test_every_test_file_in_the_folder_of_a_room_goes_by_one_of_its_modules() -> None:
    """`test_keyness_seeds.py` goes by `keyness`, as `test_keyness.py` does."""
    tests = PROJECT / "tests"
    tested = {mirror(path).with_suffix("") for path in MODULES.values()}
    found = {path.with_suffix("") for room in ROOT.glob("*/") for path in (tests / room.name).rglob("test_*.py")}
    stray = {path for path in found if not any(f"{path}_".startswith(f"{other}_") for other in tested)}
    assert sorted(path.relative_to(tests).as_posix() for path in stray) == []


@pytest.mark.parametrize("result", sorted(ROOMS))
def test_a_kept_result_depends_on_all_code_that_its_rooms_import(result: str) -> None:
    asked = [name for name in MODULES if room_of(name) in ROOMS[result]]
    reached: set[str] = set()
    while asked:
        reached.add(name := asked.pop())
        asked += IMPORTS[name] - reached
    assert {MODULES[name] for name in reached} <= set(list_code(result))


def test_a_kept_result_depends_on_every_library_that_its_rooms_import() -> None:
    """The corpus's own libraries are left out: what they give, the text and its facts, is part of every key."""
    rooms = set(ROOMS["comparison"]) - {"corpus"}
    named = {target.partition(".")[0] for name in MODULES if room_of(name) in rooms for target in find_imports(name)}
    outside = named - set(sys.stdlib_module_names) - {ROOT.name}
    homes = importlib.metadata.packages_distributions()
    assert {home for name in outside for home in homes.get(name, [name])} <= set(LIBRARIES)
