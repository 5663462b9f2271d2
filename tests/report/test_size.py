"""The report on the five real dumps: small enough to be sent, and of nobody's machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.report import report


@pytest.mark.notebooks
def test_the_report_on_the_five_dumps_can_be_sent(shared: Path, root: Path, tmp_path: Path) -> None:
    made = report(shared / "dumps", tmp_path / "tables", tmp_path / "out", 2025, progress=False)
    page = made.page.read_text("utf-8")
    assert len(page.encode()) < 5_000_000
    assert page.count('<figure class="chart"') >= 12
    assert "The dumps are no time series" in page
    for place in (shared, root, tmp_path):
        assert str(place) not in page
