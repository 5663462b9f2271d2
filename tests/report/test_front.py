"""The first and the last page: computed from the tables, linked, safe, the same on every run."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape, unescape

import polars as pl
import pytest

import workbench
from attacks import ATTACKS
from workbench.analysis.headlines import Headlines, headlines
from workbench.corpus import Corpus
from workbench.report.frames import frames
from workbench.report.front import front
from workbench.report.provenance import command, provenance
from workbench.report.sections import Section
from workbench.report.templates import whole
from workbench.tables import Manifest

NOTEBOOKS = ["00_dumps", "01_term_trends"]


@pytest.fixture(scope="module")
def found(sample_corpus: Corpus) -> Headlines:
    return headlines(sample_corpus)


@pytest.fixture(scope="module")
def first(sample_corpus: Corpus, found: Headlines) -> Section:
    return front(sample_corpus, found, NOTEBOOKS)


def text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<script.*?</script>|<[^>]*>", " ", html)).split())


def test_the_first_page_names_the_planted_rise_and_fall_with_counts(first: Section) -> None:
    told = text(first.html)
    assert "fog camera from 2.6 % (1 of 38) in 2025-01 to 75.0 % (30 of 40) in 2025-08" in told
    assert "rain gauge from 60.5 % (23 of 38)" in told
    assert told.index("What falls most") < told.index("What this cannot show")


def test_the_contents_know_its_parts_and_every_part_has_its_place(first: Section) -> None:
    assert [part.text for part in first.parts] == [
        "Scope", "What rises most", "What falls most", "The largest topic shift", "What is new",
        "What this cannot show",
    ]  # fmt: skip
    for part in first.parts:
        assert first.html.count(f'id="{part.id}"') == 1


def test_it_links_to_notebooks_that_are_there_and_to_no_other(first: Section) -> None:
    assert set(re.findall(r'<a href="([^"]*)"', first.html)) == {"#01-term-trends"}


def test_it_has_one_chart_of_the_terms_that_it_names(first: Section) -> None:
    (picture,) = first.pictures
    assert first.html.count("<figure") == 1
    assert "fog camera" in picture.json()
    assert "rain gauge" in picture.json()


def test_without_a_term_to_name_the_chart_shows_the_dumps(
    sample_corpus: Corpus, found: Headlines
) -> None:
    nothing = replace(found, trends=found.trends.clear(), ups=found.ups.clear())
    (picture,) = front(sample_corpus, nothing).pictures
    assert "Listings in each dump" in picture.title


def test_many_dumps_that_are_compared_are_shown_as_dumps(
    sample_corpus: Corpus, found: Headlines, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = replace(found, timeline=replace(found.timeline, dated=False))
    monkeypatch.setattr("workbench.report.front.MOST_DUMPS", 3)
    (picture,) = front(sample_corpus, compared).pictures
    assert "Listings in each dump" in picture.title


def test_labels_and_series_are_text_whatever_they_hold(
    sample_corpus: Corpus, found: Headlines
) -> None:
    ups = pl.concat(found.ups.with_columns(label=pl.lit(attack)) for attack in ATTACKS)
    html = front(sample_corpus, replace(found, ups=ups, series=" ".join(ATTACKS))).html
    shown = text(html)
    for attack in ATTACKS:
        assert shown.count(text(escape(attack))) >= 2
    assert not re.search(r"<(img src=x|svg|iframe|style|math|meta|base|details)\b", html)
    assert html.count("<script") == html.count('<script type="application/json"') == 1


def test_shares_and_days_stay_on_one_line_and_all_is_escaped() -> None:
    assert whole("<b> 2.6 % (1 of 38) in 2025-01") == (
        '&lt;b&gt; <span class="whole">2.6 % (1 of 38)</span> in <span class="whole">2025-01</span>'
    )


@pytest.fixture(scope="module")
def last(sample_corpus: Corpus, found: Headlines, sample_tables) -> Section:
    return provenance(
        sample_corpus,
        Manifest.read(sample_tables),
        {"00_dumps.ipynb": "ab" * 32},
        frames(sample_corpus, found),
    )


def test_provenance_has_every_dump_with_its_hash_and_its_notebooks(
    last: Section, sample_corpus: Corpus
) -> None:
    for path, sha256 in sample_corpus.dumps.select("path", "sha256").iter_rows():
        assert path in last.html
        assert sha256 in last.html
    assert "00_dumps.ipynb" in last.html
    assert "ab" * 32 in last.html
    for part in last.parts:
        assert last.html.count(f'id="{part.id}"') == 1


def test_provenance_says_versions_and_how_to_make_it_again(last: Section) -> None:
    told = text(last.html)
    assert f"Workbench {workbench.__version__} (readers " in told
    assert f"polars {pl.__version__}" in told
    assert "workbench report data/raw/sample" in told


def test_provenance_holds_no_time_and_no_place_of_this_machine(
    last: Section, sample_tables, root
) -> None:
    assert str(root) not in last.html
    assert str(sample_tables.parent) not in last.html
    assert not re.search(r"\d\d:\d\d", text(last.html))


def test_the_command_has_the_year_and_quotes_what_a_shell_would_read(sample_tables) -> None:
    manifest = replace(
        Manifest.read(sample_tables), collection="my $HOME", settings={"year": 2025, "kinds": {}}
    )
    assert command(manifest) == "workbench report 'data/raw/my $HOME' --year 2025"


def test_many_dumps_are_folded_away(
    sample_corpus: Corpus, sample_tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.report.provenance.MOST", 3)
    html = provenance(sample_corpus, Manifest.read(sample_tables), {}, {}).html
    assert "<summary>9 dumps, with their hashes</summary>" in html


def test_frames_beside_it_hold_what_was_read_and_what_was_found(
    sample_corpus: Corpus, found: Headlines
) -> None:
    beside = frames(sample_corpus, found)
    assert list(beside) == [
        "dumps", "listings", "papers", "rising_terms", "term_trends", "topic_terms",
        "topic_shares", "cooccurrence", "repeats",
    ]  # fmt: skip
    assert beside["papers"].height == 150
