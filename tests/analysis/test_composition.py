from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest

from workbench.analysis import rising_terms, term_trends
from workbench.analysis.topic_mix import topic_mix
from workbench.corpus import Corpus
from workbench.errors import InputError
from workbench.stats.intervals import wilson

ORCHARD = ["apple", "pear", "graft", "prune", "blossom", "harvest"]
HARBOR = ["ship", "crane", "cargo", "tide", "anchor", "pilot"]


@pytest.fixture(scope="module")
def tides(make_corpus: Any) -> Corpus:
    """Return 1,200 papers of which the harbor takes ever more.

    *Rope* stands in 40 % of the harbor's papers and 5 % of the orchard's, in every month; *net*
    rises in both.
    """
    generator = np.random.default_rng(6)
    rows = []
    for n in range(1200):
        month = n % 12
        harbor = generator.random() < 0.15 + 0.06 * month
        words = generator.choice(HARBOR if harbor else ORCHARD, 4, replace=False).tolist()
        if generator.random() < (0.4 if harbor else 0.05):
            words.append("rope")
        if generator.random() < 0.03 + 0.02 * month:
            words.append("net")
        words += [f"nut{chr(97 + k)}x" for k in range(26) if generator.random() < 0.1]
        rows.append((f"Report {n}", ". ".join(words), date(2024, 1 + month, 1 + n // 12 % 28)))
    return make_corpus(rows)


def test_a_term_that_only_follows_its_subject_hardly_moves(tides: Corpus) -> None:
    """Topics know a paper's subject by its words only, so that a little of the rise is left."""
    slope, verdict = {}, {}
    for composition in (False, True):
        frame = rising_terms(tides, period="month", composition=composition)
        assert frame["papers"].sum() == rising_terms(tides, period="month")["papers"].sum()
        slope[composition] = dict(frame.select("term", "slope").iter_rows())
        verdict[composition] = dict(frame.select("term", "verdict").iter_rows())
    assert [verdict[held]["rope"] for held in (False, True)] == ["rising", "flat"]
    assert [verdict[held]["net"] for held in (False, True)] == ["rising", "rising"]
    assert slope[True]["rope"] < 0.4 * slope[False]["rope"]
    assert slope[True]["net"] == pytest.approx(slope[False]["net"], rel=0.2)


def test_what_makes_a_subject_is_said(tides: Corpus) -> None:
    (basis,) = rising_terms(tides, period="month", composition=True)["basis"].unique()
    assert basis.endswith(
        "Subjects: topics 0.13 nats or more from those of all papers; style: surely less."
    )
    assert "Mix of topics held at its mean." in basis


def test_it_is_direct_standardization(tides: Corpus) -> None:
    """Σ over topics: the topic's share of all papers × the term's share in the topic's part."""
    frame = term_trends(tides, ["rope"], period="month", composition=True)
    mix = topic_mix(tides)
    overall = mix.shares.mean(axis=0)
    held = mix.papers.is_in(
        tides.presence(tides.resolve(["rope"])["term_id"])["paper_id"].implode()
    ).to_numpy()
    units = tides.timeline(period="month").units
    for row in frame.iter_rows(named=True):
        here = mix.papers.is_in(
            units.filter(pl.col("period") == row["period"])["paper_id"].implode()
        ).to_numpy()
        part = mix.shares[here]
        expected = overall @ ((part * held[here, None]).sum(axis=0) / part.sum(axis=0))
        assert row["share"] == pytest.approx(expected, rel=1e-6)
        weight = part @ (overall / part.mean(axis=0))
        worth = weight.sum() ** 2 / (weight**2).sum()
        assert [row["low"], row["high"]] == pytest.approx([*map(float, wilson(
            row["share"] * worth, worth))])  # fmt: skip
        assert worth < len(part)


def test_counts_stay_as_counted(tides: Corpus) -> None:
    held = term_trends(tides, ["rope"], period="month", composition=True)
    crude = term_trends(tides, ["rope"], period="month")
    for column in ("papers_with_term", "papers"):
        assert held[column].equals(crude[column])
    assert held["crude_share"].to_list() == crude["share"].to_list()


def test_the_same_mix_everywhere_changes_nothing(tides: Corpus) -> None:
    """One period has the mix of all."""
    frame = term_trends(tides, ["rope"], period="year", composition=True)
    assert frame["share"].to_list() == pytest.approx(frame["crude_share"].to_list())


def test_a_unit_that_is_listed_twice_weighs_twice(tides: Corpus) -> None:
    plain = term_trends(tides, ["rope"], period="month", composition=True)
    twice = replace(tides, listings=pl.concat([tides.listings, tides.listings]))
    listed = term_trends(twice, ["rope"], period="month", count="exposure", composition=True)
    assert listed["share"].to_list() == pytest.approx(plain["share"].to_list())


def test_too_few_papers_have_no_topics(sample_corpus: Corpus) -> None:
    for analysis in (rising_terms, term_trends):
        with pytest.raises(InputError, match="at least 500 papers"):
            analysis(sample_corpus, composition=True)


def test_not_with_a_mean(tides: Corpus) -> None:
    with pytest.raises(InputError, match="not both"):
        term_trends(tides, ["rope"], smooth=1, composition=True)
