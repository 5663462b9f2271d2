"""A collection's settings: the optional file `workbench.toml` among its dumps."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from .errors import InputError

FILE = "workbench.toml"

_FOR_ALL = {"year": int, "series": str}
_FOR_ONE = {**_FOR_ALL, "captured_on": date}


@dataclass(frozen=True)
class DumpSettings:
    """What the settings say of one dump; None where they say nothing."""

    captured_on: date | None = None
    own_year: int | None = None
    year: int | None = None
    series: str | None = None


@dataclass(frozen=True)
class Settings:
    """The settings of a collection.

    Attributes
    ----------
    sha256
        Hash of the file; None without a file.
    year, series
        For all dumps: the year that printed days lack, and the question the dumps answer.
    by_dump
        Entries for single files, by path.
    """

    sha256: str | None = None
    year: int | None = None
    series: str | None = None
    by_dump: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def of(self, path: str) -> DumpSettings:
        """Return what the settings say of one dump; its own entry outranks the general one."""
        own = self.by_dump.get(path, {})
        return DumpSettings(
            captured_on=own.get("captured_on"),
            own_year=own.get("year"),
            year=self.year,
            # an empty name takes a dump out of the collection's series
            series=own.get("series", self.series) or None,
        )


def read_settings(raw: Path) -> Settings:
    """Read the settings of a raw folder.

    Raises
    ------
    InputError
        The file is no TOML, or has a key or value that does not exist; names it and what does.
    """
    path = raw / FILE
    if not path.exists():
        return Settings()
    data = path.read_bytes()
    try:
        content = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: is no TOML ({error})") from None
    unknown = sorted(set(content) - {"dumps"})
    if unknown:
        raise InputError(f"{path}: unknown table [{unknown[0]}]; known: [dumps]")
    dumps = content.get("dumps", {})
    if not isinstance(dumps, dict):
        raise InputError(f"{path}: dumps is no table; write [dumps] on a line of its own")
    by_dump = {key: value for key, value in dumps.items() if isinstance(value, dict)}
    general = {key: value for key, value in dumps.items() if key not in by_dump}
    _check(path, "[dumps]", general, _FOR_ALL)
    for name, entry in by_dump.items():
        _check(path, f'[dumps."{name}"]', entry, _FOR_ONE)
        if not (raw / name).is_file():
            raise InputError(f'{path}: [dumps."{name}"] names a file that is not there')
    return Settings(hashlib.sha256(data).hexdigest(), **general, by_dump=by_dump)


def _check(path: Path, table: str, entries: Mapping[str, Any], known: Mapping[str, type]) -> None:
    for key, value in entries.items():
        if key not in known:
            raise InputError(f"{path}: {table} has an unknown key {key}; known: {', '.join(known)}")
        if type(value) is not known[key]:
            raise InputError(
                f"{path}: {table} {key} = {value!r} is no {known[key].__name__};"
                " years are written 2025, days 2025-03-12, names in quotes"
            )
