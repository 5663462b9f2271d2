from __future__ import annotations

import os
import sys

import pytest

from workbench.report.progress import progress_bar

pty = pytest.importorskip("pty", reason="needs a terminal as Unix has them")


def on_a_terminal(monkeypatch: pytest.MonkeyPatch, show: bool) -> str:
    """Return what a terminal on standard error gets to see."""
    ours, theirs = pty.openpty()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    with os.fdopen(theirs, "w") as stderr, monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", stderr)
        with progress_bar(2, show) as begin:
            begin("first")
            begin("[red]second[/red]")
        stderr.flush()
        os.set_blocking(ours, False)
        seen = b""
        try:
            while part := os.read(ours, 100_000):  # a terminal hands out what it has, bit by bit
                seen += part
        except BlockingIOError:
            return seen.decode()
        finally:
            os.close(ours)
        return seen.decode()


def test_a_bar_is_drawn_on_a_terminal_and_names_are_no_markup(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = on_a_terminal(monkeypatch, show=True)
    assert "1/2" in drawn
    assert "[red]second[/red]" in drawn


def test_nothing_is_drawn_if_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert on_a_terminal(monkeypatch, show=False) == ""


def test_nothing_is_drawn_off_a_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    with progress_bar(1) as begin:
        begin("first")
    assert capfd.readouterr() == ("", "")
