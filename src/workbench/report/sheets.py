"""Frames as files: CSV for a spreadsheet, Parquet for programs.

The two differ on purpose: the CSV holds nothing that a spreadsheet would run (see
`export.spreadsheet`), the Parquet file holds the frame as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from ..export.spreadsheet import to_csv


def write_sheets(frames: Mapping[str, pl.DataFrame], folder: Path) -> list[Path]:
    """Write each frame as ``<name>.csv`` and ``<name>.parquet`` into an existing folder.

    Returns
    -------
    list of Path
        The files, in the order of the frames.
    """
    written = []
    for name, frame in frames.items():
        csv, parquet = folder / f"{name}.csv", folder / f"{name}.parquet"
        csv.write_bytes(to_csv(frame))
        frame.write_parquet(parquet, compression="zstd")
        written += [csv, parquet]
    return written
