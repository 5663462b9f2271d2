"""Hurt real dumps in every way and see that every reader stays honest.

    python scripts/fuzz_readers.py FOLDER... [--seconds 60] [--seed 0] [--keep hurt/]

Takes every file below the folders (archives and compressed files included), hurts it, and reads it;
each format as often as the others. A reader may refuse a file with a line for its user; whatever it
does read must balance. Anything else (another exception, more than 5 s of computing for each MB) is
a finding: it is told, kept in the folder `--keep` if given, and the exit code is 1. The same seed
hurts in the same ways.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from workbench.dumps import Source, contents, finish, read_dump, to_records
from workbench.errors import DumpError

MOST_BYTES = 200_000
SLOW = 5.0
TOKENS = [
    b"\0", b"\r", b"\n", b"\n\n", b"\r\n", b'"', b'""', b"'", b"\\", b"\\u", b"\\ud835", b"{", b"}",
    b"[", b"]", b",", b";", b"\t", b"@", b"@article{", b"#", b"%", b"&", b"&amp;", b"&nbsp;",
    b"&x;",
    b"<", b">", b"</", b"<item>", b"</item>", b"<entry>", b"<![CDATA[", b"]]>", b"<!--", b"-->",
    b"<!DOCTYPE x>", b"<?xml", b"TY  - JOUR\n", b"ER  - \n", b"TI  - ", b"PT J\n", b"\xff", b"\xc3",
    b"\xef\xbb\xbf", b"\xff\xfe", b"\xe2\x80\xa8", b"\x85", b"\x0c", b"\x1c", b"9" * 400, b"1e999",
    b"NaN", b"null", b"true", b"Feb 30, 2025", b"9999-99-99", b"Subscribe", b"2025-02-30",
]  # fmt: skip


def cut(data: bytes, dice: random.Random) -> bytes:
    """Keep the beginning."""
    return data[: dice.randrange(len(data))]


def lose(data: bytes, dice: random.Random) -> bytes:
    """Lose a piece."""
    start = dice.randrange(len(data))
    return data[:start] + data[start + dice.choice([1, 2, 10, 100, 1000]) :]


def double(data: bytes, dice: random.Random) -> bytes:
    """Repeat a piece."""
    start = dice.randrange(len(data))
    piece = data[start : start + dice.choice([1, 10, 100, 1000])]
    return data[:start] + piece * dice.choice([2, 3, 50]) + data[start:]


def insert(data: bytes, dice: random.Random) -> bytes:
    """Put something in that formats care about."""
    start = dice.randrange(len(data))
    return data[:start] + dice.choice(TOKENS) * dice.choice([1, 1, 1, 2, 500]) + data[start:]


def flip(data: bytes, dice: random.Random) -> bytes:
    """Change some bytes."""
    hurt = bytearray(data)
    for _ in range(dice.choice([1, 3, 20])):
        hurt[dice.randrange(len(hurt))] = dice.randrange(256)
    return bytes(hurt)


def swap(data: bytes, dice: random.Random) -> bytes:
    """Exchange two characters everywhere."""
    one, two = dice.sample(sorted(set(data)) or [32, 33], 2) if len(set(data)) > 1 else (32, 33)
    table = bytearray(range(256))
    table[one], table[two] = two, one
    return data.translate(bytes(table))


HURTS: list[Callable[[bytes, random.Random], bytes]] = [
    cut,
    lose,
    double,
    insert,
    insert,
    flip,
    swap,
]


def seeds(folders: list[Path]) -> list[tuple[str, bytes]]:
    """Return what is in the folders, cut to a size that reads quickly."""
    found = []
    for folder in folders:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            for content in contents(file.name, file):
                if isinstance(content.data, bytes) and content.data:
                    found.append((content.path, content.data[:MOST_BYTES]))
    return found


def by_format(files: list[tuple[str, bytes]]) -> list[list[tuple[str, bytes]]]:
    """Return the files of each format together."""
    groups: dict[str, list[tuple[str, bytes]]] = {}
    for path, data in files:
        groups.setdefault(verdict(path, data), []).append((path, data))
    return list(groups.values())


def verdict(path: str, data: bytes) -> str:
    """Read a file as the loader does; return the format or `refused`."""
    source = Source(path, data)
    try:
        reading, _ = read_dump(source)
    except DumpError as error:
        if "\n" in str(error) or not error.hint:
            raise ValueError(f"no line for a user: {error!s}") from error
        return "refused"
    finish(to_records([(source, reading.listings)]))
    return reading.format


def main() -> int:
    """Hurt and read until the time is over."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    dice = random.Random(given.seed)
    files = seeds(given.folders)
    formats = by_format(files)
    told: Counter[str] = Counter()
    findings: Counter[str] = Counter()
    end = time.monotonic() + given.seconds
    while time.monotonic() < end:
        path, data = dice.choice(dice.choice(formats))
        for _ in range(dice.choice([1, 1, 2, 5])):
            data = dice.choice(HURTS)(data, dice) or b" "
        began = time.process_time()
        try:
            told[verdict(path, data)] += 1
            found = ""
        except Exception:  # whatever it is, it is the finding
            found = traceback.format_exc(limit=-2)
        spent = time.process_time() - began
        if spent > SLOW * max(1, len(data) / 1e6):
            found += f"slow: {spent:.1f} s for {len(data):,} bytes"
        if found:
            if not findings[found]:
                print(f"{path}: {found}", file=sys.stderr)
                if given.keep:
                    given.keep.mkdir(parents=True, exist_ok=True)
                    name = hashlib.sha256(data).hexdigest()[:12] + "-" + Path(path).name
                    (given.keep / name).write_bytes(data)
            findings[found] += 1
    read = ", ".join(f"{count:,} {name}" for name, count in sorted(told.items()))
    print(f"{len(files):,} files, {told.total():,} readings: {read}; {findings.total()} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
