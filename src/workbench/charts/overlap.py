"""The chart of dumps that share papers."""

from __future__ import annotations

import altair as alt
import polars as pl

from workbench.charts import heat, parts, wording
from workbench.charts.again import remembered
from workbench.charts.frames import Frame, take
from workbench.charts.heat import Heat

OVERLAP = {
    "dump_a": pl.String,
    "dump_b": pl.String,
    "common": pl.Int64,
    "jaccard": pl.Float64,
    "containment_a": pl.Float64,
    "containment_b": pl.Float64,
    "rbo": pl.Float64,
    "spearman": pl.Float64,
    "relation": pl.String,
}
RELATIONS = {
    "same list": "is the same list as",
    "same set": "is the same set as",
    "subsequence": "is a subsequence of",
    "subset": "is a subset of",
    "superset": "is a superset of",
    "overlap": "overlaps with",
    "disjoint": "shares no paper with",
}
MOST = 60
"""Most dumps of a heat map: more would be a gray haze, and more pairs than a chart can carry."""


@remembered
def dump_overlap(
    frame: Frame, *, title: str | None = None, subtitle: str | None = None
) -> alt.Chart | alt.LayerChart:
    """Return a heat map of the papers that dumps share.

    Parameters
    ----------
    frame
        As `workbench.dump_overlap` returns it: dump_a, dump_b, common, jaccard, containment_a,
        containment_b, rbo, spearman, relation (of a to b). Of more than 60 dumps those are drawn
        that have most in common with another; the subtitle says so.
    title, subtitle
        Words to use instead of the chart's own; an empty subtitle leaves it out.

    Returns
    -------
    altair.Chart or altair.LayerChart
        Common papers as numbers and the Jaccard index as color, in both triangles.

    Raises
    ------
    workbench.errors.InputError
        If the frame lacks columns.
    """
    frame = take(frame, OVERLAP, "dump_overlap").filter(pl.col("dump_a") != pl.col("dump_b"))
    own_title = "Papers that dumps have in common"
    if frame.is_empty():
        return parts.nothing(title or own_title, "There are no two dumps to compare.")
    every = _names(frame)
    frame = _most_alike(frame)
    order = _names(frame)
    numbered = heat.holds_numbers(len(order), frame["common"].cast(pl.String))
    own_subtitle = wording.sentences(
        f"{wording.part(len(order), len(every), 'dump')}, {wording.count(frame.height, 'pair')}",
        "Those that have most in common with another" if len(order) < len(every) else None,
        ("Numbers: common papers; color" if numbered else "Color") + ": Jaccard index",
    )
    relation = pl.col("relation").replace(RELATIONS)
    shown = frame.rename({"dump_a": "a", "dump_b": "b", "jaccard": "value"}).with_columns(
        text=pl.col("common").cast(pl.String),
        relation=pl.format("{} {} {}", "a", relation, "b"),
    )
    drawn = Heat(
        frame=shown,
        names=order,
        legend="Jaccard index",
        tooltip=_tooltip(),
        chart="dump_overlap",
        advice="compare fewer dumps",
        label=parts.dump_label(),
    )
    return heat.draw(drawn).properties(
        title=parts.heading(title or own_title, own_subtitle if subtitle is None else subtitle),
        description=wording.sentences(own_title, own_subtitle, _told(shown)),
    )


def _names(frame: pl.DataFrame) -> list[str]:
    names = pl.concat([frame["dump_a"], frame["dump_b"].rename("dump_a")])
    return names.unique(maintain_order=True).to_list()


def _most_alike(frame: pl.DataFrame) -> pl.DataFrame:
    """Keep the pairs of the dumps that come closest to some other one."""
    if len(_names(frame)) <= MOST:
        return frame
    sides = [frame.select("jaccard", dump=side) for side in ("dump_a", "dump_b")]
    closest = pl.concat(sides).group_by("dump").agg(pl.col("jaccard").max())
    kept = closest.sort("jaccard", "dump", descending=[True, False], nulls_last=True)["dump"]
    kept = kept.head(MOST).implode()
    return frame.filter(pl.col("dump_a").is_in(kept) & pl.col("dump_b").is_in(kept))


def _tooltip() -> list[alt.Tooltip]:
    numbers = {
        "value": "Jaccard index",
        "containment_a": "part of the first that is in the second",
        "containment_b": "part of the second that is in the first",
        "rbo": "rank-biased overlap",
        "spearman": "Spearman of the common ranks",
    }
    return [
        alt.Tooltip("a:N", title="first dump"),
        alt.Tooltip("b:N", title="second dump"),
        alt.Tooltip("common:Q", title="common papers", format=","),
        *(alt.Tooltip(f"{name}:Q", title=text, format=".3~f") for name, text in numbers.items()),
        alt.Tooltip("relation:N", title="relation"),
    ]


def _told(shown: pl.DataFrame, most: int = 4) -> str:
    closest = shown.sort("value", "a", "b", descending=[True, False, False], nulls_last=True)
    told = [
        f"{row['relation']}, {wording.count(row['common'], 'common paper')}"
        for row in closest.head(most).iter_rows(named=True)
    ]
    return wording.sentences(*told)
