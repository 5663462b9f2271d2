"""Measure what holding the mix of topics does to trends where only the mix changes.

    python benchmarks/shifting_mix.py TABLES

TABLES is the folder of tables of `hf_daily`, or of any series of a few thousand papers. Prints a
table of docs/trends.md. Real papers move to other months: half of the subjects grow, the others
shrink, and inside a subject no word does anything.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl
from calibration import CALLED, SEED, Archive, judged, tilted_papers
from shown import table

from workbench import Corpus, Timeline
from workbench.analysis.composition import standardized
from workbench.analysis.counting import count_terms
from workbench.analysis.topic_model import fit_topics
from workbench.analysis.topic_terms import term_table

SHIFTS = (1.02, 1.05)  # what a subject grows or shrinks by, each month
SHIFTED_CORPORA = 20  # for each of them
SHIFT_SHARES = (0.02, 0.05, 0.1)
SHIFT_RATIOS = (1.0, 1.05, 1.1)
SUBJECTS_OF_ALL = 12


def shifting(
    subject: np.ndarray, month: np.ndarray, shift: float, generator: np.random.Generator
) -> np.ndarray:
    """Return a month for each paper, so that half of the subjects grow, and the others shrink."""
    months = np.bincount(month)
    grows = generator.permutation(np.arange(subject.max() + 1) % 2) * 2 - 1
    place = np.arange(len(months)) - (len(months) - 1) / 2
    chance = months * np.exp(np.log(shift) * grows[:, None] * place)
    ends = (chance / chance.sum(axis=1, keepdims=True)).cumsum(axis=1)
    drawn = generator.random(len(subject))[:, None]
    return np.minimum((drawn > ends[subject]).sum(axis=1), len(months) - 1)


def subjects_of(corpus: Corpus, papers: pl.Series) -> np.ndarray:
    """Return the main subject of each paper, by topics that the analyses do not use."""
    table = term_table(corpus)
    of_papers, _ = fit_topics(table.weights, SUBJECTS_OF_ALL, SEED)
    known = pl.DataFrame({"paper_id": table.papers, "subject": of_papers.argmax(axis=1)})
    found = papers.to_frame("paper_id").join(
        known, on="paper_id", how="left", maintain_order="left"
    )
    return found["subject"].fill_null(0).to_numpy()


def with_shifting_mix(corpus: Corpus, archive: Archive) -> Iterator[tuple[object, ...]]:
    """Yield, with the topics held and not, what is called where only the mix of subjects changes.

    Planted are terms whose odds are made to change whatever the subject.
    """
    subject = subjects_of(corpus, archive.papers)
    near = [
        int(np.argsort(np.abs(archive.share - share), kind="stable")[0]) for share in SHIFT_SHARES
    ]
    cases = [(term, ratio) for term in near for ratio in SHIFT_RATIOS]
    own_ids = pl.Series("term_id", [-1 - case for case in range(len(cases))], dtype=pl.Int64)
    ids, presence = pl.concat([archive.terms, own_ids]), corpus.presence(archive.terms)
    for shift in SHIFTS:
        generator = np.random.default_rng(SEED)
        found: dict[str, list[np.ndarray]] = {"as they are": [], "held": []}
        for _ in range(SHIFTED_CORPORA):
            month = shifting(subject, archive.month, shift, generator)
            planted = [
                archive.papers.filter(
                    pl.Series(tilted_papers(archive, term, np.log(ratio), month, generator))
                )
                .to_frame("paper_id")
                .with_columns(term_id=pl.lit(own_id, pl.Int64))
                for (term, ratio), own_id in zip(cases, own_ids, strict=True)
            ]
            every, timeline = pl.concat([presence, *planted]), laid_on(archive, month)
            crude, _ = count_terms(corpus, timeline, ids, "term", every)
            held = standardized(corpus, timeline, every, ids)
            for name, asked in zip(found, [(crude, np.bincount(month)), held], strict=True):
                found[name].append(outcome(*asked, len(archive.terms), cases))
        for name, outcomes in found.items():
            rows = np.array(outcomes)
            rising = rows[:, 2:].mean(axis=0).reshape(len(near), -1).mean(axis=0)
            yield (
                shift,
                name,
                SHIFTED_CORPORA,
                f"{rows[:, 0].mean():.1f}",
                *(f"{part:.0%}" for part in rising),
                f"{rows[:, 1].mean():.0%}",
            )


def laid_on(archive: Archive, month: np.ndarray) -> Timeline:
    """Return the papers on months that are not their own."""
    names = pl.Series([f"{number:03d}" for number in range(archive.month.max() + 1)])
    units = pl.DataFrame({"period": names[month.tolist()], "paper_id": archive.papers})
    periods = pl.DataFrame({"period": names, "papers": np.bincount(month)})
    return Timeline("month", "listed_on", "distinct", True, units, periods, 0)


def outcome(
    counts: np.ndarray, totals: np.ndarray, terms: int, cases: list[tuple[int, float]]
) -> np.ndarray:
    """Return how many terms are called, which intervals hold, which planted ones are rising."""
    words, low, high = judged(counts, totals)
    slope = np.log([ratio for _, ratio in cases])
    inside = (low[terms:] <= slope) & (slope <= high[terms:])
    rising = np.isin(words[terms:], ["rising", "saturated"])
    return np.array([np.isin(words[:terms], CALLED).sum(), inside.mean(), *rising])


def main() -> None:
    """Print the table."""
    corpus = Corpus.open(Path(sys.argv[1]))
    columns = (
        "subjects change by", "topics", "corpora", "terms called in each",
        *(f"planted {ratio} called rising" for ratio in SHIFT_RATIOS), "intervals that hold",
    )  # fmt: skip
    print("\n".join(table(columns, with_shifting_mix(corpus, Archive(corpus)))), flush=True)


if __name__ == "__main__":
    main()
