"""Where a field comes from: the listing that is named did print it, at that place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from workbench.analysis import field_origins
from workbench.corpus import Corpus
from workbench.errors import InputError


def test_fields_of_two_sources_lead_to_each(messy: Corpus) -> None:
    told = {row["field"]: row for row in field_origins(messy, "A tide").iter_rows(named=True)}
    assert told["abstract"]["path"] == told["title"]["path"] == "cells.csv"
    assert told["authors"]["path"] == "again.bib"
    assert told["authors"]["value"] == "Ann Reed"
    assert told["doi"]["value"] == "10.1000/182"


def test_every_field_that_a_paper_has_is_told_and_no_other(sample_corpus: Corpus) -> None:
    for paper in sample_corpus.papers.head(30).iter_rows(named=True):
        told = field_origins(sample_corpus, paper["paper_id"])
        assert set(told["field"]) == {
            field for field in ("title", "abstract", "code_urls") if paper[field]
        }


def test_the_place_holds_the_text(sample_corpus: Corpus, root: Path) -> None:
    raw = root / "data" / "raw" / "sample"
    several = sample_corpus.papers.filter(pl.col("n_listings") > 1).head(15)
    one = sample_corpus.papers.filter(pl.col("n_listings") == 1).head(15)
    for paper in [*several["paper_id"], *one["paper_id"]]:
        for row in field_origins(sample_corpus, paper).iter_rows(named=True):
            lines = (raw / row["path"]).read_text(encoding="utf-8").split("\n")
            place = "\n".join(lines[row["line_start"] - 1 : row["line_end"]])
            assert row["value"] in place


def test_a_paper_goes_by_any_of_its_names(messy: Corpus) -> None:
    wanted = field_origins(messy, "A tide")
    (paper,) = messy.papers.filter(pl.col("doi") == "10.1000/182").iter_rows(named=True)
    for name in (paper["paper_id"], "https://doi.org/10.1000/182", "a TIDE.", paper["title"]):
        assert field_origins(messy, name).equals(wanted), name


def test_a_dump_that_is_not_at_hand_leaves_the_place_open(messy: Corpus) -> None:
    told = field_origins(messy.where(dumps=["again.bib"]), "A tide")
    places = dict(told.select("field", "path").iter_rows())
    assert places["authors"] == "again.bib"
    assert places["abstract"] is None


def test_an_unknown_paper_and_an_ambiguous_one(messy: Corpus) -> None:
    with pytest.raises(InputError, match=r"no paper 'A desert'.*paper_id, arXiv id, DOI or title"):
        field_origins(messy, "A desert")
    same = messy.papers.with_columns(title=pl.lit("Same"))
    with pytest.raises(InputError, match=f"{same.height} papers are called 'Same'; name one of: "):
        field_origins(replace(messy, papers=same), "Same")
