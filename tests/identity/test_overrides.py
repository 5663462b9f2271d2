"""What the settings say outranks everything; what they cannot mean is refused."""

from __future__ import annotations

import pytest

from listed import LONG, groups, identified, paper_ids
from workbench.errors import InputError
from workbench.identity import Overrides

ONE, TWO = {"arxiv_id": "2501.00001"}, {"arxiv_id": "2501.00002"}
TIDES, REEFS = {"title": "Tides of the Sea"}, {"title": "Reefs and Rings"}


@pytest.mark.parametrize(
    "names",
    [
        ("Tides of the Sea", "Reefs and Rings"),
        ("tides of the SEA.", "Reefs & Rings".replace("&", "and")),
    ],
)
def test_two_titles_forced_to_be_one(names: tuple[str, str]) -> None:
    assert groups(TIDES, REEFS) == [0, 1]
    assert groups(TIDES, REEFS, overrides=Overrides(same=(names,))) == [0, 0]


@pytest.mark.parametrize(
    "name", ["2501.00001", "arXiv:2501.00001v3", "https://arxiv.org/abs/2501.00001"]
)
@pytest.mark.parametrize("other", ["10.1000/ABC", "https://doi.org/10.1000/abc"])
def test_papers_are_named_by_any_spelling_of_their_ids(name: str, other: str) -> None:
    rows = [TIDES | ONE, REEFS | {"doi": "10.1000/abc"}]
    assert groups(*rows, overrides=Overrides(same=((name, other),))) == [0, 0]


def test_even_two_ids_can_be_forced_to_be_one_and_the_first_names_it() -> None:
    overrides = Overrides(same=(("2501.00002", "2501.00001"),))
    assert paper_ids(TIDES | TWO, REEFS | ONE, overrides=overrides) == ["arxiv:2501.00001"] * 2


def test_a_group_of_three() -> None:
    overrides = Overrides(same=(("2501.00001", "2501.00002", "Sand"),))
    rows = [TIDES | ONE, REEFS | TWO, {"title": "Sand"}]
    assert groups(*rows, overrides=overrides) == [0, 0, 0]


def test_an_equal_title_can_be_forbidden() -> None:
    rows = [TIDES | ONE, TIDES | {"doi": "10.1000/x"}]
    assert groups(*rows) == [0, 0]
    assert groups(*rows, overrides=Overrides(different=(("2501.00001", "10.1000/x"),))) == [0, 1]


def test_a_near_match_can_be_forbidden_and_is_not_walked_around() -> None:
    rows = [
        {"title": "Cheap Tide Gauges for Harbors", "abstract": LONG},
        {"title": "Cheap Tide Gauges for Habrors", "abstract": LONG},
        {"title": "Cheap Tide Gages for Harbors", "abstract": LONG},
    ]
    assert groups(*rows) == [0, 0, 0]
    names = tuple(row["title"] for row in rows[:2])
    one, other, _ = groups(*rows, overrides=Overrides(different=(names,)))
    assert one != other


def test_a_bare_title_can_be_kept_from_the_id_that_has_it() -> None:
    rows = [TIDES | ONE, TIDES]
    assert groups(*rows) == [0, 0]
    overrides = Overrides(different=(("2501.00001", "Tides of the Sea"),))
    assert groups(*rows, overrides=overrides) == [0, 1]


def test_a_title_without_bare_listings_names_the_paper_that_has_it() -> None:
    overrides = Overrides(same=(("Tides of the Sea", "Reefs and Rings"),))
    assert groups(TIDES | ONE, REEFS | TWO, overrides=overrides) == [0, 0]


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        (Overrides(same=(("2501.00009", "Reefs and Rings"),)), "names no paper"),
        (Overrides(different=(("Sand", "Reefs and Rings"),)), "names no paper"),
        (Overrides(same=(("10.9/none", "2501.00001"),)), "names no paper"),
        (Overrides(same=(("Tides of the Sea", "Reefs and Rings"),)), "the title of 2 papers"),
        (
            Overrides(
                same=(("2501.00001", "2501.00002"),), different=(("2501.00002", "2501.00001"),)
            ),
            "take one of the two out",
        ),
        (Overrides(different=(("2501.00003", "10.1000/x"),)), "take one of the two out"),
        (
            Overrides(
                same=(("2501.00001", "Reefs and Rings"), ("Reefs and Rings", "2501.00002")),
                different=(("2501.00001", "2501.00002"),),
            ),
            "take one of the two out",
        ),
    ],
)
def test_what_the_settings_cannot_mean(overrides: Overrides, message: str) -> None:
    rows = [
        TIDES | ONE,
        TIDES | TWO,
        REEFS,
        {"title": "Dune", "arxiv_id": "2501.00003", "doi": "10.1000/x"},
    ]
    with pytest.raises(InputError, match=message) as error:
        identified(*rows, overrides=overrides)
    assert str(error.value).startswith("[identity] ")


def test_an_override_is_told_in_merges() -> None:
    overrides = Overrides(same=(("Tides of the Sea", "Reefs and Rings"),))
    found = identified(TIDES | {"abstract": LONG}, REEFS, overrides=overrides)
    assert found.merges.select("title", "rule", "score").rows() == [
        ("Reefs and Rings", "override", 1.0)
    ]
