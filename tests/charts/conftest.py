"""Invented frames for charts: one of each kind, small, with every oddity that a chart must show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

import polars as pl
import pytest

from workbench import charts

LONG = "reinforcement learning verifiable reward"  # 40 characters
DUMPS = [
    "000_d7cf55e179aef5d1",
    "001_e33fa8545e2bd98f",
    "saved/2025/march/004_b68b89299de3d0a4_second_half",
]
TERMS = ["diffusion", "agent", "low-rank", "retrieval", LONG, "GPT-4"]
NESTED = ("layer", "hconcat", "vconcat")
DATES = {"period_start": pl.Date}


def month(number: int) -> tuple[str, date]:
    first = date(2024 + number // 12, number % 12 + 1, 1)
    return f"{first:%Y-%m}", first


def term_trends(terms: int = 6, months: int = 8, dumps: bool = False) -> pl.DataFrame:
    """The third month is empty, the last one partial."""
    periods = [(name, None) for name in DUMPS] if dumps else [month(n) for n in range(months)]
    rows = []
    for place, label in enumerate(TERMS[:terms]):
        for number, (period, start) in enumerate(periods):
            papers = 0 if number == 2 and not dumps else 40 + number
            hits = 4 + 3 * place + number if papers else 0
            share = hits / papers if papers else None
            rows.append(
                {
                    "term": label.lower(),
                    "label": label,
                    "period": period,
                    "period_start": start,
                    "papers_with_term": hits,
                    "papers": papers,
                    "share": share,
                    "low": share and max(0.0, share - 0.07),
                    "high": share and share + 0.07,
                    "partial": number == months - 1 and not dumps,
                }
            )
    return pl.DataFrame(rows, schema_overrides=DATES, infer_schema_length=None)


def rising_terms() -> pl.DataFrame:
    """In order: a clear rise, a fall, flat, an open bound, too few papers."""
    columns = [
        "label", "verdict", "odds_ratio", "low", "high", "q_value", "first_share", "last_share",
    ]  # fmt: skip
    rows = [
        ("agent", "rising", 1.3, 1.2, 1.41, 0.001, 0.02, 0.15),
        ("low-rank", "falling", 0.8, 0.7, 0.9, 0.002, 0.2, 0.1),
        (LONG, "flat", 1.0, 0.9, 1.1, 0.9, 0.1, 0.1),
        ("GPT-4", "rising", None, 1.5, None, 0.01, 0.0, 0.3),
        ("speech", "too few", None, None, None, None, 0.0, 0.01),
    ]
    return pl.DataFrame(rows, schema=columns, orient="row").with_columns(
        term=pl.col("label").str.to_lowercase(),
        kind=pl.lit("subject"),
        papers=pl.lit(20, pl.Int64),
        slope=pl.col("odds_ratio").log(),
        p_value=pl.col("q_value") / 2,
        dispersion=pl.lit(1.25),
    )


def key_terms(papers: int = 1) -> pl.DataFrame:
    """Three terms of each paper, best first."""
    rows = [
        (f"p{paper}", rank, rank, label.lower(), label, 6.0 / rank)
        for paper in range(papers)
        for rank, label in enumerate(TERMS[paper % 2 : paper % 2 + 3], start=1)
    ]
    schema = ["paper_id", "rank", "term_id", "term", "label", "score"]
    return pl.DataFrame(rows, schema=schema, orient="row")


def new_papers(months: int = 8, dumps: bool = False) -> pl.DataFrame:
    """The third month is empty, the last one partial; everything in the first is new."""
    periods = [(name, None) for name in DUMPS] if dumps else [month(n) for n in range(months)]
    rows = [
        (period, start, papers, None if dumps else new, None if dumps else papers - new, partial)
        for number, (period, start) in enumerate(periods)
        for papers in [0 if number == 2 and not dumps else 40 + number]
        for new in [papers if number == 0 else papers // 3]
        for partial in [number == months - 1 and not dumps]
    ]
    schema = {"period": pl.String, "period_start": pl.Date, "papers": pl.Int64, "new": pl.Int64,
              "carried": pl.Int64, "partial": pl.Boolean}  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def bursts() -> pl.DataFrame:
    rows = [
        ("agent", "agent", "2024-03", "2024-05", 12.25),
        ("gpt 4", "GPT-4", "2023-11", "2023-12", 30.0),
        ("agent", "agent", "2024-09", "2024-09", 4.5),
    ]
    schema = ["term", "label", "start", "end", "weight"]
    return pl.DataFrame(rows, schema=schema, orient="row")


def cooccurrence() -> pl.DataFrame:
    """Two groups, {agent, tool, GPT-4} and {low-rank, adapter}, strongest pairs first."""
    pairs = [("agent", "tool", 12), ("low-rank", "adapter", 9), ("tool", "GPT-4", 8),
             ("agent", "GPT-4", 5)]  # fmt: skip
    return pl.DataFrame(
        [
            {
                "term_a": a.lower(),
                "term_b": b.lower(),
                "label_a": a,
                "label_b": b,
                "papers_both": both,
                "papers_a": 30,
                "papers_b": 25,
                "association_strength": both / 7.5,
                "jaccard": both / (55 - both),
                "inclusion": both / 25,
                "salton": both / 27.4,
                "equivalence": both**2 / 750,
                "npmi": both / 20,
                "g2": both * 3.5,
                "log_dice": 10.0 + both / 8,
            }
            for a, b, both in pairs
        ]
    )


def repeats() -> pl.DataFrame:
    """Four papers in one dump, two in two, none in three, one in four."""
    return pl.DataFrame(
        [
            {
                "paper_id": f"p{number}",
                "title": f"Paper {number}",
                "n_dumps": dumps,
                "n_listings": dumps + (number == 0),
                "first_captured_on": date(2025, 3, 12),
                "last_captured_on": date(2025, 3, 18),
            }
            for number, dumps in enumerate([4, 2, 2, 1, 1, 1, 1])
        ]
    )


def repeated_papers() -> pl.DataFrame:
    rows = [
        ("p1", "Small Models, Big Ideas", DUMPS[1], None, 40),
        ("p1", "Small Models, Big Ideas", DUMPS[0], date(2025, 3, 12), 7),
        ("p1", "Small Models, Big Ideas", DUMPS[0], date(2025, 3, 12), 9),
        ("p2", "Learning to Plan", DUMPS[2], date(2025, 3, 11), 1),
        ("p2", "Learning to Plan", DUMPS[0], date(2025, 3, 12), 2),
        ("p2", "Learning to Plan", DUMPS[1], None, 3),
        ("p3", "Once Only", DUMPS[2], date(2025, 3, 11), 5),
    ]
    schema = {"paper_id": pl.String, "title": pl.String, "dump": pl.String,
              "listed_on": pl.Date, "rank": pl.Int64}  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def dump_overlap() -> pl.DataFrame:
    a, b, c = DUMPS
    rows = [
        (a, b, 60, 0.264, 1.0, 0.264, 0.61, 0.997, "subset"),
        (a, c, 4, 0.04, 0.07, 0.08, 0.01, None, "overlap"),
        (b, c, 0, 0.0, 0.0, 0.0, 0.0, None, "disjoint"),
    ]
    schema = ["dump_a", "dump_b", "common", "jaccard", "containment_a", "containment_b", "rbo",
              "spearman", "relation"]  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def topics(count: int = 6, dumps: bool = False) -> pl.DataFrame:
    periods = [(name, None) for name in DUMPS] if dumps else [month(n) for n in range(4)]
    return pl.DataFrame(
        [
            {
                "topic": topic,
                "label": f"topic {topic}, of some words",
                "period": period,
                "period_start": start,
                "papers": 50,
                "share": 1 / (topic + 2),
                "low": 1 / (topic + 3),
                "high": 1 / (topic + 1.5),
            }
            for topic in range(count)
            for period, start in periods
        ],
        schema_overrides=DATES,
    )


def topic_terms(count: int = 3) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {"topic": topic, "label": f"topic {topic}", "term": term, "weight": 0.1 / (place + 1)}
            for topic in range(count)
            for place, term in enumerate([*TERMS, "a", "b", "c", "d"])
        ]
    )


def dumps(count: int = 3) -> pl.DataFrame:
    """The first dump has no date but a printed day, the second one rejects."""
    return pl.DataFrame(
        [
            {
                "dump_id": f"d{number}",
                "path": f"pages/{number:03d}.txt",
                "format": "hf_page",
                "series": None,
                "captured_on": date(2025, 3, 1 + number % 28) if number else None,
                "listed_on": None,
                "date_text": None if number else "Mar 12",
                "truncated": False,
                "n_listings": 30 + number,
                "n_rejects": 2 if number == 1 else 0,
            }
            for number in range(count)
        ],
        schema_overrides={"series": pl.String, "captured_on": pl.Date, "listed_on": pl.Date},
    )


def coverage(months: int = 4, dumps: int = 2) -> pl.DataFrame:
    """A series whose upvotes begin in its second month, whose third one is empty, and two dumps."""
    rows = []
    for field, first in [("abstract", 0), ("doi", months), ("upvotes", 1)]:
        for number in range(months):
            period, start = month(number)
            listings = 0 if number == 2 else 40
            carried = listings if number >= first else 0
            share = carried / listings if listings else None
            since = month(first)[0] if first < months else None
            partial = number == months - 1
            rows.append(("news", field, period, start, listings, carried, share, partial, since))
    for field, carried in [("abstract", 30), ("doi", 0), ("upvotes", 15)]:
        for number in range(dumps):
            period = DUMPS[number] if number < len(DUMPS) else f"dump{number:04d}"
            share = carried / (30 + number)
            rows.append((None, field, period, None, 30 + number, carried, share, False, None))
    schema = {"series": pl.String, "field": pl.String, "period": pl.String, **DATES,
              "listings": pl.Int64, "with_field": pl.Int64, "share": pl.Float64,
              "partial": pl.Boolean, "since": pl.String}  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def rejects() -> pl.DataFrame:
    """Three texts without abstract in two dumps, one that was cut off."""
    rows = [
        (DUMPS[0], f"{DUMPS[0]}.txt", None, "no_abstract", 12, 12, "A Title Alone"),
        (DUMPS[0], f"{DUMPS[0]}.txt", None, "no_abstract", 40, 41, "Another Title"),
        (DUMPS[1], f"{DUMPS[1]}.txt", None, "no_abstract", 7, 7, "A Third One"),
        (DUMPS[1], f"{DUMPS[1]}.txt", None, "cut_off", 90, 90, "The end of it"),
    ]
    schema = {"dump": pl.String, "path": pl.String, "listed_on": pl.Date, "rule": pl.String,
              "line_start": pl.Int64, "line_end": pl.Int64, "text": pl.String}  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def compare_windows() -> pl.DataFrame:
    """In order: two terms of the first window, one in none of the second, one alike, one of it."""
    rows = [
        ("agent", 60, 20, 0.3, 0.1, 1.58, 30.0, 0.001),
        (LONG, 8, 0, 0.04, 0.0, 4.0, 11.0, 0.01),
        ("speech", 21, 20, 0.105, 0.1, 0.07, 0.1, 0.9),
        ("GPT-4", 10, 40, 0.05, 0.2, -2.0, -22.0, 0.001),
    ]
    columns = ["label", "papers_a", "papers_b", "share_a", "share_b", "log_ratio", "g2", "q_value"]
    return pl.DataFrame(rows, schema=columns, orient="row").with_columns(
        term=pl.col("label").str.to_lowercase(),
        p_value=pl.col("q_value") / 2,
        percent_diff=pl.lit(None, pl.Float64),
    )


def robustness() -> pl.DataFrame:
    """In order: survives everything, fails two checks, could not be asked by another period."""
    rows = [
        ("agent", "rising", True, True, True, True, True, 5, 5, "2024-03"),
        (LONG, "unstable", True, True, False, False, True, 3, 5, "2024-12"),
        ("GPT-4", "falling", True, None, True, True, True, 4, 4, "2024-01"),
    ]
    checks = ["other_counts", "other_period", "any_period", "last_period", "ranks"]
    columns = ["label", "verdict", *checks, "survived", "asked", "weakest_without"]
    return pl.DataFrame(rows, schema=columns, orient="row").with_columns(
        term=pl.col("label").str.to_lowercase(), odds_ratio=pl.lit(1.1)
    )


def change_points() -> pl.DataFrame:
    """In order: up and down again, down late, a word of style."""
    rows = [
        ("agent", "subject", *month(3), 0.02, 0.12, 0.1),
        (LONG, "unclear", *month(10), 0.2, 0.11, -0.09),
        ("agent", "subject", *month(5), 0.12, 0.05, -0.07),
        ("various", "style", *month(6), 0.1, 0.15, 0.05),
    ]
    columns = ["label", "kind", "period", "period_start", "before", "after", "change"]
    return pl.DataFrame(rows, schema=columns, orient="row").with_columns(
        term=pl.col("label").str.to_lowercase()
    )


def emerging_terms() -> pl.DataFrame:
    """In order: from nothing, from a little, a word of style."""
    rows = [
        ("GPT-4", "subject", 60, "2024-03", 8, 0.0, 0.08, 160.0),
        (LONG, "unclear", 30, "2024-01", 5, 0.01, 0.05, 5.0),
        ("various", "style", 40, "2024-02", 6, 0.02, 0.06, 3.0),
    ]
    columns = [
        "label", "kind", "papers", "first_period", "active_periods", "baseline_share",
        "recent_share", "growth",
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=columns, orient="row").with_columns(
        term=pl.col("label").str.to_lowercase()
    )


def term_ranks(terms: int = 4, dumps: bool = False) -> pl.DataFrame:
    """Four months, the last partial; the first term falls, the last one rises, one is beyond 10."""
    periods = [(name, None) for name in DUMPS] if dumps else [month(n) for n in range(4)]
    ranks = {
        "diffusion": [1, 2, 3, 14],
        "agent": [12, 3, 2, 1],
        LONG: [4, 4, 4, 4],
        "speech": [11, 12, 13, 14],
    }
    rows = [
        (label, period, start, places[at], 20 - places[at], 40, (20 - places[at]) / 40, at == 3)
        for label, places in list(ranks.items())[:terms]
        for at, (period, start) in enumerate(periods)
    ]  # fmt: skip
    schema = {"label": pl.String, "period": pl.String, **DATES, "rank": pl.Int64,
              "papers_with_term": pl.Int64, "papers": pl.Int64, "share": pl.Float64,
              "partial": pl.Boolean}  # fmt: skip
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.with_columns(term=pl.col("label").str.to_lowercase())


def comparability(count: int = 4, dumps: bool = False) -> pl.DataFrame:
    """The first pair is no further apart than by chance, the last one has a partial period."""
    names = [*DUMPS, "saved/late"] if dumps else [month(n)[0] for n in range(count + 1)]
    rows = [
        (a, b, 40, 50, 9 * at, 9 * at / (90 - 9 * at), 0.2 + 0.05 * at, 0.21, 0.18, 0.24,
         0.05 * at - 0.01, False, at == count - 1)
        for at, (a, b) in enumerate(pairwise(names))
    ]  # fmt: skip
    columns = [
        "period_a", "period_b", "papers_a", "papers_b", "common", "jaccard", "distance",
        "by_chance", "chance_low", "chance_high", "excess", "partial_a", "partial_b",
    ]  # fmt: skip
    verdict = "comparison" if dumps else "series"
    why = "No dump has a day." if dumps else "All 5 dated dumps show one list, “news”, at 5 days."
    return pl.DataFrame(rows, schema=columns, orient="row").with_columns(
        verdict=pl.lit(verdict), why=pl.lit(why)
    )


MAKERS: dict[str, Callable[..., pl.DataFrame]] = {
    "bursts": bursts,
    "new_papers": new_papers,
    "key_terms": key_terms,
    "calendar": dumps,
    "change_points": change_points,
    "comparability": comparability,
    "compare_windows": compare_windows,
    "cooccurrence": cooccurrence,
    "coverage": coverage,
    "dump_overlap": dump_overlap,
    "dumps": dumps,
    "emerging_terms": emerging_terms,
    "pairs": cooccurrence,
    "rejects": rejects,
    "repeated_papers": repeated_papers,
    "repeats": repeats,
    "rising_terms": rising_terms,
    "robustness": robustness,
    "style_drift": lambda: rising_terms().with_columns(kind=pl.lit("style")),
    "term_ranks": term_ranks,
    "term_trends": term_trends,
    "topic_terms": topic_terms,
    "topics": topics,
}


@pytest.fixture(scope="session")
def make() -> Callable[..., pl.DataFrame]:
    """Return a function that makes the frame of a chart by the chart's name."""
    return lambda name, **how: MAKERS[name](**how)


@pytest.fixture(scope="session")
def spec_of(make: Callable[..., pl.DataFrame]) -> Callable[..., dict[str, Any]]:
    """Return a function that draws a chart by name and returns its specification."""

    def draw(name: str, frame: Any = None, **how: Any) -> dict[str, Any]:
        chart = getattr(charts, name)
        return chart(make(name) if frame is None else frame, **how).to_dict()

    return draw


@pytest.fixture(scope="session")
def rows_of() -> Callable[[dict[str, Any]], list[dict[str, Any]]]:
    """Return a function that returns the rows of a specification's largest data set."""
    return lambda spec: max(spec["datasets"].values(), key=lambda rows: (len(rows), len(rows[0])))


@pytest.fixture(scope="session")
def marks_of() -> Callable[[dict[str, Any]], list[tuple[str, dict[str, Any]]]]:
    """Return a function that lists the marks of a specification with their encodings."""

    def walk(spec: dict[str, Any], outer: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
        encoding = {**outer, **spec.get("encoding", {})}
        found = [(spec["mark"]["type"], encoding)] if "mark" in spec else []
        for part in [*(inner for kind in NESTED for inner in spec.get(kind, []))]:
            found += walk(part, encoding)
        return found + (walk(spec["spec"], encoding) if "spec" in spec else [])

    return lambda spec: walk(spec, {})
