"""Listings for tests of identity: what a row leaves out is null."""

from __future__ import annotations

from datetime import date

import polars as pl
from hypothesis import settings

from workbench.dumps import RECORD_SCHEMA, finish
from workbench.identity import Identified, Overrides, identify
from workbench.identity.keys import copies_of, keyed, placed

A, B, C = "a" * 16, "b" * 16, "c" * 16
DUMPS = pl.DataFrame(
    {
        "dump_id": [A, B, C],
        "path": ["a.txt", "b.txt", "c.txt"],
        "captured_on": [date(2025, 2, 1), date(2025, 1, 1), None],
    }
)
# An abstract long enough to prove something, and another.
LONG = (
    "Harbors fill and empty twice a day. We watch forty of them with cheap gauges and a clock. "
    "A simple rule of moon and depth foretells most of what we saw, and fails in narrow bays."
)
OTHER = (
    "Corals keep a diary of the water they grew in. We read nine hundred years of it by drilling. "
    "Warm decades leave thin rings, cold ones thick rings, and storms leave none at all."
)

# a first call imports scipy, and machines are busy
untimed = settings(deadline=None, max_examples=40)


def records(*rows: dict[str, object]) -> pl.DataFrame:
    """Return records of dump `a`, ranks counting up."""
    filled = [
        {
            **dict.fromkeys(RECORD_SCHEMA),
            "dump_id": A,
            "rank": number,
            "line_start": number,
            "line_end": number,
            **row,
        }
        for number, row in enumerate(rows, start=1)
    ]
    return finish(pl.DataFrame(filled, schema=RECORD_SCHEMA))


def identified(*rows: dict[str, object], overrides: Overrides | None = None) -> Identified:
    """Return the papers that listings are told to be."""
    return identify(records(*rows), DUMPS, overrides)


def paper_ids(*rows: dict[str, object], overrides: Overrides | None = None) -> list[str]:
    """Return the paper of each listing, in the order given."""
    found = identified(*rows, overrides=overrides).listings.sort("rank")
    return found["paper_id"].to_list()


def groups(*rows: dict[str, object], overrides: Overrides | None = None) -> list[int]:
    """Return a number for the paper of each listing, counting papers as they come."""
    ids = paper_ids(*rows, overrides=overrides)
    return [list(dict.fromkeys(ids)).index(one) for one in ids]


def copies(*rows: dict[str, object]) -> pl.DataFrame:
    """Return the copies among listings."""
    return copies_of(placed(keyed(records(*rows)), DUMPS))[0]
