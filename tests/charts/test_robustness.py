"""Robustness: a mark for each check that was asked, of two shapes."""

from __future__ import annotations

import polars as pl


def test_every_answer_has_a_mark_and_what_was_not_asked_none(spec_of, rows_of) -> None:
    shown = rows_of(spec_of("robustness"))
    answers = {(row["name"], row["check"]): row["answer"] for row in shown}
    assert len(shown) == 14
    assert answers["agent", "by ranks"] == "survives"
    assert ("GPT-4", "other period") not in answers
    assert sum(answer == "does not" for answer in answers.values()) == 2


def test_answers_differ_in_color_and_shape(spec_of, marks_of) -> None:
    ((_, point),) = marks_of(spec_of("robustness"))
    assert point["color"]["scale"]["domain"] == ["survives", "does not"]
    assert len(set(point["shape"]["scale"]["range"])) == 2


def test_terms_and_checks_keep_their_order(make, spec_of, marks_of) -> None:
    ((_, point),) = marks_of(spec_of("robustness"))
    assert point["y"]["sort"] == make("robustness")["label"].to_list()
    assert point["x"]["sort"][-1] == "by ranks"


def test_how_many_survive_is_told(make, spec_of) -> None:
    told = " ".join(spec_of("robustness")["title"]["subtitle"])
    assert told.startswith("3 trends. 2 survive all that could be asked.")
    assert "1 of 3 trends" in " ".join(spec_of("robustness", top=1)["title"]["subtitle"])
    assert "3 of 5" in spec_of("robustness")["description"]
    nothing = spec_of("robustness", make("robustness").filter(pl.col("term") == "nothing"))
    assert "nothing to survive" in nothing["description"]
