"""Dumps too large to be held: in parts of whole lines, the same as in one piece."""

from __future__ import annotations

import gzip
import json
import lzma
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.dumps import Content, contents, finish, large, read_content, to_records
from workbench.dumps import containers as boxes
from workbench.dumps.source import Part
from workbench.errors import DumpError, LedgerError
from workbench.load import check, load
from workbench.tables import read_tables

PART = 2_000


def record(n: int, **changes: Any) -> dict[str, Any]:
    return {
        "id": f"2401.{n:05d}",
        "title": f"Tides {n}:\n  A Study of Sand",
        "authors": ["Ada Reed", "Bo Öst"],
        "abstract": f"We dig {n} times.\n" * (n % 7),
        **changes,
    }


def lines(n: int) -> str:
    return "".join(json.dumps(record(k), ensure_ascii=False) + "\n" for k in range(1, n + 1))


@pytest.fixture
def small(monkeypatch) -> None:
    """Take everything of more than some records for large."""
    monkeypatch.setattr(boxes, "LARGE_BYTES", PART)
    monkeypatch.setattr(large, "PART_BYTES", PART)


def write(folder: Path, data: bytes, name: str) -> Path:
    """Write a file, packed as its name's ending says."""
    file = folder / name
    if name.endswith(".zip"):
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.jsonl", data)
    else:
        pack = {".gz": gzip.compress, ".xz": lzma.compress}.get(file.suffix, bytes)
        file.write_bytes(pack(data))
    return file


def taken(content: Content, encoding: str | None = None) -> tuple[int, dict[str, Any]]:
    """Return the number of parts of a dump, and all that its reading tells."""
    ledger: Counter[str] = Counter()
    told: dict[str, Any] = {"n_lines": 0, "rejects": [], "records": []}
    n = 0
    for source, reading, own in read_content(content, encoding):
        n += 1
        ledger.update(own)
        told["n_lines"] += source.n_lines
        for reject in reading.rejects:
            first, last = source.lines_at([reject.start, max(reject.start, reject.end - 1)])
            told["rejects"].append((reject.rule, reject.text, first, last, reject.inside))
        told["records"].append(finish(to_records([(source, reading.listings)])))
        told["truncated"] = told.get("truncated") or reading.truncated
        told |= {"layout": reading.layout, "id": source.dump_id}
    told["records"] = pl.concat(told["records"]).rows()
    return n, {**told, "ledger": dict(ledger)}


def both(folder: Path, data: bytes, name: str = "a.jsonl", encoding: str | None = None):
    """Return how many parts a file is read in, and what is read of it in parts and in one."""
    (content,) = contents(name, write(folder, data, name))
    n, in_parts = taken(content, encoding)
    return n, in_parts, taken(Content(content.path, data), encoding)[1]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.jsonl.gz", "a.jsonl.xz", "pile.zip"])
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text, id="whole"),
        pytest.param(lambda text: text.rstrip(), id="no line end at the end"),
        pytest.param(lambda text: text + " \n" * 3_000, id="blank lines at the end"),
        pytest.param(lambda text: text[:-40], id="cut off"),
        pytest.param(lambda text: text[:-40] + " \n" * 3_000, id="cut off before blank lines"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(lambda text: text.replace("\n", ",\n"), id="commas"),
        pytest.param(lambda text: "\ufeff" + text, id="a byte order mark"),
        pytest.param(lambda text: text.replace("Tides 40:", '" 40'), id="malformed"),
        pytest.param(lambda text: text + "x\n" * 4_000, id="a part of nothing else"),
        pytest.param(lambda text: text.replace("dig 41", "dig" * 5_000), id="a long line"),
        pytest.param(lambda text: text.replace("Tides 42", "Ti\rdes 42"), id="a lone CR"),
    ],
)
def test_parts_give_what_the_whole_gives(tmp_path: Path, name: str, change) -> None:
    n, in_parts, whole = both(tmp_path, change(lines(60)).encode(), name)
    assert n > 3
    assert in_parts == whole
    assert len(whole["records"]) >= 58


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("encoding", ["latin-1", "gbk"])
def test_parts_are_in_the_stated_encoding(tmp_path: Path, encoding: str) -> None:
    text = lines(60).replace("Öst", "Öst" if encoding == "latin-1" else "海浪")
    n, in_parts, whole = both(tmp_path, text.encode(encoding), encoding=encoding)
    assert n > 3
    assert in_parts == whole


SCRAPS = st.sampled_from(["\n", "\n\n", "\r", "{", "}", '"', ",", "é", "null", " " * 5_000, "x\n"])


@pytest.mark.usefixtures("small")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_hurt_file_gives_the_same_in_parts(tmp_path: Path, data: st.DataObject) -> None:
    text = lines(40)
    for _ in range(data.draw(st.integers(1, 4))):
        # the layout and the format are settled by the beginning
        start = data.draw(st.integers(600, len(text)))
        end = start + data.draw(st.sampled_from([0, 1, 30, 400, 3_000]))
        text = text[:start] + data.draw(SCRAPS) + text[end:]
    n, in_parts, whole = both(tmp_path, text.encode())
    assert in_parts == whole
    assert n > 1 or len(text.encode()) <= PART or "\n" not in text[:PART]


@pytest.mark.usefixtures("small")
def test_a_large_dump_is_one_dump_in_the_tables(tmp_path: Path, monkeypatch) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    text = lines(60).replace("Tides 40:", '" 40') + json.dumps(record(61))[:-9]
    write(raw, text.encode(), "snapshot.json.gz")
    report = load(raw, tmp_path / "in_parts")
    assert (len(report.dumps), report.listings, report.balanced) == (1, 59, True)
    assert report.dumps[0]["truncated"] is True
    assert [(each["rule"], each["line_start"]) for each in report.rejects] == [
        ("malformed", 40),
        ("cut_off", 61),
    ]
    assert check(raw, tmp_path / "in_parts") == []
    monkeypatch.setattr(boxes, "LARGE_BYTES", 10**9)
    load(raw, tmp_path / "whole")
    in_parts, whole = (read_tables(tmp_path / name)[0] for name in ("in_parts", "whole"))
    assert all(in_parts[name].equals(whole[name]) for name in whole)
    assert check(raw, tmp_path / "whole") == []


def refusal(folder: Path, data: bytes, name: str = "a.jsonl") -> str:
    (content,) = contents(name, write(folder, data, name))
    with pytest.raises(DumpError) as caught:
        next(read_content(content))
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (lambda data: data + b"\xff\n", "line 61 is not UTF-8 (byte 0xFF)"),
        (lambda data: data + b"\0\n", "is binary, no text (zero byte in line 61)"),
        (lambda data: b"\n" * PART * 2 + data, "is no dump of a known format"),
    ],
)
def test_what_is_wrong_anywhere_is_said_before_anything_is_given(
    tmp_path: Path, damage, found: str
) -> None:
    assert found in refusal(tmp_path, damage(lines(60).encode()))


@pytest.mark.usefixtures("small")
def test_a_damaged_large_file_is_refused_before_anything_is_given(tmp_path: Path) -> None:
    data = gzip.compress(lines(60).encode())
    file = tmp_path / "a.jsonl.gz"
    file.write_bytes(data[:-40])
    (content,) = contents("a.jsonl.gz", file)
    with pytest.raises(DumpError, match="cannot be unpacked"):
        next(read_content(content))


@pytest.mark.usefixtures("small")
def test_a_line_longer_than_any_record_is_refused(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(large, "LONGEST_LINE", 3 * PART)
    text = lines(60).replace("dig 41", "dig" * PART * 2)
    assert "line 41 has more than" in refusal(tmp_path, text.encode())


@pytest.mark.usefixtures("small")
def test_other_formats_keep_their_limit_and_lines_have_their_own(
    tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(boxes, "MAX_BYTES", 2 * PART)
    data = lines(60).encode()
    array = json.dumps([record(n) for n in range(1, 61)], indent=1).encode()
    assert "a.json: unpacks to more than" in refusal(tmp_path, array, "a.json")
    (content,) = contents("a.jsonl", write(tmp_path, data, "a.jsonl"))
    assert taken(content)[0] > 3
    monkeypatch.setattr(boxes, "MAX_IN_PARTS", 3 * PART)
    assert "unpacks to more than" in refusal(tmp_path, data)


@pytest.mark.usefixtures("small")
def test_a_bomb_of_lines_is_stopped_at_its_ratio(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(boxes, "MAX_BYTES", 2 * PART)
    data = (json.dumps(record(6)) + "\n").encode() * 20_000
    assert len(data) > 100 * len(gzip.compress(data))
    assert "unpacks to more than" in refusal(tmp_path, data, "a.jsonl.gz")


@pytest.mark.usefixtures("small")
def test_two_large_layouts_that_are_no_lines_are_read_whole(tmp_path: Path) -> None:
    records = [record(n) for n in range(1, 61)]
    for text in (json.dumps(records), json.dumps(records, indent=1)):
        n, in_parts, whole = both(tmp_path, text.encode(), "a.json")
        assert (n, in_parts) == (1, whole)
    n, in_parts, whole = both(tmp_path, lines(60).encode("utf-16"))
    assert (n, in_parts) == (1, whole)


@pytest.mark.usefixtures("small")
def test_a_file_that_changes_while_it_is_read_ends_the_load(tmp_path: Path) -> None:
    file = write(tmp_path, lines(60).encode(), "a.jsonl")
    (content,) = contents("a.jsonl", file)
    parts = read_content(content)
    next(parts)
    file.write_bytes(file.read_bytes().replace(b"Tides 60", b"Tides 06"))
    with pytest.raises(LedgerError, match="has changed since the load began"):
        list(parts)


@pytest.mark.usefixtures("small")
def test_no_more_than_some_parts_are_held(tmp_path: Path) -> None:
    (content,) = contents("a.jsonl", write(tmp_path, lines(200).encode(), "a.jsonl"))
    sizes = [len(source.data) for source, _, _ in read_content(content)]
    assert max(sizes) < 2 * PART
    assert sum(sizes) == len(lines(200).encode())


def test_a_part_tells_the_lines_of_its_dump() -> None:
    part = Part("a.jsonl", b"one\ntwo\n", known="utf-8", known_sha256="ab", lines_before=7)
    assert part.lines_at([0, 3, 4]).tolist() == [8, 8, 9]
    assert (part.sha256, part.n_lines) == ("ab", 2)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("rows", [60, 400])
def test_large_dumps_of_other_formats_are_read_as_ever(tmp_path: Path, rows: int) -> None:
    """The first part tells that they are in no lines of records; then they are read whole."""
    items = "\n".join(f"<item><title>Tides {n}</title></item>" for n in range(rows))
    table = "".join(f"Tides {n},We dig.,10.1000/{n}\n" for n in range(rows))
    for name, text in {
        "feed.xml": f"<rss version='2.0'><channel>\n{items}\n</channel></rss>",
        "table.csv": f"Title,Abstract,DOI\n{table}",
        "refs.bib": "".join(f"@misc{{k{n},\n title = {{Tides {n}}}\n}}\n" for n in range(rows)),
        "refs.ris": "".join(f"TY  - JOUR\nTI  - Tides {n}\nER  - \n" for n in range(rows)),
    }.items():
        n, in_parts, whole = both(tmp_path, text.encode(), name)
        assert (n, in_parts) == (1, whole)
        assert len(whole["records"]) == rows
