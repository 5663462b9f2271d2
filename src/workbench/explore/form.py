"""The form of an explorer, as a widget: labeled fields, completion, what went wrong."""

from __future__ import annotations

from pathlib import Path

import anywidget
import traitlets

HERE = Path(__file__).resolve().parent


class Form(anywidget.AnyWidget):
    """Fields to type into. It shows nothing else: chart and table are outputs of the cell.

    Attributes
    ----------
    labels
        What each field is called.
    narrowing
        What the choice is called that narrows the table.
    asked
        From the page: `values` of all fields, `choice`, `times` (how often was asked).
    typed
        From the page: `field` (its number), `text` so far.
    matches
        To the page: `field`, `options` that complete what was typed.
    state
        To the page: `values`, `choices` (pairs of value and words), `choice`, `error` (words, or
        empty), `close` (what could be asked instead), `said` (for those who hear the page),
        `times` (of the question that it answers).
    """

    _esm = HERE / "form.js"
    _css = HERE / "explore.css"

    labels = traitlets.List(traitlets.Unicode()).tag(sync=True)
    narrowing = traitlets.Unicode().tag(sync=True)
    asked = traitlets.Dict().tag(sync=True)
    typed = traitlets.Dict().tag(sync=True)
    matches = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
