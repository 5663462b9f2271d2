"""Charts of papers that come back."""

from __future__ import annotations

import altair as alt
import polars as pl

from workbench.charts import parts, theme, wording
from workbench.charts.again import remembered
from workbench.charts.frames import Frame, at_least, named, rows, take

REPEATS = {
    "paper_id": pl.String,
    "title": pl.String,
    "n_dumps": pl.Int64,
    "n_listings": pl.Int64,
    "first_captured_on": pl.Date,
    "last_captured_on": pl.Date,
}
LISTINGS = {
    "paper_id": pl.String,
    "title": pl.String,
    "dump": pl.String,
    "listed_on": pl.Date,
    "rank": pl.Int64,
}
MOST_BARS = 20
"""Bars for single numbers of dumps; the last one holds this number and all above."""
TITLE_LIMIT = 270
"""Most pixels of a paper's title."""
DOT_FROM = 28
"""Least pixels of a column whose dots are large enough to hold a rank."""


@remembered
def repeats(
    frame: Frame, *, title: str | None = None, subtitle: str | None = None
) -> alt.Chart | alt.LayerChart:
    """Return how many papers stand in one dump, in two, in three and so on.

    Parameters
    ----------
    frame
        As `workbench.repeats` returns it, of any length: paper_id, title, n_dumps, n_listings,
        first_captured_on, last_captured_on.
    title, subtitle
        Words to use instead of the chart's own; an empty subtitle leaves it out.

    Returns
    -------
    altair.Chart or altair.LayerChart

    Raises
    ------
    workbench.errors.InputError
        If the frame lacks columns.
    """
    frame = take(frame, REPEATS, "repeats")
    own_title = "Papers by the number of dumps that list them"
    if frame.is_empty():
        return parts.nothing(title or own_title, "There is no paper to count.")
    counted = _papers_by_dumps(frame)
    again = frame.filter(pl.col("n_dumps") > 1).height
    first, last = frame["first_captured_on"].min(), frame["last_captured_on"].max()
    own_subtitle = wording.sentences(
        f"{wording.count(frame.height, 'paper')}, {again:,} of them in more than one dump",
        wording.count(frame["n_listings"].sum(), "listing")
        + (f"; dated dumps captured {wording.span([str(first), str(last)])}" if first else ""),
    )
    told = [f"In {n_dumps}: {wording.count(n, 'paper')}" for n_dumps, n in counted.iter_rows()]
    return _bars(counted).properties(
        title=parts.heading(title or own_title, own_subtitle if subtitle is None else subtitle),
        description=wording.sentences(own_title, own_subtitle, *told),
    )


@remembered
def repeated_papers(
    frame: Frame, *, top: int = 20, title: str | None = None, subtitle: str | None = None
) -> alt.Chart | alt.LayerChart:
    """Return a strip of dots for each of the most repeated papers: where it stood, at what rank.

    Parameters
    ----------
    frame
        A row for each listing: paper_id, title, dump (the label to show), listed_on (null where
        it is not known), rank. Dumps are drawn in the order of their days, undated ones last.
        A paper that one dump lists twice is shown at its best rank there.
    top
        Papers to show: those in most dumps, then by title.
    title, subtitle
        Words to use instead of the chart's own; an empty subtitle leaves it out.

    Returns
    -------
    altair.Chart or altair.LayerChart

    Raises
    ------
    workbench.errors.InputError
        If the frame lacks columns or more rows are asked for than a chart can carry.
    """
    at_least(top, 1, "top", "repeated_papers")
    frame = take(frame, LISTINGS, "repeated_papers")
    own_title = "Where the most repeated papers stood"
    in_order = frame.sort("listed_on", "dump", nulls_last=True)["dump"]
    dumps = in_order.unique(maintain_order=True).to_list()
    best = (
        frame.sort("rank", nulls_last=True, maintain_order=True)
        .unique(["paper_id", "dump"], keep="first", maintain_order=True)
        .with_columns(
            n_dumps=pl.len().over("paper_id"), title=pl.col("title").first().over("paper_id")
        )
    )
    again = best.filter(pl.col("n_dumps") > 1)
    if again.is_empty():
        return parts.nothing(title or own_title, "No paper stands in more than one dump.")
    papers = named(
        again.unique("paper_id").select("paper_id", "title", "n_dumps"), "paper_id", "title"
    ).sort("n_dumps", "name", descending=[True, False])
    shown = again.join(papers.head(top).select("paper_id", "name"), on="paper_id").sort(
        "n_dumps", "name", "rank", "dump", descending=[True, False, False, False]
    )
    own_subtitle = wording.sentences(
        f"{wording.part(min(top, papers.height), papers.height, 'paper')} that stand in more than "
        f"one of {wording.count(len(dumps), 'dump')}",
        "Numbers: rank in the dump" if _step(shown, dumps) >= DOT_FROM else None,
    )
    told = papers.head(3).select("title", "n_dumps").iter_rows()
    return _strips(shown, dumps).properties(
        title=parts.heading(title or own_title, own_subtitle if subtitle is None else subtitle),
        description=wording.sentences(
            own_title, own_subtitle, *(f"{name}: {number} dumps" for name, number in told)
        ),
    )


def _step(shown: pl.DataFrame, dumps: list[str]) -> int:
    """Return the pixels of a column."""
    room = theme.width() - parts.gutter(shown["name"], TITLE_LIMIT)
    return max(8, min(70, room // len(dumps)))


def _strips(shown: pl.DataFrame, dumps: list[str]) -> alt.LayerChart:
    names = shown["name"].unique(maintain_order=True).to_list()
    step = _step(shown, dumps)
    large = step >= DOT_FROM
    titles = parts.label_axis(labelLimit=parts.label_limit(TITLE_LIMIT), grid=True)
    base = alt.Chart(rows(shown, "repeated_papers", "ask for fewer papers with top=")).encode(
        x=alt.X(
            "dump:N",
            sort=dumps,
            scale=alt.Scale(domain=dumps),
            axis=parts.column_axis(step, parts.dump_label()),
        ),
        y=alt.Y(
            "name:N", sort=names, axis=titles
        ),
        tooltip=[
            alt.Tooltip("title:N", title="paper"),
            alt.Tooltip("dump:N", title="dump"),
            alt.Tooltip("listed_on:T", title="day", format="%Y-%m-%d"),
            alt.Tooltip("rank:Q", title="rank", format=","),
            alt.Tooltip("n_dumps:Q", title="dumps with the paper", format=","),
        ],
    )  # fmt: skip
    dots = base.mark_point(
        shape="circle", filled=True, opacity=1, color=theme.BLUE, size=520 if large else 50
    )
    ranks = base.mark_text(color=theme.PAPER, fontSize=12).encode(text=alt.Text("rank:Q"))
    layers = [dots, ranks] if large else [dots]
    return alt.layer(*layers).properties(width=alt.Step(step), height=alt.Step(28 if large else 20))


def _papers_by_dumps(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a row for every number of dumps up to the greatest, also where no paper has it."""
    found = dict(frame.group_by(pl.col("n_dumps").clip(upper_bound=MOST_BARS)).len().iter_rows())
    numbers = range(1, max(found) + 1)
    beyond = frame["n_dumps"].max() > MOST_BARS
    names = [f"{n}+" if beyond and n == MOST_BARS else str(n) for n in numbers]
    return pl.DataFrame({"dumps": names, "papers": [found.get(n, 0) for n in numbers]})


def _bars(counted: pl.DataFrame) -> alt.LayerChart:
    names = counted["dumps"].to_list()
    flat = alt.Axis(title="number of dumps", labelAngle=0, ticks=False)
    counts = alt.Axis(title="papers", tickCount=5, format=",d", tickMinStep=1)
    base = alt.Chart(rows(counted, "repeats", "")).encode(
        x=alt.X("dumps:N", sort=names, axis=flat),
        y=alt.Y("papers:Q", axis=counts),
        tooltip=[
            alt.Tooltip("dumps:N", title="dumps"),
            alt.Tooltip("papers:Q", title="papers", format=","),
        ],
    )
    numbers = base.mark_text(baseline="bottom", dy=-4).encode(text=alt.Text("papers:Q", format=","))
    return alt.layer(base.mark_bar(color=theme.BLUE), numbers).properties(
        width=min(theme.width() - 80, 80 * len(names)), height=240
    )
