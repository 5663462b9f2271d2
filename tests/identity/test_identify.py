"""Papers told apart as a whole: properties of any pile, and the real dumps."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from listed import DUMPS, LONG, OTHER, records, untimed
from workbench.dumps import RECORD_SCHEMA
from workbench.identity import Identified, Overrides, identify
from workbench.tables import TABLES

TITLES = [
    "Cheap Tide Gauges for Harbors",
    "Cheap Tide Gauges for Habrors",
    "cheap tide-gauges for harbors",
    "Cheap Tide Gauges for…",
    "Cheap Tide Gauges for Harbors: A Field Study",
    "Cheap Tide Gauges for Harbors II",
    "Cheap Wind Gauges for Harbors",
    "Cheap Wind Gages for Harbors",
]
LISTINGS = st.lists(
    st.fixed_dictionaries(
        {
            "title": st.sampled_from(TITLES),
            "dump_id": st.sampled_from(DUMPS["dump_id"].to_list()),
            "abstract": st.sampled_from([None, LONG, LONG.replace("cheap", "plain"), OTHER]),
            "arxiv_id": st.sampled_from([None, None, "2501.00001", "2501.00002", "2502.00003"]),
            "doi": st.sampled_from([None, None, "10.1000/x", "10.1000/y"]),
            "version": st.sampled_from([None, 1, 2]),
            "authors": st.sampled_from([None, [], ["Ana Cruz"], ["Cruz, A."], ["Bo Moss"]]),
            "published_on": st.sampled_from([None, date(2025, 1, 5), date(2024, 1, 5)]),
        }
    ),
    max_size=9,
)


def frames(found: Identified) -> dict[str, pl.DataFrame]:
    return {name: getattr(found, name) for name in ("listings", "papers", "merges", "origins")}


@untimed
@given(LISTINGS, st.integers())
def test_the_order_of_records_and_dumps_changes_nothing(
    rows: list[dict[str, object]], seed: int
) -> None:
    pile = records(*rows)
    order = list(range(pile.height))
    Random(seed).shuffle(order)
    one = frames(identify(pile, DUMPS))
    other = frames(identify(pile[order], DUMPS.reverse()))
    assert all(one[name].equals(other[name]) for name in one)


@untimed
@given(LISTINGS)
def test_what_holds_of_any_pile(rows: list[dict[str, object]]) -> None:
    pile = records(*rows)
    found = identify(pile, DUMPS)
    for name, frame in frames(found).items():
        TABLES[name].validate(frame)
    assert found.listings.height == pile.height
    assert set(found.listings["paper_id"]) == set(found.papers["paper_id"])
    assert found.papers["n_listings"].sum() == pile.height
    papers = pile.join(found.listings.select("dump_id", "rank", "paper_id"), on=["dump_id", "rank"])
    # never two arXiv ids in one paper, never one id in two
    ids = papers.drop_nulls("arxiv_id").select("paper_id", "arxiv_id").unique()
    assert ids["paper_id"].is_unique().all()
    assert ids["arxiv_id"].is_unique().all()
    # a listing is a merge exactly where its title is not its paper's
    printed = papers.join(found.papers.select("paper_id", kept="title"), on="paper_id")
    changed = printed.filter(pl.col("title") != pl.col("kept"))
    places = ["dump_id", "rank"]
    assert changed.select(places).sort(places).equals(found.merges.select(places).sort(places))


@untimed
@given(LISTINGS)
def test_near_matching_only_joins_more(rows: list[dict[str, object]]) -> None:
    pile = records(*rows)
    exact = identify(pile, DUMPS, near=False).listings.sort("dump_id", "rank")["paper_id"]
    whole = identify(pile, DUMPS).listings.sort("dump_id", "rank")["paper_id"]
    both = pl.DataFrame({"exact": exact, "whole": whole}).unique()
    assert both["exact"].is_unique().all()
    rules = identify(pile, DUMPS, near=False).merges["rule"]
    assert not rules.str.starts_with("near").any()


@untimed
@given(LISTINGS)
def test_what_the_settings_keep_apart_is_apart(rows: list[dict[str, object]]) -> None:
    one, other = TITLES[1], TITLES[6]
    rows = [row for row in rows if row["title"] not in (one, other)]
    pile = records(
        *rows,
        {"title": one, "abstract": LONG},
        {"title": other, "abstract": LONG},
        {"title": "Cheap Gauges", "abstract": LONG},
    )
    found = identify(pile, DUMPS, Overrides(different=((one, other),))).listings
    papers = dict(found.select("title", "paper_id").iter_rows())
    assert papers[one] != papers[other]


def test_an_empty_pile_is_four_empty_tables() -> None:
    found = frames(identify(pl.DataFrame(schema=RECORD_SCHEMA), DUMPS))
    assert [frame.height for frame in found.values()] == [0, 0, 0, 0]


def test_the_real_dumps(shared: Path, seed_tables: Path) -> None:
    papers = pl.read_parquet(seed_tables / "papers.parquet")
    listings = pl.read_parquet(seed_tables / "listings.parquet")
    assert (papers.height, listings.height) == (342, 443)
    assert pl.read_parquet(seed_tables / "merges.parquet").height == 0
    # two papers on one system, of nearly one title
    lamarr = listings.filter(pl.col("title").str.contains("Lamarr"))
    assert lamarr["paper_id"].n_unique() == lamarr["title"].n_unique() == 2
