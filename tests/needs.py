"""What a machine that must have a browser may not do: skip the tests that look at one."""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import Any

import pytest

SWITCH = "WORKBENCH_NEEDS_BROWSER"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """Turn a skipped test of the mark `browser` into a failed one where the switch is set."""
    report = yield
    if report.skipped and os.environ.get(SWITCH) and item.get_closest_marker("browser"):
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"skipped ({why}), but {SWITCH} is set"
    return report
