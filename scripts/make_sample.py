"""Make the invented sample collection: nine dumps, their settings, and the truth about them.

The papers are written by hand in `sample_field/`; `sample_dumps` lists them, `sample_truth` counts
what was planted in them.

    python scripts/make_sample.py            write data/raw/sample and tests/data/sample_truth.json
    python scripts/make_sample.py --check    write nothing, exit 1 if a file differs

The order of a list is drawn from a fixed seed, so a rerun writes the same bytes.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from sample_dumps import make_dumps, read_field
from sample_truth import make_truth

ROOT = Path(__file__).resolve().parents[1]
RAW = "data/raw/sample"
TRUTH = "tests/data/sample_truth.json"

SETTINGS = """\
# Settings of this collection. It is invented: no paper, place or figure in it is real.

[dumps]
# A saved page prints the month and the day and never the year.
year = 2025
# A saved page does not say which list it shows, so pages form no series unless you declare one.
# The dated ones here show one and the same list, saved on the second Monday of each month: their
# differences are change over time, and a trend over them means something. Leave the line out for
# other pages.
series = "trending"

[dumps."saved-page.txt"]
# A copy without a date, found later. It is no step in time, so it is taken out of the series.
series = ""
"""


def sample_files() -> Iterator[tuple[str, str]]:
    """Yield the path below the project's root and the text of every file of the sample."""
    papers = read_field()
    dumps = make_dumps(papers)
    for dump in dumps:
        yield f"{RAW}/{dump.file}", dump.text
    yield f"{RAW}/workbench.toml", SETTINGS
    truth = make_truth(papers, dumps)
    yield TRUTH, json.dumps(truth, indent=1, ensure_ascii=False) + "\n"


def differences(root: Path = ROOT) -> list[str]:
    """Return what on disk is not what this script makes, one line a file, in path order."""
    made = dict(sample_files())
    found = {path.relative_to(root).as_posix() for path in (root / RAW).rglob("*")} | {TRUTH}
    lines = []
    for name in sorted(made.keys() | found):
        path = root / name
        if name not in made:
            lines.append(f"{name} is not part of the sample")
        elif not path.is_file():
            lines.append(f"{name} is missing")
        elif path.read_bytes() != made[name].encode():
            lines.append(f"{name} differs")
    return lines


def main() -> int:
    """Write the sample, or compare it with what is on disk."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--check", action="store_true", help="write nothing, exit 1 on a difference"
    )
    if parser.parse_args().check:
        found = differences()
        print("\n".join(found) or "the sample on disk is what this script makes")
        return 1 if found else 0
    for name, text in sample_files():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        print(f"wrote {name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
