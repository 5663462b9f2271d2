"""Which column of a table is which of our fields, by the names in its header line.

The names are those that databases and reference managers print; a column map in the settings
outranks them. Only the columns found here are read, the rest stays in the file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from itertools import chain

from ..errors import DumpError
from ..settings import to_paste

# By field, the first that a table has. Where a table has several, the one comes first that says
# more: whole names before initials, the authors' keywords before an indexer's, the day that a work
# came out on before the volume's, an id of its own before one of anything. Case, blanks and
# punctuation do not count: `first_authors`, `First Authors` and `"FirstAuthors"` are one name.
PREFERRED: Mapping[str, tuple[str, ...]] = {
    "title": (
        "title",
        "document title",  # IEEE Xplore
        "article title",  # Web of Science
        "item title",  # Springer
        "paper title",
        "primary title",  # ASReview
        "titles",  # Kaggle, arXiv abstracts
        "TI",  # Web of Science, tagged: so all names of two capitals below
    ),
    "abstract": (
        "abstract",
        "abstract note",  # Zotero
        "notes abstract",  # ASReview
        "summary",
        "summaries",  # Kaggle, arXiv abstracts
        "AB",
    ),
    "authors": (
        "author full names",  # Scopus since 2023, Web of Science
        "AF",
        "author(s)",  # also Author/s of Lens, authors
        "author",  # Zotero
        "author names",  # ASReview
        "first authors",  # ASReview
        "AU",
    ),
    "arxiv_id": ("arxiv id", "arxiv", "arxiv number", "eprint", "entry id", "paper id", "id"),
    "doi": ("doi", "item doi", "article doi", "digital object identifier", "DI", "doi link"),
    "url": (
        "url",
        "link",  # Scopus
        "paper url",
        "article url",
        "pdf link",  # IEEE Xplore
        "pdf url",
        "external url",  # Lens
        "source url(s)",  # Lens
        "source linkout",  # Dimensions
        "dimensions url",
    ),
    "categories": (
        "categories",
        "category",
        "arxiv categories",
        "primary category",
        "terms",  # Kaggle, arXiv abstracts
        "wos categories",
        "web of science categories",
        "WC",
        "research areas",  # Web of Science
        "fields of study",  # Lens
        "fields of research (ANZSRC 2020)",  # Dimensions
        "subjects",
    ),
    "keywords": (
        "author keywords",  # IEEE Xplore, Scopus, Web of Science
        "keywords",
        "keyword",
        "DE",
        "manual tags",  # Zotero
        "tags",
        "index keywords",  # Scopus
        "mesh terms",  # Dimensions
    ),
    "published_on": (
        "published on",
        "published",
        "published date",
        "date published",  # Lens
        "publication date",  # Dimensions, Web of Science
        "issue date",  # IEEE Xplore
        "cover date",
        "date",  # Zotero
        "PD",
    ),
    "year": ("publication year", "pub year", "published year", "year published", "year", "PY"),
    "month": ("publication month", "published month", "month"),
    "day": ("publication day", "day"),
    "upvotes": ("upvotes", "num upvotes", "votes", "likes"),
}
# How titles and abstracts are called in other languages: to suggest a column, not to take it.
_STEMS = {
    "title": ("titl", "tite", "titr", "titu", "tito"),
    "abstract": ("abstr", "summ", "zusamm", "resum", "samenv"),
}
_WHEN = {"published_on", "year", "month", "day"}
_NAMES_TOLD, _NAME_TOLD = 60, 40


def squeeze(name: str) -> str:
    """Return a column's name without what differs between writers of one name."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(character for character in folded if character.isalnum())


_KNOWN = {field: [squeeze(name) for name in names] for field, names in PREFERRED.items()}
_ALL = frozenset(chain.from_iterable(_KNOWN.values()))


def recognize(names: Sequence[str]) -> dict[str, int]:
    """Return which column holds which field, by the columns' names alone.

    Parameters
    ----------
    names
        Of the columns. Of two columns of one name the first counts.

    Returns
    -------
    dict of str to int
        The index of the column, for the fields that the table has.
    """
    places: dict[str, int] = {}
    for index, name in enumerate(names):
        if (squeezed := squeeze(name)) in _ALL:
            places.setdefault(squeezed, index)
    return {
        field: places[first]
        for field, known in _KNOWN.items()
        if (first := next((name for name in known if name in places), None)) is not None
    }


def find_columns(
    path: str, names: Sequence[str], stated: Mapping[str, str] | None = None
) -> dict[str, int]:
    """Return which column holds which field, by the settings first, then by the names.

    Parameters
    ----------
    path
        The table's, for messages.
    names
        Of its columns.
    stated
        Our field by the file's column name. A field stated outranks what its name would say; if
        one of `published_on`, `year`, `month` and `day` is stated, all of them are.

    Returns
    -------
    dict of str to int
        The index of the column, for the fields that the table has; `title` is among them.

    Raises
    ------
    DumpError
        The settings name a field or a column that does not exist, or no column holds titles; says
        which fields or columns there are.
    """
    stated = stated or {}
    columns = recognize(names)
    if _WHEN & stated.keys():
        columns = {field: index for field, index in columns.items() if field not in _WHEN}
    for field, name in stated.items():
        if field not in PREFERRED:
            raise DumpError(
                path,
                f"workbench.toml maps a column to {field!r}, which is no field",
                f"fields: {', '.join(PREFERRED)}",
            )
        columns[field] = _index(path, names, field, name)
    if "title" not in columns:
        raise DumpError(
            path,
            "a table in which no column is known to hold titles",
            f"its columns: {_told(names)}; say which one does"
            f" {to_paste(path, 'columns', _suggested(names, columns))}",
        )
    return columns


def _without_marks(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _suggested(names: Sequence[str], columns: Mapping[str, int]) -> dict[str, str]:
    """Return the columns that may hold titles and abstracts, for the user to judge."""
    free = [name for index, name in enumerate(names) if name and index not in columns.values()]
    folded = {name: _without_marks(name) for name in free}
    found = {
        field: next((name for name in free if any(stem in folded[name] for stem in stems)), None)
        for field, stems in _STEMS.items()
        if field not in columns
    }
    found["title"] = found["title"] or next(iter(free), "its name")
    return {field: name for field, name in found.items() if name}


def _index(path: str, names: Sequence[str], field: str, name: str) -> int:
    """Return the index of the column that the settings name, letter by letter or nearly so."""
    stripped = [each.strip() for each in names]
    if name.strip() in stripped:
        return stripped.index(name.strip())
    squeezed = [squeeze(each) for each in names]
    if squeeze(name) and squeeze(name) in squeezed:
        return squeezed.index(squeeze(name))
    raise DumpError(
        path,
        f"no column {name!r}, which workbench.toml names for {field}",
        f"its columns: {_told(names)}",
    )


def _told(names: Sequence[str]) -> str:
    """List the columns on one line, however many and long they are."""
    told = [" ".join(name.split())[:_NAME_TOLD] or "(no name)" for name in names[:_NAMES_TOLD]]
    more = len(names) - len(told)
    return ", ".join(told) + (f" and {more:,} more" if more else "")
