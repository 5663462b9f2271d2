"""Topics: their shares over periods, and their terms."""

from __future__ import annotations

import polars as pl


def subtitle(spec: dict) -> str:
    return " ".join(spec["title"]["subtitle"])


def test_topics_stand_in_the_order_of_the_frame(make, spec_of) -> None:
    frame = make("topics").sort("topic", "period_start", descending=[True, False])
    assert spec_of("topics", frame)["facet"]["sort"] == [
        f"topic {number}, of some words" for number in (5, 4, 3, 2, 1, 0)
    ]


def test_topics_over_time_have_lines_and_bands(spec_of, marks_of) -> None:
    spec = spec_of("topics")
    assert {"area", "line", "point"} <= {kind for kind, _ in marks_of(spec)}
    assert subtitle(spec) == (
        "6 topics; 4 periods, 2024-01 to 2024-04, with 50 papers each. Bands: middle 95% of refits."
        " All panels have one scale."
    )


def test_topics_of_dumps_are_separate_points(make, spec_of, marks_of) -> None:
    spec = spec_of("topics", make("topics", dumps=True))
    assert {kind for kind, _ in marks_of(spec)} == {"rule", "point"}
    assert subtitle(spec).startswith("Comparison of dumps, not a time series. 6 topics; 3 dumps")


def test_topics_with_one_label_stay_two(make, spec_of) -> None:
    frame = make("topics").with_columns(label=pl.lit("same"))
    assert spec_of("topics", frame)["facet"]["sort"] == [f"same ({k})" for k in range(6)]


def test_each_topic_shows_its_strongest_terms(make, spec_of, rows_of) -> None:
    spec = spec_of("topic_terms", make("topic_terms").reverse(), top=3)
    rows = rows_of(spec)
    assert len(rows) == 9
    assert {row["term"] for row in rows} == {"diffusion", "agent", "low-rank"}
    assert spec["facet"]["sort"] == ["topic 2", "topic 1", "topic 0"]
    assert spec["resolve"]["scale"] == {"y": "independent"}


def test_terms_are_ranked_by_weight_in_every_panel(spec_of, marks_of) -> None:
    ((kind, encoding),) = marks_of(spec_of("topic_terms"))
    assert kind == "bar"
    assert encoding["y"]["sort"] == {"field": "weight", "op": "max", "order": "descending"}
    assert encoding["x"]["axis"]["title"] == "weight in the topic"


def test_the_descriptions_tell_topics_in_words(spec_of) -> None:
    assert "topic 0: diffusion, agent, low-rank." in spec_of("topic_terms")["description"]
    assert "topic 0, of some words: 50.0% in 2024-01" in spec_of("topics")["description"]
