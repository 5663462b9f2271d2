"""Fixtures that every room's tests may use."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from needs import pytest_runtest_makereport as pytest_runtest_makereport
from workbench.corpus import Corpus
from workbench.load import load

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

# No test is timed: a busy machine is no fault of the code.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the repository's root."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real dumps and hand-made truth, where it lies beside the project."""
    if not SHARED.is_dir():
        pytest.skip("needs the folder of real dumps and hand-made truth beside the project")
    return SHARED


@pytest.fixture(scope="session")
def sample_tables(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Load the invented sample and return its folder of tables."""
    out = tmp_path_factory.mktemp("processed") / "sample"
    load(root / "data" / "raw" / "sample", out)
    return out


@pytest.fixture(scope="session")
def sample_corpus(sample_tables: Path) -> Corpus:
    """Return the corpus of the invented sample."""
    return Corpus.open(sample_tables)


@pytest.fixture(scope="session")
def seed_tables(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Load the five real dumps and return their folder of tables."""
    out = tmp_path_factory.mktemp("processed") / "dumps"
    load(shared / "dumps", out, year=2025)
    return out


@pytest.fixture(scope="session")
def seed_corpus(seed_tables: Path) -> Corpus:
    """Return the corpus of the five real dumps."""
    return Corpus.open(seed_tables)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a headless Chromium."""
    found = shutil.which("chromium")
    if found is None:
        if os.environ.get("WORKBENCH_NEEDS_BROWSER"):
            pytest.fail("chromium is not installed, but WORKBENCH_NEEDS_BROWSER is set")
        pytest.skip("needs chromium")
    with sync_playwright() as play:
        chromium = play.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu"]
        )
        yield chromium
        chromium.close()
