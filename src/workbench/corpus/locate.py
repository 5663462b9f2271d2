"""Where a collection's tables are."""

from __future__ import annotations

import os
from pathlib import Path

from ..errors import TablesError

VARIABLE = "WORKBENCH_PROCESSED"
_PROCESSED = Path("data") / "processed"


def find_tables(tables: str | Path, start: Path | None = None) -> Path:
    """Return the folder of tables that a path or a collection's name means.

    Parameters
    ----------
    tables
        A folder, or the name of a collection.
    start
        The folder from which a name is looked for upwards; by default the current one.

    Raises
    ------
    TablesError
        Nothing of that name; says where it was looked for.
    """
    path = Path(tables)
    here = Path.cwd() if start is None else start.resolve()
    if path.name != str(tables) or (here / path).is_dir():
        return path if start is None else here / path
    given = os.environ.get(VARIABLE)
    places = [Path(given)] if given else [folder / _PROCESSED for folder in (here, *here.parents)]
    for place in places:
        # a switch that was cut short leaves only the folder's neighbors: let the reader mend it
        if (place / path).is_dir() or any(place.glob(f".{path}.*/manifest.json")):
            return place / path
    nearest = next((place for place in places if place.is_dir()), places[0])
    raise TablesError(
        f"no tables of a collection {str(tables)!r} in {nearest};"
        f" run: workbench load data/raw/{tables}"
    )
