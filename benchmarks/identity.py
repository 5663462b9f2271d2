"""Measure identity on real archives, and print the tables of docs/identity.md.

    python benchmarks/identity.py FOLDER

FOLDER holds the unpacked archives `hf_daily`, `hf_feed_history` and `arxiv_daily`. One baseline
needs rapidfuzz; without it its figures are left out.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from random import Random

import numpy as np
import planted
import polars as pl

from workbench.dumps import RECORD_SCHEMA, Source, date_dump, finish, read_dump, to_records
from workbench.identity import identify
from workbench.settings import DumpSettings

ARCHIVES = ("hf_daily", "hf_feed_history", "arxiv_daily")
PLANTED = 150
ROUNDS = 10
RATIO = 95
SEED = 20
EVIDENCES = ("same abstract", "edited abstract", "first author, year", "title only")

VARIANTS = {
    "one typo in a long word": planted.typo,
    "two typos in long words": planted.two_typos,
    "one typo anywhere": planted.typo_anywhere,
    "plural for singular": planted.plural,
    "cut off, with dots": planted.ellipsis,
    "cut off in a word": planted.cut_in_a_word,
    "cut off after a word": planted.cut_after_a_word,
    "subtitle left out": planted.no_subtitle,
    "subtitle added": planted.subtitle,
    "other punctuation": planted.punctuation,
    "LaTeX for Unicode": planted.latex,
    "other case, hard wraps": planted.case,
}


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


def table(columns: list[str], rows: list[tuple[object, ...]]) -> Iterator[str]:
    """Return the lines of a Markdown table."""
    yield f"| {' | '.join(columns)} |"
    yield f"| {' | '.join(['---'] + ['---:'] * (len(columns) - 1))} |"
    yield from (f"| {' | '.join(map(str, row))} |" for row in rows)
    yield ""


def hidden(records: pl.DataFrame) -> pl.DataFrame:
    """Return the listings without identifiers."""
    return records.with_columns(
        pl.lit(None, dtype=RECORD_SCHEMA[name]).alias(name) for name in ("arxiv_id", "doi", "url")
    )


def pairs_within(frame: pl.DataFrame, *columns: str) -> int:
    """Return how many pairs of listings are equal in the columns."""
    sizes = frame.group_by(columns).len()["len"].cast(pl.Int64)
    return int((sizes * (sizes - 1) // 2).sum())


def ratio_groups(titles: pl.Series) -> pl.DataFrame | None:
    """Return `title_key`, `paper_id` of joining all titles that rapidfuzz finds alike."""
    try:
        from rapidfuzz import fuzz, process
    except ImportError:
        return None
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    keys = titles.unique().sort().to_list()
    found = []
    for start in range(0, len(keys), 1000):
        scores = process.cdist(
            keys[start : start + 1000], keys[start:], scorer=fuzz.ratio, score_cutoff=RATIO,
            dtype=np.uint8, workers=2,
        )  # fmt: skip
        one, other = np.nonzero(scores)
        found.append(np.stack([one, other]) + start)
    one, other = np.concatenate(found, axis=1)
    graph = coo_array((np.ones(len(one)), (one, other)), shape=(len(keys), len(keys)))
    groups = connected_components(graph, directed=False)[1]
    return pl.DataFrame({"title_key": keys, "paper_id": groups}).cast({"paper_id": pl.String})


def on_archives(records: pl.DataFrame, dumps: pl.DataFrame) -> Iterator[str]:
    """Measure against the arXiv ids: with them, and hidden from the matcher."""
    truth = records.select("dump_id", "rank", "title_key", truth="arxiv_id")
    named = identify(records, dumps).listings
    blind = identify(hidden(records), dumps).listings
    ways = {
        "with ids": truth.join(named, on=["dump_id", "rank"]),
        "ids hidden": truth.join(blind, on=["dump_id", "rank"]),
        "baseline: equal normalized titles": truth.with_columns(paper_id="title_key"),
    }
    ratios = ratio_groups(records["title_key"])
    if ratios is not None:
        ways[f"baseline: rapidfuzz ratio ≥ {RATIO}"] = truth.join(ratios, on="title_key")
    several = truth.group_by("truth").agg(n=pl.col("title_key").n_unique()).filter(pl.col("n") > 1)
    shared = truth.group_by("title_key").agg(n=pl.col("truth").n_unique()).filter(pl.col("n") > 1)
    rows = []
    for way, found in ways.items():
        mixed = (
            found.group_by("paper_id")
            .agg(n=pl.col("truth").n_unique(), titles=pl.col("title_key").n_unique())
            .filter(pl.col("n") > 1)
        )
        linked = (
            found.join(several, on="truth", how="semi")
            .group_by("truth")
            .agg(n=pl.col("paper_id").n_unique())
            .filter(pl.col("n") == 1)
            .height
        )
        recall = pairs_within(found, "truth", "paper_id") / pairs_within(found, "truth")
        rows.append(
            (
                way,
                found["paper_id"].n_unique(),
                mixed.height,
                mixed.filter(pl.col("titles") > 1).height,
                f"{linked} of {several.height}",
                f"{recall:.5f}",
            )
        )
    yield f"{records.height:,} listings of {truth['truth'].n_unique():,} arXiv ids.\n"
    yield from table(
        [
            "way",
            "papers",
            "papers of several ids",
            "of them with several titles",
            "ids of several titles linked",
            "recall",
        ],
        rows,
    )
    fates = (
        ways["ids hidden"]
        .join(shared, on="title_key", how="semi")
        .group_by("title_key")
        .agg(
            ids=pl.col("truth").unique().sort().str.join(", "),
            papers=pl.col("paper_id").n_unique(),
            named=pl.lit(0),
        )
    )
    with_ids = (
        ways["with ids"]
        .join(shared, on="title_key", how="semi")
        .group_by("title_key")
        .agg(named=pl.col("paper_id").n_unique())
    )
    fates = fates.drop("named").join(with_ids, on="title_key").sort("ids")
    yield from table(
        ["ids that share a title", "papers, with ids", "papers, ids hidden"],
        fates.select("ids", "named", "papers").rows(),
    )
    split = (
        ways["ids hidden"]
        .join(several, on="truth", how="semi")
        .group_by("truth")
        .agg(titles=pl.col("title_key").n_unique(), papers=pl.col("paper_id").n_unique())
        .sort("truth")
    )
    yield from table(
        ["ids of several normalized titles", "titles", "papers, ids hidden"], split.rows()
    )


def edited(abstract: str, dice: Random) -> str:
    """Return an abstract with one word in thirty left out, and its last sentence now and then."""
    words = [word for word in abstract.split() if dice.random() > 1 / 30]
    text = " ".join(words)
    return text.rsplit(". ", 1)[0] + "." if dice.random() < 0.3 else text


def plant(papers: pl.DataFrame, kinds: dict[str, planted.Change], dice: Random) -> pl.DataFrame:
    """Return for each kind changed titles of papers of its own: `base`, `kind`, `title`."""
    order = list(range(papers.height))
    dice.shuffle(order)
    titles, made = papers["title"].to_list(), []
    for kind, change in kinds.items():
        done, skipped = [], []
        while len(done) < PLANTED and order:
            base = order.pop()
            title = change(titles[base], dice)
            if title is None or title == titles[base]:
                skipped.append(base)
            else:
                done.append((base, kind, title))
        made += done
        order += skipped
    return pl.DataFrame(made, schema=["base", "kind", "title"], orient="row")


def with_planted(papers: pl.DataFrame, made: pl.DataFrame, evidence: str) -> pl.DataFrame:
    """Return the papers and the planted copies as listings, with evidence of one kind."""
    dice = Random(SEED)
    copies = papers[made["base"].to_list()].with_columns(
        title=made["title"],
        dump_id=pl.lit("planted"),
        rank=pl.int_range(1, made.height + 1),
    )
    year = pl.date(2000 + pl.col("truth").str.head(2).cast(pl.Int32), 1, 1)
    if evidence == "edited abstract":
        copies = copies.with_columns(
            abstract=pl.Series([edited(text, dice) for text in copies["abstract"]])
        )
    if evidence in ("first author, year", "title only"):
        copies = copies.with_columns(abstract=pl.lit(None, dtype=pl.String))
    if evidence == "title only":
        copies = copies.with_columns(authors=pl.lit(None, dtype=RECORD_SCHEMA["authors"]))
    both = pl.concat([papers, copies])
    if evidence == "first author, year":
        both = both.with_columns(published_on=year)
    return finish(both)


def on_planted(records: pl.DataFrame) -> Iterator[str]:
    """Plant copies and traps among the papers, and say what becomes of them."""
    longest = records.sort(pl.col("abstract").str.len_chars(), "dump_id", "rank", descending=True)
    papers = longest.unique("arxiv_id", keep="first", maintain_order=True).sort("arxiv_id")
    once = papers.filter(pl.col("title_key").is_unique())
    papers = hidden(once).with_columns(
        truth=once["arxiv_id"],
        dump_id=pl.lit("real"),
        published_on=pl.lit(None, dtype=pl.Date),
        rank=pl.int_range(1, once.height + 1),
    )
    split = (title.replace("-", " ").split() for title in papers["title"])
    stripped = ({word.strip(",:;.?!()") for word in words} for words in split)
    named = sorted(word for words in stripped for word in words if word.isalpha())
    vocabulary = sorted(set(named))
    traps = {
        "another digit": planted.other_digit,
        "another version or part": planted.other_version,
        "one other name": planted.other_word(vocabulary, names=True),
        "one other word": planted.other_word(vocabulary, names=False),
        "one word more": planted.word_more,
        "one prefix more": planted.prefixed_word,
        "another real word, one letter away": planted.neighbor_word(named),
    }
    dumps = pl.DataFrame(
        {"dump_id": ["planted", "real"], "path": ["planted", "real"], "captured_on": [None, None]},
        schema_overrides={"captured_on": pl.Date},
    )
    rounds = []
    for seed in range(SEED, SEED + ROUNDS):
        made = plant(papers, VARIANTS | traps, Random(seed))
        results = made.select("kind", "base")
        for evidence in EVIDENCES:
            both = with_planted(papers, made, evidence)
            listings = identify(both.select(RECORD_SCHEMA.names()), dumps).listings
            real = listings.filter(pl.col("dump_id") == "real").sort("rank")["paper_id"]
            copy = listings.filter(pl.col("dump_id") == "planted").sort("rank")["paper_id"]
            joined = copy.is_in(real.implode())
            right = copy == real.gather(made["base"])
            results = results.with_columns(
                right.alias(evidence), (joined & ~right).alias(f"{evidence}: wrong")
            )
        rounds.append(results)
    results = pl.concat(rounds)
    yield from _planted_tables(results, list(VARIANTS), list(traps))


def _planted_tables(results: pl.DataFrame, variants: list[str], traps: list[str]) -> Iterator[str]:
    evidences = [name for name in results.columns if f"{name}: wrong" in results.columns]
    for names, what in ((variants, "linked"), (traps, "merged")):
        rows = []
        for kind in names:
            part = results.filter(pl.col("kind") == kind)
            shares = [f"{part[name].mean():.3f}" for name in evidences]
            wrong = sum(part[f"{name}: wrong"].sum() for name in evidences)
            rows.append((kind, part.height, *shares, wrong))
        yield from table(
            ["kind", "planted", *[f"{what}: {e}" for e in evidences], "elsewhere"], rows
        )


def main(folder: Path) -> None:
    """Print all tables."""
    records, dumps = read(folder)
    for line in chain(on_archives(records, dumps), on_planted(records)):
        print(line)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
