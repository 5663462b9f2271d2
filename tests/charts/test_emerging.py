"""Emerging terms: from the early share to the recent one."""

from __future__ import annotations

import polars as pl


def test_terms_in_the_order_of_the_frame_with_growth_and_beginning(spec_of, rows_of) -> None:
    shown = rows_of(spec_of("emerging_terms"))
    assert [row["name"] for row in shown] == ["GPT-4", "reinforcement learning verifiable reward"]
    assert [row["since"] for row in shown] == ["× 160, 2024-03", "× 5, 2024-01"]


def test_a_line_leads_from_the_early_to_the_recent_share(spec_of, marks_of) -> None:
    rule, early, late, _ = marks_of(spec_of("emerging_terms"))
    assert (rule[1]["x"]["field"], rule[1]["x2"]["field"]) == ("baseline_share", "recent_share")
    assert (early[1]["x"]["field"], late[1]["x"]["field"]) == ("baseline_share", "recent_share")


def test_what_is_left_out_is_told(make, spec_of) -> None:
    told = spec_of("emerging_terms", top=1)["description"]
    assert "1 of 2 terms, those that grew most. 1 word of style left out." in told
    style = make("emerging_terms").filter(pl.col("kind") == "style")
    assert "No term is new" in spec_of("emerging_terms", style)["description"]
