"""The page in a real browser, opened from disk with no network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode
from playwright.sync_api import Browser, Page

from workbench.report.write import write_report

pytestmark = pytest.mark.browser

FACTS = {"Collection": "ferries", "Dumps": "5 (1 undated)", "Captured": "2025-01-02 to 2025-06-09"}
WIDTHS = [390, 1400]
LIVE = "figure.chart.drawn .live svg"


@pytest.fixture(scope="module")
def address(notebooks: dict[str, NotebookNode], tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("report")
    return write_report(notebooks, folder, "Report on ferries", FACTS).as_uri()


class Visit:
    """A page that was opened, and what it said and asked for while it was."""

    def __init__(self, browser: Browser, address: str, width: int, **options: Any) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, offline=True, **options
        )
        self.page: Page = self.context.new_page()
        self.errors: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(address)

    def _note(self, message: Any) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def count(self, selector: str) -> int:
        return self.page.locator(selector).count()


@pytest.fixture(scope="module", params=WIDTHS)
def visit(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visit]:
    opened = Visit(browser, address, request.param)
    opened.page.wait_for_function(
        "document.querySelectorAll('figure.chart').length"
        " === document.querySelectorAll('figure.chart.drawn').length"
    )
    yield opened
    opened.context.close()


def test_every_chart_is_drawn_live_and_named(visit: Visit, hostile: str) -> None:
    assert visit.count("figure.chart") == visit.count(LIVE) == 2
    names = visit.page.eval_on_selector_all(
        LIVE, "all => all.map(one => [one.getAttribute('role'), one.getAttribute('aria-label')])"
    )
    assert names == [["img", "Ferries seen, by month"], ["img", hostile]]
    assert not visit.page.locator("figure.chart img").first.is_visible()
    bars = visit.page.locator(LIVE).first.locator(".mark-rect path[aria-roledescription='bar']")
    assert bars.count() == 3


def test_nothing_is_fetched_nothing_fails_and_no_title_runs(visit: Visit, address: str) -> None:
    asked = [url for url in visit.requests if not url.startswith("data:image/")]
    assert asked == [address]
    assert visit.errors == []
    assert visit.page.evaluate("window.ran") is None


def test_a_tooltip_shows_a_title_as_text(visit: Visit, hostile: str) -> None:
    bars = visit.page.locator(LIVE).last.locator(".mark-rect path[aria-roledescription='bar']")
    bars.first.scroll_into_view_if_needed()
    for number in range(bars.count()):
        bars.nth(number).hover()
        shown = visit.page.locator("#vg-tooltip-element.visible")
        shown.wait_for()
        if hostile[:20] in shown.inner_text():
            break
    else:
        pytest.fail("no tooltip shows the title")
    assert visit.page.evaluate("window.ran") is None


def test_the_page_does_not_scroll_sideways_and_wide_tables_do(visit: Visit) -> None:
    page = visit.page
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    overflow = "all => all.map(box => getComputedStyle(box).overflowX)"
    assert set(page.eval_on_selector_all(".table", overflow)) == {"auto"}
    inside = page.eval_on_selector_all(
        LIVE, "all => all.every(one => one.getBoundingClientRect().right <= window.innerWidth)"
    )
    assert inside


def test_code_opens_on_demand(visit: Visit) -> None:
    code = visit.page.locator("details.code").first
    assert not code.locator("pre").is_visible()
    code.locator("summary").click()
    assert "import workbench as wb" in code.locator("pre").inner_text()
    code.locator("summary").click()


def test_print_shows_the_pictures(visit: Visit) -> None:
    visit.page.emulate_media(media="print")
    try:
        assert visit.page.locator("figure.chart img").first.is_visible()
        assert not visit.page.locator(LIVE).first.is_visible()
        assert not visit.page.locator("nav").is_visible()
    finally:
        visit.page.emulate_media(media="screen")


def test_without_javascript_the_pictures_are_there(browser: Browser, address: str) -> None:
    opened = Visit(browser, address, 1400, java_script_enabled=False)
    pictures = opened.page.locator("figure.chart img")
    assert pictures.count() == 2
    for number in range(2):
        assert pictures.nth(number).is_visible()
        assert pictures.nth(number).bounding_box()["height"] > 100
    opened.context.close()


def test_the_policy_alone_stops_what_would_slip_through(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    """Put attacks into the page by force: the second wall must hold alone."""
    page = Path(address.removeprefix("file://")).read_text("utf-8")
    forced = tmp_path / "forced.html"
    attack = (
        "<script>window.ran = 1</script><img src='data:,' onerror='window.ran = 2'>"
        "<a id='bad' href='javascript:window.ran = 3'>a</a>"
        "<img src='https://example.org/a.png'>"
    )
    forced.write_text(page.replace('<main id="main">', f'<main id="main">{attack}'), "utf-8")
    opened = Visit(browser, forced.as_uri(), 1400)
    opened.page.wait_for_selector(LIVE)
    opened.page.click("#bad")
    assert opened.page.evaluate("window.ran") is None
    refused = "\n".join(opened.errors).lower()
    for attempt in ("inline script", "inline event handler", "javascript url", "loading the image"):
        assert attempt in refused
    opened.context.close()
