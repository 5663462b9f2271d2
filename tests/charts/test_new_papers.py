from __future__ import annotations

import polars as pl

from workbench.charts.dump_marks import CARRIED, NEW


def test_columns_stand_on_each_other(make, spec_of, rows_of) -> None:
    frame = make("new_papers")
    drawn = rows_of(spec_of("new_papers", frame))
    for row in frame.iter_rows(named=True):
        ends = {d["kind"]: (d["begin"], d["end"]) for d in drawn if d["period"] == row["period"]}
        expected = {NEW: (0, row["new"]), CARRIED: (row["new"], row["papers"])}
        assert ends == {kind: end for kind, end in expected.items() if end[1] > end[0]}


def test_periods_without_papers_keep_their_place(make, spec_of) -> None:
    frame = make("new_papers")
    spec = spec_of("new_papers", frame)
    assert spec["encoding"]["x"]["scale"]["domain"] == frame["period"].to_list()
    assert "Without papers: 2024-03." in " ".join(spec["title"]["subtitle"])
    assert "Partial: 2024-08." in " ".join(spec["title"]["subtitle"])


def test_dumps_side_by_side_have_one_color_and_no_legend(make, spec_of) -> None:
    spec = spec_of("new_papers", make("new_papers", dumps=True))
    assert "color" not in spec["encoding"]
    assert "not a time series" in " ".join(spec["title"]["subtitle"])


def test_a_corpus_of_empty_periods_is_drawn_all_the_same(make, spec_of) -> None:
    empty = make("new_papers").with_columns(
        pl.lit(0).alias(n) for n in ("papers", "new", "carried")
    )
    assert spec_of("new_papers", empty)["description"].startswith("Papers in each period")
