from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.notebooks.clean import not_run, read_notebook
from workbench.notebooks.refresh import main, refresh
from workbench.notebooks.run import NotebookError

Store = Callable[..., Path]


def test_a_rerun_changes_no_byte(stored: Store) -> None:
    path = stored("print('a')\n1 + 1")
    begun: list[str] = []
    assert refresh([path], begin=begun.append) == [path]
    first = path.read_bytes()
    assert not_run(read_notebook(path)) == []
    assert refresh([path], begin=begun.append) == []
    assert path.read_bytes() == first
    assert begun == ["ferries.ipynb"] * 2


def test_nothing_is_written_when_one_fails(stored: Store) -> None:
    good, bad = stored("1 + 1", name="1.ipynb"), stored("1 / 0", name="2.ipynb")
    before = good.read_bytes()
    with pytest.raises(NotebookError, match=r"2\.ipynb, cell \[2\] `1 / 0`: ZeroDivisionError"):
        refresh([good, bad])
    assert good.read_bytes() == before


def test_the_command_lists_what_changed_by_value(
    stored: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    path = stored("6 * 7")
    refresh([path])
    path.write_text(path.read_text("utf-8").replace('"42"', '"41"'), encoding="utf-8")
    assert main([str(path)]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == f"{path}: changed"
    assert "cell [2] `6 * 7`" in second
    assert "text: 41 → 42" in second
    assert main([str(path)]) == 0
    assert capsys.readouterr().out == f"{path}: as it was\n"
