"""Further processes read along: nobody can tell from the tables, whatever becomes of them."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from pages import papers, spaced
from piles import pile, tables_in
from workbench.load import check, helpers, load, reading

FILES = {
    **{f"{n:02}.txt": spaced(papers(n, n + 1, n + 2)) for n in range(12)},
    "20 alone.txt": spaced(papers(1, 2)) + "\n\nA Title Alone",
    "21 no page.txt": "neither a page nor a feed",
    "22 empty.txt": "",
}


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = pile(tmp_path / "mine", FILES)
    (folder / "23.txt.gz").write_bytes(gzip.compress(spaced(papers(30, 31)).encode(), mtime=0))
    (folder / "24 broken.txt.gz").write_bytes(gzip.compress(b"a page")[:-6])
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "tables"


@pytest.fixture
def alone(raw: Path, tmp_path: Path) -> dict[str, bytes]:
    """The tables of a load without helpers."""
    load(raw, tmp_path / "alone")
    return tables_in(tmp_path / "alone")


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Let a few pages be much to read, and tell which helpers were started."""
    monkeypatch.setattr(helpers, "WORTH", 0.0)
    monkeypatch.setattr(helpers, "HEAD_START", 0.0)
    monkeypatch.setattr(helpers, "TOGETHER", 1)
    monkeypatch.setattr(helpers, "cores", lambda: 3)
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def told(*words, **options):
        started.append(popen(*words, **options))
        return started[-1]

    monkeypatch.setattr(helpers.subprocess, "Popen", told)
    return started


def read_here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []
    read_content = reading.read_content

    def told(content, *stated):
        names.append(content.path)
        return read_content(content, *stated)

    monkeypatch.setattr(reading, "read_content", told)
    return names


def test_the_tables_are_those_of_a_load_without_helpers(raw, out, alone, many, monkeypatch) -> None:
    names = read_here(monkeypatch)
    report = load(raw, out)
    assert [process.returncode for process in many] == [0, 0]
    assert 0 < len(names) < len(FILES) / 2
    assert tables_in(out) == alone
    assert sorted(report.failed) == ["21 no page.txt", "22 empty.txt", "24 broken.txt.gz"]
    assert report.rejects_by_rule()[0]["first"].startswith("20 alone.txt:")
    assert len(list((out / "layer" / "readings").iterdir())) == 3


def test_what_helpers_read_is_not_read_again(raw, out, alone, many, monkeypatch) -> None:
    load(raw, out)
    many.clear()
    names = read_here(monkeypatch)
    (raw / "90.txt").write_text(spaced(papers(40, 41)), encoding="utf-8")
    report = load(raw, out)
    assert not {*names} & {f"{n:02}.txt" for n in range(12)}
    assert report.read == 1
    (raw / "90.txt").unlink()
    load(raw, out)
    assert tables_in(out) == alone


@pytest.mark.parametrize(
    "code",
    [
        "raise SystemExit(1)",
        "import os, signal; os.kill(os.getpid(), signal.SIGTERM)",
        "print('no answer')",
        "print('{{}}')",
        """print('{{"read": [], "failed": {{}}, "rejects": [[1]]}}')""",
        # all is read, but the listings are not where they should be
        helpers.CODE + "; import json, os; os.unlink(json.loads(job)['draft'])",
        # half a file of listings
        helpers.CODE + "; import json, os; os.truncate(json.loads(job)['draft'], 99)",
    ],
    ids=["fails", "killed", "garbage", "nothing", "other rows", "no listings", "damaged"],
)
def test_what_a_helper_does_not_do_is_done_here(raw, out, alone, many, monkeypatch, code) -> None:
    monkeypatch.setattr(helpers, "CODE", code)
    names = read_here(monkeypatch)
    report = load(raw, out)
    assert len(many) == 2
    assert {f"{n:02}.txt" for n in range(12)} <= {*names}
    assert report.read == 14
    assert tables_in(out) == alone
    assert check(raw, out)[0].startswith("21 no page.txt")
    assert sorted(path.name for path in out.parent.glob(".tables.*")) in ([], [".tables.lock"])


def test_where_none_can_be_started_all_is_read_here(raw, out, alone, many, monkeypatch) -> None:
    def refused(*words, **options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(helpers.subprocess, "Popen", refused)
    assert load(raw, out).read == 14
    assert tables_in(out) == alone


def test_an_interrupted_load_leaves_no_helper_and_no_draft(raw, out, many, monkeypatch) -> None:
    read_content = reading.read_content

    def interrupted(content, *stated):
        if many:
            raise KeyboardInterrupt
        return read_content(content, *stated)

    monkeypatch.setattr(reading, "read_content", interrupted)
    with pytest.raises(KeyboardInterrupt):
        load(raw, out)
    assert len(many) == 2
    assert all(process.returncode is not None for process in many)
    assert not out.exists()
    assert sorted(path.name for path in out.parent.glob(".tables.*")) in ([], [".tables.lock"])


@pytest.mark.skipif(os.name != "posix", reason="needs a pipe with a name")
def test_a_helper_ends_when_nobody_waits_for_it(raw: Path, tmp_path: Path) -> None:
    # it reads from a pipe that nobody writes: without the end of its input it would wait forever
    endless = tmp_path / "endless"
    endless.mkdir()
    os.mkfifo(endless / "a.txt")
    job = {"raw": str(endless), "files": ["a.txt"], "settings": None, "draft": str(tmp_path / "d")}
    process = subprocess.Popen(
        [sys.executable, "-c", helpers.CODE.format(path=sys.path)], stdin=subprocess.PIPE
    )
    process.communicate(json.dumps(job).encode() + b"\n")
    assert process.returncode == 1


def test_other_settings_than_the_load_has_are_refused(raw: Path, tmp_path: Path) -> None:
    job = {"raw": str(raw), "files": [], "settings": "another", "draft": str(tmp_path / "d")}
    ended = subprocess.run(
        [sys.executable, "-c", helpers.CODE.format(path=sys.path)],
        input=json.dumps(job).encode() + b"\n",
        check=False,
    )
    assert ended.returncode == 1


def test_drafts_of_a_load_that_was_killed_are_taken_away(raw, out) -> None:
    (out.parent / ".tables.helper-0").write_bytes(b"half")
    load(raw, out)
    assert not (out.parent / ".tables.helper-0").exists()


def test_a_script_without_a_guard_may_load(raw: Path, out: Path, tmp_path: Path, alone) -> None:
    # a helper that imported the main module would load again, and so on
    script = tmp_path / "mine.py"
    script.write_text(
        textwrap.dedent(f"""
            from workbench.load import helpers, load
            helpers.WORTH = helpers.HEAD_START = 0.0
            helpers.TOGETHER = 1
            helpers.cores = lambda: 2
            print(load({str(raw)!r}, {str(out)!r}).read)
        """),
        encoding="utf-8",
    )
    ended = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert (ended.stdout, ended.stderr, ended.returncode) == ("14\n", "", 0)
    assert tables_in(out) == alone
    assert len(list((out / "layer" / "readings").iterdir())) == 2


def test_neighbors_stay_together(tmp_path: Path, monkeypatch) -> None:
    text = spaced(papers(1))
    folder = pile(tmp_path, {f"{n}.txt": text for n in range(7)})
    size = len(text.encode())
    monkeypatch.setattr(helpers, "TOGETHER", 3 * size)
    blocks = helpers._blocks(folder, [f"{n}.txt" for n in range(8)])  # the last is not there
    assert [block.files for block in blocks] == [
        ["0.txt", "1.txt", "2.txt"],
        ["3.txt", "4.txt", "5.txt"],
        ["6.txt", "7.txt"],
    ]
    assert [block.size for block in blocks] == [3 * size, 3 * size, size]
