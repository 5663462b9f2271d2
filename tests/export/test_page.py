"""The page of one chart in a real browser, opened from disk with no network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

import workbench as wb

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    found = shutil.which("chromium")
    if found is None:
        if os.environ.get("WORKBENCH_NEEDS_BROWSER"):
            pytest.fail("chromium is not installed, but WORKBENCH_NEEDS_BROWSER is set")
        pytest.skip("needs chromium")
    with sync_playwright() as play:
        chromium = play.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu"]
        )
        yield chromium.new_context(viewport={"width": 1300, "height": 900}, offline=True).new_page()
        chromium.close()


def test_the_page_draws_live_named_and_as_large_as_asked(
    page: Page, chart, hostile: str, tmp_path: Path
) -> None:
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda told: said.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    path = tmp_path / "trend.html"
    wb.save(chart, path, width=1000)
    page.goto(path.as_uri())
    live = page.locator("figure.chart.drawn .live svg")
    live.wait_for()
    assert live.bounding_box()["width"] == pytest.approx(1000, abs=2)
    assert live.get_attribute("role") == "img"
    assert "fog net: 2.5%" in live.get_attribute("aria-label")
    assert page.title() == hostile
    point = live.locator(".mark-symbol path").first
    point.hover()
    tip = page.locator("#vg-tooltip-element.visible")
    tip.wait_for()
    assert "papers with the term" in tip.inner_text()
    assert page.evaluate("window.ran") is None
    assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]
    assert said == []
