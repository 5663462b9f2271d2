"""The corpus: frames of users in, filters, timelines, terms as typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

from pages import papers, spaced
from workbench.corpus import Corpus
from workbench.errors import InputError, TablesError, UnknownTermError
from workbench.load import load

ROWS = {
    "title": [
        "Tides in Small Harbors",
        "Low-Rank Maps of the Reef",
        "A Reef at Night",
        "tides in small harbors.",
        "Ferries",
    ],
    "abstract": [
        "Tide gauges drift. We correct the drift of a tide gauge.",
        "A low-rank map of reef noise. The reef noise is loud.",
        "Reef noise at night; a tide gauge nearby.",
        "Tide gauges drift.",
        None,
    ],
    "date": ["2025-01-05", "2025-02-05", "2025-02-06", "2025-03-05", None],
}


@pytest.fixture
def corpus() -> Corpus:
    return Corpus.from_frame(pl.DataFrame(ROWS))


def test_a_frame_becomes_papers_listed_by_day(corpus: Corpus) -> None:
    assert (corpus.papers.height, corpus.listings.height, corpus.dumps.height) == (4, 5, 5)
    assert corpus.dumps["dump"].to_list() == [
        "2025-01-05",
        "2025-02-05",
        "2025-02-06",
        "2025-03-05",
        "undated",
    ]
    tides = corpus.papers.filter(pl.col("n_listings") == 2).row(0, named=True)
    assert tides["title"] == "Tides in Small Harbors"
    assert (tides["first_captured_on"], tides["last_captured_on"]) == (
        date(2025, 1, 5),
        date(2025, 3, 5),
    )
    assert corpus.merges["title"].to_list() == ["tides in small harbors."]


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame(ROWS),
        pl.DataFrame(ROWS).lazy(),
        pl.DataFrame(ROWS).with_columns(pl.col("date").str.to_date()),
        pl.DataFrame(ROWS).with_columns(pl.col("date").str.to_datetime()),
        pl.DataFrame(ROWS).with_columns(pl.col("date") + "T10:00:00Z"),
        pd.DataFrame(ROWS).assign(date=lambda frame: pd.to_datetime(frame["date"])),
    ],
    ids=["pandas", "lazy", "dates", "times", "text with times", "pandas times"],
)
def test_any_frame_gives_the_same_corpus(corpus: Corpus, frame) -> None:
    other = Corpus.from_frame(frame)
    for name in ("dumps", "listings", "papers", "terms", "forms", "postings"):
        assert getattr(other, name).equals(getattr(corpus, name)), name


def test_the_frame_is_left_alone() -> None:
    frame = pd.DataFrame(ROWS)
    before = frame.copy()
    Corpus.from_frame(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_further_columns_are_taken_over() -> None:
    rows = {**ROWS, "arxiv_id": ["1", "2", "3", "1", None], "published_on": [date(2024, 1, 1)] * 5}
    corpus = Corpus.from_frame(pl.DataFrame(rows))
    assert set(corpus.papers["paper_id"].str.slice(0, 6)) == {"arxiv:", "title:"}
    assert corpus.papers["published_on"].to_list() == [date(2024, 1, 1)] * 4


@pytest.mark.parametrize(
    ("frame", "found"),
    [
        ([1, 2], "list is no frame"),
        (pl.DataFrame({"name": ["x"]}), "no column title; the frame has: name"),
        (pl.DataFrame({"title": ["x", " "]}), "column title, row 1"),
        (pl.DataFrame({"title": ["x"], "date": ["soon"]}), "row 0: 'soon' is no day"),
        (pl.DataFrame({"title": ["x"], "date": [2025]}), "column date has type Int64"),
    ],
)
def test_a_frame_that_does_not_fit_is_named(frame, found: str) -> None:
    with pytest.raises(InputError, match=found):
        Corpus.from_frame(frame)


def test_where_narrows_every_table(corpus: Corpus) -> None:
    early = corpus.where(until="2025-02-05")
    assert early.dumps["dump"].to_list() == ["2025-01-05", "2025-02-05"]
    assert early.listings.height == early.papers.height == 2
    assert early.papers["n_listings"].to_list() == [1, 1]
    reef = early.resolve(["reef"]).row(0, named=True)
    assert early.terms.filter(pl.col("term_id") == reef["term_id"])["df"].item() == 1
    assert corpus.terms.filter(pl.col("term_id") == reef["term_id"])["df"].item() == 2
    assert corpus.where(dumps=["undated"]).papers["title"].to_list() == ["Ferries"]
    assert corpus.where(series="frame").papers.height == 4
    assert corpus.where(since=date(2025, 2, 6)).listings.height == 2


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"series": "weekly"}, "no dump of series 'weekly'; series here: frame"),
        ({"dumps": ["gone"]}, "no dump 'gone'"),
        ({"since": "2026-01-01"}, "no dump is left"),
        ({"until": "yesterday"}, "until='yesterday' is no day"),
    ],
)
def test_where_names_what_is_not_there(corpus: Corpus, asked, found: str) -> None:
    with pytest.raises(InputError, match=found):
        corpus.where(**asked)


def test_terms_are_found_as_typed(corpus: Corpus) -> None:
    typed = ["reefs", "Tide gauge", "TIDE-GAUGES", "reef  noise"]
    found = corpus.resolve(typed)
    assert found["query"].to_list() == typed
    assert found["term"].to_list() == ["reef", "tide gauge", "tide gauge", "reef noise"]


@pytest.mark.parametrize("typed", ["volcano", "low-rank", "the"])
def test_a_term_that_is_none_here_is_named(corpus: Corpus, typed: str) -> None:
    with pytest.raises(UnknownTermError, match=typed):
        corpus.resolve(["reef", typed])


def test_presence_says_which_papers_hold_which_terms(corpus: Corpus) -> None:
    found = corpus.resolve(["tide gauge", "reef noise"])
    presence = corpus.presence(found["term_id"]).join(corpus.papers, on="paper_id")
    by_term = {
        term: set(presence.filter(pl.col("term_id") == term_id)["title"])
        for term, term_id in found.select("term", "term_id").iter_rows()
    }
    assert by_term == {
        "tide gauge": {"Tides in Small Harbors", "A Reef at Night"},
        "reef noise": {"Low-Rank Maps of the Reef", "A Reef at Night"},
    }
    with pytest.raises(InputError, match="none of: term, concept"):
        corpus.presence(found["term_id"], by="word")


def test_a_concept_joins_an_acronym_with_its_expansion() -> None:
    corpus = Corpus.from_frame(
        pl.DataFrame(
            {
                "title": ["One Gauge", "Two Gauges", "Three Gauges", "Four Gauges"],
                "abstract": [
                    "A tide gauge array (TGA) is old. The TGA drifts.",
                    "We repair a tide gauge array (TGA).",
                    "The TGA of a harbor.",
                    "A tide gauge array.",
                ],
            }
        )
    )
    plain, joined = corpus.resolve(["TGA"]), corpus.resolve(["TGA"], by="concept")
    assert (plain["term"].item(), joined["term"].item()) == ("tga", "tide gauge array")
    assert corpus.presence(plain["term_id"]).height == 3
    assert corpus.presence(joined["term_id"], by="concept").height == 4


def test_the_sentence_in_which_a_term_stands(corpus: Corpus) -> None:
    term = corpus.resolve(["reef noise"])["term_id"].item()
    ids = corpus.papers.sort("title")["paper_id"].to_list()
    found = corpus.sentence_with(term, ids)
    assert found["paper_id"].to_list() == ids
    assert found["sentence"].to_list() == [
        "Reef noise at night; a tide gauge nearby.",
        None,
        "A low-rank map of reef noise.",
        None,
    ]


UNITS = {
    ("month", "distinct"): {"2025-01": 1, "2025-02": 2, "2025-03": 1},
    ("month", "first_listed"): {"2025-01": 1, "2025-02": 2, "2025-03": 0},
    ("month", "exposure"): {"2025-01": 1, "2025-02": 2, "2025-03": 1},
    ("year", "distinct"): {"2025": 3},
    ("year", "first_listed"): {"2025": 3},
    ("year", "exposure"): {"2025": 4},
    ("dump", "distinct"): {"2025-01-05": 1, "2025-02-05": 1, "2025-02-06": 1, "2025-03-05": 1},
}


@pytest.mark.parametrize(("asked", "papers"), UNITS.items())
def test_the_three_counting_modes(corpus: Corpus, asked, papers) -> None:
    timeline = corpus.timeline(period=asked[0], count=asked[1])
    assert dict(timeline.periods.select("period", "papers").iter_rows()) == papers
    assert timeline.units.height == sum(papers.values())
    assert timeline.dated
    assert timeline.left_out == 1


def test_auto_compares_dumps_that_are_no_series(tmp_path) -> None:
    raw = tmp_path / "mine"
    raw.mkdir()
    (raw / "a.txt").write_text(spaced(papers(1, 2, 3), "Mar 10"), encoding="utf-8")
    (raw / "b.txt").write_text(spaced(papers(2, 4), "Mar 17"), encoding="utf-8")
    (raw / "c.txt").write_text(spaced(papers(5), None), encoding="utf-8")
    load(raw, tmp_path / "tables", year=2025)
    corpus = Corpus.open(tmp_path / "tables")
    timeline = corpus.timeline()
    assert (timeline.period, timeline.dated, timeline.left_out) == ("dump", False, 0)
    assert dict(timeline.periods.select("period", "papers").iter_rows()) == {"a": 3, "b": 2, "c": 1}
    assert timeline.periods["period_start"].null_count() == 3
    with pytest.raises(InputError, match="no time series"):
        corpus.timeline("month")
    # declared a series, the same dumps are points in time, and the undated one is left out
    (raw / "workbench.toml").write_text('[dumps]\nyear = 2025\nseries = "s"\n', encoding="utf-8")
    load(raw, tmp_path / "tables")
    corpus = Corpus.open(tmp_path / "tables")
    assert corpus.timeline().period == "day"
    timeline = corpus.timeline("dump")
    assert (timeline.dated, timeline.left_out) == (True, 1)
    assert timeline.periods["period_start"].to_list() == [date(2025, 3, 10), date(2025, 3, 17)]


def test_undated_dumps_have_no_months() -> None:
    corpus = Corpus.from_frame(pl.DataFrame({"title": ["One", "Two"]}))
    assert corpus.timeline().period == "dump"
    with pytest.raises(InputError, match="no listing has a date"):
        corpus.timeline("month")


@pytest.mark.parametrize(
    "asked", [{"period": "fortnight"}, {"axis": "saved_on"}, {"count": "twice"}]
)
def test_unknown_words_name_the_known_ones(corpus: Corpus, asked) -> None:
    with pytest.raises(InputError, match="is none of"):
        corpus.timeline(**asked)


def test_a_collection_is_found_by_name_from_below_and_by_variable(tmp_path, monkeypatch) -> None:
    raw = tmp_path / "data" / "raw" / "mine"
    raw.mkdir(parents=True)
    (raw / "a.txt").write_text(spaced(papers(1, 2)), encoding="utf-8")
    load(raw, tmp_path / "data" / "processed" / "mine")
    below = tmp_path / "notebooks"
    below.mkdir()
    monkeypatch.chdir(below)
    monkeypatch.delenv("WORKBENCH_PROCESSED", raising=False)
    assert Corpus.open("mine").name == "mine"
    with pytest.raises(TablesError, match=r"no tables of a collection 'other'.*workbench load"):
        Corpus.open("other")
    monkeypatch.setenv("WORKBENCH_PROCESSED", str(tmp_path / "elsewhere"))
    with pytest.raises(TablesError, match="elsewhere"):
        Corpus.open("mine")
    load(raw, tmp_path / "elsewhere" / "mine")
    assert Corpus.open("mine").papers.height == 2


def test_it_shows_itself(corpus: Corpus) -> None:
    assert repr(corpus).startswith("<Corpus frame: 4 papers, 5 listings, 5 dumps")


class TestFirstListing:
    """The day on which a paper was first listed, as an axis of its own."""

    def test_each_paper_stands_where_it_was_new(self, corpus: Corpus) -> None:
        expected = {"2025-01": 1, "2025-02": 2, "2025-03": 0}
        for count in ("distinct", "first_listed"):
            timeline = corpus.timeline("month", "first_listed", count)
            assert dict(timeline.periods.select("period", "papers").iter_rows()) == expected
        timeline = corpus.timeline("month", "first_listed", "exposure")
        assert timeline.periods["papers"].to_list() == [2, 2, 0]
        assert (timeline.dated, timeline.left_out) == (True, 1)

    def test_by_dump_too(self, corpus: Corpus) -> None:
        timeline = corpus.timeline("dump", "first_listed")
        assert timeline.periods["papers"].to_list() == [1, 1, 1, 0]

    def test_days_without_anything_new_are_no_hole(self) -> None:
        days = [f"2025-0{month}-{day:02d}" for month in (1, 2, 3) for day in range(1, 29)]
        rows = {"title": ["The Same Tide"] * len(days), "date": days}
        timeline = Corpus.from_frame(pl.DataFrame(rows)).timeline("month", "first_listed")
        assert timeline.periods["papers"].to_list() == [1, 0, 0]
        assert timeline.periods["partial"].to_list()[1:] == [False, False]

    def test_an_earlier_listing_counts_wherever_the_rows_stand(self) -> None:
        days = ["2025-03-01", "2025-02-01", "2025-01-01"]
        rows = {"title": ["A Tide", "A Reef", "A Tide"], "date": days}
        timeline = Corpus.from_frame(pl.DataFrame(rows)).timeline("month", "first_listed")
        assert timeline.periods["papers"].to_list() == [1, 1, 0]


class TestPrecision:
    """Papers whose own day is known to the month or the year only."""

    @staticmethod
    def corpus(precisions: list[str]) -> Corpus:
        days = [date(2024, 1 + n % 12, 1) for n in range(len(precisions))]
        frame = {"title": [f"Reef {chr(97 + n)}" for n in range(len(days))],
                 "published_on": days, "published_precision": precisions}  # fmt: skip
        corpus = Corpus.from_frame(pl.DataFrame({**frame, "date": days}))
        papers = corpus.papers.with_columns(
            published_precision=pl.Series(precisions, dtype=pl.String)
        )
        return replace(corpus, papers=papers)

    @pytest.mark.parametrize(
        ("period", "kept"), [("day", 4), ("week", 4), ("month", 8), ("quarter", 8), ("year", 12)]
    )
    def test_a_year_is_no_month(self, period: str, kept: int) -> None:
        corpus = self.corpus(["day"] * 4 + ["month"] * 4 + ["year"] * 4)
        timeline = corpus.timeline(period, "published_on")
        assert (timeline.units.height, timeline.left_out) == (kept, 12 - kept)

    def test_auto_takes_periods_that_most_papers_can_be_laid_on(self) -> None:
        assert self.corpus(["month"] * 12).timeline(axis="published_on").period == "month"
        assert (
            self.corpus(["year"] * 8 + ["day"] * 4).timeline(axis="published_on").period == "year"
        )

    def test_the_days_of_dumps_are_exact(self) -> None:
        assert self.corpus(["year"] * 12).timeline("month", "listed_on").left_out == 0


def test_a_mapped_corpus_is_the_same(sample_tables: Path, sample_corpus: Corpus) -> None:
    mapped = Corpus.open(sample_tables, memory_map=True)
    assert repr(mapped) == repr(sample_corpus)
    for name, held in vars(sample_corpus).items():
        if isinstance(held, pl.DataFrame):
            assert getattr(mapped, name).equals(held), name
    dumps = sample_corpus.dumps["dump"].gather_every(2).to_list()
    for one, other in (
        (mapped, sample_corpus),
        (mapped.where(dumps=dumps), sample_corpus.where(dumps=dumps)),
    ):
        ids = other.top_terms()["term_id"]
        assert one.top_terms().equals(other.top_terms())
        for by in ("term", "concept"):
            assert one.presence(ids, by=by).equals(other.presence(ids, by=by))
        asked = other.top_terms(5)["label"].to_list()
        assert one.resolve(asked).equals(other.resolve(asked))
