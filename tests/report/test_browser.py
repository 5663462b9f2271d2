"""The page in a real browser, opened from disk with no network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from nbformat import NotebookNode
from playwright.sync_api import Browser

from visits import Visit
from workbench.report.write import write_report

pytestmark = pytest.mark.browser

FACTS = {"Collection": "ferries", "Dumps": "5 (1 undated)", "Captured": "2025-01-02 to 2025-06-09"}
WIDTHS = [390, 1400]
LIVE = "figure.chart.drawn .live svg"


@pytest.fixture(scope="module")
def address(notebooks: dict[str, NotebookNode], tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("report")
    return write_report(notebooks, folder, "Report on ferries", FACTS).as_uri()


@pytest.fixture(scope="module", params=WIDTHS)
def visit(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visit]:
    opened = Visit(browser, address, request.param)
    opened.wait_for_charts()
    yield opened
    opened.context.close()


def test_every_chart_is_drawn_live_and_named(visit: Visit, hostile: str) -> None:
    assert visit.count("figure.chart") == visit.count(LIVE) == 2
    names = visit.page.eval_on_selector_all(
        LIVE, "all => all.map(one => [one.getAttribute('role'), one.getAttribute('aria-label')])"
    )
    assert names == [["img", "Ferries seen, by month"], ["img", hostile]]
    assert not visit.page.locator("figure.chart img").first.is_visible()
    bars = visit.page.locator(LIVE).first.locator(".mark-rect path")
    assert bars.count() == 3


def test_nothing_is_fetched_nothing_fails_and_no_title_runs(visit: Visit, address: str) -> None:
    asked = [url for url in visit.requests if not url.startswith("data:image/")]
    assert asked == [address]
    assert visit.errors == []
    assert visit.page.evaluate("window.ran") is None


def test_a_tooltip_shows_a_title_as_text(visit: Visit, hostile: str) -> None:
    bars = visit.page.locator(LIVE).last.locator(".mark-rect path")
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
    assert set(page.eval_on_selector_all(".table, figure.chart", overflow)) == {"auto"}


def test_the_letters_of_a_chart_can_be_read_on_a_phone_too(visit: Visit) -> None:
    drawn = visit.page.locator(LIVE).first
    assert (
        drawn.evaluate("one => one.getBoundingClientRect().width / one.viewBox.baseVal.width") > 0.8
    )
    figure = visit.page.locator("figure.chart").first
    wider = figure.evaluate("one => one.scrollWidth > one.clientWidth")
    assert figure.evaluate("one => one.tabIndex === 0") == wider, (
        "the keyboard reaches what scrolls"
    )
    assert wider == (visit.page.viewport_size["width"] == 390)


def test_the_contents_fold_on_a_phone_and_stay_open_beside_the_text(visit: Visit) -> None:
    page = visit.page
    first = page.locator("nav ol ol a").first
    width = page.viewport_size["width"]
    assert first.is_visible() == (width == 1400)
    if width == 390:
        page.locator("nav summary").press("Enter")
    first.focus()
    page.keyboard.press("Enter")
    assert first.is_visible() == (width == 1400), "they fold again when a reader has chosen"
    target = page.locator(":target")
    top = target.bounding_box()["y"]
    bar = page.locator("nav").bounding_box()
    assert 0 <= top < 450
    assert width == 1400 or top >= bar["y"] + bar["height"], "nothing covers what was chosen"
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    assert page.locator("nav summary").is_visible() or width == 1400
    assert page.locator("nav").bounding_box()["y"] >= 0
    page.evaluate("history.replaceState(null, '', location.pathname); window.scrollTo(0, 0)")


def column(visit: Visit, table: int, place: int) -> list[str]:
    cells = visit.page.locator(".table").nth(table).locator(f"tbody td:nth-child({place})")
    return cells.all_inner_texts()


def test_tables_are_sorted_by_click_and_by_keyboard(visit: Visit) -> None:
    heads = visit.page.locator(".table").first.locator("thead th")
    assert column(visit, 0, 1) == ["ferry", "seal", "tern", "gull"]
    heads.nth(1).locator("button").click()
    assert column(visit, 0, 2) == ["1200", "90", "7", "–"], "what is missing stands last"
    assert heads.nth(1).get_attribute("aria-sort") == "descending"
    heads.nth(1).locator("button").press("Enter")
    assert column(visit, 0, 2) == ["7", "90", "1200", "–"]
    assert heads.nth(1).get_attribute("aria-sort") == "ascending"
    heads.nth(0).locator("button").press("Space")
    assert column(visit, 0, 1) == ["ferry", "gull", "seal", "tern"]
    assert heads.nth(1).get_attribute("aria-sort") is None
    heads.nth(0).locator("button").press("Space")
    assert column(visit, 0, 1) == ["tern", "seal", "gull", "ferry"]


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
        assert not visit.page.locator("details.code").first.is_visible()
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
