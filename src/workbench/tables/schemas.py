"""The data dictionary: every table, every column, and the rules between tables.

Nothing is written that does not fit these declarations, and nothing is opened that does not.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import dataframely as dy
import polars as pl

from ..errors import TablesError

DUMP_ID = r"^[0-9a-f]{16}$"


class Dumps(dy.Schema):
    """A row is a file, or a member of an archive."""

    dump_id = dy.String(primary_key=True, regex=DUMP_ID, description="from path and content")
    path = dy.String(unique=True, min_length=1, description="relative to the raw folder, POSIX")
    sha256 = dy.String(regex=r"^[0-9a-f]{64}$", description="of the file's bytes")
    n_bytes = dy.Int64(min=0, description="size of the file, in bytes")
    n_lines = dy.Int64(min=0, description="lines of the file, blank ones included")
    format = dy.String(min_length=1, description="the format that was recognized: hf-page, …")
    layout = dy.String(nullable=True, description="the variant of the format: spaced, packed, …")
    series = dy.String(nullable=True, description="the question the dump answers, if known")
    captured_on = dy.Date(nullable=True, description="the day the dump was saved")
    listed_on = dy.Date(nullable=True, description="the day its list is for")
    truncated = dy.Bool(nullable=True, description="the list is at its cap; null: cap unknown")
    date_text = dy.String(nullable=True, description="the date as printed in the dump")
    date_source = dy.String(nullable=True, description="the rule that gave captured_on")
    n_listings = dy.Int64(min=0, description="rows of this dump in `listings`")
    n_rejects = dy.Int64(min=0, description="rows of this dump in `rejects`")


class Listings(dy.Schema):
    """A row is a paper in a dump, at a rank."""

    dump_id = dy.String(primary_key=True, regex=DUMP_ID, description="the dump")
    rank = dy.Int64(primary_key=True, min=1, description="place on the page, rejects counted")
    paper_id = dy.String(min_length=1, description="the paper")
    title = dy.String(min_length=1, description="the title as printed in this dump")
    line_start = dy.Int64(min=1, description="first line in the file")
    line_end = dy.Int64(min=1, description="last line in the file")
    upvotes = dy.Int64(nullable=True, description="as printed in this dump")

    @dy.rule()
    def lines_in_order(cls) -> pl.Expr:  # noqa: D102, N805
        return pl.col("line_start") <= pl.col("line_end")


class Papers(dy.Schema):
    """A row is a work, however often it is listed."""

    paper_id = dy.String(primary_key=True, min_length=1, description="the paper's strongest key")
    title = dy.String(min_length=1, description="the title of the surviving copy")
    abstract = dy.String(nullable=True, description="the longest abstract of all its listings")
    authors = dy.List(dy.String(), nullable=True, description="in the order printed")
    arxiv_id = dy.String(nullable=True, description="without its version")
    doi = dy.String(nullable=True, description="in lower case")
    url = dy.String(nullable=True, description="where the paper is")
    categories = dy.List(dy.String(), nullable=True, description="as the source gives them")
    keywords = dy.List(dy.String(), nullable=True, description="as the source gives them")
    published_on = dy.Date(nullable=True, description="the paper's own day")
    published_precision = dy.String(nullable=True, description="day, month or year")
    code_urls = dy.List(dy.String(), description="links to code in title and abstract")
    first_captured_on = dy.Date(nullable=True, description="first dated dump that lists it")
    last_captured_on = dy.Date(nullable=True, description="last dated dump that lists it")
    n_dumps = dy.Int64(min=1, description="dumps that list it")
    n_listings = dy.Int64(min=1, description="rows of this paper in `listings`")


class Rejects(dy.Schema):
    """A row is a piece of text that no reader could turn into a listing, or a part of one."""

    dump_id = dy.String(regex=DUMP_ID, description="the dump")
    line_start = dy.Int64(min=1, description="first line in the file")
    line_end = dy.Int64(min=1, description="last line in the file")
    rule = dy.String(min_length=1, description="the rule the text broke")
    text = dy.String(description="the text, whole")


class Merges(dy.Schema):
    """A row is a listing whose printed title is not its paper's."""

    paper_id = dy.String(min_length=1, description="the paper it was counted as")
    dump_id = dy.String(primary_key=True, regex=DUMP_ID, description="the dump")
    rank = dy.Int64(primary_key=True, min=1, description="the listing's rank")
    title = dy.String(min_length=1, description="the title as printed")
    rule = dy.String(min_length=1, description="why it is the same paper")
    score = dy.Float64(min=0.0, max=1.0, description="1 = certain under that rule")


class Origins(dy.Schema):
    """A row is a field of a paper with several listings, and the listing that gave it."""

    paper_id = dy.String(primary_key=True, min_length=1, description="the paper")
    field = dy.String(primary_key=True, min_length=1, description="the column of `papers`")
    dump_id = dy.String(regex=DUMP_ID, description="the dump of the listing that gave it")
    rank = dy.Int64(min=1, description="the rank of the listing that gave it")


class Coverage(dy.Schema):
    """A row is a field that sources may carry, in a dump."""

    dump_id = dy.String(primary_key=True, regex=DUMP_ID, description="the dump")
    field = dy.String(primary_key=True, min_length=1, description="abstract, authors, upvotes, …")
    n_listings = dy.Int64(min=0, description="listings of this dump that carry it")


class Terms(dy.Schema):
    """A row is a term: one to three words, normalized."""

    term_id = dy.Int64(primary_key=True, description="hash of the term")
    term = dy.String(unique=True, min_length=1, description="normalized words, one space apart")
    label = dy.String(min_length=1, description="the form most papers print")
    n_words = dy.Int64(min=1, description="words in the term; above 3 if kept whole")
    df = dy.Int64(min=1, description="document frequency: papers that hold the term")


class Forms(dy.Schema):
    """A row is a printed form of a term."""

    term_id = dy.Int64(primary_key=True, description="the term")
    form = dy.String(primary_key=True, min_length=1, description="as printed")
    papers = dy.Int64(min=1, description="papers that print it so")


class Postings(dy.Schema):
    """A row is a term in a paper; sorted by both, and none twice."""

    paper_id = dy.String(min_length=1, description="the paper")
    term_id = dy.Int64(description="the term")
    concept_id = dy.Int64(description="the term it stands for here (acronym: its expansion)")
    tf = dy.Int64(min=1, description="times in title and abstract")
    tf_title = dy.Int64(min=0, description="times in the title")

    @dy.rule()
    def in_order_and_none_twice(cls) -> pl.Expr:  # noqa: D102, N805
        paper, term = pl.col("paper_id"), pl.col("term_id")
        same = paper == paper.shift(1)
        return ((paper > paper.shift(1)) | (same & (term > term.shift(1)))).fill_null(True)


TABLES: dict[str, type[dy.Schema]] = {
    "dumps": Dumps,
    "listings": Listings,
    "papers": Papers,
    "rejects": Rejects,
    "merges": Merges,
    "origins": Origins,
    "coverage": Coverage,
    "terms": Terms,
    "forms": Forms,
    "postings": Postings,
}

# (table, column) -> (table, column) that must hold every value of it
REFERENCES = {
    ("listings", "dump_id"): ("dumps", "dump_id"),
    ("listings", "paper_id"): ("papers", "paper_id"),
    ("rejects", "dump_id"): ("dumps", "dump_id"),
    ("coverage", "dump_id"): ("dumps", "dump_id"),
    ("merges", "paper_id"): ("papers", "paper_id"),
    ("origins", "paper_id"): ("papers", "paper_id"),
    ("origins", "dump_id"): ("dumps", "dump_id"),
    ("forms", "term_id"): ("terms", "term_id"),
    ("postings", "paper_id"): ("papers", "paper_id"),
    ("postings", "term_id"): ("terms", "term_id"),
    ("postings", "concept_id"): ("terms", "term_id"),
}


def empty(name: str) -> pl.DataFrame:
    """Return the table `name` without rows, with its declared columns."""
    return TABLES[name].create_empty()


def validate(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Hold all tables to their declarations and to each other.

    Parameters
    ----------
    tables
        All tables of :data:`TABLES`, by name.

    Returns
    -------
    dict of str to polars.DataFrame
        The same tables, columns in declared order.

    Raises
    ------
    TablesError
        Naming the table and the rule that failed.
    """
    refuse_missing(tables)
    checked = {name: declared(name, tables[name]) for name in TABLES}
    refuse_strays(checked)
    return checked


def refuse_missing(tables: Collection[str]) -> None:
    """Refuse tables of which one is missing."""
    missing = [name for name in TABLES if name not in tables]
    if missing:
        raise TablesError(f"tables missing: {', '.join(missing)}; run workbench load again")


def declared(name: str, table: pl.DataFrame) -> pl.DataFrame:
    """Hold one table to its declaration; return it with its columns in declared order.

    Raises
    ------
    TablesError
        Naming the table and the rule that failed.
    """
    try:
        return TABLES[name].validate(table)
    except (dy.exc.ValidationError, dy.exc.SchemaError) as error:
        rules = " ".join(str(error).split())
        raise TablesError(f"table {name} breaks its declaration: {rules}") from error


def refuse_strays(tables: Mapping[str, pl.DataFrame]) -> None:
    """Hold tables to each other, those that are given.

    Raises
    ------
    TablesError
        Naming a value that one table refers to and another does not hold.
    """
    for (table, column), (other, key) in REFERENCES.items():
        if table not in tables:
            continue
        known = tables[other].get_column(key)
        strays = tables[table].filter(~pl.col(column).is_in(known.implode()))
        if strays.height:
            value = strays.get_column(column)[0]
            raise TablesError(
                f"table {table} names {column} {value!r}, which table {other} does not hold"
                f" ({strays.height} such rows)"
            )
