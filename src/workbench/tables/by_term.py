"""The postings turned around: for each term the papers that hold it, as files to be mapped.

`term_ids` are sorted; the papers of the term at place `k` are `papers[starts[k]:starts[k + 1]]`,
each a place in the sorted names of the papers, in order. `joined` are the few postings whose
concept is another term.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from ..errors import TablesError
from ..kernel.invert import Lists
from .arrow_files import open_mapped
from .store import flush

_ARRAYS = ("term_ids", "starts", "papers")
_JOINED = "joined.arrow"
_ROWS_TOGETHER = 1 << 20
_SCHEMA = {"paper": pl.UInt32, "term_id": pl.Int64, "concept_id": pl.Int64}


@dataclass(frozen=True)
class ByTerm:
    """For each term the papers that hold it.

    Attributes
    ----------
    term_ids, starts, papers
        As the module says.
    joined
        `paper`, `term_id`, `concept_id`: the postings that stand for another term.
    """

    term_ids: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]
    papers: npt.NDArray[np.uint32]
    joined: pl.DataFrame


def write_by_term(folder: Path, place: Path) -> None:
    """Turn the postings around, some rows at a time, and write what comes out.

    Parameters
    ----------
    folder
        Of the tables.
    place
        The folder to write into.

    Raises
    ------
    TablesError
        The tables do not fit each other.
    """
    terms = pl.read_parquet(folder / "terms.parquet", columns=["term_id", "df"]).sort("term_id")
    term_ids = terms["term_id"].to_numpy()
    lists = Lists(term_ids, terms["df"].to_numpy())
    names = pl.read_parquet(folder / "papers.parquet", columns=["paper_id"])["paper_id"].sort()
    joined = [pl.DataFrame(schema=_SCHEMA)]
    fits = True
    for piece in _pieces(folder / "postings.parquet"):
        runs = piece["paper_id"].rle().struct.unnest()
        places = names.search_sorted(runs["value"]).to_numpy()
        papers = np.repeat(places.astype(np.uint32), runs["len"].to_numpy())
        fits = fits and lists.add(piece["term_id"].to_numpy(), papers)
        stands = piece.select("term_id", "concept_id").with_columns(paper=papers)
        stands = stands.filter(pl.col("term_id") != pl.col("concept_id"))
        joined.append(stands.select(_SCHEMA.keys()))
    if not (fits and lists.full):
        raise TablesError("table postings does not fit table terms; run workbench load again")
    arrays = (term_ids, lists.starts, lists.numbers)
    for name, array in zip(_ARRAYS, arrays, strict=True):
        np.save(place / f"{name}.npy", array)
        flush(place / f"{name}.npy")
    pl.concat(joined).write_ipc(place / _JOINED)
    flush(place / _JOINED)


def open_by_term(place: Path) -> ByTerm:
    """Open what :func:`write_by_term` wrote, mapped into memory.

    Raises
    ------
    TablesError
        A file is missing, or damaged.
    """
    try:
        arrays = [np.load(place / f"{name}.npy", mmap_mode="r") for name in _ARRAYS]
    except (OSError, ValueError) as error:
        raise TablesError(
            f"{place}: damaged ({error}); delete this folder and open the tables again"
        ) from error
    return ByTerm(*arrays, open_mapped(place / _JOINED))


def _pieces(postings: Path) -> Iterator[pl.DataFrame]:
    # imported where files are mapped: a load does without
    import pyarrow.parquet as pq

    # without reading ahead, which would keep what was read until the end
    with pq.ParquetFile(postings, pre_buffer=False) as file:
        columns = ["paper_id", "term_id", "concept_id"]
        for batch in file.iter_batches(_ROWS_TOGETHER, columns=columns):
            yield pl.DataFrame(pl.from_arrow(batch))
