"""Walks through the story page as its readers take them, in a browser that may ask for nothing."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analysis.parameters import check_parameters
from analysis.report.making import write_report

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
MOST_SCREENS = 6


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story page of the seeds."""
    out = tmp_path_factory.mktemp("report")
    return write_report(check_parameters(corpus="seeds"), out, pages="story").index


@pytest.fixture
def open_page(browser: Any, index: Path) -> Iterator[Any]:
    """Open the story; whatever it asks for, and whatever goes wrong in it, fails the test."""
    contexts, asked, wrong = [], [], []

    def open_page(*, view: dict[str, int] = WIDE, hash: str = "", **more: Any) -> Any:
        context = browser.new_context(viewport=view, accept_downloads=True, reduced_motion="reduce", **more)
        context.set_default_timeout(5000)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.goto(index.as_uri() + hash)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith(("file:", "blob:", "data:"))] == []
    assert wrong == []


SEEN = """anchor => {
    const own = document.getElementById(anchor), column = own.closest(".column").getBoundingClientRect();
    const top = own.getBoundingClientRect().top;
    return top >= Math.max(0, column.top) && top < Math.min(innerHeight, column.bottom);
}"""
SELECT = """words => {
    const run = [...document.querySelectorAll("[data-o]")].find((run) => run.textContent.includes(words));
    const at = run.textContent.indexOf(words), range = new Range();
    range.setStart(run.firstChild, at);
    range.setEnd(run.firstChild, at + words.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    run.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
}"""


def wait_until_seen(page: Any, anchor: str) -> None:
    """Wait until an element lies inside the window and inside its column."""
    page.wait_for_function(SEEN, arg=anchor, timeout=5000)


def test_the_first_finding_leads_to_both_sentences(open_page: Any) -> None:
    page = open_page()
    links = page.locator("#finding-1 blockquote a")
    anchors = [link.get_attribute("href")[1:] for link in links.all()]
    assert len({anchor.split("-")[0] for anchor in anchors}) == 2
    for number, anchor in enumerate(anchors):
        links.nth(number).click()
        wait_until_seen(page, anchor)
        page.wait_for_selector(f"#{anchor}.at")


def test_a_sentence_shows_its_partner_and_the_words_that_differ(open_page: Any) -> None:
    page = open_page()
    tied = page.locator(".sentence:has(.tie)").first
    partner = tied.locator(".tie").first.get_attribute("href")[1:]
    tied.locator("[data-o]").first.click()
    assert "with" in page.locator(f"#{partner}").get_attribute("class").split()
    wait_until_seen(page, partner)
    assert page.locator("#lens mark").count() > 1
    assert page.evaluate("CSS.highlights.get('differs').size") == page.locator("#lens mark").count()


def test_a_voice_can_be_switched_off_and_names_on(open_page: Any) -> None:
    page = open_page()
    quoted = page.locator("#columns .v.direct").first
    before = quoted.evaluate("element => getComputedStyle(element).backgroundColor")
    page.get_by_role("button", name="quoted", exact=True).click()
    assert quoted.evaluate("element => getComputedStyle(element).backgroundColor") != before
    page.get_by_role("button", name="names", exact=True).click()
    assert page.locator(".show-names .n").count() > 10


def test_one_speaker_stands_out(open_page: Any) -> None:
    page = open_page()
    page.locator("#speaker").select_option(label="US Embassy")
    chosen = page.locator(".chosen")
    assert "suspicious activity" in " ".join(chosen.all_text_contents())
    assert page.locator(".one-speaker").count() == 1


def test_the_keyboard_goes_from_difference_to_difference(open_page: Any) -> None:
    page = open_page()
    page.locator("#columns .column").first.focus()
    page.keyboard.press("n")
    first = page.evaluate("document.activeElement.id")
    page.keyboard.press("n")
    second = page.evaluate("document.activeElement.id")
    page.keyboard.press("p")
    assert first.startswith("a")
    assert first != second
    assert page.evaluate("document.activeElement.id") == first


def test_a_quotation_says_who_speaks_and_how_sure_that_is(open_page: Any) -> None:
    page = open_page()
    page.locator("#columns .v.direct").first.hover()
    assert "Pakistan Foreign Office (government), quoted word for word." in page.locator("#lens").inner_text()
    assert "of 10 such finds are right" in page.locator("#lens").inner_text()


def test_a_word_is_found_everywhere_and_sorted_by_what_stands_beside_it(open_page: Any) -> None:
    page = open_page()
    page.get_by_label("Word or words").fill("protest*")
    rows = page.locator("#found tbody tr")
    assert rows.count() == 8
    assert "8 places: 5 in A, 3 in B." in page.locator("#find-count").inner_text()
    page.get_by_label("Sort by").select_option("right")
    after = [cell.strip().lower() for cell in page.locator("#found tbody td:nth-child(3)").all_text_contents()]
    letters = ["".join(filter(str.isalnum, cell.split(" ")[0])) for cell in after]
    assert letters == sorted(letters)
    rows.first.locator("a").click()
    wait_until_seen(page, page.evaluate("location.hash")[1:])


def test_a_share_leads_to_words_and_these_to_their_sentence(open_page: Any) -> None:
    page = open_page()
    page.locator("#who-speaks .bars a", has_text="28 %").first.click()
    shown = page.locator(":target li a").first
    assert shown.is_visible()
    shown.click()
    wait_until_seen(page, page.evaluate("location.hash")[1:])


def download(page: Any, folder: Path) -> list[dict[str, str]]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download corrections.csv").click()
    waiting.value.save_as(folder / "corrections.csv")
    with (folder / "corrections.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_speaker_is_corrected_a_quotation_refused_and_one_added(open_page: Any, tmp_path: Path) -> None:
    from analysis.corpus.articles import read_corpus

    texts = read_corpus("seeds")[0].set_index("article_id")["text"]
    page = open_page()
    page.get_by_role("button", name="Correct", exact=True).click()
    page.locator("#columns .v.direct").first.click()
    page.locator("#edit-speaker").fill("Shah Mahmood Qureshi")
    page.get_by_role("button", name="Keep this correction").click()
    page.locator("#columns .v.direct", has_text="Death to").first.click()
    page.get_by_role("button", name="Not a quotation").click()
    page.evaluate(SELECT, "sparking fears")
    page.locator("#edit-speaker").fill("analysts")
    page.get_by_role("button", name="Add", exact=True).click()
    rows = download(page, tmp_path)
    assert [row["verdict"] for row in rows] == ["", "not a quotation", "add"]
    assert [row["speaker"] for row in rows] == ["Shah Mahmood Qureshi", "", "analysts"]
    for row in rows:
        span = texts[row["article"]][int(row["start"]) : int(row["end"])]
        assert row["text"] == span
    assert [rows[1]["text"], rows[2]["text"]] == ["Death to America", "sparking fears"]
    page.reload()
    assert "3 corrections kept in this page" in page.locator("#corrections").inner_text()
    page.locator("#corrections").get_by_role("button", name="Remove").first.click()
    assert len(download(page, tmp_path)) == 2


def test_what_was_corrected_in_the_page_is_right_in_the_next_run(open_page: Any, tmp_path: Path) -> None:
    import shutil

    from analysis.corpus.articles import PROJECT
    from analysis.running.pipeline import make_tables

    corpus = Path(shutil.copytree(PROJECT / "seeds", tmp_path / "seeds"))
    page = open_page()
    page.get_by_role("button", name="Correct", exact=True).click()
    page.locator("#columns .v.direct", has_text="Death to").first.click()
    page.locator("#edit-speaker").fill("The Crowd")
    page.get_by_role("button", name="Keep this correction").click()
    download(page, corpus)
    quotes = make_tables(check_parameters(corpus=str(corpus)))["quotes"]
    assert quotes[quotes["corrected"]][["text", "speaker"]].to_numpy().tolist() == [["Death to America", "The Crowd"]]
    again = write_report(check_parameters(corpus=str(corpus)), tmp_path / "again", pages="story").index
    page.goto(again.as_uri())
    assert "Death to America" in page.get_by_text("What the corrections changed").locator("..").inner_text()
    assert "The Crowd" in page.locator("#how .cited").first.inner_text()


def test_everything_can_be_read_without_script(open_page: Any) -> None:
    page = open_page(java_script_enabled=False)
    assert page.locator("#finding-2 mark").first.is_visible()
    assert page.locator(".column:visible").count() == 2
    assert page.locator(".needs-script:visible").count() == 0
    page.locator("summary", has_text="Every speaker’s words").click()
    assert page.get_by_text("through “said”").first.is_visible()
    anchor = page.locator(".tie").first.get_attribute("href")
    page.locator(".tie").first.click()
    assert page.url.endswith(anchor)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", [WIDE, PHONE], ids=["wide", "phone"])
def test_nobody_is_shut_out(open_page: Any, view: dict[str, int], scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python")
    page = open_page(view=view, color_scheme=scheme, bypass_csp=True)
    for folded in (True, False):
        if not folded:
            page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        found = axe.Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= view["width"]


def test_the_page_is_short_and_the_brief_comes_first(open_page: Any) -> None:
    page = open_page()
    height = page.evaluate("document.documentElement.scrollHeight")
    below = page.evaluate("document.querySelector('#side-by-side').getBoundingClientRect().top + scrollY")
    assert height <= MOST_SCREENS * WIDE["height"]
    assert below <= 2 * WIDE["height"]


def test_dark_is_dark_and_can_be_chosen(open_page: Any) -> None:
    page = open_page(color_scheme="light")
    shade = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(shade)
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate(shade) != light
    page.reload()
    assert page.get_by_role("button", name="Light").is_visible()


def test_the_brief_prints_on_two_pages_and_all_of_it_can_be_printed(open_page: Any, tmp_path: Path) -> None:
    from pypdf import PdfReader

    page = open_page()

    def print_page(name: str) -> Any:
        page.pdf(path=tmp_path / name, format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "14mm"))
        return PdfReader(tmp_path / name)

    brief = print_page("brief.pdf")
    words = " ".join(sheet.extract_text() for sheet in brief.pages)
    assert len(brief.pages) <= 2
    assert "In brief" in words
    assert "Who speaks" in words
    page.evaluate("document.documentElement.classList.add('print-all')")
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    whole = " ".join(" ".join(sheet.extract_text() for sheet in print_page("all.pdf").pages).split())
    for last in ("version", "suspicious activity", "no one named as the doer", "Measured accuracy"):
        assert last in whole


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_picture_can_be_taken_away(open_page: Any, kind: str, tmp_path: Path) -> None:
    page = open_page()
    page.locator("summary", has_text="Take it away").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=f"Save as {kind.upper()}").first.click()
    assert waiting.value.suggested_filename == f"speakers.{kind}"
    waiting.value.save_as(tmp_path / "picture")
    assert (tmp_path / "picture").read_bytes()[:4] == {"svg": b"<svg", "png": b"\x89PNG"}[kind]


def test_on_a_phone_one_article_stands_alone_and_the_other_is_a_touch_away(open_page: Any) -> None:
    page = open_page(view=PHONE, has_touch=True)
    assert page.locator(".column:visible").count() == 1
    page.locator(".phone button", has_text="B").click()
    assert page.locator(".column:visible").get_attribute("aria-label") == "B"


def test_nothing_that_stands_in_a_table_is_run(browser: Any, seeds: Any, tmp_path: Path) -> None:
    from analysis.report.story import write_story

    hostile = "</script><script>document.title = 'owned'</script><img src=x onerror=\"document.title = 'owned'\">"
    tables = dict(seeds)
    tables["articles"] = tables["articles"].assign(title=hostile)
    tables["quotes"] = tables["quotes"].assign(speaker=hostile, role=hostile)
    (tmp_path / "page.html").write_text(
        write_story(tables, settings={}, versions={"samestory": "0", "spacy": "0"}), encoding="utf-8"
    )
    page = browser.new_page()
    page.goto((tmp_path / "page.html").as_uri())
    page.locator("#columns .v.direct").first.hover()
    assert page.title().startswith("Soleimani reactions Pakistan")
    assert hostile in page.locator("#lens").inner_text()
    page.close()
