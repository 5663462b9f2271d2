"""Where a browser is demanded a test that looks at one may not be skipped."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = """
import pytest

@pytest.mark.browser
def test_looks():
    pytest.skip("no window here")

@pytest.mark.browser
def test_needs(browser):
    pass

def test_other():
    pytest.skip("no matter")
"""
CONFTEST = """
import pytest
from needs import pytest_runtest_makereport

@pytest.fixture
def browser():
    pytest.skip("none")
"""


@pytest.mark.parametrize(
    ("switch", "told"), [("1", ["1 failed, 1 skipped, 1 error"]), ("", ["3 skipped"])]
)
def test_a_skipped_browser_test_fails_where_the_switch_says_so(
    tmp_path: Path, switch: str, told: list[str]
) -> None:
    (tmp_path / "test_it.py").write_text(TESTS, encoding="utf-8")
    (tmp_path / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = browser: looks\n", encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", str(tmp_path)],
        cwd=tmp_path,
        env={
            **os.environ,
            "WORKBENCH_NEEDS_BROWSER": switch,
            "PYTHONPATH": str(Path(__file__).resolve().parent),
        },
        capture_output=True,
        text=True,
    )
    for words in told:
        assert words in run.stdout, run.stdout + run.stderr
    assert (run.returncode == 0) == (not switch)
    assert ("skipped (" in run.stdout) == bool(switch)
