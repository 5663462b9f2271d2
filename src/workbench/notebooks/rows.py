"""Two versions of the same rows, told apart row by row: whose value changed, from what to what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from .wording import pair, shown

Row = Mapping[str, Any]

# What rows of our frames are about, most telling first, and where or when they are so. Other
# columns of text stand behind these where a row has to be found again.
WHO = (
    *("label_a", "label_b", "term_a", "term_b", "name_a", "name_b", "dump_a", "dump_b"),
    *("label", "term", "name", "topic", "title", "paper_id", "series", "format", "field", "check"),
    *("rule", "rank"),
)
WITHIN = (
    *("period", "period_start", "dump", "path", "listed_on", "captured_on", "start", "day", "year"),
)
# The figure that a reader asks for first, and those that only go along with others.
LEADING = ("share", "verdict", "papers_both", "papers", "listings")
TRAILING = ("low", "high", "interval")

MOST_KEYS = 3
MOST_CANDIDATES = 8
MOST_BESIDE = 3
ABSENT = "not there"


@dataclass(frozen=True)
class Change:
    """One thing that is shown differently: what, as a reader would name it, and both values."""

    what: str
    was: str
    now: str
    beside: str = ""

    def __str__(self) -> str:
        return f"{self.what}: {self.was} → {self.now}{self.beside}"


def compare_rows(was: Sequence[Row], now: Sequence[Row]) -> list[Change]:
    """Return how rows differ: values that changed, rows that came or went, a changed order.

    A row is found again by the columns that name it, those of :data:`WHO` and :data:`WITHIN` before
    others; by its place where nothing names it.

    Parameters
    ----------
    was, now
        Rows as mappings from column to value, of a table or of a chart's data.

    Returns
    -------
    list of Change
        In the order of `now`, rows that went last; empty if the rows are the same.
    """
    key = _key(was, now)
    old, new = _by_key(was, key), _by_key(now, key)
    changes = []
    for name, row in new.items():
        if name not in old:
            changes.append(Change(f"row {_named(key, name, row)}", ABSENT, _summary(row, key)))
        elif change := _row_change(_named(key, name, row), old[name], row):
            changes.append(change)
    for name, row in old.items():
        if name not in new:
            changes.append(Change(f"row {_named(key, name, row)}", _summary(row, key), ABSENT))
    if not changes:
        for place, (before, name) in enumerate(zip(old, new, strict=True), start=1):
            if before != name:
                was_at = list(old).index(name) + 1
                where = f"row {_named(key, name, new[name])}"
                return [Change(where, f"place {was_at}", f"place {place}")]
    return changes


def _key(was: Sequence[Row], now: Sequence[Row]) -> tuple[str, ...]:
    """Return the fewest columns that name each row once and find most of them again."""
    best: tuple[str, ...] = ()
    found = 0
    candidates = _candidates(was, now)
    for size in range(1, MOST_KEYS + 1):
        for key in combinations(candidates, size):
            old, new = ({tuple(row[c] for c in key) for row in rows} for rows in (was, now))
            if len(old) == len(was) and len(new) == len(now) and len(old & new) > found:
                best, found = key, len(old & new)
    return best


def _candidates(was: Sequence[Row], now: Sequence[Row]) -> list[str]:
    """Return the columns that may name a row: known ones, then others that hold words."""
    rows = [*was, *now]
    columns = [c for c in (rows[0] if rows else ()) if all(c in row for row in rows)]
    known = [*WHO, *WITHIN]
    ours = sorted((c for c in columns if _plain(c) in known), key=lambda c: known.index(_plain(c)))
    others = [c for c in columns if c not in ours and all(_is_words(row[c]) for row in rows)]
    scalar = [
        column
        for column in [*ours, *others]
        if all(row[column] is None or isinstance(row[column], str | int | float) for row in rows)
    ]
    return scalar[:MOST_CANDIDATES]


def _is_words(value: Any) -> bool:
    """Say whether a value is no figure, nor a mere dash for one."""
    return isinstance(value, str) and any(sign.isalpha() for sign in value)


def _plain(column: str) -> str:
    """Return the name that a column has in a frame; a shown table has gaps for underscores."""
    return column.replace(" ", "_")


def _read(column: str) -> str:
    """Return a column's name as tables show it."""
    return column.removeprefix("n_").replace("_", " ")


def _by_key(rows: Sequence[Row], key: tuple[str, ...]) -> dict[tuple[Any, ...], Row]:
    return {
        tuple(row[column] for column in key) if key else (number,): row
        for number, row in enumerate(rows, start=1)
    }


def _naming(key: tuple[str, ...], row: Row) -> list[str]:
    """Return the columns that name a row to a reader.

    These are those that tell it from the others, and where a reader would ask, what else says what
    the row is about: the other term of a pair, the period, the one term that all rows are about.
    """
    columns = {_plain(column): column for column in row}
    firsts = [_plain(column) for column in key if _plain(column).endswith("_a")]
    more = [columns.get(name) for name in (*(f"{first[:-1]}b" for first in firsts), "period")]
    naming = list(dict.fromkeys([*key, *filter(None, more)]))
    if all(_plain(column) in WITHIN for column in naming):
        naming += [c for c in row if _plain(c) in WHO and _is_words(row[c])][:1]
    return naming


def _named(key: tuple[str, ...], name: tuple[Any, ...], row: Row) -> str:
    """Return a row's name as a reader would say it: `*fog* and *rain* in 2025-03`."""
    if not key:
        return str(name[0])
    naming = _naming(key, row)
    about = [_called(c, shown(row[c])) for c in naming if _plain(c) not in WITHIN]
    within = [shown(row[c]) for c in naming if _plain(c) in WITHIN]
    return " in ".join(filter(None, (" and ".join(about), ", ".join(within))))


def _called(column: str, value: str) -> str:
    """Return a name between stars; a number, or a dash, with what it is a number of."""
    return f"*{value}*" if _is_words(value) else f"{_read(column)} {value}"


def _row_change(named: str, was: Row, now: Row) -> Change | None:
    columns = [*now, *(column for column in was if column not in now)]
    changed = [c for c in columns if differs(was.get(c, ABSENT), now.get(c, ABSENT))]
    if not changed:
        return None
    told: dict[tuple[str, str], str] = {}
    for column in sorted(changed, key=_weight):
        # a chart's data may hold a text twice, under the names that its parts know it by
        told.setdefault(pair(was.get(column, ABSENT), now.get(column, ABSENT)), _read(column))
    ((before, after), first), *others = told.items()
    beside = ", ".join(f"{column} {old} → {new}" for (old, new), column in others[:MOST_BESIDE])
    if len(others) > MOST_BESIDE:
        beside += f", {len(others) - MOST_BESIDE} more"
    of = "of row" if named.isdecimal() else "in" if named[0].isdecimal() else "of"
    return Change(f"{first} {of} {named}", before, after, f" ({beside})" if beside else "")


def differs(was: Any, now: Any) -> bool:
    """Say whether two values look different: Python takes `True` for 1, a reader does not."""
    return was != now or isinstance(was, bool) != isinstance(now, bool)


def _weight(column: str) -> int:
    name = _plain(column)
    if name in LEADING:
        return LEADING.index(name)
    return len(LEADING) + (name in TRAILING)


def _summary(row: Row, key: tuple[str, ...]) -> str:
    """Return the most telling of a row's values besides those that name it."""
    named = [row[column] for column in (_naming(key, row) if key else [])]
    columns = [c for c in row if row[c] is not None and row[c] not in named]
    told = [f"{_read(c)} {shown(row[c])}" for c in sorted(columns, key=_weight)[:MOST_BESIDE]]
    return ", ".join(told) or "there"
