"""Running a notebook from top to bottom in a fresh kernel of this very interpreter."""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpec
from jupyter_core.utils import run_sync
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from ..corpus.locate import VARIABLE
from ..errors import WorkbenchError
from .clean import first_line, read_notebook
from .parameters import Value, set_parameters

_PROCESSED = "WORKBENCH__PROCESSED"
_MOST_AT_ONCE = 4
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


class NotebookError(WorkbenchError):
    """A cell that failed; names the notebook, the cell, its first line and what went wrong."""


class _ThisInterpreter(AsyncKernelManager):
    """A kernel of the running interpreter, whatever kernels the user has installed."""

    @property
    def kernel_spec(self) -> KernelSpec:
        return KernelSpec(
            argv=[
                *(sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"),
                "--log-level=ERROR",  # not: that a kernel on this machine alone is not encrypted
            ],
            display_name="Python 3 (ipykernel)",
            language="python",
        )


def run_notebook(
    path: Path,
    parameters: Mapping[str, Value] | None = None,
    *,
    processed: Path | None = None,
    cwd: Path | None = None,
    timeout: int = 600,
) -> NotebookNode:
    """Run a copy of a notebook in memory; the file is only read.

    Parameters
    ----------
    path
        The notebook.
    parameters
        Values for its cell tagged `parameters`.
    processed
        Folder in which the notebook's ``Corpus.open(collection)`` looks for tables; by default
        where it would look anyway.
    cwd
        Folder in which the kernel works; by default the notebook's own, as in JupyterLab.
    timeout
        Seconds that one cell may take.

    Returns
    -------
    NotebookNode
        The notebook with the outputs of this run.

    Raises
    ------
    NotebookError
        A cell failed, took too long or ended the kernel.
    InputError
        The file is no notebook, or does not have these parameters.
    """
    return run_sync(_run)(path, parameters or {}, processed, cwd, timeout)


def run_notebooks(
    paths: Sequence[Path],
    parameters: Mapping[str, Value] | None = None,
    *,
    processed: Path | None = None,
    timeout: int = 600,
    begin: Callable[[str], None] = lambda name: None,
) -> dict[Path, NotebookNode]:
    """Run copies of several notebooks, as many at once as there are processors, four at most.

    Parameters
    ----------
    paths, parameters, processed, timeout
        As for :func:`run_notebook`.
    begin
        Called with a notebook's name before it runs.

    Returns
    -------
    dict of Path to NotebookNode
        In the order of `paths`.

    Raises
    ------
    NotebookError, InputError
        As :func:`run_notebook`. After the first failure no further notebook begins; those that run
        come to their end, so that no kernel is left behind.
    """
    failures: list[WorkbenchError] = []

    async def run_all() -> list[NotebookNode | None]:
        at_once = asyncio.Semaphore(min(_MOST_AT_ONCE, os.cpu_count() or 1))

        async def run_in_turn(path: Path) -> NotebookNode | None:
            async with at_once:
                if failures:
                    return None
                begin(path.name)
                try:
                    return await _run(path, parameters or {}, processed, None, timeout)
                except WorkbenchError as error:
                    failures.append(error)
                    return None

        return await asyncio.gather(*map(run_in_turn, paths))

    run = run_sync(run_all)()
    if failures:
        raise failures[0]
    return dict(zip(paths, run, strict=True))


async def _run(
    path: Path,
    parameters: Mapping[str, Value],
    processed: Path | None,
    cwd: Path | None,
    timeout: int,
) -> NotebookNode:
    notebook = set_parameters(read_notebook(path), parameters, path.name)
    running: list[NotebookNode] = []
    client = NotebookClient(
        notebook,
        timeout=timeout,
        kernel_name="python3",
        kernel_manager_class=_ThisInterpreter,
        record_timing=False,
        store_widget_state=False,
        resources={"metadata": {"path": str(cwd or path.resolve().parent)}},
        on_cell_execute=lambda cell, cell_index: running.append(cell),
    )
    with tempfile.TemporaryDirectory(prefix="workbench-kernel-") as profile:
        try:
            await client.async_execute(env=kernel_environment(processed, Path(profile)))
        except CellExecutionError as error:
            raise _failure(path, running, _last_line(error)) from error
        except CellTimeoutError as error:
            raise _failure(path, running, f"took more than {timeout} seconds") from error
        except DeadKernelError as error:
            raise _failure(path, running, "the kernel died, perhaps out of memory") from error
    return notebook


def kernel_environment(processed: Path | None, profile: Path) -> dict[str, str]:
    """Return the environment for a kernel: this process's, without what varies from user to user.

    Parameters
    ----------
    processed
        Folder of tables by collection, or None.
    profile
        An empty folder that stands in for the user's IPython profile, whose start-up files
        would otherwise run in the kernel.
    """
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONSTARTUP"}
    environment |= {"PYTHONHASHSEED": "0", "TZ": "UTC", "IPYTHONDIR": str(profile)}
    if processed is not None:
        environment[VARIABLE] = str(processed.resolve())
    return environment


def _last_line(error: CellExecutionError) -> str:
    """Return the exception's name and message.

    IPython does not name one that was raised while a value was being shown; then the last line
    of the traceback that is not indented does.
    """
    if error.ename != "NoneType":
        return f"{error.ename}: {error.evalue}"
    lines = _ANSI.sub("", error.traceback).splitlines()
    return next((line for line in reversed(lines) if line[:1].strip()), "failed")


def _failure(path: Path, running: list[NotebookNode], what: str) -> NotebookError:
    """Return the error for the cell that started last; a count per cell is what Jupyter shows."""
    number = len(running)
    where = f"cell [{number}] `{first_line(running[-1].source)}`" if running else "at its start"
    return NotebookError(f"{path.name}, {where}: {' '.join(_ANSI.sub('', what).split())}")
