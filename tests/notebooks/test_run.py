from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.notebooks.clean import clean_notebook
from workbench.notebooks.run import (
    NotebookError,
    kernel_environment,
    run_notebook,
    run_notebooks,
)

Store = Callable[..., Path]

LOOK = """import os, sys
print(collection)
print(sys.executable)
print(os.getcwd())
for name in ("PYTHONHASHSEED", "TZ", "WORKBENCH_PROCESSED", "PYTHONSTARTUP"):
    print(os.environ.get(name))"""


def text(notebook: object, cell: int) -> str:
    return "".join(output.text for output in notebook.cells[cell].outputs)


def test_a_copy_runs_with_its_parameters_in_an_environment_of_its_own(
    stored: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap = tmp_path / "startup.py"
    trap.write_text("print('a start-up file of the user ran')", encoding="utf-8")
    monkeypatch.setenv("PYTHONSTARTUP", str(trap))
    # A kernel that the user installed under the usual name must not be taken.
    kernel = tmp_path / "jupyter" / "kernels" / "python3"
    kernel.mkdir(parents=True)
    (kernel / "kernel.json").write_text(
        '{"argv": ["/nonexistent"], "display_name": "Python 3", "language": "python"}',
        encoding="utf-8",
    )
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    environment = dict(os.environ)
    path = stored(LOOK)
    before = path.read_bytes()

    ran = run_notebook(path, {"collection": "mine"}, processed=tmp_path / "processed")

    assert text(ran, 2).splitlines() == [
        "mine",
        sys.executable,
        str(tmp_path.resolve()),
        "0",
        "UTC",
        str((tmp_path / "processed").resolve()),
        "None",
    ]
    assert ran.cells[1].source == 'collection = "mine"'
    assert "widgets" not in ran.metadata
    assert all("execution" not in cell.metadata for cell in ran.cells), "times were recorded"
    assert path.read_bytes() == before
    assert dict(os.environ) == environment


def test_the_user_s_own_choice_of_tables_stays_where_none_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBENCH_PROCESSED", "/there")
    assert kernel_environment(None, tmp_path)["WORKBENCH_PROCESSED"] == "/there"
    monkeypatch.delenv("WORKBENCH_PROCESSED")
    assert "WORKBENCH_PROCESSED" not in kernel_environment(None, tmp_path)


def test_two_runs_are_equal_and_work_where_they_are_told(stored: Store, tmp_path: Path) -> None:
    path = stored("import os\nhash('ferry'), {'a', 'b', 'c'}, os.path.basename(os.getcwd())")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    first, second = (clean_notebook(run_notebook(path, cwd=elsewhere)) for _ in range(2))
    assert first == second
    assert "'elsewhere'" in first.cells[2].outputs[0].data["text/plain"]


FAILING = [
    ("# a remark\nraise ValueError('no\\nferries')", "ValueError: no ferries"),
    ("1 +", "SyntaxError: invalid syntax"),
    (
        "class Odd:\n    def _repr_html_(self):\n        raise KeyError('ferry')\nOdd()",
        "KeyError: 'ferry'",
    ),
    ("import os\nos._exit(3)", "the kernel died"),
]


@pytest.mark.parametrize(("source", "what"), FAILING, ids=["raise", "syntax", "repr", "death"])
def test_a_cell_that_fails_is_named(stored: Store, source: str, what: str) -> None:
    path = stored("n = 1", "", source)
    with pytest.raises(NotebookError) as caught:
        run_notebook(path)
    message = str(caught.value)
    assert message.startswith(f"ferries.ipynb, cell [3] `{source.splitlines()[0]}`: ")
    assert what in message
    assert "\n" not in message
    assert "\x1b" not in message


def test_a_cell_that_takes_too_long_is_named(stored: Store) -> None:
    path = stored("import time\ntime.sleep(60)")
    with pytest.raises(NotebookError, match=r"cell \[2\] `import time`: took more than 1 second"):
        run_notebook(path, timeout=1)


def test_several_run_at_once_and_come_back_in_order(stored: Store) -> None:
    paths = [stored(f"print({n})", name=f"{n}.ipynb") for n in (3, 1, 2)]
    begun: list[str] = []
    run = run_notebooks(paths, begin=begun.append)
    assert list(run) == paths
    assert [text(notebook, 2) for notebook in run.values()] == ["3\n", "1\n", "2\n"]
    assert sorted(begun) == ["1.ipynb", "2.ipynb", "3.ipynb"]


def test_after_a_failure_no_further_notebook_begins(stored: Store) -> None:
    broken = stored("1 / 0", name="broken.ipynb")
    others = [stored("print(1)", name=f"{n}.ipynb") for n in range(12)]
    begun: list[str] = []
    with pytest.raises(NotebookError, match=r"broken\.ipynb, cell \[2\] `1 / 0`: ZeroDivision"):
        run_notebooks([broken, *others], begin=begun.append)
    assert begun[0] == "broken.ipynb"
    assert len(begun) < 13
