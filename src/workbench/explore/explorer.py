"""An explorer: a form, and below it a chart and a table that follow what is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import altair as alt
import anywidget
import polars as pl
from IPython.display import display

from ..errors import NotFoundError, WorkbenchError
from .answer import Answer
from .form import Form

PAPERS = "Papers of"
"""What narrowing to a period is called."""
VIEW = "application/vnd.jupyter.widget-view+json"

Ask = Callable[[Sequence[str], str], Answer]
"""What answers: the values of the fields, and what the table is narrowed to."""
Complete = Callable[[str], list[str]]
"""What completes a text: the likeliest first."""


class Explorer:
    """Ask the same question again and again, in JupyterLab; elsewhere its picture is shown.

    A cell that shows an explorer has three outputs: the form, the chart and the table. Only the
    form is a widget. Chart and table are what any cell would show, replaced whenever something
    else is asked for: interactive in JupyterLab without a network, seen where no kernel runs, and
    stored as they were last.

    Parameters
    ----------
    what
        What is explored, in the plural: `terms`.
    labels
        What each field of the form is called.
    narrowing
        What the choice is called that narrows the table.
    ask
        Answers what the fields hold.
    complete
        Completes what is typed into any of them.
    values
        What is asked first.

    Attributes
    ----------
    answer
        The answer that is shown now.
    """

    def __init__(
        self,
        what: str,
        labels: Sequence[str],
        narrowing: str,
        ask: Ask,
        complete: Complete,
        values: Sequence[str],
    ) -> None:
        self._what, self._complete, self._answer_to = what, complete, ask
        self._named = {"labels": list(labels), "narrowing": narrowing}
        self.answer = ask(values, "")

    @property
    def chart(self) -> alt.TopLevelMixin:
        """The chart that is shown now, to be saved or changed."""
        return self.answer.chart

    @property
    def frame(self) -> pl.DataFrame:
        """All rows of what is behind the chart that is shown now."""
        return self.answer.rows()

    def ask(self, *values: str, choice: str = "") -> Explorer:
        """Ask for something else, as if it had been typed.

        Raises
        ------
        WorkbenchError
            What cannot be answered; the answer stays as it was.
        """
        self.answer = self._answer_to(values, choice)
        return self

    def _ipython_display_(self) -> None:
        _Shown(self, self._what, Form(**self._named), self._complete)

    def __repr__(self) -> str:
        return f"<Explorer of {self._what}: {self.answer.reading}>"


class _Shown:
    """An explorer on the page: its form, and the outputs that follow it."""

    def __init__(self, explorer: Explorer, what: str, form: Form, complete: Complete) -> None:
        self._explorer, self._form, self._complete = explorer, form, complete
        self._form.state = _state(explorer.answer)
        self._form.observe(self._ask, "asked")
        self._form.observe(self._suggest, "typed")
        display(_form_bundle(self._form, what), raw=True)
        self._outputs = [
            display(data, metadata=metadata, raw=True, display_id=True)
            for data, metadata in (explorer.answer.picture(), explorer.answer.below())
        ]

    def _suggest(self, change: Any) -> None:
        field, text = change["new"]["field"], change["new"]["text"]
        self._form.matches = {"field": field, "text": text, "options": self._complete(text)}

    def _ask(self, change: Any) -> None:
        values, choice, times = (change["new"][name] for name in ("values", "choice", "times"))
        try:
            answer = self._explorer.ask(*values, choice=choice).answer
        except WorkbenchError as error:
            close = error.close if isinstance(error, NotFoundError) else []
            told = {"values": values, "error": str(error), "close": close}
            self._form.state = {**self._form.state, **told, "said": "", "times": times}
            return
        for output, (data, metadata) in zip(
            self._outputs, (answer.picture(), answer.below()), strict=True
        ):
            output.update(data, metadata=metadata, raw=True)
        self._form.state = _state(answer, times)


def _state(answer: Answer, times: int = 0) -> dict[str, Any]:
    return {
        "times": times,
        "values": list(answer.values),
        "choices": [list(choice) for choice in answer.choices.items()],
        "choice": answer.choice,
        "error": "",
        "close": [],
        "said": str(answer.reading),
    }


def view(widget: anywidget.AnyWidget) -> dict[str, Any]:
    """Return the data by which a frontend finds a widget while its kernel runs."""
    return {"model_id": widget.model_id, "version_major": 2, "version_minor": 0}


def _form_bundle(form: Form, what: str) -> dict[str, Any]:
    """Return the form's data: a widget where a kernel runs, a line of text where none does."""
    note = f"To explore {what}, run this cell in JupyterLab."
    html = f'<p class="wb-rest">{escape(note)}</p>'
    return {VIEW: view(form), "text/html": html, "text/plain": note}
