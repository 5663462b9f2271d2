"""Compressed files and archives: the same bytes as unpacked, and no way to do harm."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
from pathlib import Path

import pyarrow as pa
import pytest

from pages import papers, spaced
from workbench.dumps import contents
from workbench.dumps.large import Large
from workbench.errors import DumpError

PAGE = spaced(papers(1, 2, 3)).encode()


def zstd(data: bytes) -> bytes:
    return pa.Codec("zstd").compress(data, asbytes=True)


def zipped(members: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return held.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return held.getvalue()


def read(folder: Path, data: bytes, name: str = "pile") -> dict[str, bytes | str]:
    """Return what a file holds: bytes, or the reason why not."""
    (folder / name).write_bytes(data)
    held = list(contents(name, folder / name))
    assert len({content.path for content in held}) == len(held)
    return {content.path: whole(content.data) for content in held}


def whole(data: bytes | Large | DumpError) -> bytes | str:
    try:
        data = data.whole() if isinstance(data, Large) else data
    except DumpError as error:
        data = error
    return str(data) if isinstance(data, DumpError) else data


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress, bz2.compress, zstd])
def test_a_compressed_file_reads_as_if_it_were_not(tmp_path: Path, pack) -> None:
    assert read(tmp_path, pack(PAGE)) == {"pile": PAGE}


@pytest.mark.parametrize("archive", [zipped, tarred])
@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress, zstd])
def test_members_of_archives_have_paths_of_their_own(tmp_path: Path, archive, pack) -> None:
    members = {"a.txt": PAGE, "deep/b.txt": PAGE + b"\n", ".hidden": b"x", "__MACOSX/a.txt": b"x"}
    members["deep/c.txt.gz"] = gzip.compress(PAGE)
    found = read(tmp_path, pack(archive(members)) if archive is tarred else archive(members))
    assert found == {
        "pile!a.txt": PAGE,
        "pile!deep/b.txt": PAGE + b"\n",
        "pile!deep/c.txt.gz": PAGE,
    }


@pytest.mark.parametrize("archive", [zipped, tarred])
@pytest.mark.parametrize("name", ["../x.txt", "/etc/x.txt", "a/../../x.txt", "..\\x.txt", "C:\\x"])
def test_a_name_that_leads_out_of_the_archive_fails_alone(tmp_path: Path, archive, name) -> None:
    found = read(tmp_path, archive({name: PAGE, "a.txt": PAGE}))
    assert found.pop("pile!a.txt") == PAGE
    (reason,) = found.values()
    assert "leads out of the archive" in str(reason)


def test_links_in_an_archive_are_never_followed(tmp_path: Path) -> None:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name, kind in (("soft", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE)):
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, "/etc/hostname"
            archive.addfile(entry)
        device = tarfile.TarInfo("pipe")
        device.type = tarfile.FIFOTYPE
        archive.addfile(device)
    found = read(tmp_path, held.getvalue())
    assert sorted(found) == ["pile!hard", "pile!pipe", "pile!soft"]
    assert all("is a link or a device" in str(reason) for reason in found.values())


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, bz2.compress, zstd])
def test_a_bomb_is_stopped_at_the_limit(tmp_path: Path, pack) -> None:
    found = read(tmp_path, pack(bytes(100 * 1024**2)), "bomb")
    assert "bomb: unpacks to more than" in str(found["bomb"])


@pytest.mark.parametrize("archive", [zipped, lambda m: lzma.compress(tarred(m))])
def test_a_bomb_in_an_archive_is_stopped_and_named(tmp_path: Path, archive) -> None:
    found = read(tmp_path, archive({"a.txt": PAGE, "bomb": bytes(100 * 1024**2)}))
    assert found["pile!a.txt"] == PAGE
    assert any("unpacks to more than" in str(reason) for reason in found.values())


def test_a_bomb_of_hidden_members_is_stopped_too(tmp_path: Path) -> None:
    found = read(tmp_path, lzma.compress(tarred({".bomb": bytes(100 * 1024**2)})))
    assert "unpacks to more than 1,000 times its size" in str(found["pile"])


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (gzip.compress(PAGE)[:-30], "cannot be unpacked"),
        (lzma.compress(PAGE)[:-30], "cannot be unpacked"),
        (zstd(PAGE)[:-30], "cannot be unpacked"),
        (gzip.compress(PAGE)[:20] + b"\xff" * 40, "cannot be unpacked"),
        (zipped({"a.txt": PAGE})[:-30], "cannot be unpacked"),
        (zipped({"[Content_Types].xml": b"<x/>", "xl/a.xml": b"<x/>"}), "office document"),
        (zipped({"in.zip": zipped({"a.txt": PAGE})}), "an archive within an archive"),
        (zipped({"in.tar": tarred({"a.txt": PAGE})}), "an archive within an archive"),
        (zipped({"a.gz": gzip.compress(PAGE)[:-30]}), "cannot be unpacked"),
    ],
)
def test_what_cannot_be_unpacked_says_so_in_one_line(tmp_path: Path, data, found: str) -> None:
    (reason,) = read(tmp_path, data).values()
    assert found in str(reason)
    assert "\n" not in str(reason)
    assert "; " in str(reason)


def test_a_cut_archive_gives_what_came_before_the_cut(tmp_path: Path) -> None:
    whole = tarred({"a.txt": PAGE, "b.txt": PAGE * 20})
    found = read(tmp_path, whole[: 512 + 2048 + 5000])
    assert found["pile!a.txt"] == PAGE
    assert "cannot be unpacked" in str(found["pile"])


def test_two_members_of_one_name_are_one_dump_and_one_failure(tmp_path: Path) -> None:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for data in (PAGE, b"other"):
            entry = tarfile.TarInfo("a.txt")
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    (tmp_path / "pile").write_bytes(held.getvalue())
    first, second = contents("pile", tmp_path / "pile")
    assert first.data == PAGE
    assert "more than once" in str(second.data)


@pytest.mark.skipif(os.name != "posix", reason="needs file names of any bytes")
def test_a_name_that_is_not_utf_8_fails_alone(tmp_path: Path) -> None:
    data = tarred({"a.txt": PAGE}).replace(b"a.txt", b"\xff.txt", 1)
    head = bytearray(data[:512])
    head[148:156] = b" " * 8
    head[148:156] = f"{sum(head):06o}\0 ".encode()
    (reason,) = read(tmp_path, bytes(head) + data[512:]).values()
    assert "not UTF-8" in str(reason)


def test_a_method_of_packing_that_is_not_known_is_no_damage(tmp_path: Path) -> None:
    data = bytearray(zipped({"odd.txt": PAGE, "page.txt": PAGE}))
    unknown = (97).to_bytes(2, "little")
    for mark, method in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = data.index(mark) + method
        data[at : at + 2] = unknown
    found = read(tmp_path, bytes(data), "pile.zip")
    assert "cannot be unpacked here" in str(found["pile.zip!odd.txt"])
    assert "unpack it yourself" in str(found["pile.zip!odd.txt"])
    assert found["pile.zip!page.txt"] == PAGE
