"""The explorer of a paper: what it is about, and where it is listed."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from ..analysis import key_terms
from ..charts import key_terms as draw
from ..corpus import Corpus
from ..errors import InputError, UnknownPaperError
from ..views import Reading, table
from ..views.reading import count, day, listed, read
from .answer import Answer
from .complete import complete_titles
from .explorer import Explorer

_KEYS = ("paper_id", "arxiv_id", "doi", "title")
_NAMED = 3


def explore_paper(corpus: Corpus, paper: str | None = None, terms: int = 12) -> Explorer:
    """Explore papers: type a title or an id, see what it is about and where it is listed.

    Parameters
    ----------
    corpus
        The papers at hand.
    paper
        The paper to begin with: a title or a part of it, an arXiv id or a DOI; the paper in most
        dumps unless given.
    terms
        How many key terms to draw.

    Returns
    -------
    Explorer
        Its table holds the listings: dump, day, rank, lines.

    Raises
    ------
    UnknownPaperError
        If there is no such paper. What is typed later and is none is said in the form.
    InputError
        If the corpus holds no paper.
    """
    titles = complete_titles(corpus)

    def ask(values: Sequence[str], choice: str) -> Answer:
        found = _find(corpus, values[0], titles(values[0]))
        listings = _listings(corpus, found["paper_id"])
        if choice:
            listings = listings.filter(pl.col("dump") == choice)
        about = key_terms(corpus, [found["paper_id"]], n=terms)
        every = f"all dumps: {count(found['n_listings'], 'listing')}"
        dumps = _listings(corpus, found["paper_id"])["dump"].unique(maintain_order=True)
        return Answer(
            values=(found["title"],),
            chart=draw(about, title=found["title"]),
            reading=_read(found),
            table=table(listings),
            rows=lambda: listings,
            choices={"": every, **{dump: dump for dump in dumps}},
            choice=choice,
        )

    start = paper if paper is not None else _most_listed(corpus)
    label = "Paper (title, arXiv id or DOI)"
    return Explorer("papers", [label], "Listed in", ask, titles, [start])


def _find(corpus: Corpus, typed: str, close: Sequence[str]) -> dict[str, object]:
    """Return the paper that is meant: by an id or its whole title, else by a part of a title."""
    asked = typed.strip().lower()
    keys = [pl.col(key).str.to_lowercase() for key in _KEYS]
    exact = corpus.papers.filter(pl.any_horizontal(key == asked for key in keys))
    held = exact if asked else corpus.papers.clear()
    if held.is_empty() and asked:
        held = corpus.papers.filter(keys[-1].str.contains(asked, literal=True))
    if held.is_empty():
        raise UnknownPaperError(f"{typed!r}: no paper has this title, arXiv id or DOI", close)
    if held.height > 1 and exact.is_empty():
        several = held.sort("title")["title"].head(_NAMED).to_list()
        raise UnknownPaperError(f"{typed!r}: {held.height:,} titles hold this; which?", several)
    return held.sort("paper_id").row(0, named=True)


def _most_listed(corpus: Corpus) -> str:
    if corpus.papers.is_empty():
        raise InputError(f"{corpus.name} holds no paper to begin with")
    return corpus.papers.sort("n_dumps", "paper_id", descending=[True, False])["paper_id"][0]


def _listings(corpus: Corpus, paper_id: object) -> pl.DataFrame:
    dumps = corpus.dumps.select("dump_id", "dump", "series", "listed_on").with_row_index("order")
    return (
        corpus.listings.filter(pl.col("paper_id") == paper_id)
        .join(dumps, on="dump_id")
        .sort("order", "rank")
        .select("dump", "series", "listed_on", "rank", "line_start", "line_end", "title")
    )


def _read(paper: dict) -> Reading:
    """Say who wrote it and when, where it is, and how often it is listed."""
    authors = paper["authors"] or []
    known = [
        f"By {listed(authors, _NAMED)}." if authors else None,
        f"Published {paper['published_on']}." if paper["published_on"] else None,
        f"arXiv {paper['arxiv_id']}." if paper["arxiv_id"] else None,
        f"DOI {paper['doi']}." if paper["doi"] else None,
        f"Categories: {listed(paper['categories'], _NAMED)}." if paper["categories"] else None,
    ]
    where = f"Listed {count(paper['n_listings'], 'time')} in {count(paper['n_dumps'], 'dump')}"
    first, last = paper["first_captured_on"], paper["last_captured_on"]
    if first is not None:
        where += f", {day(first)}" + (f" to {day(last)}" if last != first else "")
    return read(*known, f"{where}.")
