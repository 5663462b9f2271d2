"""Measure how often trends are called where there are none, and found where they are.

    python benchmarks/calibration.py TABLES

TABLES is the folder of tables of `hf_daily`, or of any series of a few thousand papers. Prints the
tables of docs/trends.md. Everything is done twice: with papers shuffled over the days, so that
they are independent, and with dumps shuffled whole, so that papers of a day stay together.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl
from kinds_labeled import STYLE, SUBJECTS
from scipy.special import expit, logit
from scipy.stats import rankdata
from shown import table

from workbench import Corpus
from workbench.analysis.choice import candidate_terms, enough_papers
from workbench.analysis.counting import incidence
from workbench.analysis.kinds import kinds_of
from workbench.analysis.verdicts import fits, verdicts
from workbench.stats.binomial_trend import binomial_trends

SEED = 20240521
CORPORA = 200
PLANTED_IN = 20  # corpora for each number of periods
PERIODS = (6, 24)
SHARES = (0.01, 0.02, 0.05, 0.1, 0.2)
RATIOS = (1.0, 1.05, 1.1, 1.3)
TERMS = 5  # for each share and ratio
CALLED = ("rising", "saturated", "falling")
SHUFFLES = ("papers", "dumps whole")


class Archive:
    """Papers, the dumps they are listed in, and which terms they hold."""

    def __init__(self, corpus: Corpus) -> None:
        listed = corpus.listings.join(corpus.dumps.select("dump_id", "listed_on"), on="dump_id")
        listed = listed.unique("paper_id", keep="first").sort("listed_on", "paper_id")
        self.dump = listed["dump_id"].rank("dense").to_numpy() - 1
        self.month = listed["listed_on"].dt.truncate("1mo").rank("dense").to_numpy() - 1
        self.papers = listed["paper_id"]
        terms = candidate_terms(corpus, "term", enough_papers(corpus.papers.height, None))
        held = incidence(corpus.presence(terms["term_id"]), listed["paper_id"], terms["term_id"])
        self.terms = terms["term_id"]
        self.held = held.tocsc().astype(np.int64)
        self.share = np.asarray(held.sum(axis=0)).ravel() / len(self.dump)

    def shuffled(self, how: str, periods: np.ndarray, generator: np.random.Generator) -> np.ndarray:
        """Return the period of each paper after a shuffle.

        Parameters
        ----------
        how
            One of `SHUFFLES`.
        periods
            The period of each place in time, in order.
        generator
            Source of chance.
        """
        if how == "papers":
            return generator.permutation(periods)
        order = np.argsort(generator.permutation(self.dump.max() + 1)[self.dump], kind="stable")
        moved = np.empty_like(periods)
        moved[order] = periods
        return moved

    def counts(self, period: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return papers with each term by period, and papers by period."""
        place = np.eye(period.max() + 1, dtype=np.int64)[period]
        return (self.held.T @ place), place.sum(axis=0)


def without_trends(archive: Archive) -> Iterator[tuple[object, ...]]:
    """Yield, for each shuffle, in how many corpora any term is called what."""
    for how in SHUFFLES:
        generator = np.random.default_rng(SEED)
        called, peaked, terms = 0, 0, 0
        for _ in range(CORPORA):
            counts, totals = archive.counts(archive.shuffled(how, archive.month, generator))
            words = judged(counts, totals)[0]
            called += np.isin(words, CALLED).any()
            peaked += (words == "peaked").any()
            terms += np.isin(words, CALLED).sum()
        yield how, CORPORA, len(archive.share), called, terms, peaked


def judged(counts: np.ndarray, totals: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return verdicts, and the interval of the slope of each term."""
    index = np.arange(len(totals), dtype=float)
    lines, peaks = fits(counts, totals, index, 1.0)
    words, _ = verdicts(counts, totals, index, lines, peaks, counts.sum(axis=1))
    return words, np.nan_to_num(lines.low, nan=-np.inf), np.nan_to_num(lines.high, nan=np.inf)


def planted(archive: Archive) -> pl.DataFrame:
    """Return a row for each planted term: what was planted, what was found.

    A planted term is a real one, whose papers were shuffled, in papers of which it is taken out or
    put in by chance until its odds change by the ratio: it keeps what clusters it in dumps.
    """
    rows = []
    near = [np.argsort(np.abs(archive.share - share), kind="stable")[:TERMS] for share in SHARES]
    for how in SHUFFLES:
        for periods in PERIODS:
            generator = np.random.default_rng([SEED, periods])
            place = np.arange(len(archive.dump)) * periods // len(archive.dump)
            for _ in range(PLANTED_IN):
                period = archive.shuffled(how, place, generator)
                counts, totals = archive.counts(period)
                cases = [(term, share, ratio)
                         for share, terms in zip(SHARES, near, strict=True)
                         for term in terms for ratio in RATIOS]  # fmt: skip
                added = [
                    tilted(archive, term, np.log(ratio), period, generator)
                    for term, _, ratio in cases
                ]
                words, low, high = judged(np.vstack([counts, added]), totals)
                alone = binomial_trends(np.array(added), totals)
                for case, (_, share, ratio) in enumerate(cases):
                    row, slope = len(counts) + case, np.log(ratio)
                    held = bool(low[row] <= slope <= high[row])
                    by_itself = not (alone.low[case] > slope or alone.high[case] < slope)
                    rising = words[row] in ("rising", "saturated")
                    rows.append((how, periods, share, ratio, held, by_itself, rising))
    columns = ["how", "periods", "share", "ratio", "held", "by_itself", "rising"]
    return pl.DataFrame(rows, schema=columns, orient="row")


def tilted(
    archive: Archive, term: int, slope: float, period: np.ndarray, generator: np.random.Generator
) -> np.ndarray:
    """Return the counts of a term after its odds were made to change."""
    holds = tilted_papers(archive, term, slope, period, generator)
    return np.bincount(period, weights=holds, minlength=period.max() + 1).astype(np.int64)


def tilted_papers(
    archive: Archive, term: int, slope: float, period: np.ndarray, generator: np.random.Generator
) -> np.ndarray:
    """Return which papers hold a term after its odds were made to change."""
    usual = archive.share[term]
    wanted = expit(logit(usual) + slope * (period - period.max() / 2))
    held = archive.held[:, [term]].toarray().ravel() > 0
    chance = generator.random(len(period))
    kept = held & (chance < wanted / usual)
    put_in = ~held & (chance < (wanted - usual) / (1 - usual))
    return kept | put_in


def coverage(found: pl.DataFrame) -> Iterator[tuple[object, ...]]:
    """Yield how many of the intervals hold what was planted."""
    for (how, periods), part in found.group_by("how", "periods", maintain_order=True):
        by_ratio = [part.filter(ratio=ratio)["held"].mean() for ratio in RATIOS]
        means = [part["held"].mean(), *by_ratio, part["by_itself"].mean()]
        yield how, periods, part.height, *(f"{mean:.1%}" for mean in means)


def power(found: pl.DataFrame) -> Iterator[tuple[object, ...]]:
    """Yield how many of the planted terms are called rising."""
    for (how, periods, ratio), part in found.group_by(
        "how", "periods", "ratio", maintain_order=True
    ):
        by_share = [part.filter(share=share)["rising"].mean() for share in SHARES]
        yield how, periods, ratio, *(f"{mean:.0%}" for mean in by_share)


def labeled(corpus: Corpus) -> Iterator[tuple[object, ...]]:
    """Yield how well words labeled by hand are told apart."""
    chosen = corpus.terms.filter(pl.col("term").is_in([*STYLE, *SUBJECTS]))
    kinds = chosen.hstack(kinds_of(corpus, chosen, "term"))
    is_subject = kinds["term"].is_in(SUBJECTS).to_numpy()
    rank, subjects = rankdata(kinds["spread"]), int(is_subject.sum())
    above = rank[is_subject].sum() - subjects * (subjects + 1) / 2
    yield "area under the curve", f"{above / subjects / (len(rank) - subjects):.3f}"
    for name, words in (("style", STYLE), ("subject", SUBJECTS)):
        said = kinds.filter(pl.col("term").is_in(words))["kind"]
        counted = [f"{(said == kind).sum()} {kind}" for kind in ("style", "unclear", "subject")]
        yield f"{len(said)} words of {name}", ", ".join(counted)


def main() -> None:
    """Print the tables."""
    corpus = Corpus.open(Path(sys.argv[1]))
    archive = Archive(corpus)
    tables = [
        (("shuffled", "corpora", "terms in each", "with any called rising or falling",
          "such terms in all", "with any called peaked"), without_trends(archive))
    ]  # fmt: skip
    found = planted(archive)
    tables += [
        (("shuffled", "periods", "planted terms", "intervals that hold",
          *(f"ratio {ratio}" for ratio in RATIOS), "own scatter only"), coverage(found)),
        (("shuffled", "periods", "ratio", *(f"share {share:.0%}" for share in SHARES)),
         power(found)),
        (("words labeled by hand", "result"), labeled(corpus)),
    ]  # fmt: skip
    for columns, rows in tables:
        print("\n".join(table(columns, rows)), flush=True)


if __name__ == "__main__":
    main()
