"""How many invented cases of what goes wrong are read rightly: one folder a kind of failure.

    python benchmarks/cases.py --cases FOLDER [--only 08 09]

FOLDER holds a folder for each kind with its inputs; what is right for each input stands in benchmarks/cases.yaml,
whose first lines say what may be asserted. Each text is read as a corpus of its own, tables and folders as they are.
An input is right when all its assertions hold, a folder is clean when all its inputs are right.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

import yaml
from case_checks import Reading, find_faults

from analysis import check_parameters, make_tables
from analysis.errors import RequestError
from analysis.running.preview import preview_corpus

# The folders on how files are found and named; the others are on what the texts say.
ON_FILES = ("01", "02", "03", "05", "24")


def read_input(path: Path) -> Reading:
    """Read one input: a text alone in a folder, anything else as it is."""
    with tempfile.TemporaryDirectory() as folder:
        if path.suffix == ".txt":
            shutil.copy(path, folder)
        corpus = folder if path.suffix == ".txt" else str(path)
        try:
            tables = make_tables(check_parameters(corpus=corpus, n_boot=100))
            return Reading(tables, "", preview_corpus(corpus))
        except RequestError as error:
            # The file's own name may hold the very words that a hint must hold.
            return Reading({}, str(error).replace(path.name, "FILE"), [])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, help="folder with a folder for each kind")
    parser.add_argument("--only", nargs="*", default=[], help="first digits of the folders to try")
    options = parser.parse_args()
    if options.cases is None:
        raise SystemExit("Nothing to measure: name the folder of cases with --cases FOLDER.")
    answers = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    clean: dict[str, bool] = {}
    n_right = n_inputs = 0
    for folder, inputs in answers.items():
        if options.only and folder[:2] not in options.only:
            continue
        faults = {name: list(find_faults(read_input(options.cases / folder / name), inputs[name])) for name in inputs}
        right = sum(not found for found in faults.values())
        n_right, n_inputs = n_right + right, n_inputs + len(inputs)
        clean[folder] = right == len(inputs)
        print(f"{folder}: {right} of {len(inputs)} inputs right{', clean' if clean[folder] else ''}")
        for name, found in faults.items():
            print(*(f"    {name}: wanted {fault}" for fault in found), sep="\n", end="\n" if found else "")
    on_texts = [is_clean for folder, is_clean in clean.items() if folder[:2] not in ON_FILES]
    print(f"inputs right: {n_right} of {n_inputs}; folders clean: {sum(clean.values())} of {len(clean)}")
    print(f"folders on what texts say clean: {sum(on_texts)} of {len(on_texts)}")


if __name__ == "__main__":
    main()
