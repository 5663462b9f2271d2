"""Listings as a frame: nothing lost on the way, and many at once as each alone."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages import papers, spaced
from workbench.dumps import RECORD_SCHEMA, Listing, Source, finish, read_dump, to_records
from workbench.text import code_urls, normalize_title, tidy_abstract, tidy_title

AS_READ = [name for name in RECORD_SCHEMA if name not in ("title_key", "code_urls")]
FULL = Listing(
    3,
    "Tides\n  of Sand",
    "We dig.\n\nAnd dig.",
    4,
    9,
    upvotes=12,
    authors=["Ada Reed", "Bo Öst"],
    arxiv_id="2401.00001",
    version=2,
    doi="10.1000/tides",
    url="https://huggingface.co/papers/2401.00001",
    categories=["cs.LG", "cs.CV"],
    keywords=["sand"],
    published_on=date(2024, 1, 2),
    published_precision="day",
)
LINES = Source("a.txt", b"one\ntwo\nthree\n")


def test_every_field_of_a_listing_arrives() -> None:
    frame = to_records([(LINES, [FULL])])
    assert frame.schema == pl.Schema({name: RECORD_SCHEMA[name] for name in AS_READ})
    row = frame.row(0, named=True)
    assert row == {
        **{name: value for name, value in FULL._asdict().items() if name not in ("start", "end")},
        "dump_id": LINES.dump_id,
        "line_start": 2,
        "line_end": 3,
    }


@pytest.mark.parametrize(
    ("start", "end", "lines"),
    [(0, 3, (1, 1)), (0, 4, (1, 1)), (0, 5, (1, 2)), (4, 14, (2, 3)), (8, 8, (3, 3))],
)
def test_lines_are_those_of_the_first_and_the_last_character(start, end, lines) -> None:
    frame = to_records([(LINES, [FULL._replace(start=start, end=end)])])
    assert frame.select("line_start", "line_end").row(0) == lines


def test_dumps_follow_one_another_each_with_its_own_lines() -> None:
    pages = [Source(f"{n}.txt", spaced(papers(*range(n))).encode()) for n in (3, 1, 0, 2)]
    read = [(source, read_dump(source)[0].listings) for source in pages]
    frame = to_records(read)
    one_by_one = pl.concat(to_records([each]) for each in read)
    assert frame.equals(one_by_one)
    listed = [(source, listing) for source, listings in read for listing in listings]
    assert frame["dump_id"].to_list() == [source.dump_id for source, _ in listed]
    for (source, listing), row in zip(listed, frame.iter_rows(named=True), strict=True):
        printed = source.text.split("\n")
        assert printed[row["line_start"] - 1] == listing.title
        assert printed[row["line_end"] - 1] == listing.abstract


@pytest.mark.parametrize("read", [[], [(LINES, [])]])
def test_no_listings_are_a_frame_without_rows(read) -> None:
    frame = finish(to_records(read))
    assert frame.schema == RECORD_SCHEMA
    assert frame.height == 0


def test_halves_of_characters_are_replaced_wherever_they_stand() -> None:
    half = "a \ud835 b"
    odd = FULL._replace(title=half, abstract=half, authors=[half, "Ada"], keywords=[half])
    frame = finish(to_records([(LINES, [FULL, odd])]))
    row = frame.row(1, named=True)
    assert (row["title"], row["abstract"]) == ("a ? b", "a ? b")
    assert (row["authors"], row["keywords"]) == (["a ? b", "Ada"], ["a ? b"])
    # the rest of that listing, and its neighbor, as they were
    assert row["url"] == FULL.url
    assert frame.row(0) == finish(to_records([(LINES, [FULL])])).row(0)


def test_texts_are_tidied_and_keys_computed() -> None:
    listing = FULL._replace(
        title='Slow\n  Schr\\"odinger &amp; Co',
        abstract="We dig.\n\nCode: https://github.com/a/b.\nAlso https://github.com/A/B",
    )
    row = finish(to_records([(LINES, [listing])])).row(0, named=True)
    assert row["title"] == "Slow Schrödinger & Co"
    assert row["abstract"] == "We dig.\nCode: https://github.com/a/b. Also https://github.com/A/B"
    assert row["title_key"] == "slow schrödinger co"
    assert row["code_urls"] == ["https://github.com/a/b"]


PIECES = [
    "a", "Word", " ", "  ", "\n", "\n\n", "\t", "\u00a0", "\u2028", "&amp;", "&#233;", "&", r"\"o",
    "\\", "{B}", "$k$", "ö", "https://", "github.com/a/b", "GitHub.com/", "hf.co/x", ".", "/", "?",
]  # fmt: skip
TEXT = st.text() | st.lists(st.sampled_from(PIECES)).map("".join)
TITLE = TEXT.filter(tidy_title)


@given(st.lists(st.tuples(TITLE, st.none() | TEXT)))
def test_many_at_once_are_as_each_alone(texts: list[tuple[str, str | None]]) -> None:
    listings = [
        Listing(rank, title, abstract, 0, 3)
        for rank, (title, abstract) in enumerate(texts, start=1)
    ]
    frame = finish(to_records([(LINES, listings)]))
    assert frame.schema == RECORD_SCHEMA
    for row, (title, abstract) in zip(frame.iter_rows(named=True), texts, strict=True):
        assert row["title"] == tidy_title(title)
        assert row["abstract"] == (tidy_abstract(abstract or "") or None)
        assert row["title_key"] == normalize_title(row["title"])
        assert row["code_urls"] == code_urls(f"{row['title']}\n{row['abstract'] or ''}")
