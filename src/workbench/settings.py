"""A collection's settings: the optional file `workbench.toml` among its dumps."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from .errors import InputError

FILE = "workbench.toml"

_FOR_ALL = {"year": int, "series": str, "encoding": str, "columns": dict}
_FOR_SOME = {**_FOR_ALL, "captured_on": date, "listed_on": date}
_FOR_SERIES = {"day_offset": int, "list_cap": int}
_FOR_IDENTITY = {"same": list, "different": list}
_FOR_TERMS = {"stop": list, "keep": list, "synonyms": dict, "off": list}
_FOR_KINDS = {"subject": list, "style": list}
_TABLES = ("dumps", "series", "identity", "terms", "kinds")


@dataclass(frozen=True)
class DumpSettings:
    """What the settings say of one dump; None where they say nothing.

    `year` is the one for the whole collection, `own_year` that of an entry for the dump.
    """

    captured_on: date | None = None
    listed_on: date | None = None
    own_year: int | None = None
    year: int | None = None
    series: str | None = None
    encoding: str | None = None
    columns: Mapping[str, str] | None = None


@dataclass(frozen=True)
class SeriesSettings:
    """What the settings say of a series.

    Attributes
    ----------
    day_offset
        Days from the day of capture to the day that the list is for; -1: a capture shows the list
        of the day before.
    list_cap
        The most papers that a list of this series holds; a list that long may go on.
    """

    day_offset: int = 0
    list_cap: int | None = None


@dataclass(frozen=True)
class Settings:
    """The settings of a collection.

    Attributes
    ----------
    sha256
        Hash of the file; None without a file.
    general
        `[dumps]`: for all dumps.
    entries
        `[dumps."name or pattern"]`, by name or pattern, in the order of the file.
    series
        `[series."name"]`, by name.
    same, different
        `[identity]`: groups of papers that are one, and that are not.
    terms
        `[terms]`: `stop`, stop words; `keep`, phrases to keep whole; `synonyms`, by term those that
        count as it; `off`, steps to leave out. What is not said is not in it.
    kinds
        `[kinds]`: terms that are known to be of a kind, ``subject`` or ``style``.
    """

    sha256: str | None = None
    general: Mapping[str, Any] = field(default_factory=dict)
    entries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    series: Mapping[str, SeriesSettings] = field(default_factory=dict)
    same: tuple[tuple[str, ...], ...] = ()
    different: tuple[tuple[str, ...], ...] = ()
    terms: Mapping[str, Any] = field(default_factory=dict)
    kinds: Mapping[str, list[str]] = field(default_factory=dict)

    def of(self, path: str) -> DumpSettings:
        """Return what the settings say of one dump.

        Its own entry outranks patterns that fit it (of these, the last in the file), these outrank
        the general settings.
        """
        fitting = [entry for name, entry in self.entries.items() if fnmatchcase(path, name)]
        own: dict[str, Any] = {}
        for entry in [*fitting, self.entries.get(path, {})]:
            own |= entry
        said = {**self.general, **own}
        return DumpSettings(
            captured_on=said.get("captured_on"),
            listed_on=said.get("listed_on"),
            own_year=own.get("year"),
            year=self.general.get("year"),
            # an empty name takes a dump out of the collection's series
            series=said.get("series"),
            encoding=said.get("encoding"),
            columns=said.get("columns"),
        )

    def must_fit(self, paths: Iterable[str]) -> None:
        """Hold the entries to the dumps there are.

        Raises
        ------
        InputError
            An entry fits no dump; names it.
        """
        known = list(paths)
        for name in self.entries:
            if name not in known and not any(fnmatchcase(path, name) for path in known):
                raise InputError(
                    f'{FILE}: [dumps."{name}"] names no file that is there; names are relative to'
                    " the folder, members of archives are pile.zip!member, * stands for anything"
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
    for table, entries in content.items():
        if table not in _TABLES:
            known = ", ".join(f"[{name}]" for name in _TABLES)
            raise InputError(f"{path}: unknown table [{table}]; known: {known}")
        if not isinstance(entries, dict):
            raise InputError(f"{path}: {table} is no table; write [{table}] on a line of its own")
    dumps = content.get("dumps", {})
    by_dump = {
        key: value
        for key, value in dumps.items()
        if isinstance(value, dict) and key not in _FOR_ALL
    }
    general = {key: value for key, value in dumps.items() if key not in by_dump}
    _check(f"{path}: [dumps]", general, _FOR_ALL)
    for name, entry in by_dump.items():
        _check(f'{path}: [dumps."{name}"]', entry, _FOR_SOME)
    series = {}
    for name, entry in content.get("series", {}).items():
        if not isinstance(entry, dict):
            raise InputError(f'{path}: [series] {name} is no table; write [series."its name"]')
        _check(f'{path}: [series."{name}"]', entry, _FOR_SERIES)
        series[name] = SeriesSettings(**entry)
    identity = content.get("identity", {})
    _check(f"{path}: [identity]", identity, _FOR_IDENTITY)
    groups = {key: _groups(path, key, value) for key, value in identity.items()}
    terms = term_settings(content.get("terms", {}), f"{path}: [terms]")
    kinds = content.get("kinds", {})
    _check(f"{path}: [kinds]", kinds, _FOR_KINDS)
    for kind, listed in kinds.items():
        if not all(isinstance(term, str) for term in listed):
            raise InputError(f'{path}: [kinds] {kind} is a list of terms: {kind} = ["world model"]')
    return Settings(
        hashlib.sha256(data).hexdigest(),
        general,
        by_dump,
        series,
        terms=terms,
        kinds=kinds,
        **groups,
    )


def term_settings(entries: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Return what is said of terms, held to its form.

    Parameters
    ----------
    entries
        `stop`, `keep`, `synonyms`, `off`, all optional.
    where
        What they stand in, for the messages.

    Raises
    ------
    InputError
        A key or value that does not exist.
    """
    # from Python a tuple is as good as a list
    entries = {key: list(v) if isinstance(v, tuple) else v for key, v in entries.items()}
    _check(where, entries, _FOR_TERMS)
    said: dict[str, Any] = {
        key: _strings(where, key, entries[key], 2 if key == "keep" else 1)
        for key in ("stop", "keep", "off")
        if key in entries
    }
    if "synonyms" in entries:
        said["synonyms"] = _synonyms(where, entries["synonyms"])
    return said


def to_paste(path: str, key: str, value: str | Mapping[str, str]) -> str:
    """Return the line of the settings that states something of one dump, ready to be pasted."""
    if isinstance(value, str):
        said = _quoted(value)
    else:
        said = f"{{ {', '.join(f'{name} = {_quoted(each)}' for name, each in value.items())} }}"
    return f"below [dumps] in {FILE}: {_quoted(path)}.{key} = {said}"


def _quoted(text: str) -> str:
    """Return a text as TOML writes it: as JSON does, but for one sign."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _check(where: str, entries: Mapping[str, Any], known: Mapping[str, type]) -> None:
    for key, value in entries.items():
        if key not in known:
            raise InputError(f"{where} has an unknown key {key}; known: {', '.join(known)}")
        if type(value) is not known[key]:
            raise InputError(
                f"{where} {key} = {value!r} is no {known[key].__name__};"
                " years are written 2025, days 2025-03-12, names in quotes"
            )
        if key == "columns" and not all(isinstance(column, str) for column in value.values()):
            raise InputError(f'{where} columns is written {{ title = "its column" }}')


def _groups(path: Path, key: str, value: list[Any]) -> tuple[tuple[str, ...], ...]:
    for group in value:
        fits = isinstance(group, list) and all(isinstance(name, str) for name in group)
        if not fits or len(group) < 2:
            raise InputError(
                f"{path}: [identity] {key} holds {group!r}; write a list of groups, each of two"
                ' or more ids or titles: same = [["2501.00001", "10.1000/xyz"]]'
            )
    return tuple(tuple(group) for group in value)


def _synonyms(where: str, groups: Mapping[str, Any]) -> dict[str, list[str]]:
    synonyms = {
        term: _strings(where, f"synonyms, {term}", others, 1) for term, others in groups.items()
    }
    others = [other for group in synonyms.values() for other in group]
    for other in others:
        if other in synonyms or others.count(other) > 1:
            raise InputError(
                f"{where} synonyms names {other!r} twice; a term counts as one other,"
                " and that one as itself"
            )
    return synonyms


def _strings(where: str, key: str, value: Any, words: int) -> list[str]:
    """Return a list of texts of at least so many words."""
    if isinstance(value, (list, tuple)) and all(
        isinstance(text, str) and len(text.replace("-", " ").split()) >= words for text in value
    ):
        return list(value)
    raise InputError(
        f"{where} {key} holds {value!r}; write a list of"
        f" {'words' if words == 1 else 'phrases of two words or more'} in quotes"
    )
