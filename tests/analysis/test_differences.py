from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

import workbench as wb
from workbench.analysis.differences import SCHEMA, dump_differences
from workbench.corpus import Corpus


@pytest.fixture(scope="module")
def compared(sample_corpus: Corpus) -> Corpus:
    """Return the sample as dumps of which nobody knows what they answer."""
    return replace(
        sample_corpus, dumps=sample_corpus.dumps.with_columns(series=pl.lit(None, pl.String))
    )


def test_the_planted_term_differs_most_and_its_counts_are_those_of_the_dumps(
    compared: Corpus,
) -> None:
    found = dump_differences(compared)
    assert dict(found.schema) == SCHEMA
    fog = found.row(by_predicate=pl.col("term") == "fog camera", named=True)
    assert fog["q_value"] < 0.001
    assert set(found.head(2)["term"]) & {"fog camera", "rain gauge"}
    trends = wb.term_trends(compared, "fog camera").filter(pl.col("papers") >= 20)
    for end, row in (("lowest", 0), ("highest", -1)):
        share = fog[f"papers_{end}"] / fog[f"of_{end}"]
        assert share == trends["share"].sort()[row]
        dump = trends.row(by_predicate=pl.col("period") == fog[end], named=True)
        assert (dump["papers_with_term"], dump["papers"]) == (
            fog[f"papers_{end}"], fog[f"of_{end}"],
        )  # fmt: skip


def test_most_terms_of_alike_dumps_do_not_differ(compared: Corpus) -> None:
    found = dump_differences(compared)
    assert found.filter(pl.col("q_value") < 0.05).height < found.height / 4
    assert found["g2"].is_sorted(descending=True)


def test_one_dump_is_compared_with_nothing(compared: Corpus) -> None:
    one = compared.where(dumps=[compared.dumps["dump"][0]])
    assert dump_differences(one).is_empty()
    assert dict(dump_differences(one).schema) == SCHEMA
