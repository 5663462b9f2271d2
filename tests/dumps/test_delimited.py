"""Tables: what they are told by, what is read of each row, and nothing lost of any of them."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.dumps import Reading, Source, balance, delimited
from workbench.dumps.delimited_cells import said
from workbench.errors import DumpError

TABLE = (
    "Title,Abstract,Authors,Year\r\n"
    '"Salt, and Foam","First line.\r\nSecond ""line"".",Ada Lind; Carl Moe,2021\r\n'
    "Buoys,,Eva Noe,2022\r\n"
)


def source(
    text: str | bytes, path: str = "table.csv", columns: dict[str, str] | None = None
) -> Source:
    data = text if isinstance(text, bytes) else text.encode()
    return Source(path, data, columns=columns)


def read(text: str | bytes, path: str = "table.csv", columns=None) -> Reading:
    given = source(text, path, columns)
    assert delimited.sniff(given)
    reading = delimited.read(given)
    assert sum(balance(given, reading).values()) == len(given.data)
    return reading


def titles(reading: Reading) -> list[str]:
    return [listing.title for listing in reading.listings]


def rules(reading: Reading) -> list[tuple[str, str]]:
    return [(reject.rule, reject.text) for reject in reading.rejects]


def test_rows_are_listings_with_their_places() -> None:
    reading = read(TABLE)
    assert (reading.format, reading.layout, reading.rejects) == ("csv", "comma", [])
    first, second = reading.listings
    assert (first.title, first.abstract) == ("Salt, and Foam", 'First line.\r\nSecond "line".')
    assert (first.authors, first.published_on) == (["Ada Lind", "Carl Moe"], date(2021, 1, 1))
    assert first.published_precision == "year"
    assert (second.title, second.abstract, second.authors) == ("Buoys", None, ["Eva Noe"])
    assert TABLE[first.start :].startswith('"Salt')
    assert TABLE[: first.end].endswith("2021")
    assert TABLE[second.start : second.end] == "Buoys,,Eva Noe,2022"
    assert [listing.rank for listing in reading.listings] == [1, 2]
    assert list(source(TABLE).lines_at(listing.start for listing in reading.listings)) == [2, 4]
    assert list(source(TABLE).lines_at(listing.end for listing in reading.listings)) == [3, 4]


def test_all_fields_that_a_table_may_have() -> None:
    (listing,) = read(
        "upvotes;arXiv ID;doi;url;categories;keywords;title;abstract;authors;date\n"
        "12;2101.00001v3;https://doi.org/10.1000/ABC;see https://example.org/1;cs.LG;"
        '"sea; salt";T;A;Ada Lind;2021-03-12'
    ).listings
    assert listing[5:] == (
        *(12, ["Ada Lind"], "2101.00001", 3, "10.1000/abc", "https://example.org/1"),
        *(["cs.LG"], ["sea", "salt"], date(2021, 3, 12), "day"),
    )


@pytest.mark.parametrize(
    ("header", "cell", "arxiv_id", "doi"),
    [
        ("id", "2101.00001", "2101.00001", None),
        ("id", "12345", None, None),
        ("doi", "10.48550/arXiv.2101.00001", "2101.00001", "10.48550/arxiv.2101.00001"),
        ("link", "http://arxiv.org/abs/cs/0112017v2", "cs/0112017", None),
        ("link", "https://huggingface.co/papers/2101.00001", "2101.00001", None),
        ("link", "https://doi.org/10.1000/ABC", None, "10.1000/abc"),
        ("link", "https://example.org/abs/journal/1234567", None, None),
    ],
)
def test_identifiers_are_found_in_links_too(header, cell, arxiv_id, doi) -> None:
    (listing,) = read(f"title,{header}\nT,{cell}\n").listings
    assert (listing.arxiv_id, listing.doi) == (arxiv_id, doi)


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        pytest.param(TABLE.encode("utf-8-sig"), "comma", id="BOM"),
        pytest.param(TABLE.encode("utf-16"), "comma", id="UTF-16"),
        pytest.param("\ufeff\ufeff" + TABLE, "comma", id="two BOMs"),
        pytest.param(TABLE.replace("\r\n", "\n"), "comma", id="LF"),
        pytest.param(TABLE.replace("\r\n", "\r"), "comma", id="CR"),
        pytest.param(TABLE.rstrip(), "comma", id="no line end at the end"),
        pytest.param("\r\n \r\n" + TABLE + "\r\n \n", "comma", id="blank lines"),
        pytest.param("sep=,\r\n" + TABLE, "comma", id="sep"),
        pytest.param('"sep=,"\r\n' + TABLE, "comma", id="sep in quotes"),
        pytest.param(
            TABLE.replace("Title,Abstract", '" title ","AB-STRACT"'), "comma", id="names in quotes"
        ),
        pytest.param(TABLE.replace("Title", "\nTitle", 1), "comma", id="blank line first"),
        pytest.param(TABLE + ",,,\r\n" * 3 + '"","","",""', "comma", id="empty rows"),
        pytest.param(re.sub(r"(202\d)", r"\1,", TABLE), "comma", id="a comma more in each row"),
        pytest.param(re.sub(r"(Year|2021)", r"\1,", TABLE), "comma", id="a nameless column"),
    ],
)
def test_marks_line_ends_and_preambles_change_nothing(text: str | bytes, layout: str) -> None:
    reading = read(text)
    assert reading.layout == layout
    assert rules(reading) == []
    assert titles(reading) == ["Salt, and Foam", "Buoys"]
    assert [listing.published_on for listing in reading.listings] == [
        date(2021, 1, 1),
        date(2022, 1, 1),
    ]


@pytest.mark.parametrize(
    ("header", "layout"),
    [
        ("title,abstract", "comma"),
        ("title;abstract", "semicolon"),
        ("title\tabstract", "tab"),
        ("title;abstract, short;year, if known;a,b,c,d", "semicolon"),
        ("title\tabstract;x\ty", "tab"),
        ("\ttitle\tabstract", "tab"),
        # the delimiter that is stated, whatever the names say
        ("sep=;\ntitle,abstract;title", "semicolon"),
    ],
)
def test_the_header_line_says_what_delimits(header: str, layout: str) -> None:
    assert read(header + "\n").layout == layout


def test_a_mac_file_may_hold_line_feeds_in_cells() -> None:
    reading = read('title,abstract\rOne,"a\nb"\rTwo,c\r')
    assert [(x.title, x.abstract) for x in reading.listings] == [("One", "a\nb"), ("Two", "c")]


def test_the_line_above_the_table_says_when_it_was_exported() -> None:
    above = "\"About the data: Exported on Mar 12, 2021. Criteria: 'foam' in title, abstract.\"\n"
    reading = read(above + TABLE)
    assert (reading.date_text, reading.captured_on) == ("Mar 12, 2021", date(2021, 3, 12))
    assert reading.date_rule == "export line"
    assert len(reading.listings) == 2
    reading = read("About the data: Exported on Feb 30, 2021, in parts\r\n" + TABLE)
    assert (reading.captured_on, reading.date_rule) == (None, None)


@pytest.mark.parametrize(
    ("text", "path", "columns", "expected"),
    [
        pytest.param("title,abstract\n", "a.txt", None, True, id="a known name"),
        pytest.param("Item Title;Year\n", "a", None, True, id="a known name, no ending"),
        pytest.param("title\nOne\n", "a.csv", None, True, id="one column, called a table"),
        pytest.param("title\nOne\n", "a.txt", None, False, id="one column"),
        pytest.param("foo,bar\n1,2\n", "a.csv", None, True, id="called a table"),
        pytest.param("foo\tbar\n1\t2\n", "a.TSV.gz", None, True, id="called a table, compressed"),
        pytest.param("foo bar\nbaz\n", "a.csv", None, False, id="called a table, no delimiter"),
        pytest.param("foo,bar\n1,2\n", "a.txt", None, False, id="unknown names"),
        pytest.param("doi,year\n1,2\n", "a.txt", None, False, id="known names, but no title"),
        pytest.param("foo,bar\n1,2\n", "a.txt", {"title": "x"}, True, id="columns stated"),
        pytest.param("Titel\n1\n", "a.txt", {"title": "Titel"}, True, id="its only column stated"),
        pytest.param("A page of prose.\n\nIt goes on.", "a.txt", None, False, id="prose"),
        pytest.param('{"title": "a", "abstract": "b"}\n', "a.csv", None, False, id="JSON"),
        pytest.param('[{"title": "a"}, {"title": "b"}]', "a.csv", None, False, id="JSON array"),
        pytest.param('"title, abstract"', "a.json", None, False, id="JSON text"),
        pytest.param("<title>,abstract\n", "a.csv", None, False, id="XML"),
        pytest.param("@article{a, title = {b}}\n", "a.csv", None, False, id="BibTeX"),
        pytest.param("Title, notes\n\n@article{a,\n", "a.csv", None, False, id="BibTeX, prose"),
        pytest.param("% Title, encoding\n", "a.csv", {"title": "x"}, False, id="BibTeX comment"),
        pytest.param('"title,abstract\n', "a.csv", None, False, id="a quote never closed"),
        pytest.param("x" * 200_000 + ",title\n", "a.csv", None, False, id="a header of 200 kB"),
    ],
)
def test_what_is_a_table(text: str, path: str, columns, expected: bool) -> None:
    assert delimited.sniff(source(text, path, columns)) is expected


@pytest.mark.parametrize(
    ("text", "columns", "found"),
    [
        ("foo,bar\n1,2\n", None, "its columns: foo, bar; .* title = "),
        ("Titel,bar\n1,2\n", {"title": "Title"}, "no column 'Title', .*its columns: Titel, bar"),
        ("title,bar\n1,2\n", {"titel": "bar"}, "'titel', which is no field; fields: title, "),
        ('"title,bar\n1,2\n', None, "header line does not end"),
        ("title,bar\n1\n2\n3\n", None, "2 columns by its header line, .* each of its 3 rows"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line_with_a_hint(text, columns, found) -> None:
    with pytest.raises(DumpError, match=found) as caught:
        delimited.read(source(text, columns=columns))
    assert str(caught.value).startswith("table.csv: ")
    assert "\n" not in str(caught.value)


def test_two_rows_that_do_not_fit_are_rejects_and_no_refusal() -> None:
    assert rules(read("title,bar\n1\n2\n")) == [
        *(("wrong_number_of_fields", "1"), ("wrong_number_of_fields", "2"))
    ]


def test_stated_columns_are_read() -> None:
    columns = {"title": "Titel", "abstract": "Zusammenfassung", "published_on": "Datum"}
    text = "Titel;Zusammenfassung;Title;Datum\nSalz;Kurz.;Salt;2021-03-12\n"
    (listing,) = read(text, "papers.txt", columns).listings
    assert (listing.title, listing.abstract) == ("Salz", "Kurz.")
    assert listing.published_on == date(2021, 3, 12)


def test_a_table_without_rows_is_a_dump_without_listings() -> None:
    for text in ("title,abstract", "title,abstract\n", "title,abstract\r\n,\r\n\r\n"):
        reading = read(text)
        assert (reading.listings, reading.rejects) == ([], [])


def test_numbers_and_formulas_in_cells_are_texts() -> None:
    reading = read("title,abstract\n1984,007\n=1+1,@x\n1e5,None\nNaN,-\n")
    assert [(x.title, x.abstract) for x in reading.listings] == [
        *(("1984", "007"), ("=1+1", "@x"), ("1e5", None), ("NaN", None))
    ]


def test_rejects_keep_the_place_they_had() -> None:
    reading = read(
        "title,abstract,year\n"
        "One,a,2021\n"
        " ,b,2021\n"
        ",,\n"
        "Two,b\n"
        '"Three "and" more","c",2021\n'
        '"Four" not, "d",2021\n'
        'Five,"e,2021\n'
        "Six,f,2021\n"
        "[No title available],g,2021\n"
        "Seven,h,in press\n"
        "Eight,i,9999\n"
        "Nine"
    )
    assert [(x.rank, x.title) for x in reading.listings] == [
        *((1, "One"), (4, 'Three "and" more'), (7, "Six"), (9, "Seven"), (10, "Eight"))
    ]
    assert rules(reading) == [
        ("no_title", ",b,2021"),
        ("wrong_number_of_fields", "Two,b"),
        ("stray_quote", '"Four" not, "d",2021'),
        ("unclosed_quote", 'Five,"e,2021'),
        ("no_title", "[No title available],g,2021"),
        ("no_date", "in press"),
        ("impossible_date", "9999"),
        ("cut_off", "Nine"),
    ]
    assert [reject.inside for reject in reading.rejects].count(True) == 2


def test_scopus_rows_may_hold_more_texts_of_funding_than_the_header_names() -> None:
    header = "Authors,Title,Abstract,Funding Text 1,References,Source title,EID\n"
    reading = read(header + "Lind A.,T,A,one,,S,1\nMoe C.,U,B,one,two,,S,2\nNoe E.,V\n")
    assert [(x.title, x.authors) for x in reading.listings] == [
        *(("T", ["A. Lind"]), ("U", ["C. Moe"]))
    ]
    assert rules(reading) == [("wrong_number_of_fields", "Noe E.,V")]
    # a column of ours behind the funding could be out of place
    reading = read("Title,Funding Text 1,Abstract\nT,one,A\nU,one,two,B\n")
    assert (titles(reading), len(reading.rejects)) == (["T"], 1)


def test_springer_authors_are_parted_and_pubmed_authors_turned_around() -> None:
    (listing,) = read("Item Title,Item DOI,Authors\nT,10.1000/1,Ada LindCarl Moe\n").listings
    assert listing.authors == ["Ada Lind", "Carl Moe"]
    (listing,) = read('PMID,Title,Authors,Journal/Book\n1,T,"Lind AB, Moe C.",J\n').listings
    assert listing.authors == ["AB Lind", "C. Moe"]


def test_a_cell_may_be_longer_than_python_csv_allows() -> None:
    long = "word, " * 100_000
    (listing,) = read(f'title,abstract\nT,"{long}"\n').listings
    assert len(long) > csv.field_size_limit()
    assert listing.abstract == long.strip()


@pytest.mark.parametrize(
    "line",
    ['x","b', 'a,"b', 'a,"""b', 'a,""b', '"a"b,"c', ' "a,', ' ""a,', '"a,"b"', "c,d", '",'],
)
@pytest.mark.parametrize("opening", ["", 'a,"b\n', '"a\n', '"a"b\n'])
@pytest.mark.parametrize("header", ["title,a\n", "title\ta\n", "title" + ",a" * 500 + "\n"])
def test_hostile_lines_are_accounted_for(header: str, opening: str, line: str) -> None:
    given = source(header + opening + f"{line}\n" * 200)
    try:
        reading = delimited.read(given)
    except DumpError:
        return
    balance(given, reading)


@given(
    listed=st.lists(
        st.tuples(
            st.text(st.sampled_from('ab ",;\t\n\r\u2028'), max_size=9).map("T{}".format),
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60),
        ),
        max_size=5,
    ),
    delimiter=st.sampled_from(",;\t"),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_whatever_python_writes_is_read(listed, delimiter: str, line_end: str) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    writer.writerows([("title", "abstract"), *listed])
    reading = read(file.getvalue())
    assert reading.rejects == []
    assert [(x.title, x.abstract) for x in reading.listings] == [
        (title, said(abstract)) for title, abstract in listed
    ]


MUTATED = (TABLE + 'Tides;Waves,"a \'b\' ""c""","Lind, A; Moe, C",1999-12\r\n') * 2


@given(
    cut=st.integers(0, len(MUTATED)),
    at=st.integers(0, len(MUTATED)),
    n=st.integers(0, 60),
    put=st.text(st.sampled_from('",;\n\r\t x\\&'), max_size=4),
    twice=st.booleans(),
)
def test_any_hurt_table_is_accounted_for(cut: int, at: int, n: int, put: str, twice: bool) -> None:
    text = MUTATED[:at] + put + (MUTATED[at : at + n] * 2 if twice else "") + MUTATED[at + n :]
    text = text[: cut or len(text)]
    given = source(text)
    if not text.strip() or not delimited.sniff(given):
        return
    try:
        reading = delimited.read(given)
    except DumpError:
        return
    ledger = balance(given, reading)
    assert sum(ledger.values()) == len(given.data)
    ranks = [listing.rank for listing in reading.listings]
    assert ranks == sorted(set(ranks))


@given(st.text(st.sampled_from('title,abs;\t\n\r" {[<@%') | st.characters(exclude_characters="\0")))
def test_any_text_that_is_called_a_table_is_accounted_for(text: str) -> None:
    for columns in (None, {"title": "abs"}):
        given = source(f"title,abs{text}".encode("utf-8", "ignore"), columns=columns)
        if not delimited.sniff(given):
            continue
        try:
            reading = delimited.read(given)
        except DumpError:
            continue
        balance(given, reading)


def test_a_table_cut_anywhere_keeps_its_whole_rows() -> None:
    whole = read(TABLE).listings
    for cut in range(len("Title,"), len(TABLE)):
        given = source(TABLE[:cut])
        reading = delimited.read(given)
        balance(given, reading)
        ended = [listing for listing in whole if listing.end <= cut]
        assert reading.listings[: len(ended)] == ended
        rest = [*reading.listings[len(ended) :], *(x for x in reading.rejects if not x.inside)]
        assert len(rest) <= 1
        assert all(reject.rule in ("cut_off", "no_date") for reject in reading.rejects)


REAL = {
    "notebooks_data_ieee_1.csv": ("comma", 100, 0),
    "notebooks_data_ieee_2.csv": ("comma", 100, 0),
    "notebooks_data_ieee_3.csv": ("comma", 100, 0),
    "notebooks_data_ieee_4.csv": ("comma", 100, 0),
    "notebooks_data_ieee_5.csv": ("comma", 41, 0),
    "notebooks_data_springer.csv": ("comma", 1000, 0),
    "tests_demo_data_duplicate_records.csv": ("semicolon", 10, 4),
    "tests_demo_data_generic.csv": ("comma", 2, 0),
    "tests_demo_data_generic_column_names_with_spaces.csv": ("comma", 2, 0),
    "tests_demo_data_generic_semicolon.csv": ("semicolon", 2, 0),
    "tests_demo_data_generic_tab.tsv": ("tab", 2, 0),
    "tests_demo_data_missing_values.csv": ("comma", 2, 2),
    "tests_demo_data_record_id.csv": ("comma", 10, 0),
    "tests_resources_ieee.csv": ("comma", 10, 0),
    "tests_resources_scopus.csv": ("comma", 58, 0),
    "tests_resources_springer.csv": ("comma", 18, 0),
}
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}


def test_the_real_tables_as_python_reads_them(shared) -> None:
    counts = {}
    for path in sorted((shared / "formats" / "csv").iterdir()):
        reading = read(path.read_bytes(), path.name)
        counts[path.name] = (reading.layout, len(reading.listings), len(reading.rejects))
        assert {reject.rule for reject in reading.rejects} <= {"no_title"}
        with path.open(encoding="utf-8-sig", newline="") as file:
            names, *table = csv.reader(file, delimiter=DELIMITERS[reading.layout])
        names = [name.strip().lower() for name in names]
        column = min(
            names.index(name) for name in ("title", "document title", "item title") if name in names
        )
        assert titles(reading) == [row[column] for row in table if row[column].strip()]
        if "abstract" in names:
            place = names.index("abstract")
            abstracts = [row[place].strip() for row in table if row[column].strip()]
            told = [None if x in ("", "[No abstract available]") else x for x in abstracts]
            assert [listing.abstract for listing in reading.listings] == told
        years = {"year", "publication year", "publication_year"} & set(names)
        for place in map(names.index, years):
            assert [(x.published_on, x.published_precision) for x in reading.listings] == [
                (date(int(row[place].rstrip("/")), 1, 1), "year") for row in table
            ]
    assert counts == REAL


def test_other_real_dumps_are_no_tables(shared) -> None:
    folders = [shared / "dumps", *(shared / "formats").iterdir()]
    paths = [path for folder in folders if folder.name != "csv" for path in folder.iterdir()]
    assert len(paths) > 50
    for path in paths:
        given = source(path.read_bytes(), path.name)
        try:
            text = given.text
        except DumpError:  # empty, or not in UTF-8: refused whatever the format
            continue
        assert not delimited.sniff(given), f"{path} {text[:40]!r}"
