from __future__ import annotations

import polars as pl

from workbench import charts


def test_bars_stand_in_the_order_of_the_ranks(make, spec_of) -> None:
    frame = make("key_terms")
    spec = spec_of("key_terms", frame.reverse())
    assert spec["encoding"]["y"]["sort"] == frame["label"].to_list()
    assert spec["title"]["text"] == ["What the paper is about"]


def test_each_of_the_first_six_papers_has_a_panel(make, spec_of) -> None:
    spec = spec_of("key_terms", make("key_terms", papers=8))
    assert [panel["title"]["text"] for panel in spec["vconcat"]] == [f"p{n}" for n in range(6)]
    assert "the first 6 of 8 papers" in " ".join(spec["title"]["subtitle"])


def test_two_terms_of_one_label_have_a_bar_each(make) -> None:
    frame = make("key_terms").with_columns(label=pl.lit("GPT"))
    assert len(set(charts.key_terms(frame).to_dict()["encoding"]["y"]["sort"])) == 3
