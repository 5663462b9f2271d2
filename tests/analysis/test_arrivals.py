"""What is new in a dump: counted again, dump by dump, with plain sets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.analysis import arrivals
from workbench.corpus import Corpus


def by_hand(corpus: Corpus) -> list[tuple[str, int | None, int | None]]:
    """Walk through the dumps in order and remember what each series has listed."""
    seen: dict[str, set[str]] = {}
    counted = []
    for dump in corpus.dumps.iter_rows(named=True):
        papers = corpus.listings.filter(dump_id=dump["dump_id"])["paper_id"].to_list()
        if dump["series"] is None or dump["listed_on"] is None:
            counted.append((dump["path"], None, None))
            continue
        known = seen.setdefault(dump["series"], set())
        carried = sum(paper in known for paper in papers)
        counted.append((dump["path"], len(papers) - carried, carried))
        known.update(papers)
    return counted


def of(corpus: Corpus) -> list[tuple[str, int | None, int | None]]:
    return arrivals(corpus).select("path", "new", "carried").rows()


def test_the_sample_counted_by_hand(sample_corpus: Corpus) -> None:
    assert of(sample_corpus) == by_hand(sample_corpus)
    told = arrivals(sample_corpus)
    assert told.columns == [*sample_corpus.dumps.columns, "new", "carried"]
    assert told["new"].sum() + told["carried"].sum() == 306  # the 20 of the undated dump are not
    assert told.filter(pl.col("listed_on").is_null())["new"].to_list() == [None]


def test_without_series_nothing_is_new_or_carried(unrelated: Corpus) -> None:
    told = arrivals(unrelated)
    assert told["new"].null_count() == told["carried"].null_count() == unrelated.dumps.height


def test_every_paper_of_a_series_is_new_once(sample_corpus: Corpus) -> None:
    series = sample_corpus.where(series="trending")
    assert arrivals(series)["new"].sum() == series.papers.height


def test_what_a_narrowed_corpus_does_not_hold_is_not_known(sample_corpus: Corpus) -> None:
    later = sample_corpus.where(since="2025-06-01")
    assert of(later) == by_hand(later)
    assert arrivals(later)["carried"][0] == 0


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["daily", "weekly", None]),
            st.one_of(st.none(), st.dates(date(2025, 1, 1), date(2025, 1, 9))),
            st.lists(st.sampled_from("abcde"), max_size=6),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_any_pile_counted_by_hand(
    sample_corpus: Corpus, pile: list[tuple[str | None, date | None, list[str]]]
) -> None:
    """Papers listed twice in a dump, dumps of one day, empty dumps, dumps without day or series."""
    rows = [
        (f"d{number}", f"{number}.txt", series, day, len(papers))
        for number, (series, day, papers) in enumerate(pile)
    ]
    schema = {"dump_id": pl.String, "path": pl.String, "series": pl.String, "listed_on": pl.Date,
              "n_listings": pl.Int64}  # fmt: skip
    dumps = pl.DataFrame(rows, schema=schema, orient="row")
    listed = [
        (f"d{number}", paper, rank)
        for number, (_, _, papers) in enumerate(pile)
        for rank, paper in enumerate(papers, start=1)
    ]
    schema = {"dump_id": pl.String, "paper_id": pl.String, "rank": pl.Int64}
    corpus = replace(
        sample_corpus,
        dumps=dumps.sort("listed_on", "path", nulls_last=True),
        listings=pl.DataFrame(listed, schema=schema, orient="row"),
    )
    assert of(corpus) == by_hand(corpus)
