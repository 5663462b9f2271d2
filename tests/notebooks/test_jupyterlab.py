from __future__ import annotations

import json
import os
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_notebook

from workbench.notebooks.jupyterlab import CONFIG, lab_command, lab_environment, workplace

NOTIFICATION = "@jupyterlab/apputils-extension:notification"


def carried(folder: Path, *names: str) -> Path:
    notebooks = folder / "_notebooks"
    notebooks.mkdir()
    for name in names:
        nbformat.write(new_notebook(metadata={"name": name}), notebooks / name)
    return notebooks


def test_a_checkout_is_worked_on_in_place(tmp_path: Path) -> None:
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    assert workplace(notebooks, tmp_path / "elsewhere") == notebooks
    assert not (tmp_path / "elsewhere").exists()


def test_an_installed_wheel_s_notebooks_are_copied_once(tmp_path: Path) -> None:
    notebooks = carried(tmp_path, "1.ipynb", "2.ipynb")
    here = tmp_path / "here"
    assert workplace(notebooks, here) == here / "notebooks"
    assert sorted(path.name for path in (here / "notebooks").iterdir()) == ["1.ipynb", "2.ipynb"]
    (here / "notebooks" / "1.ipynb").write_text("my work", encoding="utf-8")
    (here / "notebooks" / "2.ipynb").unlink()
    workplace(notebooks, here)
    left = {path.name: path.read_text("utf-8") for path in (here / "notebooks").iterdir()}
    assert left == {"1.ipynb": "my work"}


def test_our_settings_stand_behind_the_user_s_own_on_jupyter_s_path() -> None:
    assert lab_environment({"A": "1"}) == {"A": "1", "JUPYTER_CONFIG_PATH": str(CONFIG)}
    both = lab_environment({"JUPYTER_CONFIG_PATH": "/mine"})["JUPYTER_CONFIG_PATH"]
    assert both == os.pathsep.join(["/mine", str(CONFIG)])


def test_jupyterlab_starts_on_the_notebooks_and_asks_nothing(tmp_path: Path) -> None:
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    nbformat.write(new_notebook(), notebooks / "ferries.ipynb")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    extra = [
        "--no-browser",
        "--allow-root",
        "--ServerApp.port_retries=0",
        f"--ServerApp.port={port}",
        "--IdentityProvider.token=secret",
    ]
    # A home of its own: no settings of whoever runs the tests, and none left there.
    home = {"HOME": str(tmp_path), "JUPYTER_RUNTIME_DIR": str(tmp_path / "runtime")}
    server = subprocess.Popen(
        lab_command(notebooks, extra),
        env=lab_environment({**os.environ, **home}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def get(path: str) -> bytes:
        address = f"http://127.0.0.1:{port}/{path}?token=secret"
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.read()

    try:
        for _ in range(240):
            assert server.poll() is None, "JupyterLab ended by itself"
            try:
                page = get("lab")
                break
            except OSError:
                time.sleep(0.25)
        else:
            pytest.fail("JupyterLab did not answer")
        start = page.decode().partition('id="jupyter-config-data"')[2].partition("</script>")[0]
        config = json.loads(start.partition(">")[2])
        settings = json.loads(get(f"lab/api/settings/{NOTIFICATION}"))
        listed = json.loads(get("api/contents/notebooks"))
    finally:
        server.terminate()
        server.wait(30)

    defaults = {key: value["default"] for key, value in settings["schema"]["properties"].items()}
    assert defaults["fetchNews"] == "false"
    assert defaults["checkForUpdates"] is False
    assert config["news"] == {"disabled": True}
    assert [entry["path"] for entry in listed["content"]] == ["notebooks/ferries.ipynb"]
