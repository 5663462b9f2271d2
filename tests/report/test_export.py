from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from workbench.report.export import export_page

FACTS = {"Collection": "ferries & seals", "Papers": "1,200"}


class Page(HTMLParser):
    """What a browser would find: elements, their attributes, the text before anything else."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self.inside = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), ""))
        self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            tag, attributes, text = self.found[-1]
            self.found[-1] = (tag, attributes, text + data)

    def all(self, *tags: str) -> list[tuple[dict[str, str | None], str]]:
        return [(attributes, text) for tag, attributes, text in self.found if tag in tags]

    def one(self, tag: str, **attributes: str) -> tuple[dict[str, str | None], str]:
        (found,) = [f for f in self.all(tag) if attributes.items() <= f[0].items()]
        return found


@pytest.fixture(scope="module")
def html(notebooks: dict[str, NotebookNode]) -> str:
    return export_page(notebooks, "Report on ferries", FACTS)


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_the_page_says_what_it_is(page: Page, html: str) -> None:
    assert html.startswith("<!doctype html>")
    assert page.one("html")[0] == {"lang": "en"}
    assert page.one("title")[1] == page.one("h1")[1] == "Report on ferries"
    assert page.one("meta", name="viewport")[0]["content"].startswith("width=device-width")
    names, values = page.all("dt"), page.all("dd")
    pairs = zip(names, values, strict=True)
    assert {name: value for (_, name), (_, value) in pairs} == FACTS


def test_the_same_notebooks_give_the_same_page(
    notebooks: dict[str, NotebookNode], html: str
) -> None:
    assert export_page(notebooks, "Report on ferries", FACTS) == html


def test_headings_are_in_order_and_ids_unique(page: Page) -> None:
    levels = [int(tag[1]) for tag, _, _ in page.found if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(lower - upper <= 1 for upper, lower in pairwise(levels))
    ids = [attributes["id"] for _, attributes, _ in page.found if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_contents_and_links_lead_to_places_of_the_page(page: Page) -> None:
    ids = {attributes.get("id") for _, attributes, _ in page.found}
    links = [(attributes["href"], text.strip()) for attributes, text in page.all("a") if attributes]
    assert ("#01-ferries", "Which ferries come?") in links
    assert ("#01-ferries-by-month", "By month") in links
    assert ("#02-titles-tables", "the titles") in links
    assert {href for href, _ in links if href[1:] not in ids} == set()
    contents = [text for _, text in links]
    assert "Detail" not in contents, "contents hold titles and their parts, no more"


def test_a_chart_is_a_picture_its_data_and_words(page: Page, hostile: str) -> None:
    pictures = [a for a, _ in page.all("img")]
    assert [picture["alt"] for picture in pictures] == ["Ferries seen, by month", hostile]
    for picture in pictures:
        assert picture["src"].startswith("data:image/svg+xml;base64,")
        assert float(picture["width"]) > 300
        assert float(picture["height"]) > 100
    specs = [json.loads(text) for _, text in page.all("script") if text.startswith("{")]
    assert [spec["title"] for spec in specs] == ["Ferries by month", hostile]


def test_code_is_folded_away_and_silent_cells_with_it(page: Page, html: str) -> None:
    folded = re.findall(r'<details class="code">(.*?)</details>', html, re.DOTALL)
    assert "<summary>Code</summary>" in folded[0]
    opened = [attributes for attributes, _ in page.all("details") if "open" in attributes]
    assert opened == [{"open": None}], "only the contents stand open"
    source = re.sub(r"<[^>]*>", "", folded[0])
    assert source.strip() == "Codeimport workbench as wb\n\nn = 1"


def test_only_the_page_s_own_two_scripts_may_run_and_nothing_be_fetched(page: Page) -> None:
    policy = page.one("meta", **{"http-equiv": "Content-Security-Policy"})[0]["content"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    scripts = [text for attributes, text in page.all("script") if "type" not in attributes]
    hashes = [
        "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
        for text in scripts
    ]
    assert len(scripts) == 2
    assert rules["script-src"].split() == hashes
    assert (rules["default-src"], rules["img-src"]) == ("'none'", "data:")
    assert not [a for _, a, _ in page.found if a.keys() & {"srcset", "action", "onload", "onerror"}]
    assert page.all("link", "iframe", "object", "embed", "base") == []


def test_nothing_in_a_title_becomes_markup(page: Page, html: str, hostile: str) -> None:
    tags = {tag for tag, _, _ in page.found}
    assert not tags & {"svg", "textarea"}
    assert [a for _, a, _ in page.found if any(name.startswith("on") for name in a)] == []
    assert hostile not in html.replace(page.all("script")[0][1], "")


def test_a_page_of_five_notebooks_stays_small(notebooks: dict[str, NotebookNode]) -> None:
    many = {f"{n}_{name}": nb for n in range(5) for name, nb in notebooks.items()}
    assert len(export_page(many, "Report", {}).encode()) < 2_000_000


def test_a_notebook_without_a_title_goes_by_its_name() -> None:
    notebook = new_notebook(cells=[new_markdown_cell("Words."), new_code_cell("  ")])
    page = Page(export_page({"05_seals & co": notebook}, "Report", {}))
    assert [text for _, text in page.all("h2")] == ["05_seals & co"]
    assert page.one("a", href="#05-seals-co")[1] == "05_seals & co"
    assert page.all("dl") == []
    assert "Code" not in [text for _, text in page.all("summary")]
