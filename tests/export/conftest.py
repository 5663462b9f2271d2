"""Charts to take along: one of panels, one that was changed, with words that could do harm."""

from __future__ import annotations

from datetime import date

import altair as alt
import polars as pl
import pytest

from workbench import charts

HOSTILE = "A </title> </script><script>window.ran = 1</script> \"quoted\" & 'b' — ü 雲"


@pytest.fixture(scope="session")
def hostile() -> str:
    return HOSTILE


@pytest.fixture(scope="session")
def frame() -> pl.DataFrame:
    """Six terms in eight months; one is named like a formula."""
    rows = [
        {
            "term": term,
            "label": term,
            "period": f"2025-{month:02d}",
            "period_start": date(2025, month, 1),
            "papers_with_term": month + place,
            "papers": 40,
            "share": (month + place) / 40,
            "low": (month + place - 1) / 40,
            "high": (month + place + 1) / 40,
            "partial": False,
        }
        for place, term in enumerate(["fog net", "rain gauge", "=1+1", "mist", "haze", "dew"])
        for month in range(1, 9)
    ]
    return pl.DataFrame(rows)


@pytest.fixture(scope="session")
def chart(frame: pl.DataFrame) -> alt.TopLevelMixin:
    return charts.term_trends(frame, title=HOSTILE)


@pytest.fixture(scope="session")
def changed(chart: alt.TopLevelMixin) -> alt.TopLevelMixin:
    return chart.properties(description="what is seen")
