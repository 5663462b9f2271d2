from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal
from scipy import sparse
from sklearn.decomposition import NMF
from sklearn.metrics import adjusted_rand_score

from workbench.analysis import Topics, topics
from workbench.analysis.topic_labels import frex, topic_labels
from workbench.analysis.topic_model import fit_topics, period_shares, refit_shares
from workbench.analysis.topic_terms import term_table
from workbench.corpus import Corpus
from workbench.errors import InputError


@pytest.fixture(scope="module")
def four(sample_corpus: Corpus) -> Topics:
    """Return as many topics as were planted."""
    return topics(sample_corpus, k=4, period="dump")


def main_topic(result: Topics) -> pl.DataFrame:
    return result.documents.sort("share", descending=True).unique("paper_id", keep="first")


def planted_of_topic(four: Topics, corpus: Corpus, truth: dict[str, Any]) -> dict[int, str]:
    """Return the planted topic that most papers of each topic were written for."""
    planted = truth["planted"]["topics"]["topic_by_title"]
    titled = main_topic(four).join(corpus.papers.select("paper_id", "title"), on="paper_id")
    named = titled.with_columns(planted=pl.col("title").replace_strict(planted))
    return dict(named.group_by("topic").agg(pl.col("planted").mode().sort().first()).iter_rows())


class TestPlanted:
    def test_papers_fall_where_they_were_written(
        self, four: Topics, sample_corpus: Corpus, truth: dict[str, Any]
    ) -> None:
        planted = truth["planted"]["topics"]["topic_by_title"]
        titled = main_topic(four).join(
            sample_corpus.papers.select("paper_id", "title"), on="paper_id"
        )
        written = [planted[title] for title in titled["title"]]
        assert len(set(planted_of_topic(four, sample_corpus, truth).values())) == 4
        assert adjusted_rand_score(written, titled["topic"]) > 0.75

    def test_terms_are_those_of_the_topic(
        self, four: Topics, sample_corpus: Corpus, truth: dict[str, Any]
    ) -> None:
        planted = truth["planted"]["topics"]["terms"]
        for topic, name in planted_of_topic(four, sample_corpus, truth).items():
            heaviest = set(four.terms.filter(topic=topic)["term"])
            assert len(heaviest & set(planted[name])) >= 2, name

    def test_one_gains_what_another_loses(
        self, four: Topics, sample_corpus: Corpus, truth: dict[str, Any]
    ) -> None:
        change = {}
        for topic, name in planted_of_topic(four, sample_corpus, truth).items():
            share = four.shares.filter(topic=topic)["share"]
            change[name] = share[-3:].mean() - share[:3].mean()
        assert change["forecast"] == max(change.values()) > 0
        assert change["history"] == min(change.values()) < 0


class TestFrames:
    def test_shares_of_a_period_add_to_one(self, four: Topics) -> None:
        total = four.shares.group_by("period").agg(pl.col("share").sum())["share"]
        assert total.to_list() == pytest.approx([1] * len(total))

    def test_shares_are_means_over_the_papers(self, four: Topics, sample_corpus: Corpus) -> None:
        units = sample_corpus.timeline(period="dump").units
        expected = (
            units.join(four.documents, on="paper_id")
            .group_by("topic", "period")
            .agg(papers=pl.len().cast(pl.Int64), share=pl.col("share").mean())
        )
        assert_frame_equal(
            four.shares.select("topic", "period", "papers", "share"),
            expected,
            check_row_order=False,
        )

    def test_the_band_holds_the_share(self, four: Topics) -> None:
        assert (four.shares["low"] <= four.shares["share"]).all()
        assert (four.shares["share"] <= four.shares["high"]).all()
        assert (four.shares["high"] - four.shares["low"]).min() > 0

    def test_shares_of_a_paper_add_to_one(self, four: Topics, sample_corpus: Corpus) -> None:
        total = four.documents.group_by("paper_id").agg(pl.col("share").sum())["share"]
        assert total.to_list() == pytest.approx([1] * sample_corpus.papers.height)

    def test_topics_are_numbered_by_their_share(self, four: Topics) -> None:
        mean = four.documents.group_by("topic").agg(pl.col("share").mean()).sort("topic")
        assert mean["topic"].to_list() == [1, 2, 3, 4]
        assert mean["share"].is_sorted(descending=True)

    def test_terms_come_heaviest_first(self, four: Topics) -> None:
        for _, terms in four.terms.group_by("topic"):
            assert terms.height == 20
            assert terms["weight"].is_sorted(descending=True)
            assert 0 < terms["weight"].sum() <= 1

    def test_labels_are_the_same_in_all_frames_and_no_two_alike(self, four: Topics) -> None:
        names = [frame.select("topic", "label").unique() for frame in (four.terms, four.shares)]
        assert_frame_equal(*names, check_row_order=False)
        assert names[0]["label"].n_unique() == 4

    def test_periods_without_papers_have_no_share(self, make_corpus: Any) -> None:
        texts = ["Fig leaf sap.", "Rye barn dust.", "Bee comb wax."]
        rows = [
            (f"Harvest {n}", texts[n % 3], date(2024, 1 + n // 10 * 2, 1 + n % 10))
            for n in range(40)
        ]
        shares = topics(make_corpus(rows), k=2, period="month").shares
        empty = shares.filter(pl.col("papers") == 0)
        assert empty["period"].unique().sort().to_list() == ["2024-02", "2024-04", "2024-06"]
        assert empty.select("share", "low", "high").null_count().row(0) == (empty.height,) * 3

    def test_dumps_that_are_no_series_are_compared(self, unrelated: Corpus) -> None:
        shares = topics(unrelated, k=4).shares
        assert shares["period_start"].null_count() == shares.height
        assert shares["period"].n_unique() == 9

    def test_it_names_itself(self, four: Topics) -> None:
        assert repr(four).startswith("<Topics of 150 papers: 1 ")
        none = Topics(four.terms.clear(), four.documents.clear(), four.shares.clear())
        assert repr(none) == "<Topics of 0 papers: none>"


def test_the_same_seed_gives_the_same_topics(four: Topics, sample_corpus: Corpus) -> None:
    again = topics(sample_corpus, k=4, period="dump")
    for name in ("terms", "documents", "shares"):
        assert_frame_equal(getattr(four, name), getattr(again, name), check_exact=True)


def harvests(papers: int) -> list[tuple[str, str, date]]:
    generator = np.random.default_rng(4)
    fruits = np.array([f"fruit{chr(97 + n)}" for n in range(24)])
    return [
        (f"Harvest {n}", ". ".join(generator.choice(fruits, 5, replace=False)), date(2024, 1, 1))
        for n in range(papers)
    ]


@pytest.mark.parametrize(("papers", "k"), [(9, 0), (10, 2), (74, 2), (75, 3), (320, 12)])
def test_the_usual_number_of_topics(make_corpus: Any, papers: int, k: int) -> None:
    assert topics(make_corpus(harvests(papers))).terms["topic"].n_unique() == k


@pytest.mark.parametrize(
    ("papers", "k"), [(9, None), (10, 2), (14, 2), (15, 3), (40, 8), (60, 12), (80, 12)]
)
def test_fewer_topics_for_few_papers(make_corpus: Any, papers: int, k: int | None) -> None:
    result = topics(make_corpus(harvests(papers)), k=12)
    assert result.terms["topic"].n_unique() == (k or 0)
    assert result.shares["topic"].n_unique() == (k or 0)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"method": "lda"}, "nmf"), ({"k": 1}, "at least 2"), ({"period": "eon"}, "eon")],
)
def test_arguments_that_make_no_sense(
    sample_corpus: Corpus, wrong: dict[str, Any], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        topics(sample_corpus, **wrong)


class TestTermTable:
    def test_rows_and_columns(self, sample_corpus: Corpus) -> None:
        table = term_table(sample_corpus)
        assert table.weights.shape == (len(table.papers), table.terms.height)
        assert sparse.linalg.norm(table.weights, axis=1) == pytest.approx(1)
        df = sample_corpus.terms.join(table.terms, on="term")["df"]
        assert df.min() >= 5
        assert df.max() <= 0.4 * 150
        assert table.terms["term"].is_sorted()

    def test_a_weight_by_hand(self, sample_corpus: Corpus) -> None:
        table = term_table(sample_corpus)
        held = sample_corpus.postings.join(sample_corpus.terms, on="term_id").join(
            table.terms, on="term", how="semi"
        )
        paper = table.papers[7]
        own = held.filter(paper_id=paper)
        weights = {
            term: (1 + np.log(tf)) * (np.log(151 / (1 + df)) + 1)
            for term, tf, df in own.select("term", "tf", "df").iter_rows()
        }
        length = np.sqrt(sum(weight**2 for weight in weights.values()))
        row = dict(zip(table.terms["term"], table.weights[[7]].toarray()[0], strict=True))
        assert {term: weight for term, weight in row.items() if weight} == pytest.approx(
            {term: weight / length for term, weight in weights.items()}
        )


@pytest.fixture(scope="module")
def weights() -> sparse.csr_array:
    """Return 60 papers of three kinds, each with its own ten terms."""
    generator = np.random.default_rng(8)
    table = generator.random((60, 30)) * 0.05
    for kind in range(3):
        table[kind * 20 : kind * 20 + 20, kind * 10 : kind * 10 + 10] += 1
    return sparse.csr_array(table)


class TestModel:
    def test_kinds_are_found(self, weights: sparse.csr_array) -> None:
        of_papers, of_topics = fit_topics(weights, 3, seed=0)
        assert adjusted_rand_score(np.arange(60) // 20, of_papers.argmax(axis=1)) == 1
        assert of_papers.sum(axis=1) == pytest.approx(1)
        assert of_topics.sum(axis=1) == pytest.approx(1)

    def test_the_product_is_scikit_learns(self, weights: sparse.csr_array) -> None:
        model = NMF(3, init="nndsvda", random_state=0, max_iter=2_000)
        product = model.fit_transform(weights) @ model.components_
        of_papers, of_topics = fit_topics(weights, 3, seed=0)
        scale = product.sum(axis=1, keepdims=True)
        assert of_papers @ of_topics * scale == pytest.approx(product)

    def test_refits_are_matched_to_the_fit(self, weights: sparse.csr_array) -> None:
        """Each kind fills its own period, so a mismatch would show as a share of another kind."""
        exposures = sparse.csr_array(np.kron(np.eye(3, dtype=int), np.ones((20, 1), dtype=int)))
        of_papers, of_topics = fit_topics(weights, 3, seed=0)
        share, units = period_shares(of_papers, exposures)
        refits = refit_shares(weights, of_topics, exposures, seed=0)
        assert units.tolist() == [20] * 3
        assert refits.shape == (20, 3, 3)
        assert np.abs(refits - share).max() < 0.1
        assert np.ptp(refits, axis=0).max() > 0

    def test_papers_that_no_topic_fits_have_no_say(self) -> None:
        of_papers = np.array([[0.25, 0.75], [0.0, 0.0], [0.75, 0.25]])
        exposures = sparse.csr_array(np.array([[2, 0, 0], [1, 1, 0], [1, 0, 0]]))
        share, units = period_shares(of_papers, exposures)
        assert units.tolist() == [3, 0, 0]
        assert share[:, 0] == pytest.approx([1.25 / 3, 1.75 / 3])
        assert np.isnan(share[:, 1:]).all()


class TestLabels:
    WEIGHTS = np.array([[0.5, 0.3, 0.15, 0.05, 0.0], [0.5, 0.0, 0.05, 0.15, 0.3]])

    def test_frex_by_hand(self) -> None:
        """The term that both topics have is frequent, but exclusive to neither."""
        scores = frex(self.WEIGHTS)
        by_weight = np.array([5, 4, 3, 2, 1]) / 5
        by_exclusivity = np.array([3, 5, 4, 2, 1]) / 5
        assert scores[0] == pytest.approx(1 / (0.5 / by_exclusivity + 0.5 / by_weight))
        assert scores[0].argmax() == 1
        assert scores[1].argmax() == 4

    def test_labels(self) -> None:
        terms = ["fog", "net", "steel net", "keeper", "lamp"]
        labels = ["fog", "nets", "steel net", "Keeper", "lamps"]
        assert topic_labels(self.WEIGHTS, terms, labels) == ["nets, fog", "lamps, Keeper"]

    def test_a_topic_that_owns_no_term_is_called_by_its_place(self) -> None:
        weights = np.array([[0.6, 0.4], [0.5, 0.3]])
        assert topic_labels(weights, ["fog", "net"], ["fog", "net"])[1] == "topic 2"


def test_a_notebook_shows_each_topic_with_its_terms(sample_corpus: Corpus) -> None:
    found = topics(sample_corpus, k=3)
    html = found._repr_html_()
    assert html.count("<tr>") == 4
    for topic in (1, 2, 3):
        heaviest = found.terms.filter(pl.col("topic") == topic)["term"].head(3).str.join(", ")[0]
        mean = found.documents.filter(pl.col("topic") == topic)["share"].mean()
        assert heaviest in html
        assert f">{round(100 * mean, 1)}%</td>" in html
