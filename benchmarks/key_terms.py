"""Score key terms against hand-picked ones and keywords, and print the tables of docs/terms.md.

    python benchmarks/key_terms.py TABLES GOLD [KEYWORDS]

TABLES are the tables of the five dumps, GOLD is the file with the hand-picked terms of nine papers,
KEYWORDS are tables of a collection whose papers carry keywords (`hf_daily`). One baseline needs
yake; without it its figures are left out.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from time import perf_counter

import numpy as np
import polars as pl
from shown import table
from sklearn.feature_extraction.text import TfidfVectorizer

from workbench import Corpus, key_terms
from workbench.terms.known import counted_as, counted_phrase

DEPTHS = (10, 20)
RESAMPLES = 2_000
SAMPLE = 1_500
_ACRONYM_BEHIND = re.compile(r"\s*\([^)]*\)$")

Terms = dict[str, list[str]]
Normal = Callable[[str], str]


def normal_of(corpus: Corpus) -> Normal:
    """Return what turns a printed phrase into the term that the index counts it as."""
    printed = counted_as(corpus.terms, corpus.forms)
    known = {form.lower(): term for form, term in printed.items()} | printed
    return lambda text: counted_phrase(text, known)


def picked(corpus: Corpus, gold: Path, normal: Normal) -> Terms:
    """Return the hand-picked terms by paper."""
    content = json.loads(gold.read_text(encoding="utf-8"))
    (papers,) = (value for value in content.values() if isinstance(value, list))
    ids = dict(corpus.papers.select("title", "paper_id").iter_rows())
    return {
        ids[paper["title"]]: [normal(entry["term"]) for entry in paper["terms"]] for paper in papers
    }


def keywords(corpus: Corpus, normal: Normal) -> Terms:
    """Return the keywords of a sample of papers, those that their texts print."""
    held = corpus.papers.filter(pl.col("keywords").list.len() > 0).sort("paper_id")
    sample = held.sample(min(SAMPLE, held.height), seed=0)
    found = {}
    for paper_id, words, title, abstract in sample.select(
        "paper_id", "keywords", "title", "abstract"
    ).iter_rows():
        text = f" {normal(f'{title} {abstract}')} "
        terms = dict.fromkeys(normal(_ACRONYM_BEHIND.sub("", word)) for word in words)
        found[paper_id] = [term for term in terms if f" {term} " in text]
    return {paper_id: terms for paper_id, terms in found.items() if terms}


def ours(corpus: Corpus, papers: Iterable[str]) -> Terms:
    """Return the terms that the workbench ranks first."""
    ranked = key_terms(corpus, papers, n=max(DEPTHS))
    grouped = ranked.group_by("paper_id", maintain_order=True).agg("term")
    return dict(grouped.iter_rows())


def tfidf(corpus: Corpus, papers: Iterable[str], normal: Normal) -> Terms:
    """Return the terms that scikit-learn's TF-IDF ranks first: up to three words, its stop list."""
    texts = corpus.papers.select("title", pl.col("abstract").fill_null(""))
    vectorizer = TfidfVectorizer(ngram_range=(1, 3), stop_words="english")
    weights = vectorizer.fit_transform([". ".join(row) for row in texts.iter_rows()])
    names = vectorizer.get_feature_names_out()
    rows = {paper: row for row, paper in enumerate(corpus.papers["paper_id"])}
    found = {}
    for paper in papers:
        row = weights[[rows[paper]]]
        order = np.lexsort((names[row.indices], -row.data))
        found[paper] = _distinct(names[row.indices[order]], normal)
    return found


def yake(corpus: Corpus, papers: Iterable[str], normal: Normal) -> Terms | None:
    """Return the terms that YAKE ranks first: up to three words, its own removal of duplicates."""
    try:
        from yake import KeywordExtractor
    except ImportError:
        return None
    extractor = KeywordExtractor(lan="en", n=3, top=3 * max(DEPTHS))
    texts = corpus.papers.select("paper_id", "title", pl.col("abstract").fill_null(""))
    by_paper = {paper: f"{title}. {abstract}" for paper, title, abstract in texts.iter_rows()}
    return {
        paper: _distinct((term for term, _ in extractor.extract_keywords(by_paper[paper])), normal)
        for paper in papers
    }


def _distinct(printed: Iterable[str], normal: Normal) -> list[str]:
    terms: dict[str, None] = {}
    for text in printed:
        terms.setdefault(normal(text))
        if len(terms) == max(DEPTHS):
            break
    return list(terms)


def recall(truth: Mapping[str, list[str]], said: Mapping[str, list[str]], depth: int) -> str:
    """Return the recall among the first `depth` terms, with a 95 % interval.

    The interval is the percentile bootstrap over papers.
    """
    counts = np.array(
        [
            (len({*terms} & {*said.get(paper, [])[:depth]}), len({*terms}))
            for paper, terms in truth.items()
        ]
    )
    draws = np.random.default_rng(0).integers(len(counts), size=(RESAMPLES, len(counts)))
    hits, wanted = counts[draws].sum(axis=1).T
    low, high = np.quantile(hits / wanted, (0.025, 0.975))
    found, all_terms = counts.sum(axis=0)
    return f"{found / all_terms:.2f} ({low:.2f} to {high:.2f})"


def scores(corpus: Corpus, truth: Terms, normal: Normal) -> Iterator[tuple[str, ...]]:
    """Yield a row of the table for each way of ranking."""
    ways = {
        "`wb.key_terms`": lambda: ours(corpus, truth),
        "TF-IDF (scikit-learn)": lambda: tfidf(corpus, truth, normal),
        "YAKE": lambda: yake(corpus, truth, normal),
    }
    for name, rank in ways.items():
        start = perf_counter()
        said = rank()
        seconds = perf_counter() - start
        if said is not None:
            yield name, *(recall(truth, said, depth) for depth in DEPTHS), f"{seconds:.1f}"


def main(tables: str, gold: str, with_keywords: str | None = None) -> None:
    """Print the tables."""
    sources = [(tables, lambda corpus, normal: picked(corpus, Path(gold), normal))]
    if with_keywords:
        sources.append((with_keywords, keywords))
    for folder, read in sources:
        corpus = Corpus.open(folder)
        normal = normal_of(corpus)
        truth = read(corpus, normal)
        print(f"{sum(map(len, truth.values())):,} terms of {len(truth):,} papers\n")
        heads = ["", *(f"recall in the first {depth}" for depth in DEPTHS), "seconds"]
        print("\n".join(table(heads, scores(corpus, truth, normal))))


if __name__ == "__main__":
    main(*sys.argv[1:])
