"""A form, and outputs that follow it: what is stored, what changes, what goes wrong."""

from __future__ import annotations

import polars as pl
import pytest

import workbench as wb
from workbench.charts.render import MIME
from workbench.corpus import Corpus
from workbench.errors import InputError, UnknownTermError
from workbench.explore.explorer import VIEW


def asked(page, *values: str, choice: str = "", times: int = 1) -> dict:
    """Ask as the form of the page does; return the state that it gets."""
    form = page.widget()
    form.asked = {"values": list(values), "choice": choice, "times": times}
    return form.state


def test_three_outputs_of_which_only_the_form_is_a_widget(sample_corpus: Corpus, page) -> None:
    wb.explore_term(sample_corpus, "fog cameras")._ipython_display_()
    form, chart, below = page.outputs
    assert set(form.data) == {VIEW, "text/html", "text/plain"}
    assert "in JupyterLab" in form.data["text/plain"]
    assert set(chart.data) == {MIME, "image/png", "text/plain"}
    assert set(below.data) == {"text/html", "text/plain"}
    assert page.widget().state["values"] == ["fog camera"]


def test_what_is_displayed_is_the_same_on_every_run_but_for_the_widget(sample_corpus, page) -> None:
    for _ in range(2):
        wb.explore_term(sample_corpus, "fog camera")._ipython_display_()
    assert page.outputs[0].data[VIEW] != page.outputs[3].data[VIEW]
    for output in page.outputs:
        output.data.pop(VIEW, None)
    first, again = page.outputs[:3], page.outputs[3:]
    assert [output.data for output in first] == [output.data for output in again]


def test_asking_for_another_term_replaces_chart_and_table(sample_corpus: Corpus, page) -> None:
    explorer = wb.explore_term(sample_corpus, "fog camera")
    explorer._ipython_display_()
    state = asked(page, "Rain  gauges")
    assert state["values"] == ["rain gauge"]
    assert state["error"] == ""
    assert [output.updates for output in page.outputs] == [0, 1, 1]
    assert "rain gauge" in page.outputs[1].data["text/plain"]
    assert "<mark>rain gauge</mark>" in page.outputs[2].data["text/html"]
    trends = wb.term_trends(sample_corpus, ["rain gauge"])
    rows = page.outputs[1].data[MIME]["datasets"]
    counts = [row["papers_with_term"] for row in max(rows.values(), key=len)]
    assert counts == trends["papers_with_term"].to_list()
    assert explorer.frame.equals(wb.papers_behind(sample_corpus, "rain gauge"))


def test_a_period_narrows_the_papers_to_those_that_it_counts(sample_corpus: Corpus, page) -> None:
    explorer = wb.explore_term(sample_corpus, "fog camera")
    explorer._ipython_display_()
    trends = wb.term_trends(sample_corpus, ["fog camera"])
    for row in trends.iter_rows(named=True):
        state = asked(page, "fog camera", choice=row["period"])
        assert state["choice"] == row["period"]
        assert explorer.frame.height == row["papers_with_term"]
        told = dict(state["choices"])[row["period"]]
        assert f"({row['papers_with_term']} of {row['papers']})" in told


def test_an_unknown_term_is_said_with_close_ones_and_what_was_there_stays(
    sample_corpus: Corpus, page
) -> None:
    explorer = wb.explore_term(sample_corpus, "fog camera")
    explorer._ipython_display_()
    before = explorer.answer
    state = asked(page, "fog camerra", times=7)
    assert "no paper holds 'camerra'" in state["error"]
    assert "fog camera" in state["close"]
    assert state["values"] == ["fog camerra"]
    assert state["times"] == 7
    assert explorer.answer is before
    assert [output.updates for output in page.outputs] == [0, 0, 0]
    assert asked(page, "fog camera", times=8)["error"] == ""


@pytest.mark.parametrize(
    ("typed", "first"),
    [("fog c", "fog camera"), ("FOG CAM", "fog camera"), ("gaug", "rain gauge"), ("  ", None)],
)
def test_what_is_typed_is_completed(sample_corpus: Corpus, page, typed, first) -> None:
    wb.explore_term(sample_corpus, "fog camera")._ipython_display_()
    form = page.widget()
    form.typed = {"field": 0, "text": typed}
    options = form.matches["options"]
    assert form.matches["text"] == typed
    assert first in options if first else options == []
    assert len(options) == len(set(options)) <= 12
    for option in options:
        wb.explore_term(sample_corpus, option)


def test_from_a_program_it_answers_or_raises(sample_corpus: Corpus) -> None:
    explorer = wb.explore_term(sample_corpus)
    assert explorer.answer.values == (sample_corpus.top_terms(1)["label"][0],)
    assert explorer.ask("rain gauge").answer.values == ("rain gauge",)
    assert "rain gauge stands in 38 of 150 papers" in repr(explorer)
    with pytest.raises(UnknownTermError, match="camerra"):
        explorer.ask("fog camerra")
    assert explorer.answer.values == ("rain gauge",)


def titles(*names: str) -> Corpus:
    return Corpus.from_frame(pl.DataFrame({"title": names}))


def test_a_corpus_without_words_says_so() -> None:
    with pytest.raises(InputError, match="hold no term"):
        wb.explore_term(titles("?"))
    with pytest.raises(InputError, match="hold no 2 terms"):
        wb.explore_pair(titles("Ferries"))


def test_hostile_titles_stay_text(page) -> None:
    hostile = "<img src=x onerror=alert(1)> Ferry </script>"
    corpus = titles(hostile, "A ferry in winter")
    wb.explore_term(corpus, "ferry")._ipython_display_()
    html = page.outputs[2].data["text/html"]
    assert "<img" not in html
    assert "&lt;img src=x onerror=alert(1)&gt; <mark>Ferry</mark>" in html
