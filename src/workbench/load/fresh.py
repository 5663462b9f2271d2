"""Whether tables still fit their dumps, told by hashes alone: nothing is read again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..errors import TablesError
from ..settings import read_settings
from ..tables import Manifest, file_sha256, read_tables
from .folder import dump_files
from .outcome import LoadReport
from .run import READER_VERSION


def must_be_fresh(raw: Path, out: Path) -> None:
    """Refuse tables that were not made from the dumps and settings that are there now.

    Parameters
    ----------
    raw
        The folder with the dumps.
    out
        The folder with the tables.

    Raises
    ------
    TablesError
        Names the first thing that changed since the load, and the command that mends it.
    InputError
        No dumps in the folder, or settings that cannot be read.
    """
    manifest = Manifest.read(out)
    year = manifest.settings["year"]
    mend = f"run: workbench load {raw} --out {out}" + (f" --year {year}" if year else "")
    if manifest.reader_version != READER_VERSION:
        raise TablesError(f"{out}: made by readers of version {manifest.reader_version}; {mend}")
    problems, _ = changes(raw, manifest)
    if problems:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise TablesError(f"{problems[0]}{more}; {mend}")


def held_in(out: Path) -> LoadReport:
    """Return what is held in tables, as the load that made them told it."""
    tables, manifest = read_tables(out)
    return LoadReport.of(out, out, tables, manifest, read=0)


def changes(raw: Path, manifest: Manifest) -> tuple[list[str], dict[str, set[str]]]:
    """Hold a raw folder to what was loaded from it.

    Returns
    -------
    problems : list of str
        What changed since the load, a line each.
    same : dict of str to set of str
        The files that did not, each with the paths of its dumps.
    """
    same: dict[str, set[str]] = {}
    return list(_changes(raw, manifest, same)), same


def _changes(raw: Path, manifest: Manifest, same: dict[str, set[str]]) -> Iterator[str]:
    settings = read_settings(raw)
    if settings.sha256 != manifest.settings["sha256"]:
        yield f"{raw}: workbench.toml has changed since the load"
    files, failed = dump_files(raw)
    loaded: dict[str, list[str]] = {}
    for path, facts in manifest.dumps.items():
        loaded.setdefault(facts["file"], []).append(path)
    for path in manifest.failed:
        loaded.setdefault(path if path in files else path.partition("!")[0], [])
    for file in sorted({*loaded, *failed} - {*files}):
        yield failed.get(file, f"{file}: was loaded and is gone")
    for file in files:
        dumps = loaded.get(file)
        if dumps is None:
            yield f"{file}: is new since the load"
        elif not dumps:
            yield f"{file}: could not be read at the load"
        elif file_sha256(raw / file) != manifest.dumps[dumps[0]]["file_sha256"]:
            yield f"{file}: has changed since the load"
        else:
            same[file] = {*dumps}
