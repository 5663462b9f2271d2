"""The first page of a report: what was read, what stands out, and what cannot be shown."""

from __future__ import annotations

import base64
from collections.abc import Collection
from typing import Any

import altair as alt

from .. import charts
from ..analysis.headlines import Headlines
from ..charts.render import MIME, bundle, to_spec
from ..corpus import Corpus
from ..views.findings import Block
from ..views.headlines import blocks
from ..views.limits import limits
from ..views.scope import scope
from .embed import figure
from .markup import Heading, slug
from .pictures import Picture
from .sections import Section
from .templates import render

PLACE = "first-page"
TITLE = "In short"
LIMITS = "What this cannot show"
MOST_DUMPS = 30
"""Dumps that a chart of differences can tell apart."""


def front(corpus: Corpus, found: Headlines, notebooks: Collection[str] = ()) -> Section:
    """Return the first page, computed from the tables.

    Parameters
    ----------
    corpus
        All papers of the report.
    found
        Their headlines.
    notebooks
        Names of the notebooks that stand behind it; findings link to those that say more.

    Returns
    -------
    Section
        With one chart, in `pictures` too.
    """
    picture = as_picture(_chart(corpus, found))
    shown = [scope(corpus, found), *blocks(found), Block(LIMITS, limits(corpus, found), "", "")]
    places = {slug(name) for name in notebooks}
    first, *told, last = (_values(block, places) for block in shown)
    return Section(
        place=PLACE,
        title=TITLE,
        parts=[Heading(3, block.title, f"{PLACE}-{slug(block.title)}") for block in shown],
        html=render(
            "front.html.j2",
            place=PLACE,
            title=TITLE,
            scope=first,
            blocks=told,
            chart=figure(picture),
            limits=last,
        ),
        pictures=(picture,),
    )


def as_picture(chart: alt.TopLevelMixin) -> Picture:
    """Return a chart as notebooks show it."""
    data, _ = bundle(to_spec(chart))
    return Picture(data[MIME], base64.b64decode(data["image/png"]))


def _values(block: Block, places: Collection[str]) -> dict[str, Any]:
    more = slug(block.notebook)
    return {
        "title": block.title,
        "slug": slug(block.title),
        "findings": block.findings,
        "note": block.note,
        "more": more if more in places else "",
    }


def _chart(corpus: Corpus, found: Headlines) -> alt.TopLevelMixin:
    """Draw the terms that are named; without any, or of too many dumps, the dumps themselves."""
    few = found.timeline.dated or found.corpus.dumps.height <= MOST_DUMPS
    if found.trends.is_empty() or not few:
        return charts.dumps(found.arrivals)
    return charts.term_trends(found.trends, title="The terms named here")
