"""What a notebook shows of a corpus and of its timeline."""

from __future__ import annotations

import re
from dataclasses import replace

import polars as pl
import pytest

from workbench.corpus import Corpus


def cells(html: str) -> list[list[str]]:
    """Return the text of the cells of each row."""
    rows = re.findall(r"<tr>(.*?)</tr>", html)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]


def test_a_corpus_has_a_row_for_each_series(sample_corpus: Corpus) -> None:
    head, *rows = cells(sample_corpus._repr_html_())
    found = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(row["series"], row["dumps"]) for row in found] == [("trending", "8"), ("–", "1")]
    for name in ("dumps", "listings"):
        whole = getattr(sample_corpus, name).height
        assert sum(int(row[name]) for row in found) == whole
    trending = sample_corpus.where(series="trending")
    assert found[0]["papers"] == str(trending.papers.height)
    assert found[0]["with abstract"] == str(trending.papers["abstract"].count())
    assert found[1]["undated"] == "1"
    assert "not read" not in head


def test_of_very_many_series_the_rest_is_counted() -> None:
    one = Corpus.from_frame(pl.DataFrame({"title": ["A tide"]}))
    dump = one.dumps
    many = pl.concat(
        dump.with_columns(dump_id=pl.lit(f"d{n}"), series=pl.lit(f"<s{n:02}>")) for n in range(25)
    )
    html = replace(one, dumps=many)._repr_html_()
    assert "And 5 more series" in html
    assert "&lt;s00&gt;" in html
    assert "<s00>" not in html


def test_a_timeline_shows_its_periods(sample_corpus: Corpus) -> None:
    timeline = sample_corpus.timeline("month")
    assert "8 periods" in repr(timeline)
    assert "by month" in repr(timeline)
    assert "20 listings left out" in repr(timeline)
    head, *rows = cells(timeline._repr_html_())
    papers = [int(row[head.index("papers")]) for row in rows]
    assert papers == timeline.periods["papers"].to_list()
    assert "more.</p>" in sample_corpus.timeline("day")._repr_html_()


@pytest.mark.parametrize("period", ["auto", "dump"])
def test_dumps_side_by_side_are_called_so(period: str) -> None:
    corpus = Corpus.from_frame(pl.DataFrame({"title": ["A tide"]}))
    assert "side by side" in repr(corpus.timeline(period))
