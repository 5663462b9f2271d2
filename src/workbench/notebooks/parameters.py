"""Giving a notebook other values than those that stand in its cell of parameters."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from nbformat import NotebookNode

from ..errors import InputError

TAG = "parameters"

Value = str | int | float | bool | None


def set_parameters(notebook: NotebookNode, values: Mapping[str, Value], name: str) -> NotebookNode:
    """Return a copy of `notebook` whose cell tagged `parameters` assigns `values`.

    The assigned values are replaced where they stand, so that whoever reads the notebook
    afterwards sees one cell with the values that were used, and its comments.

    Parameters
    ----------
    notebook
        A notebook with one cell tagged `parameters` that assigns literals to names.
    values
        New values by name. Names that are not mentioned keep theirs.
    name
        What to call the notebook in an error.

    Raises
    ------
    InputError
        There is no such cell, or it does not assign one of the names.
    """
    changed = deepcopy(notebook)
    if not values:
        return changed
    cell = _tagged(changed)
    if cell is None:
        raise InputError(
            f"{name}: no cell is tagged `{TAG}`, so {_names(values)} cannot be set; "
            "tag the cell that assigns it"
        )
    try:
        cell.source = _replace_values(cell.source, values)
    except InputError as error:
        raise InputError(f"{name}: {error}") from error
    return changed


def parameter(notebook: NotebookNode, name: str) -> Any:
    """Return what the cell tagged `parameters` assigns to a name; None if it does not."""
    cell = _tagged(notebook)
    if cell is None:
        return None
    spots = _assigned(cell.source)
    if name not in spots:
        return None
    start, end = spots[name]
    try:
        return ast.literal_eval(cell.source.encode()[start:end].decode())
    except ValueError:  # an expression: only a run could tell
        return None


def _tagged(notebook: NotebookNode) -> NotebookNode | None:
    return next((c for c in notebook.cells if TAG in c.metadata.get("tags", [])), None)


def _replace_values(source: str, values: Mapping[str, Value]) -> str:
    # Positions in a syntax tree count bytes, not characters.
    code = source.encode()
    spots = _assigned(source)
    if missing := [name for name in values if name not in spots]:
        raise InputError(
            f"the cell tagged `{TAG}` assigns {_names(spots)}, not {_names(missing)}; "
            "assign it there"
        )
    for name, (start, end) in sorted(spots.items(), key=lambda spot: spot[1], reverse=True):
        if name in values:
            code = code[:start] + _literal(values[name]).encode() + code[end:]
    return code.decode()


def _assigned(source: str) -> dict[str, tuple[int, int]]:
    """Return where, in bytes, the value of each plainly assigned name stands in `source`."""
    try:
        body = ast.parse(source).body
    except SyntaxError as error:
        raise InputError(
            f"the cell tagged `{TAG}` is no plain Python ({error.msg}); "
            "keep to lines like `name = value`"
        ) from error
    line_starts = [0]
    for line in source.encode().split(b"\n"):
        line_starts.append(line_starts[-1] + len(line) + 1)
    spots = {}
    for node in body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        value = getattr(node, "value", None)
        if len(targets) == 1 and isinstance(targets[0], ast.Name) and value is not None:
            spots[targets[0].id] = (
                line_starts[value.lineno - 1] + value.col_offset,
                line_starts[value.end_lineno - 1] + value.end_col_offset,
            )
    return spots


def _literal(value: Value) -> str:
    # A JSON string is a Python string too, in the double quotes that the formatter prefers.
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def _names(names: Mapping[str, object] | list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "nothing"
