"""What a corpus is made of: tables on disk, or a user's frame."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .. import terms as term_index
from ..settings import term_settings
from ..tables import read_tables
from ..tables.by_term import ByTerm
from ..tables.mapped import map_tables
from ..terms import TermRules
from . import account, frames
from .locate import find_tables
from .timeline import label_dumps


def opened(tables: str | Path, memory_map: bool) -> tuple[dict[str, Any], ByTerm | None]:
    """Return what the tables of a collection make; see :meth:`Corpus.open`.

    Returns
    -------
    fields : dict
        Of the corpus.
    by_term : ByTerm or None
        The postings by term, where they are mapped.

    Raises
    ------
    TablesError
        No tables there, damaged ones, or ones of another version; no room to unpack them.
    """
    folder, by_term = find_tables(tables), None
    if memory_map:
        held, manifest, by_term = map_tables(folder)
    else:
        held, manifest = read_tables(folder)
    held["dumps"] = label_dumps(held["dumps"])
    fields = {
        "name": manifest.collection,
        "ledger": account.ledger(manifest),
        "unread": account.unread(manifest),
        "kinds": manifest.settings.get("kinds", {}),
        "rules": TermRules.of(manifest.settings.get("terms", {})),
        **held,
    }
    return fields, by_term


def framed(frame: Any, name: str, terms: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return what a frame of papers makes; see :meth:`Corpus.from_frame`.

    Raises
    ------
    InputError
        No column `title`, a row without title, a date that is none, or rules that are none.
    """
    rules = TermRules.of(term_settings(terms or {}, "terms:"))
    tables = frames.tables_from_frame(frame)
    tables["dumps"] = label_dumps(tables["dumps"])
    index = term_index.build_by(tables["papers"], rules)
    return {"name": name, "rules": rules, **vars(index), **tables}
