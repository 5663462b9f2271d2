"""What a user would write instead of `workbench load`: read, split, one Parquet file, no check."""

from __future__ import annotations

import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


def plain_load(raw: Path, out: Path) -> int:
    """Load spaced papers pages and return the number of listings."""
    columns: dict[str, list] = {"path": [], "rank": [], "title": [], "abstract": []}
    for path in sorted(raw.glob("*.txt")):
        body = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()][3:]
        for rank, (title, abstract) in enumerate(zip(body[::2], body[1::2], strict=True), start=1):
            columns["path"].append(path.name)
            columns["rank"].append(rank)
            columns["title"].append(title.strip())
            columns["abstract"].append(abstract.strip())
    pq.write_table(pa.table(columns), out, compression="zstd")
    return len(columns["rank"])


if __name__ == "__main__":
    print(plain_load(Path(sys.argv[1]), Path(sys.argv[2])))
