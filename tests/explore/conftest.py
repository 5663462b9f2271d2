"""Outputs as a frontend would get them, and a form as a page would use it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from workbench.explore import explorer as explorers
from workbench.explore import table as tables


@dataclass
class Output:
    """An output of a cell: what it shows now, and how often it was replaced."""

    data: dict[str, Any]
    metadata: dict[str, Any]
    updates: int = 0

    def update(self, data: dict[str, Any], *, metadata: dict[str, Any], raw: bool) -> None:
        assert raw
        self.data, self.metadata, self.updates = data, metadata, self.updates + 1


@dataclass
class Page:
    """A cell's outputs, and the widgets on them by the id that their data name."""

    outputs: list[Output] = field(default_factory=list)
    widgets: dict[str, Any] = field(default_factory=dict)

    def widget(self, output: int = 0) -> Any:
        return self.widgets[self.outputs[output].data[explorers.VIEW]["model_id"]]


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Page:
    """Return a page that gets what explorers display."""
    shown = Page()

    def display(data, *, raw, metadata=None, display_id=False):
        assert raw
        shown.outputs.append(Output(data, metadata or {}))
        return shown.outputs[-1] if display_id else None

    def remembering(view: Callable[[Any], dict[str, Any]]):
        def remember(widget):
            shown.widgets[widget.model_id] = widget
            return view(widget)

        return remember

    for room in (explorers, tables):
        monkeypatch.setattr(room, "display", display)
        monkeypatch.setattr(room, "view", remembering(room.view))
    return shown
