"""The walks of a person who never types code: JupyterLab in a browser, the explorer and a corpus."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SECONDS = 1000  # Playwright counts in thousandths


@pytest.fixture(scope="module")
def explorer(browser: Any, lab: tuple[str, Path]) -> Iterator[Any]:
    """Explore, opened and run from the menu."""
    page = browser.new_page(viewport={"width": 1500, "height": 1100})
    page.set_default_timeout(60 * SECONDS)
    run_all(page, lab[0], "explore")
    page.wait_for_selector("tr[data-pick='Asif Ghafoor']")
    yield page
    page.close()


def run_all(page: Any, address: str, name: str) -> None:
    page.goto(f"{address}/lab/tree/notebooks/{name}.ipynb?reset")
    page.wait_for_selector(".jp-Notebook .jp-MarkdownOutput")
    page.wait_for_selector("text=/Python 3.*Idle/")
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.locator("#jp-mainmenu-run .lm-Menu-itemLabel", has_text="Run All Cells").first.click()


def open_tab(page: Any, name: str) -> None:
    page.locator(".jupyter-widgets .lm-TabBar-tab", has_text=name).first.click()


def panel(page: Any, at: int) -> Any:
    return page.locator(".samestory-page:visible").nth(at)


def test_nothing_pops_up(explorer: Any) -> None:
    assert explorer.locator(".Toastify__toast, .jp-Dialog").count() == 0


def test_code_is_folded(explorer: Any) -> None:
    assert explorer.locator(".jp-Notebook .jp-CodeCell .jp-InputArea-editor:visible").count() == 0


def test_panels_follow_a_speaker_within_a_second(explorer: Any) -> None:
    open_tab(explorer, "Speakers")
    explorer.locator("tr[data-pick='US Embassy']").first.click()
    explorer.wait_for_selector("text=What US Embassy says", timeout=SECONDS)
    open_tab(explorer, "The article")
    assert "direct: US Embassy" in panel(explorer, 1).inner_text()
    assert explorer.locator("article .shown:visible").count() > 0
    open_tab(explorer, "Verbs of saying")
    assert panel(explorer, 0).locator("caption").inner_text().startswith("Verbs of saying for US Embassy")


def test_a_word_is_found_in_its_sentences(explorer: Any) -> None:
    open_tab(explorer, "A word")
    open_tab(explorer, "Sentences")
    explorer.get_by_placeholder("a word").fill("killing|killed")
    explorer.keyboard.press("Enter")
    explorer.wait_for_selector("text=The word killing|killed, own voice: ", timeout=SECONDS)
    marked = explorer.locator("mark:visible").all_inner_texts()
    assert set(marked) == {"killing", "killed"}


def test_a_wrong_speaker_is_corrected_in_another_corpus(explorer: Any, lab: tuple[str, Path]) -> None:
    explorer.get_by_label("Corpus").select_option("second")
    explorer.wait_for_selector("text=2 articles, 2 sources, 913 words.")
    explorer.get_by_role("button", name="Read this corpus").click()
    open_tab(explorer, "Speakers")
    open_tab(explorer, "Sentences")
    explorer.wait_for_selector("text=What Shah Mahmood Qureshi says")
    row = panel(explorer, 0).locator("tr[data-pick='Asif Ghafoor']")
    assert row.locator("td").all_inner_texts() == ["Asif Ghafoor", "military", "2", "24", "", "17"]
    row.click()
    explorer.wait_for_selector("text=What Asif Ghafoor says: 2 places")
    explorer.get_by_role("combobox", name="Speaker").fill("Ada Lund")
    explorer.get_by_role("button", name="Save correction").click()
    explorer.wait_for_selector("text=What the correction changed")
    changed = explorer.locator("table", has_text="What the correction changed").inner_text()
    assert "speaker, B, Ada Lund" in changed
    assert "speaker, B, Asif Ghafoor" in changed
    assert panel(explorer, 0).locator("tr[data-pick='Ada Lund']").count() == 1
    with (lab[1] / "second" / "corrections.csv").open(encoding="utf-8", newline="") as stream:
        (written,) = csv.DictReader(stream)
    assert (written["article"], written["speaker"], written["verdict"]) == ("003_a403026302f0a8d1", "Ada Lund", "")
    assert not (lab[1] / "seeds" / "corrections.csv").exists()


def test_selected_words_are_added_and_a_quotation_is_taken_away(explorer: Any, lab: tuple[str, Path]) -> None:
    """The browser selects, as a mouse would: from a point in one piece of text to a point in another."""
    open_tab(explorer, "The article")
    words = "They carried images of Soleimani"
    explorer.evaluate(
        """words => {
            const piece = [...document.querySelectorAll("[data-start]")].find(
                (element) => element.offsetParent && element.textContent.startsWith(words));
            const range = document.createRange();
            range.setStart(piece.firstChild, 0);
            range.setEnd(piece.firstChild, words.length);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            piece.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
        }""",
        words,
    )
    explorer.wait_for_selector(f"text=Add: “{words}”")
    explorer.evaluate("getSelection().removeAllRanges()")
    open_tab(explorer, "Speakers")
    open_tab(explorer, "Sentences")
    panel(explorer, 0).locator("tr[data-pick='media']").click()
    explorer.wait_for_selector("text=What media says: 1 place")
    explorer.get_by_role("button", name="Not a quotation").click()
    explorer.wait_for_selector("text=speaker, B, media")
    assert panel(explorer, 0).locator("tr[data-pick='media']").count() == 0
    written = (lab[1] / "second" / "corrections.csv").read_text(encoding="utf-8").splitlines()
    assert [line.rpartition(",")[2] for line in written[1:]] == ["", "not a quotation"]
