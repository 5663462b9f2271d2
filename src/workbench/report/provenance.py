"""The last page of a report: dumps and their hashes, settings, versions, how to make it again.

It holds no time of day and no path of the machine that it was made on: the same dumps, settings
and versions give the same bytes.
"""

from __future__ import annotations

import platform
import re
import shlex
from collections.abc import Mapping
from importlib.metadata import requires, version

import polars as pl

from ..corpus import Corpus
from ..tables import Manifest
from ..views.tables import table
from .markup import Heading, Rebuilder
from .sections import Section
from .templates import render

PLACE = "provenance"
TITLE = "Provenance"
DUMPS = [
    "path", "format", "layout", "series", "listed_on", "date_source", "n_bytes", "n_listings",
    "n_rejects", "sha256",
]  # fmt: skip
MOST = 40
"""Dumps that are shown at once; more are folded away."""
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def provenance(
    corpus: Corpus,
    manifest: Manifest,
    notebooks: Mapping[str, str],
    frames: Mapping[str, pl.DataFrame],
) -> Section:
    """Return the last page.

    Parameters
    ----------
    corpus
        The papers of the report.
    manifest
        What their tables were made from.
    notebooks
        SHA-256 of the notebooks that ran, by file name.
    frames
        The frames that are written beside the page, by name.
    """
    dumps = corpus.dumps.select(DUMPS)
    given = {
        "dumps": dumps.select(
            column for column in DUMPS if dumps[column].null_count() < dumps.height
        ),
        "unread": corpus.unread,
        "settings": settings_used(manifest),
        "notebooks": _pairs("notebook", "sha256", notebooks),
        "files": pl.DataFrame(
            [
                (name, frame.height, ", ".join(frame.columns))
                for name, frame in frames.items()
            ],
            schema={"table": pl.String, "rows": pl.Int64, "columns": pl.String},
            orient="row",
        ),
    }  # fmt: skip
    shown = {name: _html(frame) for name, frame in given.items()}
    titles = {
        "dumps": "Dumps",
        "unread": "Files that could not be read",
        "settings": "Settings",
        "versions": "Versions",
        "notebooks": "Notebooks",
        "files": "Files beside this page",
        "again": "The same again",
    }
    return Section(
        place=PLACE,
        title=TITLE,
        parts=[
            Heading(3, title, f"{PLACE}-{name}")
            for name, title in titles.items()
            if name in ("versions", "again") or shown[name]
        ],
        html=render(
            "provenance.html.j2",
            place=PLACE,
            title=TITLE,
            versions=versions_used(manifest),
            version=version("workbench"),
            folded=f"{dumps.height:,} dumps" if dumps.height > MOST else "",
            command=command(manifest),
            **shown,
        ),
    )


def settings_used(manifest: Manifest) -> pl.DataFrame:
    """Return what was set for the load: `setting`, `value`."""
    settings = manifest.settings
    used = {
        "collection": manifest.collection,
        "year of printed days (--year)": str(settings.get("year") or "not given"),
        "workbench.toml, SHA-256": settings.get("sha256") or "none",
    }
    for kind, terms in sorted(settings.get("kinds", {}).items()):
        used[f"terms known as {kind}"] = ", ".join(terms)
    return _pairs("setting", "value", used)


def versions_used(manifest: Manifest) -> str:
    """Return what the report was made with, in a sentence."""
    libraries = sorted(
        _NAME.match(line)[0] for line in requires("workbench") or () if "extra ==" not in line
    )
    named = ", ".join(f"{name} {version(name)}" for name in libraries)
    return (
        f"Workbench {version('workbench')} (readers {manifest.reader_version}, tables"
        f" {manifest.schema_version}), Python {platform.python_version()}; {named}."
    )


def command(manifest: Manifest) -> str:
    """Return the command that makes the report again."""
    year = manifest.settings.get("year")
    folder = shlex.quote(f"data/raw/{manifest.collection}")
    return f"workbench report {folder}" + (f" --year {year}" if year else "")


def _pairs(name: str, value: str, pairs: Mapping[str, str]) -> pl.DataFrame:
    return pl.DataFrame(
        list(pairs.items()), schema={name: pl.String, value: pl.String}, orient="row"
    )


def _html(frame: pl.DataFrame) -> str:
    """Return a frame as a table of the page, whole; nothing where it has no rows."""
    if frame.is_empty():
        return ""
    return Rebuilder(PLACE).rebuild(table(frame, rows=frame.height)._repr_html_())
