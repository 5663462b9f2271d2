"""Charts of terms that papers hold together."""

from __future__ import annotations

import altair as alt
import polars as pl

from workbench.charts import grouping, heat, parts, theme, wording
from workbench.charts.again import remembered
from workbench.charts.frames import Frame, at_least, named, rows, take
from workbench.charts.heat import Heat
from workbench.errors import InputError

MEASURES = {
    "association_strength": "association strength",
    "jaccard": "Jaccard index",
    "inclusion": "inclusion index",
    "salton": "Salton index",
    "equivalence": "equivalence index",
    "npmi": "NPMI",
    "g2": "signed G²",
    "log_dice": "logDice",
}
PAIRS = {
    "term_a": pl.String,
    "term_b": pl.String,
    "label_a": pl.String,
    "label_b": pl.String,
    "papers_both": pl.Int64,
    "papers_a": pl.Int64,
    "papers_b": pl.Int64,
    **dict.fromkeys(MEASURES, pl.Float64),
}
PAIR_LIMIT = 300
"""Most pixels of the name of a pair."""
STRONGEST = 200
"""Pairs at the top of a frame that decide which terms a heat map shows."""
NONE = "No two terms stand together in enough papers."
COUNT_ROOM = 36
SIDE_CHARACTERS = 20
"""Most characters of each term in the label of a pair."""


@remembered
def cooccurrence(
    frame: Frame,
    *,
    measure: str = "npmi",
    max_terms: int = 20,
    title: str | None = None,
    subtitle: str | None = None,
) -> alt.Chart | alt.LayerChart:
    """Return a heat map of the terms that the strongest pairs bind to each other.

    Parameters
    ----------
    frame
        As `workbench.cooccurrence` returns it, strongest pairs first: term_a, term_b, label_a,
        label_b, papers_both, papers_a, papers_b, association_strength, jaccard, inclusion,
        salton, equivalence, npmi, g2, log_dice. Shown are the terms that the first 200 pairs
        bind to each other best; the order of the pairs groups them: each pair joins the groups
        of its two terms, the first pairs first.
    measure
        The column that the color shows.
    max_terms
        Terms to show.
    title, subtitle
        Words to use instead of the chart's own; an empty subtitle leaves it out.

    Returns
    -------
    altair.Chart or altair.LayerChart
        Each pair of the frame in both triangles, with the papers that hold both terms.

    Raises
    ------
    workbench.errors.InputError
        If the frame lacks columns, or the measure is none of them.
    """
    at_least(max_terms, 2, "max_terms", "cooccurrence")
    pairs_ = _pairs(frame, "cooccurrence", measure)
    own_title = "Terms that stand in the same papers"
    if pairs_.is_empty():
        return parts.nothing(title or own_title, NONE)
    strongest = pairs_.select("a", "b").head(STRONGEST).rows()
    names = grouping.grouped(grouping.core(strongest, heat.most_names(max_terms)), strongest)
    shown = pairs_.filter(pl.col("a").is_in(names) & pl.col("b").is_in(names))
    numbered = heat.holds_numbers(len(names), shown["papers_both"].cast(pl.String))
    possible = len(names) * (len(names) - 1) // 2
    own_subtitle = wording.sentences(
        f"{wording.count(len(names), 'term')}, {wording.part(shown.height, pairs_.height, 'pair')}",
        f"Color: {MEASURES[measure]}" + ("; numbers: papers with both terms" if numbered else ""),
        "White: no such pair in the table" if shown.height < possible else None,
    )
    drawn = Heat(
        frame=shown.with_columns(
            value=measure, text=pl.col("papers_both").cast(pl.String)
        ),
        names=names,
        legend=MEASURES[measure],
        tooltip=_tooltip(),
        chart="cooccurrence",
        advice="show fewer terms with max_terms=",
    )  # fmt: skip
    return heat.draw(drawn).properties(
        title=parts.heading(title or own_title, own_subtitle if subtitle is None else subtitle),
        description=wording.sentences(own_title, own_subtitle, _told(shown, measure)),
    )


@remembered
def pairs(
    frame: Frame,
    *,
    measure: str = "npmi",
    top: int = 25,
    title: str | None = None,
    subtitle: str | None = None,
) -> alt.Chart | alt.LayerChart:
    """Return a ranked dot plot of the strongest pairs, with the counts of their papers.

    Parameters
    ----------
    frame
        As for `cooccurrence`; the first pairs are shown.
    measure
        The column that the axis shows and the pairs are ranked by.
    top
        Pairs to show.
    title, subtitle
        Words to use instead of the chart's own; an empty subtitle leaves it out.

    Returns
    -------
    altair.Chart or altair.LayerChart

    Raises
    ------
    workbench.errors.InputError
        If the frame lacks columns, the measure is none of them, or more rows are asked for than
        a chart can carry.
    """
    at_least(top, 1, "top", "pairs")
    known = _pairs(frame, "pairs", measure)
    own_title = "Pairs of terms that stand in the same papers"
    if known.is_empty():
        return parts.nothing(title or own_title, NONE)
    shown = known.head(top).sort(
        measure, "papers_both", "a", "b", descending=[True, True, False, False], nulls_last=True
    )
    own_subtitle = wording.sentences(
        wording.part(shown.height, known.height, "pair", "The first "),
        f"Ranked by {MEASURES[measure]}; numbers: papers with both terms",
    )
    return _ranked(shown, measure).properties(
        title=parts.heading(title or own_title, own_subtitle if subtitle is None else subtitle),
        description=wording.sentences(own_title, own_subtitle, _told(shown, measure)),
    )


def _pairs(frame: Frame, chart: str, measure: str) -> pl.DataFrame:
    if measure not in MEASURES:
        raise InputError(
            f"charts.{chart}: found measure={measure!r}; choose one of {', '.join(MEASURES)}"
        )
    typed = take(frame, PAIRS, chart)
    sides = [typed.select(term=f"term_{side}", label=f"label_{side}") for side in "ab"]
    names = named(pl.concat(sides).unique(maintain_order=True), "term")
    by_term = dict(names.select("term", "name").iter_rows())
    return typed.with_columns(
        a=pl.col("term_a").replace_strict(by_term, return_dtype=pl.String),
        b=pl.col("term_b").replace_strict(by_term, return_dtype=pl.String),
    )


def _ranked(shown: pl.DataFrame, measure: str) -> alt.LayerChart:
    short = [
        f"{wording.cut(a, SIDE_CHARACTERS)} + {wording.cut(b, SIDE_CHARACTERS)}"
        for a, b in shown.select("a", "b").iter_rows()
    ]
    drawn = shown.with_columns(short=pl.Series(short), whole=pl.format("{} + {}", "a", "b"))
    drawn = named(drawn, "whole", "short", "pair")
    names = drawn["pair"].to_list()
    width = theme.width() - parts.gutter(names, PAIR_LIMIT) - COUNT_ROOM
    axis = alt.Axis(tickCount=parts.ticks(width, 3), format="~g")
    x = alt.X(f"{measure}:Q", title=MEASURES[measure], axis=axis)
    names_axis = parts.label_axis(labelLimit=parts.label_limit(PAIR_LIMIT))
    base = alt.Chart().encode(
        x=x,
        y=alt.Y("pair:N", sort=names, axis=names_axis),
        tooltip=_tooltip(),
    )
    layers = [
        base.mark_rule(color=theme.BLUE, opacity=0.35).encode(x2=alt.datum(0)),
        base.mark_point(filled=True, opacity=1, color=theme.BLUE),
        base.mark_text(align="left", dx=9).encode(text=alt.Text("papers_both:Q", format=",")),
    ]
    data = rows(drawn, "pairs", "ask for fewer pairs with top=")
    return alt.layer(*layers, data=data).properties(width=width, height=alt.Step(22))


def _tooltip() -> list[alt.Tooltip]:
    counts = {"papers_both": "papers with both", "papers_a": "papers with the first",
              "papers_b": "papers with the second"}  # fmt: skip
    return [
        alt.Tooltip("a:N", title="first term"),
        alt.Tooltip("b:N", title="second term"),
        *(alt.Tooltip(f"{name}:Q", title=text, format=",") for name, text in counts.items()),
        *(alt.Tooltip(f"{name}:Q", title=text, format=".3~g") for name, text in MEASURES.items()),
    ]


def _told(shown: pl.DataFrame, measure: str, most: int = 5) -> str:
    told = [
        f"{row['a']} and {row['b']}: {wording.count(row['papers_both'], 'paper')}"
        + (f", {MEASURES[measure]} {row[measure]:.2f}" if row[measure] is not None else "")
        for row in shown.head(most).iter_rows(named=True)
    ]
    return wording.sentences(*told)
