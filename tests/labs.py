"""A JupyterLab of our own for tests: as `workbench lab` starts it, in a home that is empty."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from workbench.notebooks.jupyterlab import lab_command, lab_environment

TOKEN = "secret"


@dataclass(frozen=True)
class Lab:
    """A server that answers."""

    port: int

    def address(self, path: str = "") -> str:
        """Return the address of a page of the server."""
        return f"http://127.0.0.1:{self.port}/{path}?token={TOKEN}"

    def get(self, path: str) -> bytes:
        """Return what the server answers."""
        with urllib.request.urlopen(self.address(path), timeout=30) as answer:
            return answer.read()


@contextmanager
def running_lab(
    notebooks: Path, home: Path, more: Mapping[str, str] | None = None
) -> Iterator[Lab]:
    """Start JupyterLab on a folder of notebooks, and end it.

    Parameters
    ----------
    notebooks
        The folder.
    home
        An empty folder: no settings of whoever runs the tests are used, and none are left there.
    more
        Further variables of the environment.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        lab = Lab(free.getsockname()[1])
    extra = [
        "--no-browser",
        "--allow-root",
        "--ServerApp.port_retries=0",
        f"--ServerApp.port={lab.port}",
        f"--IdentityProvider.token={TOKEN}",
    ]
    own = {"HOME": str(home), "JUPYTER_RUNTIME_DIR": str(home / "runtime")}
    server = subprocess.Popen(
        lab_command(notebooks, extra),
        env=lab_environment({**os.environ, **own, **(more or {})}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(480):
            assert server.poll() is None, "JupyterLab ended by itself"
            try:
                lab.get("lab")
                break
            except OSError:
                time.sleep(0.25)
        else:
            raise AssertionError("JupyterLab did not answer")
        yield lab
    finally:
        server.terminate()
        server.wait(60)
