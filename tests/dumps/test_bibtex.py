r"""BibTeX: which entries are papers, what their fields say, and nothing lost of any file."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.dumps import Reading, Source, balance, bibtex
from workbench.dumps.listing import Listing
from workbench.errors import DumpError

LIBRARY = r"""% Encoding: UTF-8
@string{js = "Journal of " # {Shores}}
@comment{jabref-meta: databaseType:bibtex;}

@Article{lind2021,
  author    = {Lind, Ada and M{\"u}ller, Carl and {The Foam Group} and others},
  title     = {Counting {F}oam on \emph{Sand}},
  subtitle  = {A Winter of {\'E}tudes},
  journal   = js,
  year      = 2021,
  month     = mar # "~12",
  abstract  = {We count.
               Foam stays for 5\% of an hour.},
  keywords  = {foam, sand; {salt, coarse}},
  doi       = {10.1000/ABC.},
}

@misc(moe,
  title = "Buoys at {"}Night{"}", eprint = "2101.00001v3", archivePrefix = "arXiv",
  primaryClass = "cs.LG", date = "2021-01-04", url = {\url{https://example.org/moe_1}}
)
"""


def read(text: str | bytes, path: str = "papers.bib") -> Reading:
    source = Source(path, text if isinstance(text, bytes) else text.encode())
    assert bibtex.sniff(source)
    reading = bibtex.read(source)
    assert sum(balance(source, reading).values()) == len(source.data)
    return reading


def only(fields: str) -> Listing:
    """Read one entry with a title and further fields."""
    (listing,) = read(f"@article{{key, title = {{T}}, {fields}}}").listings
    return listing


def rules(reading: Reading) -> list[tuple[str, str]]:
    return [(reject.rule, reject.text) for reject in reading.rejects]


def test_a_library_gives_its_entries() -> None:
    reading = read(LIBRARY)
    assert (reading.format, reading.layout, reading.rejects) == ("bibtex", None, [])
    first, second = reading.listings
    assert first.title == r"Counting Foam on \emph{Sand}: A Winter of {\'E}tudes"
    assert first.abstract == "We count.\n               Foam stays for 5% of an hour."
    assert first.authors == ["Ada Lind", "Carl Müller", "The Foam Group"]
    assert first.keywords == ["foam, sand", "salt, coarse"]
    assert (first.doi, first.arxiv_id, first.url) == ("10.1000/abc", None, None)
    assert (first.published_on, first.published_precision) == (date(2021, 3, 12), "day")
    assert (second.title, second.abstract, second.authors) == ('Buoys at "Night"', None, None)
    assert (second.arxiv_id, second.version, second.categories) == ("2101.00001", 3, ["cs.LG"])
    assert (second.url, second.published_on) == ("https://example.org/moe_1", date(2021, 1, 4))
    assert [listing.rank for listing in reading.listings] == [1, 2]
    assert LIBRARY[first.start :].startswith("@Article{lind2021")
    assert LIBRARY[second.start : second.end].endswith("moe_1}}\n)")


def test_a_library_without_papers_is_a_dump_without_listings() -> None:
    for text in ("@comment{nothing yet}\n", '@string{a = {b}}\n@preamble{"x"}\n'):
        reading = read(text)
        assert (reading.listings, reading.rejects) == ([], [])
        assert reading.headers == [(0, len(text))]


@pytest.mark.parametrize(
    ("printed", "rule"),
    [
        pytest.param("@article{a, title = {Salt}", "malformed", id="a brace too few"),
        pytest.param("@article{a, title = {Salt}}, year = 2020}", "malformed", id="one too many"),
        pytest.param("@article{a, title = {Salt}} }", None, id="a loose one behind"),
        pytest.param('@article{a, title = "Sa"lt"}', "malformed", id="a quote inside quotes"),
        pytest.param("@article{a, title = Salt and foam}", "malformed", id="no delimiters"),
        pytest.param("@article{a, title}", "malformed", id="a field without value"),
        pytest.param("@string{salt = {a}", "malformed", id="a macro without end"),
        pytest.param("@article{a, year = 2020}", "no_title", id="no title"),
        pytest.param("@article{a, title = { {} }}", "no_title", id="a blank title"),
        pytest.param("@article{a, subtitle = {Salt}}", "no_title", id="a subtitle alone"),
        pytest.param("@article{a}", "no_title", id="a key alone"),
        pytest.param("@set{a, entryset = {b, c}}", "no_title", id="a set"),
        pytest.param("@article{a, title = salt}", "title_elsewhere", id="a title from a macro"),
    ],
)
def test_a_broken_entry_costs_itself_alone(printed: str, rule: str | None) -> None:
    macro, good = "@string{salt = {Salt Marshes}}\n", "\n@misc{z, title = {Foam}}\n"
    reading = read(f"{macro}{printed}{good}")
    assert reading.listings[-1].title == "Foam"
    told = [(x.rule, x.text) for x in reading.rejects]
    assert told == ([(rule, printed)] if rule else [])
    # a macro is no record and has no rank
    assert reading.listings[-1].rank == (1 if printed.startswith("@string") else 2)


@pytest.mark.parametrize(
    "end",
    ["@misc{z, title = {Fo", "@misc{z, title =", "@misc{z", '@misc{z, title = "Foam', "@misc{z,"],
)
def test_the_entry_in_which_a_file_ends_is_cut_off(end: str) -> None:
    reading = read(f"@misc{{a, title = {{Salt}}}}\n{end}")
    assert [listing.title for listing in reading.listings] == ["Salt"]
    assert rules(reading) == [("cut_off", end)]


def test_nothing_is_inherited_from_a_book() -> None:
    reading = read(
        "@inproceedings{a, crossref = {b}, title = {Foam}}\n"
        "@inproceedings{c, crossref = {b}}\n"
        "@proceedings{b, title = {All Foams}, year = 2020}\n"
    )
    assert [(x.title, x.published_on and x.published_on.year) for x in reading.listings] == [
        ("Foam", None),
        ("All Foams", 2020),
    ]
    assert [rule for rule, _ in rules(reading)] == ["no_title"]


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Ada Lind", ["Ada Lind"]),
        ("Lind, Ada", ["Ada Lind"]),
        ("Lind, Jr., Ada", ["Ada Lind Jr."]),
        ("van der Moe, C. and de Noe, E.", ["C. van der Moe", "E. de Noe"]),
        ("Lind, Ada\n   AND Moe,\n Carl", ["Ada Lind", "Carl Moe"]),
        ("{Sea and Sand Ltd.} and Ada Lind", ["Sea and Sand Ltd.", "Ada Lind"]),
        ("{Sea, Sand}", ["Sea, Sand"]),
        (r"{\O}st, {\AA}se and M{\"{u}}ller, Zo\"e", ["Åse Øst", "Zoë Müller"]),
        ("Lind, Ada and others", ["Ada Lind"]),
        ("Lind, Ada and et al.", ["Ada Lind"]),
        ("Lind, Ada; Moe, Carl", ["Ada Lind", "Carl Moe"]),
        ("M&uuml;ller, Zo&euml; and Moe, C.", ["Zoë Müller", "C. Moe"]),
        ("family=Moe, given=Carl, prefix=von, useprefix=true", ["Carl von Moe"]),
        ("Lind, A and family={Moe, Inc.}, suffix=Jr.", ["A Lind", "Moe, Inc. Jr."]),
        ("A.~B. Lind", ["A. B. Lind"]),
        (r"Mu\~noz,~Ada", ["Ada Muñoz"]),
        ("and", ["and"]),
        ("others", None),
        (" ", None),
    ],
)
def test_authors_are_told_first_name_first(printed: str, names: list[str] | None) -> None:
    assert only(f"author = {{{printed}}}").authors == names


@pytest.mark.parametrize(
    ("fields", "on", "precision"),
    [
        ("year = 2021", date(2021, 1, 1), "year"),
        ("year = {2021}, month = mar", date(2021, 3, 1), "month"),
        ("year = {2021}, month = {March}", date(2021, 3, 1), "month"),
        ("year = {2021}, month = 3", date(2021, 3, 1), "month"),
        ('year = {2021}, month = "12~" # mar', date(2021, 3, 12), "day"),
        ("year = {2021}, month = mar, day = 12", date(2021, 3, 12), "day"),
        ("year = 2021, month = {spring}", date(2021, 1, 1), "year"),
        ("date = {2021}", date(2021, 1, 1), "year"),
        ("date = {2021-03}", date(2021, 3, 1), "month"),
        ("date = {2021-03-12/2021-04-01}", date(2021, 3, 12), "day"),
        ("date = {2021-03-12/..}, year = 2020", date(2021, 3, 12), "day"),
        ("date = {2021-03~}", date(2021, 3, 1), "month"),
        ("date = {2021?/2022}", date(2021, 1, 1), "year"),
        ("month = mar", None, None),
    ],
)
def test_dates(fields: str, on: date | None, precision: str | None) -> None:
    listing = only(fields)
    assert (listing.published_on, listing.published_precision) == (on, precision)


@pytest.mark.parametrize(
    ("fields", "on", "fault"),
    [
        (
            "year = 2021, month = feb, day = 30",
            date(2021, 1, 1),
            ("impossible_date", "feb 30 2021"),
        ),
        ("date = {2021-02-30}", None, ("impossible_date", "2021-02-30")),
        ("year = 9999", None, ("impossible_date", "9999")),
        ("year = {in press}", None, ("no_date", "in press")),
    ],
)
def test_a_date_that_is_none_is_kept_beside_its_paper(fields: str, on, fault) -> None:
    reading = read(f"@article{{key, title = {{T}}, {fields}}}")
    assert [listing.published_on for listing in reading.listings] == [on]
    assert [(reject.rule, reject.text) for reject in reading.rejects] == [fault]
    assert reading.rejects[0].inside


@pytest.mark.parametrize(
    ("fields", "arxiv_id", "doi", "url"),
    [
        ("eprint = {2101.00001}", "2101.00001", None, None),
        ("eprint = {cs/0112017}, eprinttype = {arXiv}", "cs/0112017", None, None),
        ("eprint = {2101.00001}, archiveprefix = {hal}", None, None, None),
        ("journal = {arXiv preprint arXiv:2101.00001}", "2101.00001", None, None),
        ("journal = {CoRR}, volume = {abs/2101.00001}", "2101.00001", None, None),
        ("volume = {12}, note = {seen at arXiv:2101.00001}", None, None, None),
        (
            "doi = {https://doi.org/10.48550/arXiv.2101.00001}",
            *("2101.00001", "10.48550/arxiv.2101.00001", None),
        ),
        ("doi = {10.1000/a\\_b}", None, "10.1000/a_b", None),
        ("url = {https://doi.org/10.1000/ABC}", None, "10.1000/abc", "https://doi.org/10.1000/ABC"),
        ("howpublished = {\\url{http://e.org/a\\%20b}}", None, None, "http://e.org/a%20b"),
    ],
)
def test_identifiers(fields: str, arxiv_id, doi, url) -> None:
    listing = only(fields)
    assert (listing.arxiv_id, listing.doi, listing.url) == (arxiv_id, doi, url)


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("@article{a, title={T}}", "a.txt", True),
        ("Notes of mine.\n\n  @Misc{a,", "a.txt", True),
        ("@string{a = {b}}", "a.txt", True),
        ("text @article{a, title={T}}", "a.txt", False),
        ("text @article{a, title={T}}", "a.bib", True),
        ("write to ada@example.org {or not}", "a.txt", False),
        ("@media{color: red}", "a.css", False),
        ("no entry", "a.bib", False),
    ],
)
def test_what_is_taken_for_bibtex(text: str, path: str, expected: bool) -> None:
    assert bibtex.sniff(Source(path, text.encode())) is expected


@given(
    cut=st.integers(0, len(LIBRARY)),
    at=st.integers(0, len(LIBRARY)),
    n=st.integers(0, 80),
    put=st.text(st.sampled_from('{}"@,=#%()\\ \n\ra'), max_size=4),
    twice=st.booleans(),
)
def test_any_hurt_library_is_accounted_for(cut: int, at: int, n: int, put: str, twice) -> None:
    text = LIBRARY[:at] + put + (LIBRARY[at : at + n] * 2 if twice else "") + LIBRARY[at + n :]
    # stated, since the first line may be hurt
    source = Source("a.bib", text[: cut or len(text)].encode(), encoding="utf-8")
    if not source.data.strip() or not bibtex.sniff(source):
        return
    reading = bibtex.read(source)
    assert sum(balance(source, reading).values()) == len(source.data)
    ranks = [listing.rank for listing in reading.listings]
    assert ranks == sorted(set(ranks))


@given(st.text(st.sampled_from('{}"@,=#%()\\$ \na') | st.characters(exclude_characters="\0")))
def test_any_text_behind_an_entry_is_accounted_for(text: str) -> None:
    data = f"@misc{{a, title = {{Foam}}}}{text}".encode("utf-8", "ignore")
    source = Source("a.bib", data)
    reading = bibtex.read(source)
    assert sum(balance(source, reading).values()) == len(data)


def test_a_library_cut_anywhere_keeps_its_whole_entries() -> None:
    whole = read(LIBRARY).listings
    for cut in range(LIBRARY.index("lind2021,"), len(LIBRARY)):
        reading = read(LIBRARY[:cut])
        assert reading.listings == [listing for listing in whole if listing.end <= cut]
        assert {rule for rule, _ in rules(reading)} <= {"cut_off"}


@pytest.mark.parametrize(
    "unit",
    [
        "{",
        "}",
        '"',
        "@a{b,",
        "@a{b, title={",
        "fo{a}m ",
        "\\$",
        "$ \\( {a}",
        "\\c ",
        "# x ",
        "% @\n",
        "@comment{ \n",
    ],
)
def test_hostile_runs_are_accounted_for(unit: str) -> None:
    # so many signs that anything that is not linear would take minutes
    for opening in ("@a{b, title={x}, author={", "@a{b, title={", "@a{b, title={x}}\n"):
        source = Source("a.bib", (opening + unit * (300_000 // len(unit)) + "}}").encode())
        balance(source, bibtex.read(source))


# Verified with bibtexparser 1.4 where it reads the entry; it leaves out entries without a key, the
# rest was counted by eye.
REAL = {
    "examples_bibtex.bib": (1, []),
    "encoding-header.bib": (1, []),
    "encodingWithoutNewline.bib": (0, ["no_title"]),
    "fileformat_BibtexImporter.examples.bib": (2, ["no_title"] * 2),
    "fileformat_encoding-us-ascii-with-header.bib": (1, []),
    "fileformat_encoding-utf-16BE-with-header.bib": (1, []),
    "fileformat_encoding-utf-16BE-without-header.bib": (1, []),
    "fileformat_encoding-utf-8-with-header-with-databasetypecomment.bib": (1, []),
    "fileformat_encoding-utf-8-with-header.bib": (1, []),
    "fileformat_encoding-utf-8-without-header-with-databasetypecomment.bib": (1, []),
    "fileformat_encoding-utf-8-without-header.bib": (1, []),
    "fileformat_encoding-windows-1252-with-header.bib": (0, ["no_title"]),
    "fileformat_encoding-windows-1252-without-header.bib": (0, ["no_title"]),
    "fileformat_encoding-windows-1252-but-utf-8-declared--decoding-fails.bib": "line 4",
    "tests_resources_gbk_test.bib": "line 1",
}


def test_the_real_libraries(shared) -> None:
    found: dict[str, object] = {}
    for path in sorted((shared / "formats" / "bibtex").iterdir()):
        name = path.name.removeprefix("jablib_src_test_resources_org_jabref_logic_importer_")
        try:
            reading = read(path.read_bytes(), path.name)
        except DumpError as error:
            found[name] = " ".join(str(error).split(": ", 1)[1].split()[:2])
        else:
            found[name] = (len(reading.listings), [rule for rule, _ in rules(reading)])
    assert found == REAL


def test_a_real_library_in_an_encoding_that_the_settings_state(shared) -> None:
    path = shared / "formats" / "bibtex" / "tests_resources_gbk_test.bib"
    source = Source(path.name, path.read_bytes(), encoding="gbk")
    reading = bibtex.read(source)
    assert sum(balance(source, reading).values()) == len(source.data)
    (listing,) = reading.listings
    assert (len(listing.authors or []), listing.published_on) == (1, date(2013, 1, 1))
