"""Frames as CSV that a spreadsheet shows and does not run.

A spreadsheet runs a cell that begins like a formula, and titles of papers are other people's text;
so such cells get an apostrophe. Where commas are decimal signs it parts cells at semicolons; so all
text is in quotes, and what stands behind a semicolon in a title is no cell. It also takes a file
for UTF-8 only if it begins with a byte order mark.

References
----------
OWASP, "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection: an apostrophe before
cells that begin with ``=``, ``+``, ``-``, ``@``, a tab or a line end.
"""

from __future__ import annotations

import re

import polars as pl

FORMULA = r"^\s*[=+\-@＝＋－＠\t\r\n]"
"""Beginnings of a cell that some spreadsheet takes for a formula.

Full-width signs count too, and so does what stands behind blanks, which some programs trim.
"""
JOINT = "; "


def to_csv(frame: pl.DataFrame) -> bytes:
    """Return a frame as the bytes of a CSV file for a spreadsheet."""
    text = for_spreadsheet(frame).write_csv(include_bom=True, quote_style="non_numeric")
    return text.encode("utf-8")


def for_spreadsheet(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame whose every cell a spreadsheet shows and none of which it runs.

    Lists become text joined by semicolons; text that begins like a formula gets an apostrophe,
    column names too. Numbers and dates stay as they are.
    """
    safe = frame.select(_harmless(name, dtype) for name, dtype in frame.schema.items())
    return safe.rename(lambda name: f"'{name}" if re.match(FORMULA, name) else name)


def _harmless(name: str, dtype: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if dtype == pl.List:
        column = column.cast(pl.List(pl.String)).list.join(JOINT)
    elif dtype in (pl.String, pl.Categorical, pl.Enum):
        column = column.cast(pl.String)
    else:
        return column
    runs = column.str.contains(FORMULA)
    return pl.when(runs).then(pl.concat_str(pl.lit("'"), column)).otherwise(column).alias(name)
