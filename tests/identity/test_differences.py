"""In what titles differ: tables of pairs that can be one paper, and of pairs that never are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listed import untimed
from workbench.identity.differences import Kind, difference, edits
from workbench.identity.titles import Spelling

CAN_BE_ONE = [
    ("Tide Gauges for Harbors", "Tide-gauges for Harbors", Kind.MARKUP),
    ("Poincaré Tides", "Poincare Tides", Kind.MARKUP),
    ("Gauges and Clocks", "Gauges & Clocks", Kind.MARKUP),
    ("Gauges for the Harbor", "Gauges for Harbor", Kind.MARKUP),
    ("Time Series of Tides", "Timeseries of Tides", Kind.MARKUP),
    ("Reading Harbors Slowly", "Reading Habrors Slowly", Kind.SLIP),
    ("Reading Harbors Slowly", "Reading Harors Slowly", Kind.SLIP),
    ("Reading Harbors Slowly", "Reading Harbor Slowly", Kind.SLIP),
    ("A Study of Modelling Tides", "A Study of Modeling Tides", Kind.SLIP),
    ("On Sedimentation in Bays", "On Sedimantaton in Bays", Kind.SLIPS),
    ("Reading Harbors Slowly by Night", "Reading Harbors Slow…", Kind.CUT),
    ("Reading Harbors Slowly by Night and Day", "Reading Harbors Slowly by Ni", Kind.CUT),
    ("Gauges for 12 Harbors of 3 Coasts", "Gauges for 12 Harbors…", Kind.CUT),
    ("Cheap Tide Gauges: A Field Study", "Cheap Tide Gauges", Kind.SUBTITLE),
    ("Cheap Tide Gauges - Lessons Learned", "Cheap Tide Gauges", Kind.SUBTITLE),
    ("Cheap Tide Gauges in Narrow Bays", "Cheap Tide Gauges", Kind.END),
]

NEVER_ONE = [
    ("RecTide-V2 for Harbors", "RecTide-V3 for Harbors"),
    ("Tide 3 Nano", "Tide 3 Ultra"),
    ("TIDEONE 4.5", "K-TIDEONE 4.5"),
    ("Gauges in 2024", "Gauges in 2025"),
    ("Cheap Tide Gauges", "Cheap Tide Gauges II"),
    ("Cheap Tide Gauges", "Cheap Tide Gauges: Part Two"),
    ("Cheap Tide Gauges", "Cheap Tide Gauges, Part 2"),
    ("Cheap Tide Gauges", "Cheap Tide Gauges Revisited"),
    ("Cheap Tide Gauges", "Robust Cheap Tide Gauges"),
    ("Cheap Tide Gauges", "Cheap Robust Tide Gauges"),
    ("Cheap Tide Gauges", "Cheap Wind Gauges"),
    ("Reading with BLIPS", "Reading with CLIPS"),
    ("LoRATide for Harbors", "LoRITide for Harbors"),
    ("Symmetric Tides of Bays", "Asymmetric Tides of Bays"),
    ("Supervised Tides of Bays", "Unsupervised Tides of Bays"),
    ("Low Tides of Bays", "Law Tides of Bays"),
    ("Two Tides", "Two Tides and a Moon over the Bay"),
    ("Harbor", "Habror"),
]


@pytest.mark.parametrize(("one", "other", "kind"), CAN_BE_ONE)
def test_what_tells_two_spellings_of_a_title_apart(one: str, other: str, kind: Kind) -> None:
    found = difference(Spelling(one), Spelling(other))
    assert found is not None
    assert found.kind is kind
    assert 0 < found.agreement <= 1


@pytest.mark.parametrize(("one", "other"), NEVER_ONE)
def test_titles_that_say_different_things(one: str, other: str) -> None:
    assert difference(Spelling(one), Spelling(other)) is None


@pytest.mark.parametrize(
    ("common", "kind"),
    [
        ({"convex", "convey"}, None),
        ({"convex"}, Kind.SLIP),
        (set(), Kind.SLIP),
    ],
)
def test_two_common_words_are_no_slip_of_each_other(common: set[str], kind: Kind | None) -> None:
    found = difference(Spelling("On Convex Tides"), Spelling("On Convey Tides"), common)
    assert (found and found.kind) == kind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A Tide Model for Harbors", "A Tide Models for Harbors"),
        ("Optimising Tide Gauges", "Optimizing Tide Gauges"),
        ("Harbors and Their Model", "Harbors and Their Models"),
    ],
)
def test_a_plural_and_a_british_spelling_are_one_word_however_common(one: str, other: str) -> None:
    common = {*one.lower().split(), *other.lower().split()}
    found = difference(Spelling(one), Spelling(other), common)
    assert found is not None
    assert found.kind is Kind.SLIP


TITLES = st.lists(
    st.sampled_from(
        ["Tide", "tides", "Harbor:", "the", "Bay", "II", "3", "LLaVA", "Sand-bank", "…"]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)


@untimed
@given(TITLES, TITLES)
def test_the_order_of_two_titles_does_not_matter(one: str, other: str) -> None:
    assert difference(Spelling(one), Spelling(other)) == difference(Spelling(other), Spelling(one))


@untimed
@given(TITLES)
def test_a_title_differs_from_itself_in_nothing(title: str) -> None:
    assert difference(Spelling(title), Spelling(title)) == (Kind.MARKUP, 1.0)


@pytest.mark.parametrize(
    ("one", "other", "n"),
    [("tide", "tide", 0), ("tide", "tied", 1), ("tide", "tid", 1), ("tide", "ride", 1),
     ("harbor", "arbors", 2), ("", "tide", 4), ("ca", "abc", 3)],
)  # fmt: skip
def test_edits(one: str, other: str, n: int) -> None:
    assert edits(one, other) == n


WORDS = st.text("abc", max_size=7)


@untimed
@given(WORDS, WORDS)
def test_edits_are_a_count_of_steps_both_ways(one: str, other: str) -> None:
    n = edits(one, other)
    assert n == edits(other, one)
    assert abs(len(one) - len(other)) <= n <= max(len(one), len(other))
    assert (n == 0) == (one == other)


@untimed
@given(WORDS, st.integers(0, 6), st.sampled_from("abc"))
def test_one_letter_put_in_is_one_edit(word: str, at: int, letter: str) -> None:
    assert edits(word, word[:at] + letter + word[at:]) == 1
