"""Two specifications of one chart: the data row by row, all else by its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from .rows import ABSENT, Change, compare_rows, differs
from .wording import pair


def compare_specs(was: Mapping[str, Any], now: Mapping[str, Any]) -> list[Change]:
    """Return how two charts differ: first in their data, then in how they are drawn.

    Of charts of other data it is only told that they are drawn in another way too, not each place.
    """
    old, new = _data(was), _data(now)
    changes: list[Change] = []
    for before, after in zip_longest(old.values(), new.values(), fillvalue=[]):
        changes += compare_rows(before, after)
    drawn = list(walk("drawing", _drawing(was, old), _drawing(now, new)))
    if changes and drawn:
        # titles, scales and orders follow the data: told one by one they would bury it
        places = f"{len(drawn)} places other, such as {drawn[0].what.removeprefix('drawing.')}"
        drawn = [Change("drawing", "as stored", places)]
    return [*changes, *drawn]


def walk(where: str, was: Any, now: Any) -> Iterator[Change]:
    """Yield the places at which two values as of JSON differ."""
    if isinstance(was, dict) and isinstance(now, dict):
        for key in sorted(was.keys() | now.keys()):
            yield from walk(f"{where}.{key}", was.get(key, ABSENT), now.get(key, ABSENT))
    elif isinstance(was, list) and isinstance(now, list):
        for index, (a, b) in enumerate(zip_longest(was, now, fillvalue=ABSENT)):
            yield from walk(f"{where}[{index}]", a, b)
    elif differs(was, now):
        yield Change(where, *pair(was, now))


def _data(spec: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Return a chart's data sets by name, in the order in which the chart asks for them.

    Altair names them by a hash of what they hold: in the order of names, or by name, one changed
    figure would look like one data set gone and another one come.
    """
    held = spec.get("datasets", {})
    asked = dict.fromkeys(name for name in _asked(spec) if name in held)
    return {name: held[name] for name in [*asked, *sorted(held.keys() - asked.keys())]}


def _asked(spec: Any) -> Iterator[str]:
    if isinstance(spec, Mapping):
        if isinstance(spec.get("data"), Mapping) and "name" in spec["data"]:
            yield spec["data"]["name"]
        for key in sorted(spec.keys() - {"datasets"}):
            yield from _asked(spec[key])
    elif isinstance(spec, list):
        for each in spec:
            yield from _asked(each)


def _drawing(spec: Any, data: Mapping[str, Any]) -> Any:
    """Return a specification without its data, data sets called by their order."""
    if isinstance(spec, Mapping):
        return {key: _drawing(spec[key], data) for key in spec if key != "datasets"}
    if isinstance(spec, list):
        return [_drawing(each, data) for each in spec]
    return f"data {list(data).index(spec) + 1}" if isinstance(spec, str) and spec in data else spec
