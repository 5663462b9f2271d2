"""Rows as a plain table of HTML, for what a notebook shows of an object."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from html import escape

MISSING = "–"


def html_table(
    rows: Sequence[Mapping[str, object]],
    numbers: Collection[str],
    words: Mapping[str, str] | None = None,
) -> str:
    """Return rows as a table; nothing where there are none.

    Parameters
    ----------
    rows
        Rows of the same names. A column that holds nothing is left out: it takes the room of
        those that say something.
    numbers
        Names whose values stand to the right.
    words
        What to call a column, where that is not its name with blanks.
    """
    if not rows:
        return ""
    names = [name for name in rows[0] if any(row[name] is not None for row in rows)]
    heads = {name: (words or {}).get(name, name.replace("_", " ")) for name in names}
    sides = {name: "right" if name in numbers else "left" for name in names}
    head = "".join(
        f'<th style="text-align:{sides[name]}">{escape(heads[name])}</th>' for name in names
    )
    body = "".join(
        "<tr>"
        + "".join(f'<td style="text-align:{sides[name]}">{_cell(row[name])}</td>' for name in names)
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value: object) -> str:
    if value is None:
        return MISSING
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else escape(str(value))
