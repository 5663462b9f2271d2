"""A full disk, a folder that cannot be written, two loads at once: the old tables stay whole."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from filelock import FileLock

from pages import papers, spaced
from piles import pile, whole
from workbench.errors import LockedError, TablesError
from workbench.load import check, load

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX limits and permissions")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return pile(tmp_path / "mine")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "place" / "tables"


def in_a_process(script: str, *words: str | Path, **options) -> subprocess.CompletedProcess[str]:
    """Run `workbench load` after a script that takes something away from the process."""
    code = textwrap.dedent(script) + (
        "\nimport sys\nfrom workbench.cli import main\nsys.exit(main(['load', *sys.argv[1:]]))"
    )
    # -B: Python would keep a half-written module for good
    command = [sys.executable, "-B", "-c", code, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


# A file may not grow beyond the limit: what a full disk does, at any moment of the load.
FULL = """
    import resource, signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
"""


@posix
@pytest.mark.parametrize("limit", [0, 200, 1000, 3000, 5000])
def test_a_full_disk_leaves_the_old_tables(raw: Path, out: Path, limit: int) -> None:
    load(raw, out)
    before = whole(out)
    (raw / "d.txt").write_text(spaced(papers(*range(20, 80))), encoding="utf-8")
    ended = in_a_process(FULL.format(limit=limit), raw, "--out", out)
    assert ended.returncode == 1
    assert ended.stderr.startswith("workbench: ")
    assert ended.stderr.count("\n") == 1, ended.stderr
    assert "cannot be written" in ended.stderr
    assert "make room" in ended.stderr
    assert whole(out) == before
    # with room again the load does what it could not do
    assert load(raw, out).listings == 70
    assert check(raw, out) == []
    assert sorted(path.name for path in out.parent.iterdir()) in (
        ["tables"],
        [".tables.lock", "tables"],
    )


@posix
def test_a_folder_that_cannot_be_written_leaves_the_old_tables(raw: Path, out: Path) -> None:
    load(raw, out)
    before = whole(out)
    (raw / "d.txt").write_text(spaced(papers(9)), encoding="utf-8")
    for path in (*out.rglob("*"), out, out.parent):
        path.chmod(0o555 if path.is_dir() else 0o444)
    # no permission binds the superuser: the load gives up being one
    drop = "import os\nif os.getuid() == 0: os.setuid(65534)" if os.getuid() == 0 else ""
    for folder in (raw, *raw.parents):
        if os.getuid() == 0 and folder.owner() == "root" and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    ended = in_a_process("import workbench.cli\n" + drop, raw, "--out", out)
    out.parent.chmod(0o755)
    assert ended.returncode == 1, ended.stderr
    assert "cannot be written (Permission denied)" in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert whole(out) == before
    assert load(raw, out).listings == 11


def test_a_second_load_at_the_same_time_is_told_to_wait(raw: Path, out: Path) -> None:
    load(raw, out)
    before = whole(out)
    (raw / "d.txt").write_text(spaced(papers(9)), encoding="utf-8")
    with (
        FileLock(out.with_name(".tables.lock")),
        pytest.raises(LockedError, match=r"another load is writing these tables; wait"),
    ):
        load(raw, out)
    assert whole(out) == before
    assert load(raw, out).listings == 11


def test_a_folder_of_other_things_is_refused_before_anything_is_read(raw: Path, tmp_path) -> None:
    other = pile(tmp_path / "other", {"thesis.doc": "precious"})
    before = whole(other)
    with pytest.raises(TablesError, match=r"holds other files \(thesis.doc\)"):
        load(raw, other)
    assert whole(other) == before
