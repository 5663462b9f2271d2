"""Terms and printed forms by name, found among millions without comparing a string with each."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

import polars as pl

from ..kernel.find import rows_with


class Names:
    """What the tables of an index are called.

    What is worked out on the way is kept, so ask one of these as often as the tables stay.

    Parameters
    ----------
    terms, forms
        The tables of the index, in any order.
    """

    def __init__(self, terms: pl.DataFrame, forms: pl.DataFrame) -> None:
        self._terms, self._forms = terms, forms

    @cached_property
    def _hashes(self) -> dict[str, pl.Series]:
        columns = (self._terms["term"], self._forms["form"])
        return {column.name: _hashed(column) for column in columns}

    def terms(self, names: Collection[str]) -> pl.DataFrame:
        """Return the rows of the terms of these names, in the order of the table."""
        return self._rows(self._terms, "term", names)

    def printed(self, forms: Collection[str]) -> pl.DataFrame:
        """Return the rows of the forms that are printed exactly so, in the order of the table."""
        return self._rows(self._forms, "form", forms)

    def _rows(self, table: pl.DataFrame, column: str, names: Collection[str]) -> pl.DataFrame:
        wanted = pl.Series(column, list(names), dtype=pl.String)
        alike = table[rows_with(self._hashes[column], _hashed(wanted))]
        # two strings may have one hash
        return alike.filter(pl.col(column).is_in(wanted.implode()))

    def of_ids(self, ids: pl.Series) -> pl.DataFrame:
        """Return the rows of the terms of these ids, in the order of the table."""
        return self._terms[rows_with(self._terms["term_id"], ids)]

    @cached_property
    def words(self) -> dict[str, int]:
        """The terms of one word, and how many papers hold each."""
        singles = self._terms.filter(pl.col("n_words") == 1).select("term", "df")
        return dict(singles.iter_rows())

    @cached_property
    def single_forms(self) -> pl.DataFrame:
        """The rows of the forms that are one word, perhaps with hyphens."""
        return self._forms.filter(~pl.col("form").str.contains(" ", literal=True))


def _hashed(names: pl.Series) -> pl.Series:
    return names.hash().reinterpret(signed=True)
