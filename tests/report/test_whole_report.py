"""A whole report, from dumps whose every text is an attack, in a real browser.

Each title, abstract, file name, series and setting tries to run, to fetch or to break out. The
report must be a good one all the same: every chart drawn, every table whole, nothing run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from playwright.sync_api import Browser

from attacks import ATTACKS, script
from pages import paper
from visits import Visit
from workbench.report import report

pytestmark = [pytest.mark.browser, pytest.mark.notebooks]

FOLDER = "<img src=x onerror=alert(1)>"
SERIES = f"<script>{script('series')}</script>"
START = date(2025, 1, 6)
DAYS = 8
PAPERS = 24


def listed(number: int, day: int) -> dict[str, str]:
    """Return a paper of a day: an attack in its title and in its abstract; *fog* rises."""
    title, abstract = paper(number)
    rising = "Fog horns call. " * (number % DAYS <= day)
    return {
        "title": f"{title} {ATTACKS[number % len(ATTACKS)]}",
        "abstract": f"{rising}{abstract} {ATTACKS[(number * 7 + 3) % len(ATTACKS)]}",
    }


@pytest.fixture(scope="module")
def folder(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the dumps, make their report, and return its folder."""
    raw = tmp_path_factory.mktemp("raw") / "attacks & <b>more</b>"
    (raw / FOLDER).mkdir(parents=True)
    for day in range(DAYS):
        numbers = range(day * PAPERS, (day + 1) * PAPERS + 4)  # four stay on the list
        rows = [listed(number, day) for number in numbers]
        pl.DataFrame(rows).write_csv(raw / FOLDER / f"'{day}\"<script>.csv")
    settings = [f"[dumps]\nseries = {json.dumps(SERIES)}"]
    for day in range(DAYS):
        name = json.dumps(f"{FOLDER}/'{day}\"<script>.csv")
        settings.append(f"[dumps.{name}]\nlisted_on = {START + timedelta(weeks=5 * day)}")
    settings.append(f"[kinds]\nstyle = {json.dumps(['winter', ATTACKS[0]])}")
    (raw / "workbench.toml").write_text("\n".join(settings), encoding="utf-8")
    tables = tmp_path_factory.mktemp("processed") / "attacks"
    return report(raw, tables, tmp_path_factory.mktemp("out") / "r", progress=False).page.parent


@pytest.fixture(scope="module", params=[390, 1400])
def visit(request: pytest.FixtureRequest, browser: Browser, folder: Path) -> Iterator[Visit]:
    opened = Visit(browser, (folder / "report.html").as_uri(), request.param)
    opened.wait_for_charts()
    yield opened
    opened.context.close()


def test_all_is_drawn_nothing_runs_nothing_is_fetched(visit: Visit, folder: Path) -> None:
    assert visit.count("figure.chart.drawn") >= 12
    assert visit.page.evaluate("window.ran") is None
    assert visit.dialogs == []
    assert visit.errors == []
    address = (folder / "report.html").as_uri()
    assert [url for url in visit.requests if not url.startswith("data:image/")] == [address]
    assert visit.page.url == address


def test_the_attacks_are_there_as_text(visit: Visit) -> None:
    text = visit.page.locator("main").inner_text()
    for attack in ATTACKS[:3]:
        assert attack[:30] in text
    assert SERIES in text
    assert FOLDER in text
    assert "fog horns" in visit.page.locator("#first-page").inner_text().lower()


def test_using_the_page_runs_nothing_either(visit: Visit) -> None:
    page = visit.page
    for button in page.locator("button.sort").all()[:12]:
        button.click()
    for find in page.locator(".find input").all()[:2]:
        find.fill(ATTACKS[0])
        find.fill("winter")
        find.fill("")
    for fold in page.locator("details.code summary").all()[:3]:
        fold.click()
    marks = page.locator("figure.chart .live svg :is(.mark-symbol, .mark-rect) path").all()
    for mark in marks[:: max(1, len(marks) // 12)]:
        mark.hover(force=True)
    for link in page.locator("main a").all():
        assert link.get_attribute("href").startswith(("#", "https://"))
    assert page.evaluate("window.ran") is None
    assert (visit.dialogs, visit.errors) == ([], [])


def test_no_serious_fault_for_people_who_do_not_see_or_use_a_mouse(visit: Visit) -> None:
    axe = pytest.importorskip("axe_playwright_python.base", reason="needs axe")
    visit.page.evaluate(axe.AXE_SCRIPT)
    found = visit.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert found["passes"], "axe looked at nothing"
    serious = [
        (fault["id"], fault["help"], [node["target"] for node in fault["nodes"]][:3])
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
    ]
    assert serious == []


def test_it_prints_as_a_document(visit: Visit) -> None:
    pdf = visit.page.pdf(format="A4")
    assert pdf.startswith(b"%PDF")
    assert len(pdf) < 5_000_000


def test_the_tables_beside_it_hold_what_the_page_says(folder: Path) -> None:
    written = {path.name for path in (folder / "tables").iterdir()}
    for name in ("papers", "rising_terms", "topic_shares", "cooccurrence", "repeats"):
        assert {f"{name}.csv", f"{name}.parquet"} <= written
    titles = pl.read_parquet(folder / "tables" / "papers.parquet")["title"]
    assert titles.str.contains("<script>", literal=True).any()
    figures = {path.name for path in (folder / "figures").iterdir()}
    assert {name.removesuffix(".png") for name in figures if name.endswith(".png")} == {
        name.removesuffix(".svg") for name in figures if name.endswith(".svg")
    }
    assert any(name.startswith("first-page-01-") for name in figures)
