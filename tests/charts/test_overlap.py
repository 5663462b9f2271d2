"""Overlap of dumps: common papers as numbers, the Jaccard index as color."""

from __future__ import annotations

import polars as pl

from workbench import charts


def test_both_triangles_are_filled(make, spec_of, rows_of) -> None:
    cells = {(row["x"], row["y"]): row["text"] for row in rows_of(spec_of("dump_overlap"))}
    assert len(cells) == 6
    for row in make("dump_overlap").iter_rows(named=True):
        a, b = row["dump_a"], row["dump_b"]
        assert cells[a, b] == cells[b, a] == str(row["common"])


def test_relations_are_told_with_their_direction(spec_of, rows_of) -> None:
    told = {row["relation"] for row in rows_of(spec_of("dump_overlap"))}
    a, b, c = (
        "000_d7cf55e179aef5d1",
        "001_e33fa8545e2bd98f",
        "saved/2025/march/004_b68b89299de3d0a4_second_half",
    )
    assert told == {
        f"{a} is a subset of {b}",
        f"{a} overlaps with {c}",
        f"{b} shares no paper with {c}",
    }


def test_the_tooltip_tells_every_figure(make, spec_of, marks_of) -> None:
    tips = next(e["tooltip"] for _, e in marks_of(spec_of("dump_overlap")) if "tooltip" in e)
    assert [tip["field"] for tip in tips] == [
        "a", "b", "common", "value", "containment_a", "containment_b", "rbo", "spearman",
        "relation",
    ]  # fmt: skip


def test_a_dump_is_not_compared_with_itself(make, spec_of, rows_of) -> None:
    frame = make("dump_overlap")
    itself = frame.with_columns(dump_b="dump_a", jaccard=pl.lit(1.0))
    assert len(rows_of(spec_of("dump_overlap", pl.concat([frame, itself])))) == 6


def test_a_pair_without_an_index_has_a_number_and_no_color(make, spec_of, marks_of) -> None:
    frame = make("dump_overlap").with_columns(jaccard=pl.lit(None, pl.Float64))
    spec = spec_of("dump_overlap", frame)
    filters = [layer["transform"][0]["filter"] for layer in spec["layer"] if "transform" in layer]
    assert filters == ["datum.value === null", "datum.value !== null"]
    charts.to_png(charts.dump_overlap(frame), ppi=72)


def pairs_of(dumps: int) -> pl.DataFrame:
    names = [f"dump {number:03d}" for number in range(dumps)]
    rows = [(a, b, 1, 0.1, 0.2, 0.2, 0.1, None, "overlap")
            for place, a in enumerate(names) for b in names[place + 1 :]]  # fmt: skip
    schema = ["dump_a", "dump_b", "common", "jaccard", "containment_a", "containment_b", "rbo",
              "spearman", "relation"]  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_many_dumps_have_small_cells_without_numbers(spec_of) -> None:
    spec = spec_of("dump_overlap", pairs_of(40))
    assert "text" not in {layer["mark"]["type"] for layer in spec["layer"]}
    assert "Numbers" not in " ".join(spec["title"]["subtitle"])
    charts.to_png(charts.dump_overlap(pairs_of(40)), ppi=72)


def test_of_too_many_dumps_those_are_drawn_that_have_most_in_common(spec_of, rows_of) -> None:
    alike = pl.col("dump_a").is_in(["dump 003", "dump 070"]) & (pl.col("dump_b") > "dump 080")
    frame = pairs_of(90).with_columns(jaccard=pl.when(alike).then(0.9).otherwise("jaccard"))
    spec = spec_of("dump_overlap", frame)
    drawn = {row["a"] for row in rows_of(spec)} | {row["b"] for row in rows_of(spec)}
    assert len(drawn) == 60
    assert {"dump 003", "dump 070", "dump 081", "dump 089"} <= drawn
    assert "60 of 90 dumps" in " ".join(spec["title"]["subtitle"])
    assert "most in common" in " ".join(spec["title"]["subtitle"])
