from __future__ import annotations

import ast
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat import NotebookNode

from workbench.errors import InputError
from workbench.notebooks.parameters import set_parameters

Make = Callable[..., NotebookNode]


@pytest.mark.parametrize(
    ("source", "values", "expected"),
    [
        ('collection = "sample"', {"collection": "mine"}, 'collection = "mine"'),
        ("n = 3  # how many", {"n": 12}, "n = 12  # how many"),
        ('a = "é"; b = "ü"\nc = 1', {"b": "x", "c": None}, 'a = "é"; b = "x"\nc = None'),
        ("n: int = 3", {"n": 4}, "n: int = 4"),
        ("text = (\n    'a'\n    'b'\n)\nn = 1", {"text": "c"}, 'text = (\n    "c"\n)\nn = 1'),
        ("deep = True", {"deep": False}, "deep = False"),
        ("n = 1", {}, "n = 1"),
    ],
)
def test_values_are_replaced_where_they_stand(
    notebook: Make, source: str, values: dict[str, object], expected: str
) -> None:
    given_ = notebook(parameters=source)
    assert set_parameters(given_, values, "a.ipynb").cells[1].source == expected
    assert given_.cells[1].source == source


@given(value=st.text() | st.integers() | st.booleans() | st.none())
def test_the_cell_then_assigns_just_the_value(notebook: Make, value: object) -> None:
    if isinstance(value, str):
        value = value.encode("utf-8", "ignore").decode()
    changed = set_parameters(notebook(parameters="x = 1\ny = 2"), {"x": value}, "a.ipynb")
    first, second = ast.parse(changed.cells[1].source).body
    assert ast.literal_eval(first.value) == value
    assert ast.unparse(second) == "y = 2"


def test_a_name_that_is_not_assigned_is_an_error(notebook: Make) -> None:
    message = "^a.ipynb: .* assigns `collection`, not `year`"
    with pytest.raises(InputError, match=message):
        set_parameters(notebook(), {"year": 2025}, "a.ipynb")


def test_a_notebook_without_the_cell_is_an_error(notebook: Make) -> None:
    bare = notebook()
    del bare.cells[1]
    with pytest.raises(InputError, match=r"a\.ipynb: no cell is tagged `parameters`"):
        set_parameters(bare, {"collection": "mine"}, "a.ipynb")
    assert set_parameters(bare, {}, "a.ipynb") == bare


def test_a_cell_that_is_no_python_is_an_error(notebook: Make) -> None:
    with pytest.raises(InputError, match="no plain Python"):
        set_parameters(notebook(parameters="%env A=1"), {"collection": "mine"}, "a.ipynb")
