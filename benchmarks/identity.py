"""Measure identity on real archives, and print the tables of docs/identity.md.

    python benchmarks/identity.py FOLDER

FOLDER holds the unpacked archives `hf_daily`, `hf_feed_history` and `arxiv_daily`. One baseline
needs rapidfuzz; without it its figures are left out.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from itertools import chain, groupby
from pathlib import Path
from random import Random
from time import process_time

import numpy as np
import planted
import polars as pl
from identity_planted import RATIO, SEED, hidden, on_planted
from shown import table

from workbench.dumps import RECORD_SCHEMA, Source, date_dump, finish, read_dump, to_records
from workbench.identity import identify
from workbench.identity.union import Vetoes, unite
from workbench.settings import DumpSettings
from workbench.text import normalize_title

ARCHIVES = ("hf_daily", "hf_feed_history", "arxiv_daily")
TITLES = 200_000


def read(folder: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the listings of all archives, and their dumps."""
    readings, dumps = [], []
    for archive in ARCHIVES:
        for path in sorted((folder / archive).rglob("*.*")):
            source = Source(path.relative_to(folder).as_posix(), path.read_bytes())
            reading, _ = read_dump(source)
            captured = date_dump(source.path, reading, DumpSettings()).captured_on
            readings.append((source, reading.listings))
            dumps.append((source.dump_id, source.path, captured))
    schema = {"dump_id": pl.String, "path": pl.String, "captured_on": pl.Date}
    return finish(to_records(readings)), pl.DataFrame(dumps, schema=schema, orient="row")


def pairs_within(frame: pl.DataFrame, *columns: str) -> int:
    """Return how many pairs of listings are equal in the columns."""
    sizes = frame.group_by(columns).len()["len"].cast(pl.Int64)
    return int((sizes * (sizes - 1) // 2).sum())


def ratio_groups(titles: pl.Series) -> pl.DataFrame | None:
    """Return `title_key`, `paper_id` of joining all titles that rapidfuzz finds alike.

    Titles are compared where their first words are equal.
    """
    try:
        from rapidfuzz import fuzz, process
    except ImportError:
        return None
    keys = titles.unique().sort().to_list()
    ends, start = [np.empty((2, 0), dtype=np.int64)], 0
    for _, block in groupby(keys, key=lambda key: key.partition(" ")[0]):
        own = list(block)
        scores = process.cdist(own, own, scorer=fuzz.ratio, score_cutoff=RATIO, dtype=np.uint8)
        ends.append(np.stack(np.nonzero(scores)) + start)
        start += len(own)
    left, right = np.concatenate(ends, axis=1)
    papers = unite(np.arange(len(keys)), left, right, Vetoes())
    return pl.DataFrame({"title_key": keys, "paper_id": papers}).cast({"paper_id": pl.String})


def of_several(truth: pl.DataFrame, title: pl.Expr) -> pl.DataFrame:
    """Return the arXiv ids that carry more than one title."""
    return truth.group_by("truth").agg(n=title.n_unique()).filter(pl.col("n") > 1)


def on_archives(records: pl.DataFrame, dumps: pl.DataFrame) -> Iterator[str]:
    """Measure against the arXiv ids: with them, and hidden from the matcher."""
    truth = records.select("dump_id", "rank", "title", "title_key", truth="arxiv_id")
    ids = pl.col("dump_id", "rank", "paper_id")
    named = identify(records, dumps)
    blind = identify(hidden(records), dumps)
    ways = {
        "with ids": truth.join(named.listings.select(ids), on=["dump_id", "rank"]),
        "ids hidden": truth.join(blind.listings.select(ids), on=["dump_id", "rank"]),
        "baseline: equal normalized titles": truth.with_columns(paper_id="title_key"),
    }
    ratios = ratio_groups(records["title_key"])
    if ratios is not None:
        ways[f"baseline: rapidfuzz ratio ≥ {RATIO}"] = truth.join(ratios, on="title_key")
    kinds = {
        "printed": of_several(truth, pl.col("title")),
        "case folded": of_several(truth, pl.col("title").str.to_lowercase()),
        "normalized": of_several(truth, pl.col("title_key")),
    }
    mixed = [f"of several ids, {titles}" for titles in ("one title", "several titles")]
    linked = [f"ids of several titles linked: {kind}" for kind in kinds]
    yield f"{records.height:,} listings of {truth['truth'].n_unique():,} arXiv ids.\n"
    yield from table(
        ["way", "papers", *mixed, *linked, "recall", "precision"],
        [(way, *_measures(found, kinds)) for way, found in ways.items()],
    )
    shared = truth.group_by("title_key").agg(n=pl.col("truth").n_unique()).filter(pl.col("n") > 1)
    papers = pl.col("paper_id").n_unique()
    fates = (
        ways[way]
        .join(shared, on="title_key", how="semi")
        .group_by("title_key")
        .agg(papers.alias(way), ids=pl.col("truth").unique().sort().str.join(", "))
        for way in ("with ids", "ids hidden")
    )
    one, other = fates
    both = one.join(other.drop("ids"), on="title_key").sort("ids")
    yield from table(
        ["ids that share a title", "papers, with ids", "papers, ids hidden"],
        both.select("ids", "with ids", "ids hidden").rows(),
    )
    split = (
        ways["ids hidden"]
        .join(kinds["normalized"], on="truth", how="semi")
        .group_by("truth")
        .agg(titles=pl.col("title_key").n_unique(), papers=papers)
        .sort("truth")
    )
    yield from table(["id of several titles", "titles", "papers, ids hidden"], split.rows())
    rules = blind.merges.group_by("rule").len().sort("rule")
    yield from table(["rule in merges, ids hidden", "listings"], rules.rows())


def _measures(found: pl.DataFrame, kinds: dict[str, pl.DataFrame]) -> Iterator[object]:
    """Return the papers, those of several ids, the ids of several titles linked, recall, precision.

    Recall and precision are shares of pairs of listings.
    """
    mixed = (
        found.group_by("paper_id")
        .agg(n=pl.col("truth").n_unique(), titles=pl.col("title_key").n_unique())
        .filter(pl.col("n") > 1)
    )
    yield found["paper_id"].n_unique()
    yield mixed.filter(pl.col("titles") == 1).height
    yield mixed.filter(pl.col("titles") > 1).height
    whole = found.group_by("truth").agg(n=pl.col("paper_id").n_unique()).filter(pl.col("n") == 1)
    for several in kinds.values():
        yield f"{several.join(whole, on='truth', how='semi').height} of {several.height}"
    right = pairs_within(found, "truth", "paper_id")
    yield f"{right / pairs_within(found, 'truth'):.5f}"
    yield f"{right / pairs_within(found, 'paper_id'):.5f}"


def titles_of(records: pl.DataFrame, n: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return `n` listings without identifiers, no two of one title, and their dump.

    Each is half of one real title and half of another, its abstract likewise; one in fifty is
    planted once more with a typo.
    """
    dice = Random(SEED)
    real = records.unique("title_key", keep="first", maintain_order=True)
    titles = [title.split() for title in real["title"]]
    authors = real["authors"].to_list()
    abstracts = [(text or "").split(". ") for text in real["abstract"]]
    made: dict[str, tuple[str, str, list[str] | None]] = {}
    while len(made) < n - n // 50:
        i, j = dice.randrange(real.height), dice.randrange(real.height)
        title = " ".join(_halves(titles[i], titles[j]))
        abstract = ". ".join(_halves(abstracts[i], abstracts[j]))
        made[normalize_title(title)] = (title, abstract, authors[i])
    rows = list(made.values())
    rows += [(planted.typo(title, dice) or f"{title}.", *rest) for title, *rest in rows[: n // 50]]
    frame = pl.DataFrame(
        rows,
        schema={name: RECORD_SCHEMA[name] for name in ("title", "abstract", "authors")},
        orient="row",
    ).with_columns(dump_id=pl.lit("a"), rank=pl.int_range(1, pl.len() + 1))
    rest = [name for name in RECORD_SCHEMA if name not in frame.columns]
    frame = frame.with_columns(pl.lit(None, dtype=RECORD_SCHEMA[name]).alias(name) for name in rest)
    dumps = pl.DataFrame({"dump_id": ["a"], "path": ["a"], "captured_on": [date(2025, 1, 1)]})
    return finish(frame.select(RECORD_SCHEMA.names())), dumps


def _halves(one: list[str], other: list[str]) -> list[str]:
    return one[: len(one) // 2] + other[len(other) // 2 :]


def speed(records: pl.DataFrame, dumps: pl.DataFrame) -> Iterator[str]:
    """Measure the processor time of the exact part and of near matching, best of three."""
    again = (
        records.with_columns(pl.col("dump_id") + "x"),
        dumps.with_columns(pl.col("dump_id", "path") + "x"),
    )
    twice = pl.concat([records, again[0]]), pl.concat([dumps, again[1]])
    piles = {
        "the archives, listed twice": twice,
        "the same, ids hidden": (hidden(twice[0]), twice[1]),
        "titles of two halves, no ids": titles_of(records, TITLES),
    }
    rows = []
    for name, (pile, places) in piles.items():
        times = [f"{_best(pile, places, near):.2f}" for near in (False, True)]
        rows.append((name, f"{pile.height:,}", *times))
    yield from table(["pile", "listings", "exact", "with near matching"], rows)


def _best(records: pl.DataFrame, dumps: pl.DataFrame, near: bool) -> float:
    times = []
    for _ in range(3):
        start = process_time()
        identify(records, dumps, near=near)
        times.append(process_time() - start)
    return min(times)


def main(folder: Path) -> None:
    """Print all tables."""
    records, dumps = read(folder)
    for line in chain(on_archives(records, dumps), speed(records, dumps), on_planted(records)):
        print(line)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
