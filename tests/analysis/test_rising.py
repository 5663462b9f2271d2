from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl
import pytest
import statsmodels.api as sm
from scipy.stats import false_discovery_control

from workbench.analysis import rising_terms, term_trends
from workbench.analysis.choice import without_nested
from workbench.analysis.exposure import repeat_effect
from workbench.corpus import Corpus, Timeline
from workbench.errors import InputError


def row_of(frame: pl.DataFrame, term: str) -> dict[str, Any]:
    return frame.row(by_predicate=pl.col("term") == term, named=True)


def verdicts(frame: pl.DataFrame) -> dict[str, str]:
    return dict(frame.select("term", "verdict").iter_rows())


def test_planted_trends_are_found(sample_corpus: Corpus, truth: dict[str, Any]) -> None:
    planted = truth["planted"]
    frame = rising_terms(sample_corpus)
    found = verdicts(frame)
    assert found[planted["rising"]["term"]] == "rising"
    assert found[planted["falling"]["term"]] == "falling"
    assert found[planted["burst"]["term"]] == "peaked"
    by_verdict = frame["verdict"].to_list()
    assert by_verdict.count("rising") == by_verdict.count("falling") == 1


def test_every_term_of_enough_papers_is_tried(sample_corpus: Corpus) -> None:
    frame = rising_terms(sample_corpus, min_papers=5)
    assert frame.height > 250
    assert frame["papers"].min() == 5


def test_first_those_that_changed(sample_corpus: Corpus) -> None:
    frame = rising_terms(sample_corpus, min_papers=5)
    group = frame["verdict"].replace_strict(
        {"rising": 0, "saturated": 0, "falling": 0, "peaked": 1, "unstable": 2, "flat": 4}
    )
    called = (group < 4) & (frame["kind"] == "style")
    assert group.zip_with(~called, group * 0 + 3).is_sorted()
    assert frame["term"].n_unique() == frame.height


def test_shares_and_papers_are_those_of_the_trend(sample_corpus: Corpus) -> None:
    row = row_of(rising_terms(sample_corpus, period="dump"), "fog camera")
    trend = term_trends(sample_corpus, ["fog camera"], period="dump")
    assert row["first_share"] == trend["share"][0]
    assert row["last_share"] == trend["share"][-1]
    in_series = sample_corpus.where(series="trending")
    assert row["papers"] == in_series.presence(in_series.resolve(["fog camera"])["term_id"]).height
    assert row["kind"] == "unclear"


def test_slope_and_interval_equal_statsmodels(sample_corpus: Corpus) -> None:
    frame = rising_terms(sample_corpus, period="dump")
    for term in ("fog camera", "rain gauge", "volcanic ash"):
        row = row_of(frame, term)
        trend = term_trends(sample_corpus, [term], period="dump")
        papers = trend["papers"].to_numpy()
        design = sm.add_constant(np.arange(8.0))
        family = sm.families.Binomial()
        model = sm.GLM(trend["share"].to_numpy(), design, family=family, var_weights=papers)
        fit = model.fit(tol=1e-13, scale=1.0)
        assert row["slope"] == pytest.approx(fit.params[1], rel=1e-6)
        assert row["odds_ratio"] == pytest.approx(np.exp(fit.params[1]), rel=1e-6)
        assert row["dispersion"] >= max(1, fit.pearson_chi2 / 6) * (1 - 1e-9)
        assert row["low"] < row["odds_ratio"] < row["high"]


def test_gaps_keep_their_place_in_time(make_corpus: Any) -> None:
    """With every second month empty, the odds change half as fast by month as by dump."""
    rows = [
        (
            f"Harvest {n}",
            "A fig." if n % 7 <= n // 40 else "A pear.",
            date(2024, 1 + n // 40 * 2, 1),
        )
        for n in range(240)
    ]
    corpus = make_corpus(rows)
    slopes = [
        row_of(rising_terms(corpus, period=period), "fig")["slope"] for period in ("dump", "month")
    ]
    assert slopes[0] > 0
    assert slopes[1] == pytest.approx(slopes[0] / 2)


def test_q_values_are_of_the_whole_table(sample_corpus: Corpus) -> None:
    frame = rising_terms(sample_corpus, min_papers=5).drop_nulls("p_value")
    expected = false_discovery_control(frame["p_value"].to_numpy())
    assert frame["q_value"].to_list() == pytest.approx(expected.tolist())


def test_partial_periods_are_left_out(make_corpus: Any) -> None:
    rows = [
        (f"Harvest {n}", "A fig." if n % 3 else "A pear.", date(2024, 1, 1) + timedelta(days=n))
        for n in range(126)
    ]
    corpus = make_corpus(rows)
    assert corpus.timeline(period="month").periods["partial"].to_list() == [False] * 4 + [True]
    row = row_of(rising_terms(corpus, period="month"), "fig")
    whole = term_trends(corpus, ["fig"], period="month").filter(~pl.col("partial"))
    assert row["last_share"] == whole["share"][-1]
    assert row["papers"] == whole["papers_with_term"].sum()


def test_dumps_that_are_no_series_have_no_trend(unrelated: Corpus) -> None:
    assert rising_terms(unrelated).is_empty()


def test_too_few_periods(make_corpus: Any) -> None:
    rows = [
        (f"Harvest {n}", "A fig." if n % 3 else "A pear.", date(2024, 1 + n % 2, 1))
        for n in range(60)
    ]
    frame = rising_terms(make_corpus(rows), min_papers=1)
    assert frame.height
    assert set(frame["verdict"]) == {"too few"}
    assert frame.select("slope", "p_value", "q_value").null_count().row(0) == (frame.height,) * 3


def test_too_few_papers(make_corpus: Any) -> None:
    days = [date(2024, 1 + n % 9, 1) for n in range(90)]
    rows = [
        (f"Harvest {n}", "A fig." if n < 4 else "A pear." if n < 50 else "A plum.", day)
        for n, day in enumerate(days)
    ]
    found = verdicts(rising_terms(make_corpus(rows), min_papers=1))
    assert found["fig"] == "too few"
    assert found["pear"] != "too few"


def test_a_term_at_one_end_has_one_bound(make_corpus: Any) -> None:
    rows = [
        (
            f"Harvest {n}",
            "A fig." if n % 10 == 9 and n > 100 else "A pear.",
            date(2024, 1 + n % 10, 1),
        )
        for n in range(400)
    ]
    row = row_of(rising_terms(make_corpus(rows), min_periods=1), "fig")
    assert (row["slope"], row["odds_ratio"], row["high"]) == (None, None, None)
    assert row["low"] > 1
    assert row["first_share"] == 0


def test_a_flat_corpus_is_called_flat(make_corpus: Any) -> None:
    generator = np.random.default_rng(11)
    nuts = [f"nut{chr(97 + k)}" for k in range(26)]
    rows = [
        (
            f"Harvest {n}",
            ". ".join(
                nut for nut, draw in zip(nuts, generator.random(26), strict=True) if draw < 0.15
            ),
            date(2024, 1 + n % 12, 1),
        )
        for n in range(480)
    ]
    frame = rising_terms(make_corpus(rows))
    assert frame.height >= 26
    assert set(frame["verdict"]) == {"flat"}


def test_min_papers(sample_corpus: Corpus) -> None:
    assert rising_terms(sample_corpus, min_papers=30)["papers"].min() >= 30
    assert rising_terms(sample_corpus, min_papers=1_000).is_empty()


@pytest.mark.parametrize("argument", ["period", "axis", "count", "by"])
def test_an_unknown_word(sample_corpus: Corpus, unrelated: Corpus, argument: str) -> None:
    for corpus in (sample_corpus, unrelated):
        with pytest.raises(InputError, match="wavering"):
            rising_terms(corpus, **{argument: "wavering"})


@pytest.mark.parametrize(
    ("df", "stays"),
    [
        ({"network": 100, "neural network": 79}, {"network", "neural network"}),
        ({"network": 100, "neural network": 80}, {"neural network"}),
        ({"low rank": 9, "low rank matrix": 9, "rank matrix": 9}, {"low rank matrix"}),
        ({"rank": 9, "low rank": 2, "low rank one": 1}, {"rank", "low rank", "low rank one"}),
        ({"net": 9, "neural network": 9}, {"net", "neural network"}),
        ({}, set()),
    ],
)  # fmt: skip
def test_terms_that_a_longer_one_holds(df: dict[str, int], stays: set[str]) -> None:
    terms = pl.DataFrame(
        [(term, len(term.split()), papers) for term, papers in df.items()],
        schema={"term": pl.String, "n_words": pl.Int64, "df": pl.Int64},
        orient="row",
    )
    assert set(without_nested(terms)["term"]) == stays


class TestRepeatEffect:
    @staticmethod
    def timeline(units: list[tuple[str, str]]) -> Timeline:
        names = sorted({period for period, _ in units})
        periods = pl.DataFrame({"period": names})
        frame = pl.DataFrame(units, schema=["period", "paper_id"], orient="row")
        return Timeline("month", "listed_on", "exposure", True, frame, periods, 0)

    def test_none_without_repeats(self) -> None:
        assert repeat_effect(self.timeline([("a", "1"), ("b", "2"), ("c", "3")])) == 1

    def test_every_paper_three_times_in_its_period(self) -> None:
        units = [("a", "1"), ("b", "2"), ("c", "3")] * 3
        assert repeat_effect(self.timeline(units)) == pytest.approx(3)

    def test_equals_the_variance_in_a_simulation(self) -> None:
        """Slopes of pure chance, by paper: their variance over that of independent units."""
        generator = np.random.default_rng(5)
        spans = [(int(a), int(b)) for a, b in generator.integers(0, 8, (150, 2))]
        units = [
            (f"{period}", f"{paper}")
            for paper, (a, b) in enumerate(spans)
            for period in range(min(a, b), max(a, b) + 1)
        ]
        place = np.array([int(period) for period, _ in units])
        paper = np.array([int(paper) for _, paper in units])
        aside = place - place.mean()
        held = generator.random((20_000, 150)) < 0.3
        slopes = (held - 0.3)[:, paper] @ aside
        expected = slopes.var() / (0.21 * (aside**2).sum())
        assert repeat_effect(self.timeline(units)) == pytest.approx(expected, rel=0.05)

    def test_exposure_widens_by_it(self, sample_corpus: Corpus) -> None:
        plain, exposed = (
            rising_terms(sample_corpus, period="dump", count=count)
            for count in ("distinct", "exposure")
        )
        effect = repeat_effect(sample_corpus.timeline(period="dump", count="exposure"))
        assert effect > 1
        assert exposed["dispersion"].min() == pytest.approx(max(effect, plain["dispersion"].min()))
