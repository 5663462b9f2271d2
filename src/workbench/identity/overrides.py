"""What the settings say of identity: papers that are one, and papers that are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import polars as pl

from ..dumps.fields import arxiv_id, doi
from ..errors import InputError
from ..text import normalize_title
from .union import Numbers

Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Overrides:
    """The table `[identity]` of a collection's settings.

    Attributes
    ----------
    same
        Groups of papers that are one, whatever their identifiers and titles.
    different
        Groups of papers of which no two are one.

    Notes
    -----
    A paper is named by its arXiv id (any spelling), its DOI or its title. A title names the
    listings that print it and carry no identifier; where there are none, the one paper that has
    this title.
    """

    same: Groups = ()
    different: Groups = ()


def links(same: Groups, copies: pl.DataFrame) -> tuple[Numbers, Numbers]:
    """Return the pairs of copies that `same` joins.

    Raises
    ------
    InputError
        An entry that names no paper, or several.
    """
    pairs = []
    for group in same:
        named = np.concatenate([_named(entry, "same", copies) for entry in group])
        pairs += [(named[0], other) for other in named[1:]]
    left, right = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return left, right


def apart(different: Groups, copies: pl.DataFrame) -> tuple[tuple[Numbers, Numbers], ...]:
    """Return the pairs of groups of copies that `different` keeps apart.

    Raises
    ------
    InputError
        An entry that names no paper, or several.
    """
    return tuple(
        (_named(one, "different", copies), _named(other, "different", copies))
        for group in different
        for one, other in combinations(group, 2)
    )


def refuse_contradictions(
    overrides: Overrides, pairs: Sequence[tuple[Numbers, Numbers]], papers: Numbers
) -> None:
    """Refuse settings that keep apart what is one by `same` or by its identifiers.

    Raises
    ------
    InputError
        Naming the two entries.
    """
    entries = [pair for group in overrides.different for pair in combinations(group, 2)]
    for (one, other), (left, right) in zip(entries, pairs, strict=True):
        if np.intersect1d(papers[left], papers[right]).size:
            raise InputError(
                f'[identity] different keeps "{one}" and "{other}" apart, but they are one paper by'
                " [identity] same or by an identifier they share; take one of the two out"
            )


def _named(entry: str, key: str, copies: pl.DataFrame) -> Numbers:
    """Return the copies of the paper that an entry names."""
    spelled = arxiv_id(entry)
    wanted = {"arxiv": spelled.id.lower() if spelled else None, "doi": doi(entry)}
    for column, value in wanted.items():
        found = (copies[column] == value).arg_true() if value else pl.Series(dtype=pl.UInt32)
        if found.len():
            return found.to_numpy().astype(np.int64)
    titled = copies.filter(pl.col("title_key") == normalize_title(entry))
    bare = titled.filter(pl.col("arxiv").is_null() & pl.col("doi").is_null())
    found = bare if bare.height else titled
    if not found.height:
        raise InputError(
            f'[identity] {key}: "{entry}" names no paper of these dumps; write its arXiv id, its'
            " DOI or its title"
        )
    ids = found.select(pl.coalesce("arxiv", "doi")).unique(maintain_order=True).to_series()
    if ids.len() > 1:
        raise InputError(
            f'[identity] {key}: "{entry}" is the title of {ids.len()} papers'
            f" ({', '.join(ids.head(3))}); write the identifier of the one you mean"
        )
    return found["copy"].to_numpy()
