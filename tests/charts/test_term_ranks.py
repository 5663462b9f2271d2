"""Leading terms: lines of places in time, numbers where dumps are compared."""

from __future__ import annotations


def test_places_beyond_the_first_are_a_gap(spec_of, rows_of) -> None:
    shown = rows_of(spec_of("term_ranks"))
    places = {}
    for row in shown:
        places.setdefault(row["term"], []).append(row["place"])
    assert places["diffusion"] == [1, 2, 3, None]
    assert places["agent"] == [None, 3, 2, 1]
    assert places["speech"] == [None] * 4


def test_the_way_is_that_from_the_first_to_the_last_period(spec_of, rows_of) -> None:
    ways = {row["term"]: row["way"] for row in rows_of(spec_of("term_ranks"))}
    assert ways == {
        "diffusion": "down",
        "agent": "up",
        "reinforcement learning verifiable reward": "level",
        "speech": "down",
    }


def test_terms_are_named_where_their_lines_end(spec_of) -> None:
    sets = list(spec_of("term_ranks")["datasets"].values())
    ends = sorted([row["name"] for row in rows] for rows in sets if len(rows) == 2)
    long = "reinforcement learning verifiable reward"
    assert ends == [["agent", long], ["diffusion", long]]


def test_fewer_places(spec_of, rows_of) -> None:
    spec = spec_of("term_ranks", top=2)
    assert {row["place"] for row in rows_of(spec)} == {1, 2, None}
    assert "The first 2 places" in spec["title"]["subtitle"][0]


def test_dumps_have_numbers_and_no_line(make, spec_of, marks_of) -> None:
    frame = make("term_ranks", dumps=True)
    spec = spec_of("term_ranks", frame)
    kinds = [kind for kind, _ in marks_of(spec)]
    assert "line" not in kinds
    assert kinds == ["rect", "text"]
    assert "not a time series" in spec["title"]["subtitle"][0]
