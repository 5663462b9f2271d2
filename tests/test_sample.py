"""The invented sample: what is on disk is what the script makes, and the truth about it is true.

Everything is recounted from the raw pages, without the script's own reading and counting.
"""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from calendar import monthcalendar
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import make_sample
import numpy as np
import pytest
import statsmodels.api as sm

Pages = dict[str, list[tuple[str, str]]]


@pytest.fixture(scope="module")
def raw(root: Path) -> Path:
    return root / "data" / "raw" / "sample"


@pytest.fixture(scope="module")
def truth(root: Path) -> dict[str, Any]:
    return json.loads((root / "tests" / "data" / "sample_truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pages(raw: Path) -> Pages:
    """Return title and abstract of each listing, in the order of the page."""
    found = {}
    for path in sorted(raw.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        lines = text.split("\n\n")[5:] if "\n\n" in text else text.split("\n")[2:]
        lines[0] = lines[0].removeprefix("Subscribe")
        found[path.name] = list(zip(lines[::2], lines[1::2], strict=True))
    return found


@pytest.fixture(scope="module")
def papers(pages: Pages) -> dict[str, str]:
    """Return each paper's abstract by its title."""
    return {title: abstract for page in pages.values() for title, abstract in page}


def holds(title: str, abstract: str, term: str) -> bool:
    words = " ".join(re.findall(r"[^\W_]+", f"{title} {abstract}".lower()))
    return any(f" {term}{ending} " in f" {words} " for ending in ("", "s", "es"))


def count(listed: list[tuple[str, str]], *terms: str) -> int:
    return sum(all(holds(*paper, term) for term in terms) for paper in listed)


def shares(pages: Pages, truth: dict[str, Any], term: str) -> list[float]:
    dated = [dump["file"] for dump in truth["dumps"] if dump["date"]]
    return [count(pages[file], term) / len(pages[file]) for file in dated]


def test_the_files_are_what_the_script_makes() -> None:
    assert make_sample.differences() == []


def test_check_names_what_differs(tmp_path: Path, raw: Path, root: Path) -> None:
    copy = tmp_path / make_sample.RAW
    shutil.copytree(raw, copy)
    (tmp_path / "tests" / "data").mkdir(parents=True)
    shutil.copy(root / make_sample.TRUTH, tmp_path / make_sample.TRUTH)
    assert make_sample.differences(tmp_path) == []
    (copy / "trending-01.txt").write_text("new\n", encoding="utf-8")
    (copy / "trending-02.txt").unlink()
    (copy / "notes.txt").write_text("x", encoding="utf-8")
    assert make_sample.differences(tmp_path) == [
        "data/raw/sample/notes.txt is not part of the sample",
        "data/raw/sample/trending-01.txt differs",
        "data/raw/sample/trending-02.txt is missing",
    ]


def test_pages_look_like_saved_pages(raw: Path, truth: dict[str, Any]) -> None:
    for dump in truth["dumps"]:
        text = (raw / dump["file"]).read_bytes().decode("utf-8")
        assert "\r" not in text
        assert not text.endswith("\n")
        lines = text.split("\n")
        assert all(line == line.strip() and "  " not in line for line in lines)
        if dump["layout"] == "packed":
            assert "" not in lines
            assert lines[2].startswith("Subscribe")
            assert dump["date"] is None
        else:
            day = date.fromisoformat(dump["date"])
            assert lines[8] == f"{day:%b} {day.day}"
            assert lines[0:8:2] == [
                "new",
                "Get trending papers in your email inbox!",
                "Subscribe",
                "byAK and the research community",
            ]
            assert all(lines[1::2][i] == "" for i in range(len(lines) // 2))
            assert "" not in lines[::2]


def test_listings_stand_where_the_truth_says(
    raw: Path, pages: Pages, truth: dict[str, Any]
) -> None:
    assert {dump["file"] for dump in truth["dumps"]} == set(pages)
    for dump in truth["dumps"]:
        lines = (raw / dump["file"]).read_text(encoding="utf-8").split("\n")
        listed = pages[dump["file"]]
        assert [entry["title"] for entry in dump["listings"]] == [title for title, _ in listed]
        assert dump["n_listings"] == len(listed)
        for entry, (title, abstract) in zip(dump["listings"], listed, strict=True):
            assert lines[entry["line_start"] - 1] in (title, f"Subscribe{title}")
            assert lines[entry["line_end"] - 1] == abstract


def test_totals(pages: Pages, papers: dict[str, str], truth: dict[str, Any]) -> None:
    assert truth["totals"] == {
        "dumps": len(pages),
        "listings": sum(map(len, pages.values())),
        "dated_listings": sum(dump["n_listings"] for dump in truth["dumps"] if dump["date"]),
        "papers": len(papers),
    }
    assert {dump["date"] is None for dump in truth["dumps"]} == {True, False}


def test_a_dated_dump_is_of_the_second_monday_of_its_month(truth: dict[str, Any]) -> None:
    days = [date.fromisoformat(dump["date"]) for dump in truth["dumps"] if dump["date"]]
    mondays = [[week[0] for week in monthcalendar(2025, month) if week[0]] for month in range(1, 9)]
    assert days == [date(2025, month, day[1]) for month, day in enumerate(mondays, start=1)]


def test_a_title_is_one_paper_and_texts_are_in_range(pages: Pages, papers: dict[str, str]) -> None:
    for page in pages.values():
        assert len({title for title, _ in page}) == len(page)
        assert 20 <= len(page) <= 40
        assert all(papers[title] == abstract for title, abstract in page)
    assert len({re.sub(r"\W", "", title).casefold() for title in papers}) == len(papers)
    assert len(set(papers.values())) == len(papers)
    assert all(15 <= len(title) <= 148 for title in papers)
    assert all(450 <= len(abstract) <= 1300 for abstract in papers.values())


def test_no_two_papers_share_a_sentence(papers: dict[str, str]) -> None:
    sentences = [s for abstract in papers.values() for s in re.split(r"(?<=[.?!]) ", abstract)]
    assert [text for text, n in Counter(sentences).items() if n > 1] == []


def test_document_frequencies(pages: Pages, papers: dict[str, str], truth: dict[str, Any]) -> None:
    for term, facts in truth["terms"].items():
        assert count(list(papers.items()), term) == facts["papers"], term
        assert {file: count(page, term) for file, page in pages.items()} == facts["papers_by_dump"]


@pytest.mark.parametrize(("fact", "sign"), [("rising", 1), ("falling", -1)])
def test_a_planted_trend_is_one(pages: Pages, truth: dict[str, Any], fact: str, sign: int) -> None:
    planted = truth["planted"][fact]
    share = shares(pages, truth, planted["term"])
    assert list(planted["shares"].values()) == pytest.approx(share, abs=1e-4)
    assert all(sign * (b - a) >= 0 for a, b in pairwise(share))
    assert min(share) < 0.05
    assert max(share) > 0.55
    papers = [dump["n_listings"] for dump in truth["dumps"] if dump["date"]]
    step = sm.add_constant(np.arange(len(share), dtype=float))
    model = sm.GLM(share, step, family=sm.families.Binomial(), var_weights=np.array(papers))
    fit = model.fit()
    assert sign * fit.params[1] > 0
    assert fit.pvalues[1] < 0.0001


def test_the_burst_is_in_neighbors_only(pages: Pages, truth: dict[str, Any]) -> None:
    share = shares(pages, truth, truth["planted"]["burst"]["term"])
    high = [i for i, value in enumerate(share) if value > 0.5]
    assert 2 <= len(high) <= 3
    assert high == list(range(high[0], high[-1] + 1))
    assert all(value < 0.12 for i, value in enumerate(share) if i not in high)


def test_clusters_hang_together(papers: dict[str, str], truth: dict[str, Any]) -> None:
    clusters = truth["planted"]["clusters"]
    listed = list(papers.items())
    for name, terms in clusters["terms"].items():
        assert 3 <= len(terms) <= 4
        for pair in clusters["pairs_inside"][name]:
            both = count(listed, pair["term_a"], pair["term_b"])
            assert both == pair["papers_both"]
            alone = [count(listed, pair[side]) for side in ("term_a", "term_b")]
            assert both >= 0.8 * min(alone)
    one, other = clusters["terms"].values()
    across = max(count(listed, a, b) for a in one for b in other)
    assert across == clusters["most_papers_of_a_pair_across"] <= 1


def test_repeats(pages: Pages, truth: dict[str, Any]) -> None:
    facts = truth["planted"]["repeats"]
    times = Counter(title for page in pages.values() for title, _ in page)
    spread = Counter(times.values())
    assert facts["papers_by_number_of_dumps"] == {str(n): spread[n] for n in sorted(spread)}
    assert facts["most_repeated"]
    assert all(times[paper["title"]] == paper["n_dumps"] for paper in facts["most_repeated"])
    assert facts["most_repeated"][0]["n_dumps"] == max(times.values())


def test_sets_of_papers(pages: Pages, truth: dict[str, Any]) -> None:
    titles = {file: [title for title, _ in page] for file, page in pages.items()}
    [(one, other)] = truth["planted"]["same_set"]["pairs"]
    assert set(titles[one]) == set(titles[other])
    assert titles[one] != titles[other]
    dated = [dump["file"] for dump in truth["dumps"] if dump["date"]]
    assert dated.index(other) == dated.index(one) + 1
    [(part, whole)] = truth["planted"]["subset"]["pairs"]
    assert set(titles[part]) < set(titles[whole])
    assert titles[part] != [title for title in titles[whole] if title in titles[part]]


def test_topics_are_told_apart_by_their_terms(
    pages: Pages, papers: dict[str, str], truth: dict[str, Any]
) -> None:
    facts = truth["planted"]["topics"]
    topic = facts["topic_by_title"]
    assert set(topic) == set(papers)
    assert facts["papers"] == Counter(topic.values())
    for file, page in pages.items():
        assert facts["papers_by_dump"][file] == Counter(topic[title] for title, _ in page)
    for name, terms in facts["terms"].items():
        inside = [(t, a) for t, a in papers.items() if topic[t] == name]
        outside = [(t, a) for t, a in papers.items() if topic[t] != name]
        for term, counts in terms.items():
            found = (count(inside, term), count(outside, term))
            assert found == (counts["papers_inside"], counts["papers_outside"]), term
            assert found[0] / len(inside) > 5 * found[1] / len(outside), term


def test_quirks(papers: dict[str, str], truth: dict[str, Any]) -> None:
    quirks = truth["quirks"]
    links = {title: a.split("https://")[1:] for title, a in papers.items() if "https://" in a}
    assert quirks["code_urls"] == {
        title: [f"https://{link}" for link in found] for title, found in links.items()
    }
    for acronym, facts in quirks["acronyms"].items():
        users = [a for a in papers.values() if re.search(rf"\b{acronym}\b", a)]
        assert facts["papers"] == len(users)
        defined = sum(f"({acronym})" in abstract for abstract in users)
        assert sum(facts["papers_that_define_it"].values()) == defined
        assert facts["papers_that_do_not"] == len(users) - defined
        assert facts["papers_that_do_not"] > 0


def test_settings_date_the_pages_and_declare_the_series(raw: Path, truth: dict[str, Any]) -> None:
    settings = tomllib.loads((raw / "workbench.toml").read_text(encoding="utf-8"))["dumps"]
    [undated] = [dump["file"] for dump in truth["dumps"] if dump["date"] is None]
    assert settings == {"year": 2025, "series": "trending", undated: {"series": ""}}
