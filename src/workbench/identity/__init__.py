"""Which listings are one paper, and what is known of that paper.

Listings that are equal in all that counts are one *copy* (`keys`). Copies are joined by the
settings (`overrides`), by identifiers and normalized titles (`exact`), and by titles that are
almost one where there is evidence beyond the title (`near`, with `candidates`, `titles`,
`differences`, `abstracts`, `evidence`); never across two identifiers of one kind (`union`). Then
each paper is put together (`papers`, `merges`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from . import overrides as settings
from .exact import by_identifier, by_title, identifier_vetoes
from .keys import copies_of, keyed, paper_ids, placed
from .merges import merges_of
from .near import LINK_SCHEMA, near_links
from .overrides import Overrides
from .papers import first_of_each, in_shape, papers_of, survival
from .union import Vetoes, unite

__all__ = ["Identified", "Overrides", "identify"]


@dataclass(frozen=True)
class Identified:
    """Listings told apart: the tables `listings`, `papers`, `merges`, `origins` of the contract."""

    listings: pl.DataFrame
    papers: pl.DataFrame
    merges: pl.DataFrame
    origins: pl.DataFrame


def identify(
    records: pl.DataFrame,
    dumps: pl.DataFrame,
    overrides: Overrides | None = None,
    *,
    near: bool = True,
) -> Identified:
    """Tell papers apart.

    Parameters
    ----------
    records
        All listings, columns of :data:`workbench.dumps.RECORD_SCHEMA`, in any order.
    dumps
        `dump_id`, `path`, `captured_on`.
    overrides
        What the settings force and forbid.
    near
        Whether to compare titles that are not equal. Without it only settings, identifiers and
        normalized titles join listings.

    Returns
    -------
    Identified
        A paper keeps title and abstract of the listing with the longest abstract (of equals: the
        latest version, then the earliest dump, then the first rank); its other fields come from
        the first listing in this order that has them, as `origins` tells. Listings printed under
        another title are rows of `merges`.

    Raises
    ------
    InputError
        An override that names no paper or several, or that contradicts another or an identifier.
    """
    overrides = overrides or Overrides()
    listings = placed(keyed(records), dumps)
    copies, numbers = copies_of(listings)
    alone = np.arange(copies.height)
    overridden = unite(alone, *settings.links(overrides.same, copies), Vetoes())
    identified = by_identifier(copies, overridden)
    apart = settings.apart(overrides.different, copies)
    settings.refuse_contradictions(overrides, apart, identified)
    vetoes = identifier_vetoes(copies, identified, apart)
    titled = by_title(copies, identified, vetoes)
    links = near_links(copies, titled, vetoes) if near else LINK_SCHEMA.to_frame()
    left, right = links["left"].to_numpy(), links["right"].to_numpy()
    united = unite(titled, left, right, vetoes)
    made = links.filter(pl.Series(united[left] == united[right]))
    copies = copies.drop("abstract")  # the largest of what is held, and not needed any more

    firsts, of_copy = np.unique(united, return_inverse=True)
    papers, ids, order = of_copy[numbers], paper_ids(copies, firsts), survival(listings)
    found, origins = papers_of(listings, papers, ids, order)
    listings = listings.with_columns(ids.gather(papers))
    survivors = first_of_each(papers, order, ids.len())[papers]
    steps = copies.with_columns(by_override=overridden, by_identifier=identified, by_title=titled)
    return Identified(
        listings=in_shape(listings, "listings", ["path", "rank"]),
        papers=found,
        merges=merges_of(listings, survivors, numbers, steps, made),
        origins=origins,
    )
