"""JupyterLab in a real browser: it opens on the first look, runs it, and the explorers answer."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from labs import running_lab
from workbench.notebooks.locate import START

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120_000
"""Milliseconds that anything may take on a busy machine; all is waited for, nothing is timed."""
CHART = ".jp-RenderedVegaCommon5 .marks"
CHARTS, CELLS = 3, 10


class Desk:
    """JupyterLab on a copy of the notebooks, opened at its front door, and what it asked for."""

    def __init__(self, page: Page, address: str, saved: Path) -> None:
        self.page, self.saved = page, saved
        self.requests: list[str] = []
        self.errors: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", lambda socket: self.requests.append(socket.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._note)
        page.goto(address)
        page.locator(CHART).nth(CHARTS - 1).wait_for()
        self.stored_charts = page.locator(CHART).count()
        self.stored_forms = page.locator(".wb-form").count()
        self.title = page.locator(".lm-TabBar-tabLabel", has_text=".ipynb").inner_text()

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def run_all(self) -> None:
        """Run all cells from the menu, and wait for the last."""
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        self.page.locator(".wb-form").wait_for()
        # cells below have lost their stored counts by now, and get them back when they have run
        self.page.locator(".jp-InputPrompt", has_text=f"[{CELLS}]:").wait_for()
        self.page.locator(".jp-Notebook-ExecutionIndicator[data-status='idle']").wait_for()


@pytest.fixture(scope="module")
def desk(
    browser: Browser, sample_tables: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    (folder / "home").mkdir()
    tables = {"WORKBENCH_PROCESSED": str(sample_tables.parent)}
    saved = folder / "reports" / "sample" / "start_here.svg"
    with running_lab(folder / "notebooks", folder / "home", tables) as lab:
        # tall enough for all outputs to be on the page at once
        context = browser.new_context(viewport={"width": 1400, "height": 5000})
        opened = Desk(context.new_page(), lab.address(), saved)
        opened.run_all()
        yield opened
        context.close()


def test_it_opens_on_the_first_look_with_charts_and_without_a_question(desk: Desk) -> None:
    assert desk.title == START
    assert desk.stored_charts == CHARTS
    assert desk.stored_forms == 0
    assert desk.page.locator(".jp-Dialog").count() == 0
    assert desk.page.locator(".Toastify__toast").count() == 0


def test_all_cells_run_and_every_chart_is_drawn(desk: Desk) -> None:
    prompts = desk.page.locator(".jp-Notebook .jp-CodeCell .jp-InputPrompt").all_inner_texts()
    assert prompts == [f"[{number}]:" for number in range(1, CELLS + 1)]
    assert desk.page.locator(CHART).count() == CHARTS
    assert desk.page.locator("[data-mime-type='application/vnd.jupyter.error']").count() == 0
    assert "Share of papers with fog camera" in desk.saved.read_text(encoding="utf-8")


def test_a_typed_term_is_completed_counted_and_followed_to_its_papers(desk: Desk) -> None:
    page = desk.page
    field = page.get_by_label("Term", exact=True)
    assert field.input_value() == "fog camera"
    field.fill("rain g")
    page.locator(".wb-form datalist option[value='rain gauge']").wait_for(state="attached")
    field.press("ArrowRight")  # keys go to the field, not to the notebook
    field.type("auges")
    field.press("Enter")
    page.get_by_text("rain gauge stands in 38 of 150 papers.").first.wait_for()
    assert field.input_value() == "rain gauge"
    assert page.locator(".jp-OutputArea mark", has_text="rain gauge").count() >= 5
    assert page.get_by_text("fog camera stands in").count() == 0
    assert page.locator(CHART).count() == CHARTS


def test_a_period_is_chosen_by_its_counts(desk: Desk) -> None:
    page = desk.page
    page.get_by_label("Term", exact=True).fill("rain gauge")
    page.get_by_role("button", name="Show", exact=True).click()
    choice = page.get_by_label("Papers of", exact=True)
    page.locator(".wb-form option", has_text="38 of 150 papers").wait_for(state="attached")
    choice.select_option("2025-08")
    assert "2.5 % (1 of 40)" in choice.locator("option:checked").inner_text()
    page.locator("tbody", has_text="trending-08.txt").wait_for()


def test_an_unknown_term_is_said_and_a_close_one_is_a_click_away(desk: Desk) -> None:
    page = desk.page
    field = page.get_by_label("Term", exact=True)
    field.fill("rain gaugge")
    field.press("Enter")
    page.get_by_role("alert").get_by_text("no paper holds 'gaugge'").wait_for()
    page.get_by_role("button", name="rain gauge", exact=True).click()
    page.locator(".wb-error:empty").wait_for(state="attached")
    assert field.input_value() == "rain gauge"
    assert page.get_by_text("rain gauge stands in 38 of 150 papers.").count() >= 1


def test_a_table_is_searched_and_sorted(desk: Desk) -> None:
    page = desk.page
    table = page.locator(".wb-find")
    table.get_by_label("Search the table").fill("2025-0")
    table.get_by_role("button", name="new").click()
    table.locator("th[aria-sort='ascending']", has_text="new").wait_for()
    assert table.locator("tbody tr").first.locator("td").first.inner_text() == "2025-03"
    table.get_by_role("button", name="new").click()
    table.locator("th[aria-sort='descending']", has_text="new").wait_for()
    assert table.locator("tbody tr").first.locator("td").first.inner_text() == "2025-01"
    table.get_by_label("Search the table").fill("2025-04")
    table.get_by_text("Rows 1 to 1 of 1, found among 8").wait_for()


def test_nothing_leaves_the_machine_and_nothing_fails(desk: Desk) -> None:
    desk.page.wait_for_load_state("networkidle")
    hosts = {urlsplit(url).hostname for url in desk.requests if not url.startswith("data:")}
    assert hosts - {None} == {"127.0.0.1"}
    assert desk.errors == []
