"""Every notebook in JupyterLab: Run All ends without an error, and a coded sample gives its table."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from analysis.corpus.articles import PROJECT
from analysis.running.coding import load_sheet, save_answer
from analysis.running.validation import draw_validation

NOTEBOOKS = sorted(path.stem for path in (PROJECT / "notebooks").glob("*.ipynb"))


def run_all(page: Any, address: str, name: str) -> None:
    """Run all cells from the menu and wait until they have ended."""
    page.set_default_timeout(120_000)
    page.goto(f"{address}/lab/tree/notebooks/{name}.ipynb?reset")
    page.wait_for_selector(".jp-Notebook .jp-MarkdownOutput")
    page.wait_for_selector("text=/Python 3.*Idle/")
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.locator("#jp-mainmenu-run .lm-Menu-itemLabel", has_text="Run All Cells").first.click()
    page.wait_for_selector("text=/Python 3.*Busy/")
    # Between two cells the kernel may be idle for a moment: what the cells show is waited for too.
    page.locator(".jp-OutputArea-output").first.wait_for()
    page.wait_for_selector("text=/Python 3.*Idle/")


@pytest.fixture
def page(browser: Any) -> Any:
    opened = browser.new_page(viewport={"width": 1400, "height": 1000})
    yield opened
    opened.close()


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_all_cells_run_without_an_error(page: Any, lab: tuple[str, Path], name: str) -> None:
    run_all(page, lab[0], name)
    assert page.locator(".jp-OutputArea-output[data-mime-type*='error'], .jp-RenderedError").count() == 0
    assert page.locator(".jp-OutputArea-output").count() > 0


def test_sheets_of_two_coders_give_the_table(page: Any, lab: tuple[str, Path]) -> None:
    corpus = Path(shutil.copytree(PROJECT / "seeds", lab[1] / "coded"))
    draw_validation(str(corpus), coded=10, attributions=0, targets=0, coders=2)
    for coder in "ab":
        for row in load_sheet(str(corpus), "sentences", coder):
            said = " said" in row["sentence"]
            answer = {"words_1": "all", "speaker_1": "he", "role_1": "government"} if said else {}
            answer |= {"reported": "yes" if said else "no"}
            save_answer(str(corpus), "sentences", coder, row["unit"], answer)
    path = lab[1] / "notebooks" / "5-coded.ipynb"
    text = (lab[1] / "notebooks" / "5-validation.ipynb").read_text(encoding="utf-8")
    path.write_text(text.replace('corpus: str = \\"seeds\\"', f'corpus: str = \\"{corpus}\\"'), encoding="utf-8")
    run_all(page, lab[0], "5-coded")
    table = page.locator("table", has_text="Figures by the rules and corrected")
    assert "Reported words" in table.inner_text()
    assert page.get_by_text("All is coded: thank you.").count() == 1
