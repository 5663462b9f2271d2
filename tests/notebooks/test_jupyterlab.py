from __future__ import annotations

import json
import os
from pathlib import Path

import nbformat
from nbformat.v4 import new_notebook

from labs import running_lab
from workbench.notebooks.jupyterlab import CONFIG, lab_command, lab_environment, workplace
from workbench.notebooks.locate import START

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


def test_it_opens_on_the_first_look_where_there_is_one(tmp_path: Path) -> None:
    assert f"--LabApp.default_url=/lab/tree/{tmp_path.name}" in lab_command(tmp_path)
    (tmp_path / START).touch()
    assert f"--LabApp.default_url=/lab/tree/{tmp_path.name}/{START}" in lab_command(tmp_path)


def test_jupyterlab_starts_on_the_notebooks_and_asks_nothing(tmp_path: Path) -> None:
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    nbformat.write(new_notebook(), notebooks / "ferries.ipynb")
    with running_lab(notebooks, tmp_path) as lab:
        page = lab.get("lab")
        settings = json.loads(lab.get(f"lab/api/settings/{NOTIFICATION}"))
        listed = json.loads(lab.get("api/contents/notebooks"))
    start = page.decode().partition('id="jupyter-config-data"')[2].partition("</script>")[0]
    config = json.loads(start.partition(">")[2])
    defaults = {key: value["default"] for key, value in settings["schema"]["properties"].items()}
    assert defaults["fetchNews"] == "false"
    assert defaults["checkForUpdates"] is False
    assert config["news"] == {"disabled": True}
    assert [entry["path"] for entry in listed["content"]] == ["notebooks/ferries.ipynb"]
