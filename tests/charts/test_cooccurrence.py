"""Pairs of terms: a symmetrical map, and a ranking with counts."""

from __future__ import annotations

import itertools

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import charts
from workbench.charts import grouping, theme
from workbench.errors import InputError


def color_of(marks: list[tuple[str, dict]]) -> dict:
    return next(e["color"] for kind, e in marks if kind == "rect" and "color" in e)


def test_both_triangles_hold_every_pair(make, spec_of, rows_of) -> None:
    cells = {(row["x"], row["y"]): row["text"] for row in rows_of(spec_of("cooccurrence"))}
    for row in make("cooccurrence").iter_rows(named=True):
        a, b, both = row["label_a"], row["label_b"], str(row["papers_both"])
        assert cells[a, b] == cells[b, a] == both
    assert len(cells) == 2 * make("cooccurrence").height


def test_rows_and_columns_have_one_order_that_keeps_groups_together(spec_of, marks_of) -> None:
    kind, encoding = marks_of(spec_of("cooccurrence"))[0]
    order = encoding["x"]["sort"]
    assert encoding["y"]["sort"] == order == encoding["x"]["scale"]["domain"]
    assert kind == "rect"
    assert order in (
        ["agent", "tool", "GPT-4", "low-rank", "adapter"],
        ["GPT-4", "tool", "agent", "low-rank", "adapter"],
        ["agent", "tool", "GPT-4", "adapter", "low-rank"],
    )


@pytest.mark.parametrize("measure", ["npmi", "jaccard", "g2", "log_dice"])
def test_color_shows_the_measure_asked_for(measure, make, spec_of, marks_of, rows_of) -> None:
    spec = spec_of("cooccurrence", measure=measure)
    assert rows_of(spec)[0]["value"] == pytest.approx(make("cooccurrence")[measure][0], rel=1e-6)
    color = color_of(marks_of(spec))
    assert color["scale"]["range"] == theme.SEQUENTIAL
    assert color["scale"]["domain"][0] == 0
    assert color["legend"]["title"] in " ".join(spec["title"]["subtitle"])


def test_values_below_0_get_a_scale_with_two_sides(make, spec_of, marks_of) -> None:
    frame = make("cooccurrence").with_columns(pl.col("npmi") - 0.5)
    scale = color_of(marks_of(spec_of("cooccurrence", frame)))["scale"]
    assert scale["range"] == theme.DIVERGING
    assert scale["domain"][0] == -scale["domain"][-1]


def test_a_cell_tells_all_measures_and_counts(make, spec_of, marks_of) -> None:
    tips = next(e["tooltip"] for _, e in marks_of(spec_of("cooccurrence")) if "tooltip" in e)
    columns = [
        name for name in make("cooccurrence").columns if not name.startswith(("term", "lab"))
    ]
    assert [tip["field"] for tip in tips] == ["a", "b", *columns]


def test_pairs_are_ranked_by_the_measure_with_their_counts(make, spec_of, marks_of) -> None:
    frame = make("cooccurrence").reverse()
    marks = dict(marks_of(spec_of("pairs", frame, measure="g2")))
    assert marks["text"]["text"]["field"] == "papers_both"
    assert marks["point"]["x"]["field"] == "g2"
    assert marks["point"]["y"]["sort"] == [
        "agent + tool", "low-rank + adapter", "tool + GPT-4", "agent + GPT-4",
    ]  # fmt: skip


def test_the_first_pairs_of_the_frame_are_shown(spec_of, rows_of) -> None:
    spec = spec_of("pairs", top=2)
    assert [row["pair"] for row in rows_of(spec)] == ["agent + tool", "low-rank + adapter"]
    assert "The first 2 of 4 pairs." in " ".join(spec["title"]["subtitle"])


def test_long_terms_are_cut_so_that_both_can_be_read(make, spec_of, rows_of) -> None:
    frame = make("cooccurrence").with_columns(pl.col("label_a") + " of forty characters at least")
    row = rows_of(spec_of("pairs", frame))[0]
    assert row["pair"] == "agent of forty char… + tool"
    assert row["a"] == "agent of forty characters at least"


def test_two_terms_with_one_label_stay_two(make, spec_of, marks_of) -> None:
    frame = make("cooccurrence").with_columns(label_b=pl.lit("same"))
    _, encoding = marks_of(spec_of("cooccurrence", frame))[0]
    assert {"same (tool)", "same (adapter)", "same (gpt-4)"} <= set(encoding["x"]["sort"])


@pytest.mark.parametrize("name", ["cooccurrence", "pairs"])
def test_an_unknown_measure_is_told_with_those_there_are(name, make) -> None:
    with pytest.raises(InputError, match="measure='pmi'; choose one of association_strength, jac"):
        getattr(charts, name)(make(name), measure="pmi")


def test_terms_are_as_many_as_asked_for(spec_of, marks_of) -> None:
    spec = spec_of("cooccurrence", max_terms=3)
    assert set(marks_of(spec)[0][1]["x"]["sort"]) == {"agent", "tool", "GPT-4"}
    assert "3 terms, 3 of 4 pairs." in " ".join(spec["title"]["subtitle"])
    with pytest.raises(InputError, match="max_terms=1; give 2 or more"):
        spec_of("cooccurrence", max_terms=1)


def test_white_cells_are_explained_where_there_are_any(make, spec_of) -> None:
    assert "White: no such pair" in " ".join(spec_of("cooccurrence")["title"]["subtitle"])
    one = spec_of("cooccurrence", make("cooccurrence").head(1))
    assert "White" not in " ".join(one["title"]["subtitle"])


terms = st.sampled_from("abcdefgh")
some_pairs = st.lists(st.tuples(terms, terms).filter(lambda p: p[0] != p[1]), min_size=1)


@given(some_pairs, st.integers(2, 8))
def test_everyone_in_the_core_has_a_partner_there(pairs, most) -> None:
    kept = grouping.core(pairs, most)
    assert 2 <= len(kept) <= most
    assert all(any({a, b} <= {*kept} and term in (a, b) for a, b in pairs) for term in kept)
    met = {term for pair in pairs for term in pair}
    assert len(met) > most or set(kept) == met


@given(some_pairs)
def test_groups_stand_together_and_nobody_is_lost(pairs) -> None:
    met = list(dict.fromkeys(itertools.chain(*pairs)))
    order = grouping.grouped(met, pairs)
    assert sorted(order) == sorted(met)
    group = {term: {term} for term in met}
    for a, b in pairs:  # connected components, by brute force
        joined = group[a] | group[b]
        group.update(dict.fromkeys(joined, joined))
    for members in group.values():
        places = [order.index(term) for term in members]
        assert max(places) - min(places) == len(members) - 1
