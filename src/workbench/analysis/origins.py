"""Where each of a paper's fields comes from: the listing that gave it, and its place."""

from __future__ import annotations

from datetime import date

import polars as pl

from ..corpus import Corpus
from ..dumps import fields
from ..errors import InputError
from ..text import title_keys

_FIELDS = [
    "title",
    "abstract",
    "authors",
    "arxiv_id",
    "doi",
    "url",
    "categories",
    "keywords",
    "published_on",
    "code_urls",
]
_JOINT = ", "


def field_origins(corpus: Corpus, paper: str) -> pl.DataFrame:
    """Return which listing gave a paper each of its fields.

    Of several listings the one with the longest abstract gives title and abstract, and each other
    field comes from the first of them that has it.

    Parameters
    ----------
    corpus
        The papers at hand.
    paper
        A ``paper_id``, an arXiv id (any spelling), a DOI or a title.

    Returns
    -------
    polars.DataFrame
        A row for each field that the paper has: ``field``, ``value`` (as text), ``path`` (of the
        dump), ``rank``, ``line_start``, ``line_end``. Place and path are null where the listing is
        in none of the dumps at hand: a narrowed corpus still knows what the others gave.

    Raises
    ------
    InputError
        No paper of that name, or several of that title.
    """
    found = _find(corpus, paper)
    values = [(name, _text(found[name])) for name in _FIELDS if found[name]]
    told = pl.DataFrame(values, schema={"field": pl.String, "value": pl.String}, orient="row")
    mine = pl.col("paper_id") == found["paper_id"]
    listings = corpus.listings.filter(mine).join(
        corpus.dumps.select("dump_id", "path"), on="dump_id"
    )
    origins = corpus.origins.filter(mine)
    if origins.is_empty():  # its only listing gave all
        origins = told.select("field").join(listings.select("dump_id", "rank"), how="cross")
    return (
        told.join(origins, on="field", how="left", maintain_order="left")
        .join(listings, on=["dump_id", "rank"], how="left", maintain_order="left")
        .select("field", "value", "path", "rank", "line_start", "line_end")
    )


def _find(corpus: Corpus, paper: str) -> dict[str, object]:
    """Return the row of the paper that is called so."""
    papers = corpus.papers
    spelled = fields.arxiv_id(paper)
    names = {
        "paper_id": paper,
        "arxiv_id": spelled.id if spelled else None,
        "doi": fields.doi(paper),
        "title": paper,
    }
    for column, name in names.items():
        found = papers.filter(pl.col(column) == name) if name else papers.clear()
        if found.height:
            break
    else:
        wanted = title_keys(pl.Series([paper]))[0]
        found = papers.filter(title_keys(papers["title"]) == wanted)
    if found.is_empty():
        raise InputError(
            f"no paper {paper!r}; name it by its paper_id, arXiv id, DOI or title, as"
            " corpus.papers has them"
        )
    if found.height > 1:
        ids = ", ".join(found["paper_id"].sort().head(4))
        raise InputError(f"{found.height:,} papers are called {paper!r}; name one of: {ids}")
    return found.row(0, named=True)


def _text(value: object) -> str:
    if isinstance(value, list):
        return _JOINT.join(value)
    return value.isoformat() if isinstance(value, date) else str(value)
